import { type Row, slots, whole } from './row';

/** The solar forecast, in four forms. */
export const SOLAR: readonly Row[] = [
  {
    topic: 'site/forecast/solar',
    type: 'object',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [whole(4, 150, 661637), '4 values', '4 Werte'],
      '0.300.7': [whole(4, 582, 1687062.135), '4 values', '4 Werte'],
      '0.304.2': [whole(4, 582, 1688743.659), '4 values', '4 Werte'],
      '0.307.2': [whole(4, 582, 1685749.607), '4 values', '4 Werte'],
      '0.313.2': [whole(5, 583, 1684160.03), '5 values', '5 Werte'],
      '0.315.0 0.316.0': [whole(5, 207, 248374.928), '5 values', '5 Werte'],
      '0.316-branch': [whole(5, 583, 1684092.337), '5 values', '5 Werte'],
    },
  },
  {
    topic: 'site/forecast/solar/scale',
    type: 'number',
    none: '0.133.0..0.307.2 0.313.2-rich',
    on: {
      '0.313.2 0.316-branch': [1, '1'],
      '0.315.0 0.316.0': [0.9371184362250117, '0.937'],
    },
  },
  {
    topic: 'site/forecast/solar/today',
    type: 'object',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [{ complete: true, energy: 97993 }, '98 kWh · yes', '98 kWh · ja'],
      '0.300.7': [{ complete: true, energy: 96550.135 }, '96.6 kWh · yes', '96,6 kWh · ja'],
      '0.304.2': [{ complete: true, energy: 98231.659 }, '98.2 kWh · yes', '98,2 kWh · ja'],
      '0.307.2': [{ complete: true, energy: 95237.607 }, '95.2 kWh · yes', '95,2 kWh · ja'],
      '0.313.2': [{ complete: true, energy: 93647.03 }, '93.6 kWh · yes', '93,6 kWh · ja'],
      '0.315.0 0.316.0': [{ energy: 31207.41836512207, complete: true }, '31.2 kWh · yes', '31,2 kWh · ja'],
      '0.316-branch': [{ energy: 93579.337, complete: true }, '93.6 kWh · yes', '93,6 kWh · ja'],
    },
  },
  {
    topic: 'site/forecast/solar/today/energy',
    type: 'number',
    unit: 'Wh',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [97993, '98 kWh'],
      '0.300.7': [96550.135, '96.6 kWh'],
      '0.304.2': [98231.659, '98.2 kWh'],
      '0.307.2': [95237.607, '95.2 kWh'],
      '0.313.2': [93647.03, '93.6 kWh'],
      '0.315.0 0.316.0': [31207.41836512207, '31.2 kWh'],
      '0.316-branch': [93579.337, '93.6 kWh'],
    },
  },
  {
    topic: 'site/forecast/solar/today/complete',
    type: 'boolean',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [true, 'yes', 'ja'],
    },
  },
  {
    topic: 'site/forecast/solar/tomorrow/energy',
    type: 'number',
    unit: 'Wh',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [112730, '112.7 kWh'],
      '0.300.7 0.304.2..0.313.2 0.316-branch': [113608, '113.6 kWh'],
      '0.315.0 0.316.0': [28914.549999999996, '28.9 kWh'],
    },
  },
  {
    topic: 'site/forecast/solar/dayAfterTomorrow/energy',
    type: 'number',
    unit: 'Wh',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [112730, '112.7 kWh'],
      '0.300.7 0.304.2..0.313.2 0.316-branch': [113608, '113.6 kWh'],
      '0.315.0 0.316.0': [40120.30000000001, '40.1 kWh'],
    },
  },
  {
    topic: 'site/forecast/solar/timeseries',
    type: 'array',
    unit: 'W',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [
        slots(72, { start: 1795824000000, value: 0 }, { start: 1796079600000, value: 0 }, 338184),
        '72 entries',
        '72 Einträge',
      ],
      '0.300.7 0.304.2..0.313.2 0.316-branch': [
        slots(288, { start: 1795824000000, value: 0 }, { start: 1796082300000, value: 0 }, 1363296),
        '288 entries',
        '288 Einträge',
      ],
      '0.315.0 0.316.0': [
        slots(
          100,
          { start: 1790924400000, value: 1838.5836971022015 },
          { start: 1791013500000, value: 2784.186218587346 },
          148131.722,
        ),
        '100 entries',
        '100 Einträge',
      ],
    },
  },
  {
    topic: 'site/forecast/solar/timeseries/40',
    type: 'object',
    unit: 'W',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [{ start: 1795964400000, value: 12298 }, '{start} · 12.3 kW', '{start} · 12,3 kW'],
      '0.300.7 0.304.2..0.313.2 0.316-branch': [
        { start: 1795859100000, value: 11625 },
        '{start} · 11.6 kW',
        '{start} · 11,6 kW',
      ],
      '0.315.0 0.316.0': [{ start: 1790959500000, value: 86.98135923678852 }, '{start} · 87 W'],
    },
  },
  {
    topic: 'site/forecast',
    type: 'object',
    none: '0.133.0 0.133.0-rich',
    on: {
      '0.200.0': [whole(1, 144, 12.089), '1 value', '1 Wert'],
      '0.207.6': [whole(4, 654, 688919.177), '4 values', '4 Werte'],
      '0.207.6-rich': [whole(2, 1008, 90.888), '2 values', '2 Werte'],
      '0.300.7': [whole(5, 5082, 1796299.523), '5 values', '5 Werte'],
      '0.300.7-rich 0.313.2-rich': [whole(3, 5688, 395.104), '3 values', '3 Werte'],
      '0.304.2': [whole(5, 5082, 1797981.047), '5 values', '5 Werte'],
      '0.307.2': [whole(2, 2490, 1685800.487), '2 values', '2 Werte'],
      '0.313.2': [whole(6, 5947, 1797717.418), '6 values', '6 Werte'],
      '0.315.0 0.316.0': [whole(4, 1107, 283319.282), '4 values', '4 Werte'],
      '0.316-branch': [whole(6, 5947, 1797649.725), '6 values', '6 Werte'],
    },
  },
];
