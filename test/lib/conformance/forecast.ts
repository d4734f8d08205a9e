import { type Row, slots } from './row';

/** The forecasts: no release writes them as the one before. */
export const FORECAST: readonly Row[] = [
  {
    topic: 'site/forecast/grid',
    type: 'array',
    unit: 'EUR/kWh',
    none: '0.133.0 0.133.0-rich 0.307.2',
    on: {
      '0.200.0': [
        slots(
          48,
          { start: 1795860000000, end: 1795863600000, value: 0.25 },
          { start: 1796029200000, end: 1796032800000, value: 0.1771 },
          12.089,
        ),
        '48 entries',
        '48 Einträge',
      ],
      '0.207.6': [
        slots(
          48,
          { start: 1795856400000, end: 1795860000000, value: 0.25 },
          { start: 1796025600000, end: 1796029200000, value: 0.1771 },
          12.089,
        ),
        '48 entries',
        '48 Einträge',
      ],
      '0.207.6-rich': [
        slots(
          168,
          { start: 1795824000000, end: 1795827600000, value: 0.2 },
          { start: 1796425200000, end: 1796428800000, value: 0.294 },
          45.444,
        ),
        '168 entries',
        '168 Einträge',
      ],
      '0.300.7 0.304.2 0.313.2 0.316-branch': [
        slots(
          288,
          { start: 1795824000000, end: 1795824900000, value: 0.239 },
          { start: 1796082300000, end: 1796083200000, value: 0.248 },
          77.254,
        ),
        '288 entries',
        '288 Einträge',
      ],
      '0.300.7-rich 0.313.2-rich': [
        slots(
          632,
          { start: 1795860000000, end: 1795860900000, value: 0.294 },
          { start: 1796427900000, end: 1796428800000, value: 0.294 },
          172.272,
        ),
        '632 entries',
        '632 Einträge',
      ],
      '0.315.0 0.316.0': [
        slots(
          100,
          { start: 1790892000000, end: 1790892900000, value: 0.31 },
          { start: 1790981100000, end: 1790982000000, value: 0.2 },
          32.177,
        ),
        '100 entries',
        '100 Einträge',
      ],
    },
  },
  {
    topic: 'site/forecast/feedIn',
    type: 'array',
    unit: 'EUR/kWh',
    none: '0.133.0..0.207.6-rich 0.315.0 0.316.0',
    on: {
      '0.300.7 0.304.2..0.313.2 0.316-branch': [
        slots(
          636,
          { start: 1795856400000, end: 1795857300000, value: 0.08 },
          { start: 1796427900000, end: 1796428800000, value: 0.08 },
          50.88,
        ),
        '636 entries',
        '636 Einträge',
      ],
      '0.300.7-rich 0.313.2-rich': [
        slots(
          632,
          { start: 1795860000000, end: 1795860900000, value: 0.08 },
          { start: 1796427900000, end: 1796428800000, value: 0.08 },
          50.56,
        ),
        '632 entries',
        '632 Einträge',
      ],
    },
  },
  {
    topic: 'site/forecast/co2',
    type: 'array',
    unit: 'g/kWh',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.307.2 0.313.2-rich',
    on: {
      '0.207.6': [
        slots(
          72,
          { start: 1795824000000, end: 1795827600000, value: 378 },
          { start: 1796079600000, end: 1796083200000, value: 392 },
          27258,
        ),
        '72 entries',
        '72 Einträge',
      ],
      '0.300.7 0.304.2 0.313.2 0.316-branch': [
        slots(
          288,
          { start: 1795824000000, end: 1795824900000, value: 378 },
          { start: 1796082300000, end: 1796083200000, value: 392 },
          109032,
        ),
        '288 entries',
        '288 Einträge',
      ],
      '0.315.0 0.316.0': [
        slots(
          100,
          { start: 1790892000000, end: 1790892900000, value: 355 },
          { start: 1790981100000, end: 1790982000000, value: 320 },
          34880,
        ),
        '100 entries',
        '100 Einträge',
      ],
    },
  },
  {
    topic: 'site/forecast/planner',
    type: 'array',
    unit: 'EUR/kWh',
    none: '0.133.0..0.200.0 0.307.2',
    on: {
      '0.207.6': [
        slots(
          48,
          { start: 1795856400000, end: 1795860000000, value: 0.25 },
          { start: 1796025600000, end: 1796029200000, value: 0.1771 },
          12.089,
        ),
        '48 entries',
        '48 Einträge',
      ],
      '0.207.6-rich': [
        slots(
          168,
          { start: 1795824000000, end: 1795827600000, value: 0.2 },
          { start: 1796425200000, end: 1796428800000, value: 0.294 },
          45.444,
        ),
        '168 entries',
        '168 Einträge',
      ],
      '0.300.7 0.304.2 0.313.2 0.316-branch': [
        slots(
          288,
          { start: 1795824000000, end: 1795824900000, value: 0.239 },
          { start: 1796082300000, end: 1796083200000, value: 0.248 },
          77.254,
        ),
        '288 entries',
        '288 Einträge',
      ],
      '0.300.7-rich 0.313.2-rich': [
        slots(
          632,
          { start: 1795860000000, end: 1795860900000, value: 0.294 },
          { start: 1796427900000, end: 1796428800000, value: 0.294 },
          172.272,
        ),
        '632 entries',
        '632 Einträge',
      ],
      '0.315.0 0.316.0': [
        slots(
          100,
          { start: 1790892000000, end: 1790892900000, value: 0.31 },
          { start: 1790981100000, end: 1790982000000, value: 0.2 },
          32.177,
        ),
        '100 entries',
        '100 Einträge',
      ],
    },
  },
];
