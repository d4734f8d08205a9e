import { below } from '../types';

export const LOADPOINT_PLAN = below('loadpoints/<n>', {
  plan: {
    label: 'Charging plan',
    about: 'Slots in which the plan charges, each with its price or CO₂; nothing without a plan.',
  },
  planActive: { label: 'Plan active', about: 'Whether it charges now because the plan says so.' },
  planEnergy: { label: 'Plan energy', about: 'Energy that the plan charges, and the time by which; 0 means no plan.' },
  planTime: { label: 'Plan time', about: 'Time by which the planned energy has to be charged.' },
  planStrategy: { label: 'Plan strategy', about: 'How energy plans at this loadpoint choose their slots.' },
  'planStrategy/continuous': { label: 'Charge in one go', about: 'Whether energy plans charge without a break.' },
  'planStrategy/precondition': { label: 'Charge late', about: 'How long charging has to run right before departure.' },
  planOverrun: {
    label: 'Plan overrun',
    about: 'How much later than planned charging will be finished; 0 means in time.',
  },
  planProjectedStart: { label: 'Plan starts', about: 'When the plan begins to charge.' },
  planProjectedEnd: { label: 'Plan ends', about: 'When the plan will have finished charging.' },
  effectivePlanId: {
    label: 'Number of the plan in effect',
    about: 'Which plan applies: 1 the single one, from 2 the repeating ones, 0 none.',
  },
  effectivePlanSoc: {
    label: 'Plan goal in effect',
    about: 'State of charge that the plan in effect aims at; 0 without one.',
  },
  effectivePlanTime: { label: 'Plan time in effect', about: 'Time by which the plan in effect has to be fulfilled.' },
  effectivePlanStrategy: { label: 'Plan strategy in effect', about: 'How the plan in effect chooses its slots.' },
  'effectivePlanStrategy/continuous': {
    label: 'Charge in one go, in effect',
    about: 'Whether the plan in effect charges without a break.',
  },
  'effectivePlanStrategy/precondition': {
    label: 'Charge late, in effect',
    about: 'How long the plan in effect charges right before departure.',
  },
});
