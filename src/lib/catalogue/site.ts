import {
  boolean,
  choice,
  duration,
  EMPTY,
  from,
  list,
  NEVER,
  number,
  section,
  settable,
  string,
  struct,
  time,
} from './build';
import type { Property } from './types';

const GENERAL = section('site', 'general', 'missing', [
  struct(),
  string('siteTitle', NEVER),
  string('version'),
  string('availableVersion'),
  // ISO 4217; evcc's list of currencies grows, so it is no enum.
  string('currency'),
  string('timezone', { since: '0.300.0' }),
  duration('interval'),
  boolean('gridConfigured'),
  boolean('apiReady', { since: '0.307.2' }),
]);

const SYSTEM = section('site', 'system', 'missing', [
  boolean('setupRequired', { since: '0.210.0' }),
  boolean('demoMode', { since: '0.204.4' }),
  boolean('experimental', { since: '0.301.0' }),
  boolean('telemetry', { rest: true, since: '0.203.0' }),
  boolean('authDisabled', { since: '0.206.0' }),
  boolean('mcp', { since: '0.306.2' }),
  string('system', { since: '0.300.0' }),
  time('historyUpdated', { since: '0.311.0' }),
  list('fatal', EMPTY),
  struct('fatal/<n>'),
  string('fatal/<n>/error'),
  string('fatal/<n>/class'),
  string('fatal/<n>/device'),
]);

const POWER = section('site', 'power', 'missing', [
  number('pvPower', 'W'),
  number('pvEnergy', 'kWh'),
  number('auxPower', 'W'),
  number('homePower', 'W'),
  settable(number('residualPower', 'W', { slider: { min: -25000, max: 25000, step: 50 } }), { accepts: 'number' }),
  settable(number('gridExportLimit', 'W', { since: '0.314', slider: { min: 0, max: 25000, step: 50 } }), {
    accepts: 'number',
    min: 0,
    zero: 'none',
    // No release up to 0.313.2 has it.
    ...from('0.314.0', 'site/gridExportLimit'),
  }),
  number('greenShareHome', 'ratio'),
  number('greenShareLoadpoints', 'ratio'),
]);

/** What other front ends offer for a price limit in euros; for g/kWh they offer 0 to 500 in steps of 5. */
const COST_SLIDER = { min: -0.5, max: 2.5, step: 0.005 };

const TARIFF = section('site', 'tariff', 'missing', [
  number('tariffGrid', 'currency/kWh'),
  number('tariffFeedIn', 'currency/kWh'),
  number('tariffCo2', 'g/kWh'),
  number('tariffSolar', 'W', { since: '0.200.0' }),
  number('tariffTemperature', '°C', { since: '0.312.0' }),
  number('tariffPriceHome', 'currency/kWh'),
  number('tariffPriceLoadpoints', 'currency/kWh'),
  number('tariffCo2Home', 'g/kWh'),
  number('tariffCo2Loadpoints', 'g/kWh'),
  boolean('smartCostAvailable', { since: '0.205.0' }),
  choice('smartCostType', 'smartCostType', ['co2', 'pricedynamic', 'priceforecast']),
  boolean('smartFeedInPriorityAvailable', { since: '0.205.0' }),
  // Both are only written: evcc sets every loadpoint's own limit, no site topic tells of it (measured on evcc 0.313).
  settable(number('smartCostLimit', 'cost', { ...EMPTY, writeOnly: true, slider: COST_SLIDER }), {
    accepts: 'number',
    clears: true,
    confirm: ['loadpoints/+/smartCostLimit'],
  }),
  settable(number('smartFeedInPriorityLimit', 'currency/kWh', { ...EMPTY, writeOnly: true, slider: COST_SLIDER }), {
    accepts: 'number',
    clears: true,
    confirm: ['loadpoints/+/smartFeedInPriorityLimit'],
    ...from('0.205.0', 'loadpoints/+/smartFeedInPriorityLimit'),
  }),
]);

export const SITE: readonly Property[] = [...GENERAL, ...POWER, ...TARIFF, ...SYSTEM];
