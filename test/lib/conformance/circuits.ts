import { type Row, whole } from './row';

/** Load management: the rich sites have two circuits. */
export const CIRCUITS: readonly Row[] = [
  {
    topic: 'site/circuits',
    type: 'object',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [
        {
          garage: { current: 10.8, maxCurrent: 32, power: 7360.5 },
          main: { current: -1.25, maxCurrent: 63, maxPower: 30000, power: -1234.6 },
        },
        '2 values',
        '2 Werte',
      ],
      '0.300.7-rich': [whole(2, 11, 36230.483), '2 values', '2 Werte'],
      '0.313.2-rich': [whole(2, 10, 36230.483), '2 values', '2 Werte'],
    },
  },
  {
    topic: 'site/circuits/main',
    type: 'object',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [
        { current: -1.25, maxCurrent: 63, maxPower: 30000, power: -1234.6 },
        '-1.2 kW · -1.3 A · 30 kW · 63 A',
        '-1,2 kW · -1,3 A · 30 kW · 63 A',
      ],
      '0.300.7-rich': [
        { current: -1.25, curtailed: false, dimmed: false, maxCurrent: 63, maxPower: 30000, power: -1234.567 },
        '6 values',
        '6 Werte',
      ],
      '0.313.2-rich': [
        { current: -1.25, maxCurrent: 63, maxPower: 30000, power: -1234.567, title: 'Hausanschluss' },
        '5 values',
        '5 Werte',
      ],
    },
  },
  {
    topic: 'site/circuits/main/power',
    type: 'number',
    unit: 'W',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [-1234.6, '-1.2 kW'],
      '0.300.7-rich 0.313.2-rich': [-1234.567, '-1.2 kW'],
    },
  },
  {
    topic: 'site/circuits/main/maxPower',
    type: 'number',
    unit: 'W',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [30000, '30 kW'],
    },
  },
  {
    topic: 'site/circuits/garage/parent',
    type: 'string',
    none: '0.133.0..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.313.2-rich': ['main', 'main'],
    },
  },
  {
    topic: 'site/circuits/garage/dimmed',
    type: 'boolean',
    none: '0.133.0..0.300.7 0.304.2..0.316-branch',
    on: {
      '0.300.7-rich': [false, 'no', 'nein'],
    },
  },
];
