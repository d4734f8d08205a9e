import type { Row } from './row';

/** The session, the vehicle and the plan at a loadpoint. */
export const SESSION: readonly Row[] = [
  {
    topic: 'loadpoints/1/chargedEnergy',
    type: 'number',
    unit: 'Wh',
    on: {
      '0.133.0': [19.193, '19 Wh'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich 0.316.0': [0, '0 Wh'],
      '0.200.0': [19.215, '19 Wh'],
      '0.207.6': [19.32, '19 Wh'],
      '0.300.7': [18.024, '18 Wh'],
      '0.304.2': [19.256, '19 Wh'],
      '0.307.2': [19.229, '19 Wh'],
      '0.313.2': [26.858, '27 Wh'],
      '0.315.0': [0.217, '0 Wh'],
      '0.316-branch': [80.549, '81 Wh'],
    },
  },
  {
    topic: 'loadpoints/1/sessionEnergy',
    type: 'number',
    unit: 'Wh',
    on: {
      '0.133.0': [19.193, '19 Wh'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich 0.316.0': [0, '0 Wh'],
      '0.200.0': [19.215, '19 Wh'],
      '0.207.6': [19.32, '19 Wh'],
      '0.300.7': [18.024, '18 Wh'],
      '0.304.2': [19.256, '19 Wh'],
      '0.307.2': [19.229, '19 Wh'],
      '0.313.2': [26.858, '27 Wh'],
      '0.315.0': [0.217, '0 Wh'],
      '0.316-branch': [80.549, '81 Wh'],
    },
  },
  {
    topic: 'loadpoints/1/sessionPrice',
    type: 'number',
    unit: 'EUR',
    none: '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.307.2 0.313.2-rich 0.316.0',
    on: {
      '0.133.0': [0.0015355, '0.002 EUR'],
      '0.200.0': [0.0015372, '0.002 EUR'],
      '0.207.6': [0.0015456, '0.002 EUR'],
      '0.300.7': [0.001, '0.001 EUR'],
      '0.304.2 0.313.2': [0.002, '0.002 EUR'],
      '0.315.0': [0, '0 EUR'],
      '0.316-branch': [0.006, '0.006 EUR'],
    },
  },
  {
    topic: 'loadpoints/1/sessionSolarPercentage',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0 0.316-branch': [100, '100 %'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich 0.316.0': [0, '0 %'],
    },
  },
  {
    topic: 'loadpoints/1/chargeDuration',
    type: 'number',
    unit: 's',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.307.2': [20, '20 s'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.315.0': [60, '1:00 min'],
      '0.313.2': [30, '30 s'],
      '0.313.2-rich': [40, '40 s'],
      '0.316.0': [0, '0 s'],
      '0.316-branch': [90, '1:30 min'],
    },
  },
  {
    topic: 'loadpoints/1/connectedDuration',
    type: 'number',
    unit: 's',
    none: '0.316.0',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0, '0 s'],
      '0.315.0': [510, '8:30 min'],
    },
  },
  {
    topic: 'loadpoints/1/chargeRemainingDuration',
    type: 'number',
    unit: 's',
    none: '0.315.0 0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6': [19986, '5:33 h'],
      '0.133.0-rich 0.207.6-rich': [2739, '45:39 min'],
      '0.300.7 0.313.2 0.316-branch': [22566, '6:16 h'],
      '0.300.7-rich 0.313.2-rich': [2900, '48:20 min'],
      '0.304.2 0.307.2': [21161, '5:52 h'],
    },
  },
  {
    topic: 'loadpoints/1/chargeRemainingEnergy',
    type: 'number',
    unit: 'Wh',
    none: '0.315.0 0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6': [18480, '18.5 kWh'],
      '0.133.0-rich 0.207.6-rich': [5600, '5.6 kWh'],
      '0.300.7 0.304.2..0.313.2 0.316-branch': [19567.059, '19.6 kWh'],
      '0.300.7-rich 0.313.2-rich': [5929.412, '5.9 kWh'],
    },
  },
  {
    topic: 'loadpoints/1/chargeTotalImport',
    type: 'number',
    unit: 'kWh',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [12346, '12,346 kWh'],
      '0.300.7-rich 0.313.2-rich': [12345.678, '12,345.7 kWh'],
    },
  },
  {
    topic: 'loadpoints/1/todayEnergy',
    type: 'number',
    unit: 'Wh',
    none: '0.133.0..0.307.2',
    on: {
      '0.313.2': [27, '27 Wh'],
      '0.313.2-rich': [0, '0 Wh'],
      '0.315.0 0.316.0': [41, '41 Wh'],
      '0.316-branch': [81, '81 Wh'],
    },
  },
  {
    topic: 'loadpoints/1/plan',
    type: 'null',
    none: '0.133.0..0.316-branch',
    on: {},
  },
  {
    topic: 'loadpoints/1/planActive',
    type: 'boolean',
    on: {
      '0.133.0..0.316-branch': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'loadpoints/1/planStrategy',
    type: 'object',
    none: '0.133.0..0.200.0',
    on: {
      '0.207.6 0.207.6-rich': [{ precondition: 0 }, '0 s'],
      '0.300.7..0.316-branch': [{ continuous: false, precondition: 0 }, 'no · 0 s', 'nein · 0 s'],
    },
  },
  {
    topic: 'loadpoints/1/planStrategy/continuous',
    type: 'boolean',
    none: '0.133.0..0.207.6-rich',
    on: {
      '0.300.7..0.316-branch': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'loadpoints/1/planStrategy/precondition',
    type: 'number',
    unit: 's',
    none: '0.133.0..0.200.0',
    on: {
      '0.207.6..0.316-branch': [0, '0 s'],
    },
  },
  {
    topic: 'loadpoints/1/effectivePlanStrategy',
    type: 'object',
    none: '0.133.0..0.207.6-rich',
    on: {
      '0.300.7..0.316-branch': [{ continuous: false, precondition: 0 }, 'no · 0 s', 'nein · 0 s'],
    },
  },
];
