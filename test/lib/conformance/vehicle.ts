import type { Row } from './row';

/** Vehicles, at a loadpoint and by themselves; a heating device has temperatures. */
export const VEHICLE: readonly Row[] = [
  {
    topic: 'loadpoints/1/vehicleName',
    type: 'string',
    none: '0.315.0 0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': ['vehicle_1', 'vehicle_1'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': ['eup', 'eup'],
    },
  },
  {
    topic: 'loadpoints/1/vehicleTitle',
    type: 'string',
    none: '0.133.0..0.200.0 0.315.0 0.316.0',
    on: {
      '0.207.6 0.300.7 0.304.2 0.307.2': ['blauer e-Golf', 'blauer e-Golf'],
      '0.207.6-rich 0.300.7-rich 0.313.2-rich': ['e-Up', 'e-Up'],
      '0.313.2 0.316-branch': ['blue e-Golf', 'blue e-Golf'],
    },
  },
  {
    topic: 'loadpoints/1/vehicleSoc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [62.2, '62 %'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [66, '66 %'],
      '0.315.0 0.316.0': [0, '0 %'],
    },
  },
  {
    topic: 'loadpoints/1/vehicleRange',
    type: 'number',
    unit: 'km',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [182, '182 km'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [180, '180 km'],
      '0.315.0 0.316.0': [0, '0 km'],
    },
  },
  {
    topic: 'loadpoints/1/vehicleOdometer',
    type: 'number',
    unit: 'km',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [0, '0 km'],
      '0.133.0-rich 0.207.6-rich': [123460, '123,460 km'],
      '0.300.7-rich 0.313.2-rich': [123456, '123,456 km'],
    },
  },
  {
    topic: 'loadpoints/1/vehicleLimitSoc',
    type: 'number',
    unit: '%',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch': [0, '0 %'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [80, '80 %'],
    },
  },
  {
    topic: 'loadpoints/2/vehicleSoc',
    type: 'number',
    unit: {
      '%': '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
      '°C': '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich',
    },
    none: '0.315.0 0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [21, '21 %'],
      '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich': [47.5, '47.5 °C'],
    },
  },
  {
    topic: 'loadpoints/2/vehicleLimitSoc',
    type: 'number',
    unit: {
      '%': '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch',
      '°C': '0.207.6-rich 0.300.7-rich 0.313.2-rich',
    },
    none: '0.133.0-rich 0.315.0 0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [90, '90 %'],
      '0.207.6-rich 0.300.7-rich 0.313.2-rich': [0, '0 °C'],
    },
  },
  {
    topic: 'vehicles/vehicle_1/title',
    type: 'string',
    none: '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich..0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2 0.307.2': ['blauer e-Golf', 'blauer e-Golf'],
      '0.313.2 0.316-branch': ['blue e-Golf', 'blue e-Golf'],
    },
  },
  {
    topic: 'vehicles/vehicle_1/capacity',
    type: 'number',
    unit: 'kWh',
    none: '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich..0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [44, '44 kWh'],
    },
  },
  {
    topic: 'vehicles/vehicle_3/features',
    type: 'array',
    none: '0.133.0-rich 0.207.6-rich 0.300.7-rich 0.313.2-rich..0.316.0',
    on: {
      '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.316-branch': [['Offline'], 'Offline'],
    },
  },
  {
    topic: 'vehicles/vehicle_1/planStrategy',
    type: 'object',
    none: '0.133.0..0.207.6-rich 0.300.7-rich 0.313.2-rich..0.316.0',
    on: {
      '0.300.7 0.304.2..0.313.2 0.316-branch': [{ continuous: false, precondition: 0 }, 'no · 0 s', 'nein · 0 s'],
    },
  },
  {
    topic: 'vehicles/eup',
    type: 'object',
    none: '0.133.0 0.200.0 0.207.6 0.300.7 0.304.2..0.313.2 0.315.0..0.316-branch',
    on: {
      '0.133.0-rich 0.207.6-rich': [
        { capacity: 36, features: [], minCurrent: 8, phases: 3, repeatingPlans: [], title: 'e-Up' },
        '6 values',
        '6 Werte',
      ],
      '0.300.7-rich 0.313.2-rich': [
        {
          capacity: 36,
          features: [],
          minCurrent: 8,
          phases: 3,
          planStrategy: { continuous: false, precondition: 0 },
          repeatingPlans: [],
          title: 'e-Up',
        },
        '7 values',
        '7 Werte',
      ],
    },
  },
  {
    topic: 'vehicles/db:12/title',
    type: 'string',
    none: '0.133.0..0.313.2-rich 0.316-branch',
    on: {
      '0.315.0 0.316.0': ['Car', 'Car'],
    },
  },
];
