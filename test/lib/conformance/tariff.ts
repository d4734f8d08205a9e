import { type Row, whole } from './row';

/** Prices, CO₂ and statistics. */
export const TARIFF: readonly Row[] = [
  {
    topic: 'site/tariffGrid',
    type: 'number',
    unit: 'EUR/kWh',
    none: '0.307.2',
    on: {
      '0.133.0 0.200.0 0.207.6': [0.25, '0.25 EUR/kWh'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [0.294, '0.294 EUR/kWh'],
      '0.300.7 0.304.2 0.315.0 0.316.0': [0.287, '0.287 EUR/kWh'],
      '0.313.2 0.316-branch': [0.286, '0.286 EUR/kWh'],
    },
  },
  {
    topic: 'site/tariffFeedIn',
    type: 'number',
    unit: 'EUR/kWh',
    none: '0.315.0 0.316.0',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0.08, '0.08 EUR/kWh'],
    },
  },
  {
    topic: 'site/tariffCo2',
    type: 'number',
    unit: 'g/kWh',
    none: '0.133.0-rich 0.200.0 0.207.6-rich 0.300.7-rich 0.307.2 0.313.2-rich',
    on: {
      '0.133.0': [350, '350 g/kWh'],
      '0.207.6 0.300.7 0.304.2 0.313.2 0.316-branch': [392, '392 g/kWh'],
      '0.315.0 0.316.0': [285, '285 g/kWh'],
    },
  },
  {
    topic: 'site/tariffSolar',
    type: 'number',
    unit: 'W',
    none: '0.133.0..0.200.0 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    on: {
      '0.207.6': [9223, '9.2 kW'],
      '0.300.7 0.304.2': [10888, '10.9 kW'],
      '0.307.2 0.313.2 0.316-branch': [11625, '11.6 kW'],
      '0.315.0 0.316.0': [2604.118, '2.6 kW'],
    },
  },
  {
    topic: 'site/tariffTemperature',
    type: 'number',
    unit: '°C',
    none: '0.133.0..0.307.2 0.313.2-rich..0.316.0',
    on: {
      '0.313.2 0.316-branch': [13.4, '13.4 °C'],
    },
  },
  {
    topic: 'site/tariffPriceHome',
    type: 'number',
    unit: 'EUR/kWh',
    none: '0.307.2',
    on: {
      '0.133.0..0.304.2 0.313.2 0.313.2-rich 0.316-branch': [0.08, '0.08 EUR/kWh'],
      '0.315.0 0.316.0': [0, '0 EUR/kWh'],
    },
  },
  {
    topic: 'site/tariffPriceLoadpoints',
    type: 'number',
    unit: 'EUR/kWh',
    none: '0.307.2',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.313.2 0.316-branch': [0.08, '0.08 EUR/kWh'],
      '0.133.0-rich 0.207.6-rich': [0.15128, '0.151 EUR/kWh'],
      '0.300.7-rich 0.313.2-rich': [0.151, '0.151 EUR/kWh'],
      '0.315.0 0.316.0': [0, '0 EUR/kWh'],
    },
  },
  {
    topic: 'site/statistics/total/solarPercentage',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0, '0 %'],
      '0.315.0 0.316.0': [66.024, '66 %'],
    },
  },
  {
    topic: 'site/statistics/30d/chargedKWh',
    type: 'number',
    unit: 'kWh',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [0, '0 kWh'],
      '0.315.0 0.316.0': [88.205, '88.2 kWh'],
    },
  },
  {
    topic: 'site/statistics/total',
    type: 'object',
    on: {
      '0.133.0..0.313.2-rich': [
        { avgCo2: 0, avgPrice: 0, chargedKWh: 0, solarPercentage: 0 },
        '0 kWh · 0 % · 0 EUR/kWh · 0 g/kWh',
      ],
      '0.315.0 0.316.0': [
        { avgCo2: 101.22, avgPrice: 0.131, chargedKWh: 1871.35, solarPercentage: 66.024 },
        '1,871.4 kWh · 66 % · 0.131 EUR/kWh · 101.22 g/kWh',
        '1.871,4 kWh · 66 % · 0,131 EUR/kWh · 101,22 g/kWh',
      ],
      '0.316-branch': [
        { solarPercentage: 0, chargedKWh: 0, avgPrice: 0, avgCo2: 0 },
        '0 kWh · 0 % · 0 EUR/kWh · 0 g/kWh',
      ],
    },
  },
  {
    topic: 'site/statistics',
    type: 'object',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [whole(4, 16, 0), '4 values', '4 Werte'],
      '0.315.0 0.316.0': [whole(4, 16, 4747.181), '4 values', '4 Werte'],
    },
  },
];
