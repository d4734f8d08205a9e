import { type Row, slots } from './row';

/** Single slots, which are topics of their own in no release but the builds of August 2026. */
export const SLOT: readonly Row[] = [
  {
    topic: 'site/forecast/temperature',
    type: 'array',
    unit: '°C',
    none: '0.133.0..0.307.2 0.313.2-rich..0.316.0',
    on: {
      '0.313.2 0.316-branch': [
        slots(
          288,
          { start: 1795824000000, end: 1795824900000, value: 13.7 },
          { start: 1796082300000, end: 1796083200000, value: 14 },
          4320,
        ),
        '288 entries',
        '288 Einträge',
      ],
    },
  },
  {
    topic: 'site/forecast/grid/17',
    type: 'object',
    unit: 'EUR/kWh',
    none: '0.133.0 0.133.0-rich 0.307.2',
    on: {
      '0.200.0': [
        { start: 1795917600000, end: 1795921200000, value: 0.1743 },
        '{start} · {end} · 0.174 EUR/kWh',
        '{start} · {end} · 0,174 EUR/kWh',
      ],
      '0.207.6': [
        { start: 1795914000000, end: 1795917600000, value: 0.1743 },
        '{start} · {end} · 0.174 EUR/kWh',
        '{start} · {end} · 0,174 EUR/kWh',
      ],
      '0.207.6-rich': [
        { start: 1795881600000, end: 1795885200000, value: 0.294 },
        '{start} · {end} · 0.294 EUR/kWh',
        '{start} · {end} · 0,294 EUR/kWh',
      ],
      '0.300.7 0.304.2 0.313.2 0.316-branch': [
        { start: 1795838400000, end: 1795839300000, value: 0.258 },
        '{start} · {end} · 0.258 EUR/kWh',
        '{start} · {end} · 0,258 EUR/kWh',
      ],
      '0.300.7-rich 0.313.2-rich': [
        { start: 1795874400000, end: 1795875300000, value: 0.294 },
        '{start} · {end} · 0.294 EUR/kWh',
        '{start} · {end} · 0,294 EUR/kWh',
      ],
      '0.315.0 0.316.0': [
        { start: 1790906400000, end: 1790907300000, value: 0.4222 },
        '{start} · {end} · 0.422 EUR/kWh',
        '{start} · {end} · 0,422 EUR/kWh',
      ],
    },
  },
  {
    topic: 'site/forecast/grid/17/3',
    type: 'number',
    unit: 'EUR/kWh',
    none: '0.133.0 0.133.0-rich 0.307.2',
    on: {
      '0.200.0 0.207.6': [0.1743, '0.174 EUR/kWh'],
      '0.207.6-rich 0.300.7-rich 0.313.2-rich': [0.294, '0.294 EUR/kWh'],
      '0.300.7 0.304.2 0.313.2 0.316-branch': [0.258, '0.258 EUR/kWh'],
      '0.315.0 0.316.0': [0.4222, '0.422 EUR/kWh'],
    },
  },
  {
    topic: 'site/forecast/co2/1',
    type: 'object',
    unit: 'g/kWh',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.307.2 0.313.2-rich',
    on: {
      '0.207.6': [{ start: 1795824000000, end: 1795827600000, value: 378 }, '{start} · {end} · 378 g/kWh'],
      '0.300.7 0.304.2 0.313.2 0.316-branch': [
        { start: 1795824000000, end: 1795824900000, value: 378 },
        '{start} · {end} · 378 g/kWh',
      ],
      '0.315.0 0.316.0': [{ start: 1790892000000, end: 1790892900000, value: 355 }, '{start} · {end} · 355 g/kWh'],
    },
  },
];
