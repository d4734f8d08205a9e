import { below, type LabelTable } from '../types';

const STATE = below('site/battery', {
  '': { label: 'Home battery', about: 'All values of the home battery in one object, the sums and each battery.' },
  power: {
    label: 'Battery power',
    about: 'Power of all home batteries: positive is discharging, negative is charging.',
  },
  soc: {
    label: 'Battery state of charge',
    about: 'State of charge of all home batteries together, weighted by capacity.',
  },
  capacity: { label: 'Battery capacity', about: 'Usable capacity of all home batteries together.' },
  energy: { label: 'Energy discharged', about: 'Energy that all home batteries have given off, by their meters.' },
  forecast: { label: 'Battery forecast', about: 'Highest and lowest state of charge that the optimizer expects.' },
  'forecast/highest': {
    label: 'Expected highest',
    about: 'Highest state of charge that the optimizer expects, and when.',
  },
  'forecast/highest/soc': {
    label: 'Highest state of charge',
    about: 'Highest state of charge that the optimizer expects.',
  },
  'forecast/highest/time': { label: 'Time of the highest', about: 'When the highest state of charge is expected.' },
  'forecast/highest/limit': { label: 'Full', about: 'Whether the battery is expected to reach its upper limit.' },
  'forecast/lowest': {
    label: 'Expected lowest',
    about: 'Lowest state of charge that the optimizer expects, and when.',
  },
  'forecast/lowest/soc': {
    label: 'Lowest state of charge',
    about: 'Lowest state of charge that the optimizer expects.',
  },
  'forecast/lowest/time': { label: 'Time of the lowest', about: 'When the lowest state of charge is expected.' },
  'forecast/lowest/limit': { label: 'Empty', about: 'Whether the battery is expected to reach its lower limit.' },
  devices: { label: 'Home batteries', about: 'All home batteries as a list.' },
  'devices/<n>': { label: 'Single battery', about: 'All values of one home battery.' },
});

const SETTINGS = below('site', {
  batteryMode: {
    label: 'Battery mode',
    about:
      'What the home battery does; a mode set from outside is dropped by evcc after 60 seconds unless it is repeated.',
  },
  batteryModeExternal: {
    label: 'Battery mode from outside',
    about: 'Battery mode that was set from outside; unknown while evcc decides itself.',
  },
  prioritySoc: {
    label: 'Battery priority up to',
    about: 'Below this state of charge surplus goes into the home battery first, above it to the loadpoints.',
  },
  bufferSoc: {
    label: 'Buffer from',
    about: 'Above this state of charge the home battery may support solar charging; 0 means never.',
  },
  bufferStartSoc: {
    label: 'Start from battery',
    about: 'Above this state of charge solar charging starts even without surplus; 0 means never.',
  },
  batteryDischargeControl: {
    label: 'Lock discharge while charging',
    about: 'Whether the home battery is kept from discharging during fast and planned charging.',
  },
  batteryGridDischarge: {
    label: 'Discharge into the grid',
    about: 'Whether the home battery may discharge into the grid.',
  },
  batteryGridChargeLimit: {
    label: 'Grid charging limit',
    about: 'Price or CO₂ limit below which the home battery is charged from the grid; empty means never.',
  },
  batteryGridChargeActive: {
    label: 'Grid charging active',
    about: 'Whether the home battery is being charged from the grid.',
  },
  batteryGridDischargeActive: {
    label: 'Grid discharging active',
    about: 'Whether the home battery is being discharged into the grid.',
  },
  optimizer: { label: 'Optimizer', about: 'Whether the optimizer is switched on.' },
  optimizerChargingStrategy: { label: 'Optimizer strategy', about: 'Strategy that the optimizer follows.' },
  optimizerChargingStrategies: { label: 'Optimizer strategies', about: 'Strategies that the optimizer can follow.' },
});

export const BATTERY: LabelTable = { ...STATE, ...SETTINGS };
