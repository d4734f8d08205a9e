import { below } from '../types';

export const VEHICLES = below('vehicles/<name>', {
  '': { label: 'Vehicle', about: 'All values of the vehicle in one object.' },
  title: { label: 'Title', about: 'Name of the vehicle for people.' },
  name: { label: 'Name', about: 'Name of the vehicle in the configuration of evcc.' },
  icon: { label: 'Icon', about: 'Icon that evcc shows for the vehicle.' },
  capacity: { label: 'Battery capacity', about: 'Usable capacity of the battery of the vehicle.' },
  features: { label: 'Features', about: 'What is particular to the vehicle, such as Offline.' },
  mode: {
    label: 'Default mode',
    about: 'Charge mode that applies when the vehicle is connected; empty keeps the loadpoint’s.',
  },
  alwaysCharge: { label: 'Always charge', about: 'Whether always charge applies when the vehicle is connected.' },
  phases: { label: 'Phases', about: 'How many phases the vehicle can charge with.' },
  minCurrent: { label: 'Minimum current', about: 'Smallest current that the vehicle needs.' },
  maxCurrent: { label: 'Maximum current', about: 'Largest current that the vehicle takes.' },
  priority: { label: 'Priority', about: 'Priority that the loadpoint gets while the vehicle is connected.' },
  minSoc: {
    label: 'Minimum charge',
    about: 'State of charge up to which the vehicle charges at once and fast; 0 means none.',
  },
  limitSoc: { label: 'Default limit', about: 'Charge limit that applies when the vehicle is connected; 0 means none.' },
  plan: { label: 'Charging plan', about: 'Goal and time of the single charging plan; nothing without a plan.' },
  'plan/soc': { label: 'Plan goal', about: 'State of charge that the charging plan aims at.' },
  'plan/time': { label: 'Plan time', about: 'Time by which the plan goal has to be reached.' },
  planSoc: {
    label: 'Set charging plan',
    about:
      'Sets goal and time of the single charging plan, 0 deletes it; it can only be set, read it as charging plan.',
  },
  planStrategy: { label: 'Plan strategy', about: 'How the charging plans of the vehicle choose their slots.' },
  'planStrategy/continuous': { label: 'Charge in one go', about: 'Whether the plans charge without a break.' },
  'planStrategy/precondition': { label: 'Charge late', about: 'How long charging has to run right before departure.' },
  repeatingPlans: { label: 'Repeating plans', about: 'All repeating charging plans of the vehicle as a list.' },
  'repeatingPlans/<n>': { label: 'Repeating plan', about: 'One repeating charging plan.' },
  'repeatingPlans/<n>/weekdays': {
    label: 'Days',
    about: 'Days of the week that the plan is for: 0 is Sunday, 6 is Saturday.',
  },
  'repeatingPlans/<n>/time': {
    label: 'Time of day',
    about: 'Time of day by which the goal has to be reached, as HH:MM.',
  },
  'repeatingPlans/<n>/tz': { label: 'Time zone', about: 'Time zone that the time of day is in.' },
  'repeatingPlans/<n>/soc': { label: 'Goal', about: 'State of charge that the plan aims at.' },
  'repeatingPlans/<n>/active': { label: 'Active', about: 'Whether the plan is switched on.' },
});
