import type { Row } from './row';

/** Powers and meters. */
export const POWER: readonly Row[] = [
  {
    topic: 'site/pvPower',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0': [8180.1, '8.2 kW'],
      '0.133.0-rich 0.207.6-rich': [5308.8, '5.3 kW'],
      '0.200.0': [8169.5, '8.2 kW'],
      '0.207.6': [8490.6, '8.5 kW'],
      '0.300.7': [8152.264, '8.2 kW'],
      '0.300.7-rich 0.313.2-rich': [5308.75, '5.3 kW'],
      '0.304.2': [8347.442, '8.3 kW'],
      '0.307.2': [8159.994, '8.2 kW'],
      '0.313.2': [8440.181, '8.4 kW'],
      '0.315.0 0.316.0': [3041, '3 kW'],
      '0.316-branch': [8304.926, '8.3 kW'],
    },
  },
  {
    topic: 'site/pvEnergy',
    type: 'number',
    unit: 'kWh',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [0, '0 kWh'],
      '0.133.0-rich 0.207.6-rich': [333330, '333,330 kWh'],
      '0.300.7-rich 0.313.2-rich': [333333.23, '333,333.2 kWh'],
      '0.315.0 0.316.0': [30417.228, '30,417.2 kWh'],
    },
  },
  {
    topic: 'site/auxPower',
    type: 'number',
    unit: 'W',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [222.2, '222 W'],
    },
  },
  {
    topic: 'site/homePower',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [500, '500 W'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [0, '0 W'],
      '0.315.0 0.316.0': [388.2, '388 W'],
    },
  },
  {
    topic: 'site/residualPower',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0, '0 W'],
      '0.315.0 0.316.0': [50, '50 W'],
    },
  },
  {
    topic: 'site/gridExportLimit',
    type: 'number',
    unit: 'W',
    none: '0.133.0..0.313.2-rich 0.316-branch',
    on: {
      '0.315.0 0.316.0': [0, '0 W'],
    },
  },
  {
    topic: 'site/greenShareHome',
    type: 'number',
    on: {
      '0.133.0..0.316-branch': [1, '100 %'],
    },
  },
  {
    topic: 'site/greenShareLoadpoints',
    type: 'number',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [1, '100 %'],
      '0.133.0-rich 0.207.6-rich': [0.6669, '67 %'],
      '0.300.7-rich 0.313.2-rich': [0.667, '67 %'],
    },
  },
  {
    topic: 'site/grid/power',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0': [-4000.1, '-4 kW'],
      '0.133.0-rich 0.207.6-rich': [-1234.6, '-1.2 kW'],
      '0.200.0': [-3989.5, '-4 kW'],
      '0.207.6': [-4310.6, '-4.3 kW'],
      '0.300.7': [-3972.264, '-4 kW'],
      '0.300.7-rich 0.313.2-rich': [-1234.567, '-1.2 kW'],
      '0.304.2': [-4167.442, '-4.2 kW'],
      '0.307.2': [-3979.994, '-4 kW'],
      '0.313.2': [-659.587, '-660 W'],
      '0.315.0 0.316.0': [-512.6, '-513 W'],
      '0.316-branch': [-596.15, '-596 W'],
    },
  },
  {
    topic: 'site/grid/energy',
    type: 'number',
    unit: 'kWh',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [123460, '123,460 kWh'],
      '0.300.7-rich 0.313.2-rich': [123456.789, '123,456.8 kWh'],
      '0.315.0 0.316.0': [9127.404, '9,127.4 kWh'],
    },
  },
  {
    topic: 'site/grid/powers',
    type: 'array',
    unit: 'W',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [[-100, -200, -934.57], '-100 W · -200 W · -935 W'],
      '0.300.7-rich 0.313.2-rich': [[-100, -200, -934.567], '-100 W · -200 W · -935 W'],
      '0.315.0 0.316.0': [[1188.3, -664, -1036.9], '1.2 kW · -664 W · -1 kW'],
    },
  },
  {
    topic: 'site/grid/currents',
    type: 'array',
    unit: 'A',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [[-1.25, -2.5, -3.75], '-1.3 A · -2.5 A · -3.8 A'],
      '0.315.0 0.316.0': [[5.214, -3.107, -4.63], '5.2 A · -3.1 A · -4.6 A'],
    },
  },
  {
    topic: 'site/grid/currents/1',
    type: 'number',
    unit: 'A',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [-1.25, '-1.3 A'],
      '0.315.0 0.316.0': [5.214, '5.2 A'],
    },
  },
  {
    topic: 'site/pv',
    type: 'array',
    on: {
      '0.133.0': [[{ power: 8180.1 }], '1 entry', '1 Eintrag'],
      '0.133.0-rich 0.207.6-rich': [
        [
          { energy: 234570, power: 4321.5 },
          { energy: 98765, power: 987.25 },
        ],
        '2 entries',
        '2 Einträge',
      ],
      '0.200.0': [[{ power: 8169.5 }], '1 entry', '1 Eintrag'],
      '0.207.6': [[{ power: 8490.6 }], '1 entry', '1 Eintrag'],
      '0.300.7': [[{ power: 8152.264 }], '1 entry', '1 Eintrag'],
      '0.300.7-rich': [
        [
          { energy: 234567.8, power: 4321.5 },
          { energy: 98765.43, power: 987.25 },
        ],
        '2 entries',
        '2 Einträge',
      ],
      '0.304.2': [[{ power: 8347.442 }], '1 entry', '1 Eintrag'],
      '0.307.2': [[{ name: 'pv', power: 8159.994 }], '1 entry', '1 Eintrag'],
      '0.313.2': [[{ name: 'pv', power: 8440.181 }], '1 entry', '1 Eintrag'],
      '0.313.2-rich': [
        [
          { energy: 234567.8, name: 'pv1', power: 4321.5 },
          { energy: 98765.43, name: 'pv2', power: 987.25 },
        ],
        '2 entries',
        '2 Einträge',
      ],
      '0.315.0 0.316.0': [[{ energy: 30417.228, name: 'db:3', power: 3041, title: 'Roof' }], '1 entry', '1 Eintrag'],
      '0.316-branch': [[{ name: 'pv', power: 8304.926 }], '1 entry', '1 Eintrag'],
    },
  },
  {
    topic: 'site/pv/1/power',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0': [8180.1, '8.2 kW'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [4321.5, '4.3 kW'],
      '0.200.0': [8169.5, '8.2 kW'],
      '0.207.6': [8490.6, '8.5 kW'],
      '0.300.7': [8152.264, '8.2 kW'],
      '0.304.2': [8347.442, '8.3 kW'],
      '0.307.2': [8159.994, '8.2 kW'],
      '0.313.2': [8440.181, '8.4 kW'],
      '0.315.0 0.316.0': [3041, '3 kW'],
      '0.316-branch': [8304.926, '8.3 kW'],
    },
  },
  {
    topic: 'site/pv/2/energy',
    type: 'number',
    unit: 'kWh',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [98765, '98,765 kWh'],
      '0.300.7-rich 0.313.2-rich': [98765.43, '98,765.4 kWh'],
    },
  },
  {
    topic: 'site/aux',
    type: 'array',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [[], '0 entries', '0 Einträge'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [[{ power: 222.2 }], '1 entry', '1 Eintrag'],
      '0.313.2-rich': [[{ name: 'aux1', power: 222.2 }], '1 entry', '1 Eintrag'],
    },
  },
  {
    topic: 'site/ext',
    type: 'array',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [[], '0 entries', '0 Einträge'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [[{ energy: 4444.4, power: 333.3 }], '1 entry', '1 Eintrag'],
      '0.313.2-rich': [[{ energy: 4444.4, name: 'ext1', power: 333.3 }], '1 entry', '1 Eintrag'],
    },
  },
  {
    topic: 'site/ext/1/energy',
    type: 'number',
    unit: 'kWh',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [4444.4, '4,444.4 kWh'],
    },
  },
];
