import { BATTERY } from './en/battery';
import { CIRCUITS, FORECASTS } from './en/forecast';
import { FOUND } from './en/found';
import { LOADPOINTS } from './en/loadpoint';
import { METERS } from './en/meters';
import { SITE } from './en/site';
import { VEHICLES } from './en/vehicle';
import type { Labels } from './types';

/** The catalogue in English. */
export const en: Labels = {
  properties: { ...SITE, ...METERS, ...BATTERY, ...FORECASTS, ...CIRCUITS, ...LOADPOINTS, ...VEHICLES },
  found: FOUND,
  words: {
    status: { online: 'Online', offline: 'Offline' },
    mode: { off: 'Off', pv: 'Solar', minpv: 'Min+Solar', smart: 'Smart', now: 'Fast' },
    alwaysCharge: { off: 'Off', on: 'On', once: 'Once' },
    batteryMode: {
      unknown: 'Unknown',
      normal: 'Normal',
      hold: 'Discharge locked',
      charge: 'Grid charging',
      holdcharge: 'Charge locked',
    },
    phases: { '0': 'Automatic', '1': '1-phase', '3': '3-phase' },
    phaseAction: { inactive: 'None', scale1p: 'To 1-phase soon', scale3p: 'To 3-phase soon' },
    pvAction: { inactive: 'None', enable: 'Starts soon', disable: 'Pauses soon' },
    statusReason: {
      unknown: 'None',
      waitingforauthorization: 'Waiting for authorization',
      disconnectrequired: 'Reconnect required',
    },
    smartCostType: { co2: 'CO₂ emissions', pricedynamic: 'Dynamic price', priceforecast: 'Price forecast' },
    suggestion: {
      normal: 'Normal operation',
      hold: 'Prevent discharging',
      charge: 'Charge',
      holdcharge: 'Prevent charging',
      stop: 'Pause',
    },
  },
  boolean: { true: 'yes', false: 'no' },
  parts: { entry: 'entry', entries: 'entries', value: 'value', values: 'values' },
  units: {
    W: 'W',
    Wh: 'Wh',
    kWh: 'kWh',
    '%': '%',
    A: 'A',
    V: 'V',
    s: 's',
    km: 'km',
    '°C': '°C',
    'g/kWh': 'g/kWh',
    currency: 'currency',
    'currency/kWh': 'currency/kWh',
    cost: 'currency/kWh or g/kWh',
    ratio: 'share, 0 to 1',
  },
  groups: {
    general: 'General',
    power: 'Power and meters',
    battery: 'Home battery',
    tariff: 'Prices and CO₂',
    forecast: 'Forecasts',
    statistics: 'Statistics',
    circuit: 'Load management',
    charging: 'Charging',
    limits: 'Limits and settings',
    plan: 'Charging plan',
    session: 'Charging session',
    vehicle: 'Vehicle',
    charger: 'Charger',
    system: 'System',
  },
};
