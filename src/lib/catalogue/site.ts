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
  string('timezone'),
  duration('interval'),
  boolean('gridConfigured'),
  boolean('apiReady'),
]);

const SYSTEM = section('site', 'system', 'missing', [
  boolean('setupRequired'),
  boolean('demoMode'),
  boolean('experimental'),
  boolean('telemetry', { rest: true }),
  boolean('authDisabled'),
  boolean('mcp'),
  string('system'),
  time('historyUpdated'),
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
  settable(number('gridExportLimit', 'W', { slider: { min: 0, max: 25000, step: 50 } }), {
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
  number('tariffSolar', 'W'),
  number('tariffTemperature', '°C'),
  number('tariffPriceHome', 'currency/kWh'),
  number('tariffPriceLoadpoints', 'currency/kWh'),
  number('tariffCo2Home', 'g/kWh'),
  number('tariffCo2Loadpoints', 'g/kWh'),
  boolean('smartCostAvailable'),
  choice('smartCostType', 'smartCostType', ['co2', 'pricedynamic', 'priceforecast']),
  boolean('smartFeedInPriorityAvailable'),
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
