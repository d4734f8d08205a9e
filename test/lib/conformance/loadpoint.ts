import { type Row, whole } from './row';

/** The first loadpoint: what it does, and its settings. */
export const LOADPOINT: readonly Row[] = [
  {
    topic: 'loadpoints/1',
    type: 'object',
    on: {
      '0.133.0': [whole(55, 55, 42957.668), '55 values', '55 Werte'],
      '0.133.0-rich': [whole(54, 56, 152323.6), '54 values', '54 Werte'],
      '0.200.0': [whole(54, 54, 42954.712), '54 values', '54 Werte'],
      '0.207.6': [whole(58, 58, 42954.922), '58 values', '58 Werte'],
      '0.207.6-rich': [whole(58, 62, 153010.6), '58 values', '58 Werte'],
      '0.300.7': [whole(59, 61, 46619.388), '59 values', '59 Werte'],
      '0.300.7-rich': [whole(59, 65, 153496.69), '59 values', '59 Werte'],
      '0.304.2': [whole(61, 63, 45315.853), '61 values', '61 Werte'],
      '0.307.2': [whole(68, 70, 45316.717), '68 values', '68 Werte'],
      '0.313.2': [whole(80, 83, 46312.057), '80 values', '80 Werte'],
      '0.313.2-rich': [whole(80, 87, 153602.69), '80 values', '80 Werte'],
      '0.315.0': [whole(77, 82, 25206.434), '77 values', '77 Werte'],
      '0.316.0': [whole(77, 82, 24537), '77 values', '77 Werte'],
      '0.316-branch': [whole(81, 84, 46533.443), '81 values', '81 Werte'],
    },
  },
  {
    topic: 'loadpoints/1/title',
    type: 'string',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': ['Carport', 'Carport'],
      '0.315.0 0.316.0': ['Garage', 'Garage'],
    },
  },
  {
    topic: 'loadpoints/1/name',
    type: 'string',
    none: '0.133.0..0.304.2',
    on: {
      '0.307.2..0.313.2-rich 0.316-branch': ['lp-1', 'lp-1'],
      '0.315.0 0.316.0': ['db:9', 'db:9'],
    },
  },
  {
    topic: 'loadpoints/1/mode',
    type: 'string',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': ['pv', 'Solar', 'PV'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': ['minpv', 'Min+Solar', 'Min+PV'],
    },
  },
  {
    topic: 'loadpoints/1/alwaysCharge',
    type: 'string',
    none: '0.133.0..0.315.0',
    on: {
      '0.316.0 0.316-branch': ['off', 'Off', 'Aus'],
    },
  },
  {
    topic: 'loadpoints/1/solarShare',
    type: 'number',
    none: '0.133.0..0.315.0 0.316-branch',
    on: {
      '0.316.0': [1, '100 %'],
    },
  },
  {
    topic: 'loadpoints/1/enabled',
    type: 'boolean',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [true, 'yes', 'ja'],
      '0.315.0 0.316.0': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'loadpoints/1/connected',
    type: 'boolean',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [true, 'yes', 'ja'],
      '0.315.0 0.316.0': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'loadpoints/1/charging',
    type: 'boolean',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [true, 'yes', 'ja'],
      '0.315.0 0.316.0': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'loadpoints/1/chargePower',
    type: 'number',
    unit: 'W',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.307.2': [3680, '3.7 kW'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [7360.5, '7.4 kW'],
      '0.313.2 0.316-branch': [3220, '3.2 kW'],
      '0.315.0 0.316.0': [0, '0 W'],
    },
  },
  {
    topic: 'loadpoints/1/chargeCurrents',
    type: 'array',
    unit: 'A',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [[10.6, 10.7, 10.8], '10.6 A · 10.7 A · 10.8 A'],
      '0.315.0 0.316.0': [[0, 0, 0], '0 A · 0 A · 0 A'],
    },
  },
  {
    topic: 'loadpoints/1/chargeCurrents/l2',
    type: 'number',
    unit: 'A',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [10.7, '10.7 A'],
      '0.315.0 0.316.0': [0, '0 A'],
    },
  },
  {
    topic: 'loadpoints/1/chargeVoltages',
    type: 'array',
    unit: 'V',
    none: '0.133.0..0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.207.6-rich 0.300.7-rich 0.313.2-rich': [[230, 231, 229], '230 V · 231 V · 229 V'],
    },
  },
  {
    topic: 'loadpoints/1/offeredCurrent',
    type: 'number',
    unit: 'A',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.307.2': [16, '16 A'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [8, '8 A'],
      '0.304.2 0.313.2-rich': [15, '15 A'],
      '0.313.2 0.316-branch': [14, '14 A'],
      '0.315.0 0.316.0': [0, '0 A'],
    },
  },
  {
    topic: 'loadpoints/1/phasesActive',
    type: 'number',
    on: {
      '0.133.0..0.316-branch': [3, '3'],
    },
  },
  {
    topic: 'loadpoints/1/phasesConfigured',
    type: 'number',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [3, '3-phase', '3-phasig'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [0, 'Automatic', 'Automatisch'],
    },
  },
  {
    topic: 'loadpoints/1/phaseAction',
    type: 'string',
    on: {
      '0.133.0..0.313.2 0.315.0..0.316-branch': ['inactive', 'None', 'Keine'],
      '0.313.2-rich': ['scale3p', 'To 3-phase soon', 'Gleich 3-phasig'],
    },
  },
  {
    topic: 'loadpoints/1/phaseRemaining',
    type: 'number',
    unit: 's',
    on: {
      '0.133.0..0.313.2 0.315.0..0.316-branch': [0, '0 s'],
      '0.313.2-rich': [19, '19 s'],
    },
  },
  {
    topic: 'loadpoints/1/enableDelay',
    type: 'number',
    unit: 's',
    on: {
      '0.133.0..0.313.2-rich 0.316-branch': [60, '1:00 min'],
      '0.315.0 0.316.0': [90, '1:30 min'],
    },
  },
  {
    topic: 'loadpoints/1/limitSoc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0..0.316-branch': [0, '0 %'],
    },
  },
  {
    topic: 'loadpoints/1/minSoc',
    type: 'number',
    unit: '%',
    none: '0.133.0..0.307.2',
    on: {
      '0.313.2..0.316-branch': [0, '0 %'],
    },
  },
  {
    topic: 'loadpoints/1/effectiveLimitSoc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0..0.316-branch': [100, '100 %'],
    },
  },
  {
    topic: 'loadpoints/1/batteryBoostLimit',
    type: 'number',
    unit: '%',
    none: '0.133.0..0.300.7-rich',
    on: {
      '0.304.2..0.316-branch': [100, '100 %'],
    },
  },
];
