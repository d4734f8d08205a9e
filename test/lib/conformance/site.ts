import { type Row, whole } from './row';

/** What every site says of itself. Read from the recordings by a decoder that shares no code with the package, as all these tables. */
export const SITE: readonly Row[] = [
  {
    topic: 'status',
    type: 'string',
    on: {
      '0.133.0..0.316-branch': ['online', 'Online'],
    },
  },
  {
    topic: 'updated',
    type: 'number',
    on: {
      '0.133.0': [1795859605000, '{time}'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich': [1795861520000, '{time}'],
      '0.200.0': [1795860130000, '{time}'],
      '0.207.6': [1795858200000, '{time}'],
      '0.300.7': [1795858885000, '{time}'],
      '0.304.2': [1795858346000, '{time}'],
      '0.307.2': [1795859292000, '{time}'],
      '0.313.2': [1795859771000, '{time}'],
      '0.313.2-rich': [1795861490000, '{time}'],
      '0.315.0 0.316.0': [1790926325000, '{time}'],
      '0.316-branch': [1795859791000, '{time}'],
    },
  },
  {
    topic: 'loadpoints',
    type: 'number',
    on: {
      '0.133.0..0.307.2 0.313.2-rich': [2, '2'],
      '0.313.2 0.316-branch': [3, '3'],
      '0.315.0 0.316.0': [1, '1'],
    },
  },
  {
    topic: 'vehicles',
    type: 'number',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.307.2': [5, '5'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich..0.316.0': [1, '1'],
      '0.313.2 0.316-branch': [4, '4'],
    },
  },
  {
    topic: 'site/siteTitle',
    type: 'string',
    on: {
      '0.133.0 0.200.0': ['Zuhause', 'Zuhause'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': ['Villa', 'Villa'],
      '0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': ['Demo Mode', 'Demo Mode'],
      '0.315.0 0.316.0': ['Home', 'Home'],
    },
  },
  {
    topic: 'site/version',
    type: 'string',
    on: {
      '0.133.0 0.133.0-rich': ['0.133.0', '0.133.0'],
      '0.200.0': ['0.200.0', '0.200.0'],
      '0.207.6 0.207.6-rich': ['0.207.6', '0.207.6'],
      '0.300.7 0.300.7-rich': ['0.300.7', '0.300.7'],
      '0.304.2': ['0.304.2', '0.304.2'],
      '0.307.2': ['0.307.2', '0.307.2'],
      '0.313.2 0.313.2-rich': ['0.313.2', '0.313.2'],
      '0.315.0': ['0.315.0', '0.315.0'],
      '0.316.0 0.316-branch': ['0.316.0', '0.316.0'],
    },
  },
  {
    topic: 'site/currency',
    type: 'string',
    on: {
      '0.133.0..0.316-branch': ['EUR', 'EUR'],
    },
  },
  {
    topic: 'site/timezone',
    type: 'string',
    none: '0.133.0..0.207.6-rich',
    on: {
      '0.300.7..0.313.2-rich 0.316-branch': ['UTC +00:00', 'UTC +00:00'],
      '0.315.0 0.316.0': ['CEST +02:00', 'CEST +02:00'],
    },
  },
  {
    topic: 'site/interval',
    type: 'number',
    unit: 's',
    on: {
      '0.133.0..0.313.2-rich': [10, '10 s'],
      '0.315.0..0.316-branch': [30, '30 s'],
    },
  },
  {
    topic: 'site/gridConfigured',
    type: 'boolean',
    on: {
      '0.133.0..0.316-branch': [true, 'yes', 'ja'],
    },
  },
  {
    topic: 'site/apiReady',
    type: 'boolean',
    none: '0.133.0..0.304.2',
    on: {
      '0.307.2..0.316-branch': [true, 'yes', 'ja'],
    },
  },
  {
    topic: 'site/smartCostType',
    type: 'string',
    none: '0.307.2',
    on: {
      '0.133.0..0.304.2 0.313.2..0.316-branch': ['priceforecast', 'Price forecast', 'Preisvorhersage'],
    },
  },
  {
    topic: 'site/smartCostAvailable',
    type: 'boolean',
    none: '0.133.0..0.200.0',
    on: {
      '0.207.6..0.304.2 0.313.2..0.316-branch': [true, 'yes', 'ja'],
      '0.307.2': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'site/system',
    type: 'string',
    none: '0.133.0..0.207.6-rich',
    on: {
      '0.300.7..0.313.2-rich 0.316-branch': ['linux/amd64', 'linux/amd64'],
      '0.315.0 0.316.0': ['linux/arm64', 'linux/arm64'],
    },
  },
  {
    topic: 'site/solarAdjusted',
    type: 'boolean',
    none: '0.133.0..0.307.2',
    on: {
      '0.313.2..0.316-branch': [false, 'no', 'nein'],
    },
  },
  {
    topic: 'site',
    type: 'object',
    on: {
      '0.133.0': [whole(37, 60, 20421.39), '37 values', '37 Werte'],
      '0.133.0-rich': [whole(36, 83, 849183.369), '36 values', '36 Werte'],
      '0.200.0': [whole(35, 201, 20072.879), '35 values', '35 Werte'],
      '0.207.6': [whole(42, 719, 718916.067), '42 values', '42 Werte'],
      '0.207.6-rich': [whole(40, 1095, 849274.257), '40 values', '40 Werte'],
      '0.300.7': [whole(48, 5152, 1836510.114), '48 values', '48 Werte'],
      '0.300.7-rich': [whole(46, 5784, 858463.741), '46 values', '46 Werte'],
      '0.304.2': [whole(48, 5155, 1843098.816), '48 values', '48 Werte'],
      '0.307.2': [whole(44, 2562, 1731075.361), '44 values', '44 Werte'],
      '0.313.2': [whole(59, 6042, 1847276.919), '59 values', '59 Werte'],
      '0.313.2-rich': [whole(56, 5812, 863175.741), '56 values', '56 Werte'],
      '0.315.0': [whole(60, 1218, 413143.45), '60 values', '60 Werte'],
      '0.316.0': [whole(59, 1217, 413143.45), '59 values', '59 Werte'],
      '0.316-branch': [whole(59, 6042, 1847024.153), '59 values', '59 Werte'],
    },
  },
];
