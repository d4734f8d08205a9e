import { type Row, whole } from './row';

/** The home battery under today’s names, and the circuits. */
export const BATTERY: readonly Row[] = [
  {
    topic: 'site/battery',
    type: 'object',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7': [
        {
          devices: [{ capacity: 13.4, controllable: true, power: 0, soc: 51 }],
          capacity: 13.4,
          energy: 0,
          power: 0,
          soc: 51,
        },
        '5 values',
        '5 Werte',
      ],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [whole(5, 13, 2382.667), '5 values', '5 Werte'],
      '0.304.2': [
        { capacity: 13.4, devices: [{ capacity: 13.4, controllable: true, power: 0, soc: 51 }], power: 0, soc: 51 },
        '4 values',
        '4 Werte',
      ],
      '0.307.2': [
        {
          capacity: 13.4,
          devices: [{ capacity: 13.4, controllable: true, name: 'battery', power: 0, soc: 51 }],
          power: 0,
          soc: 51,
        },
        '4 values',
        '4 Werte',
      ],
      '0.313.2': [
        {
          capacity: 13.4,
          devices: [{ capacity: 13.4, controllable: true, name: 'battery', power: 0, soc: 50 }],
          power: 0,
          soc: 50,
        },
        '4 values',
        '4 Werte',
      ],
      '0.313.2-rich': [whole(5, 15, 2382.667), '5 values', '5 Werte'],
      '0.315.0 0.316.0': [whole(5, 11, 5468.634), '5 values', '5 Werte'],
      '0.316-branch': [
        {
          power: 0,
          capacity: 13.4,
          soc: 51,
          devices: [{ name: 'battery', power: 0, capacity: 13.4, soc: 51, controllable: true }],
        },
        '4 values',
        '4 Werte',
      ],
    },
  },
  {
    topic: 'site/battery/soc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.307.2 0.316-branch': [51, '51 %'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [51.667, '52 %'],
      '0.313.2': [50, '50 %'],
      '0.315.0 0.316.0': [43, '43 %'],
    },
  },
  {
    topic: 'site/battery/power',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [0, '0 W'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [-400, '-400 W'],
      '0.315.0 0.316.0': [-2140, '-2.1 kW'],
    },
  },
  {
    topic: 'site/battery/capacity',
    type: 'number',
    unit: 'kWh',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [13.4, '13.4 kWh'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [15, '15 kWh'],
      '0.315.0 0.316.0': [10, '10 kWh'],
    },
  },
  {
    topic: 'site/battery/energy',
    type: 'number',
    unit: 'kWh',
    none: '0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7': [0, '0 kWh'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [1500.5, '1,500.5 kWh'],
      '0.315.0 0.316.0': [4821.317, '4,821.3 kWh'],
    },
  },
  {
    topic: 'site/battery/devices',
    type: 'array',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2': [
        [{ capacity: 13.4, controllable: true, power: 0, soc: 51 }],
        '1 entry',
        '1 Eintrag',
      ],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [whole(2, 9, 1215.5), '2 entries', '2 Einträge'],
      '0.307.2': [[{ capacity: 13.4, controllable: true, name: 'battery', power: 0, soc: 51 }], '1 entry', '1 Eintrag'],
      '0.313.2': [[{ capacity: 13.4, controllable: true, name: 'battery', power: 0, soc: 50 }], '1 entry', '1 Eintrag'],
      '0.313.2-rich': [whole(2, 11, 1215.5), '2 entries', '2 Einträge'],
      '0.315.0 0.316.0': [
        [{ capacity: 10, controllable: true, energy: 4821.317, name: 'db:4', power: -2140, soc: 43, title: 'Battery' }],
        '1 entry',
        '1 Eintrag',
      ],
      '0.316-branch': [
        [{ name: 'battery', power: 0, capacity: 13.4, soc: 51, controllable: true }],
        '1 entry',
        '1 Eintrag',
      ],
    },
  },
  {
    topic: 'site/battery/devices/1',
    type: 'object',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2': [
        { capacity: 13.4, controllable: true, power: 0, soc: 51 },
        '0 W · 13.4 kWh · 51 % · yes',
        '0 W · 13,4 kWh · 51 % · ja',
      ],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [
        { capacity: 10, controllable: true, energy: 1500.5, power: -500, soc: 55 },
        '5 values',
        '5 Werte',
      ],
      '0.307.2': [{ capacity: 13.4, controllable: true, name: 'battery', power: 0, soc: 51 }, '5 values', '5 Werte'],
      '0.313.2': [{ capacity: 13.4, controllable: true, name: 'battery', power: 0, soc: 50 }, '5 values', '5 Werte'],
      '0.313.2-rich': [
        { capacity: 10, controllable: true, energy: 1500.5, name: 'bat1', power: -500, soc: 55 },
        '6 values',
        '6 Werte',
      ],
      '0.315.0 0.316.0': [
        { capacity: 10, controllable: true, energy: 4821.317, name: 'db:4', power: -2140, soc: 43, title: 'Battery' },
        '7 values',
        '7 Werte',
      ],
      '0.316-branch': [
        { name: 'battery', power: 0, capacity: 13.4, soc: 51, controllable: true },
        '5 values',
        '5 Werte',
      ],
    },
  },
  {
    topic: 'site/battery/devices/1/soc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.307.2 0.316-branch': [51, '51 %'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [55, '55 %'],
      '0.313.2': [50, '50 %'],
      '0.315.0 0.316.0': [43, '43 %'],
    },
  },
  {
    topic: 'site/battery/devices/1/power',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [0, '0 W'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [-500, '-500 W'],
      '0.315.0 0.316.0': [-2140, '-2.1 kW'],
    },
  },
  {
    topic: 'site/battery/devices/2/controllable',
    type: 'boolean',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'site/batteryMode',
    type: 'string',
    on: {
      '0.133.0..0.316-branch': ['unknown', 'Unknown', 'Unbekannt'],
    },
  },
  {
    topic: 'site/prioritySoc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0, '0 %'],
      '0.315.0 0.316.0': [60, '60 %'],
    },
  },
  {
    topic: 'site/bufferSoc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0, '0 %'],
      '0.315.0 0.316.0': [90, '90 %'],
    },
  },
  {
    topic: 'site/batteryDischargeControl',
    type: 'boolean',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [false, 'no', 'nein'],
      '0.315.0 0.316.0': [true, 'yes', 'ja'],
    },
  },
  {
    topic: 'site/batteryGridDischarge',
    type: 'boolean',
    none: '0.133.0..0.307.2',
    on: {
      '0.313.2..0.316-branch': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'site/batteryGridDischargeActive',
    type: 'boolean',
    none: '0.133.0..0.315.0 0.316-branch',
    on: {
      '0.316.0': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'site/optimizerChargingStrategies',
    type: 'array',
    none: '0.133.0..0.307.2',
    on: {
      '0.313.2..0.316-branch': [
        ['charge_before_export', 'attenuate_demand_peaks', 'attenuate_feedin_peaks', 'attenuate_grid_peaks', 'none'],
        '5 entries',
        '5 Einträge',
      ],
    },
  },
];
