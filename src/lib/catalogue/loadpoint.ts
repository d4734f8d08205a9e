import {
  boolean,
  choice,
  coded,
  duration,
  EMPTY,
  from,
  heatable,
  number,
  numbers,
  section,
  settable,
  string,
  struct,
  time,
} from './build';
import { LOADPOINT_CHARGER } from './loadpoint-charger';
import { LOADPOINT_PLAN } from './loadpoint-plan';
import type { Property } from './types';

const LP = 'loadpoints/<n>';
const MISSING = { empty: 'missing' } as const;
const SUGGESTED = { ...MISSING, since: '0.312.0' } as const;

const CHARGING = section(LP, 'charging', 'never', [
  struct('', MISSING),
  string('title'),
  string('name', { since: '0.307.0' }),
  // evcc before 0.316 publishes off, pv, minpv and now, later ones off, smart and now.
  settable(choice('mode', 'mode', ['off', 'pv', 'minpv', 'smart', 'now']), { accepts: 'mode' }),
  // Of every loadpoint, `off` also where it cannot be set. That it is there tells the new mode words from the old ones.
  settable(choice('alwaysCharge', 'alwaysCharge', ['off', 'on', 'once'], { ...MISSING, since: '0.316' }), {
    accepts: 'alwaysCharge',
    rules: ['alwaysChargeDevice'],
    ...from('0.316', `${LP}/alwaysCharge`),
  }),
  settable(number('solarShare', 'ratio', { ...MISSING, since: '0.316', slider: { min: 0, max: 1, step: 0.05 } }), {
    accepts: 'number',
    min: 0,
    max: 1,
    ...from('0.316', `${LP}/solarShare`),
  }),
  boolean('enabled'),
  boolean('connected'),
  boolean('charging'),
  number('chargePower', 'W'),
  numbers('chargeCurrents', 'A', MISSING),
  numbers('chargeVoltages', 'V', MISSING),
  number('offeredCurrent', 'A', { former: ['loadpoints/<n>/chargeCurrent'] }),
  number('phasesActive', undefined, {
    setBy: 'loadpoints/<n>/phasesConfigured',
    former: ['loadpoints/<n>/activePhases'],
  }),
  choice('phaseAction', 'phaseAction', ['inactive', 'scale1p', 'scale3p']),
  duration('phaseRemaining'),
  choice('pvAction', 'pvAction', ['inactive', 'enable', 'disable']),
  duration('pvRemaining'),
  boolean('smartCostActive', { setBy: 'loadpoints/<n>/smartCostLimit' }),
  time('smartCostNextStart', { ...EMPTY, setBy: 'loadpoints/<n>/smartCostLimit' }),
  boolean('smartFeedInPriorityActive', { since: '0.205.0', setBy: 'loadpoints/<n>/smartFeedInPriorityLimit' }),
  time('smartFeedInPriorityNextStart', {
    ...EMPTY,
    since: '0.205.0',
    setBy: 'loadpoints/<n>/smartFeedInPriorityLimit',
  }),
  boolean('dimmed', MISSING),
  struct('suggestion', { ...EMPTY, since: '0.312.0' }),
  choice('suggestion/action', 'suggestion', ['charge', 'stop'], SUGGESTED),
  number('suggestion/charge', 'W', SUGGESTED),
  number('suggestion/discharge', 'W', SUGGESTED),
  boolean('suggestion/actionable', SUGGESTED),
]);

const SOC_SLIDER = { min: 0, max: 100, step: 5 };
const COST_SLIDER = { min: -0.5, max: 2.5, step: 0.005 };
/** evcc itself takes -5 and 101 (measured on evcc 0.313). */
const PERCENT = { accepts: 'integer', min: 0, max: 100 } as const;
/** evcc itself takes a minCurrent of -1 (measured on evcc 0.313). */
const CURRENT = { accepts: 'number', above: 0, rules: ['currents'] } as const;
const THRESHOLD_SLIDER = { min: -5000, max: 25000, step: 50 };
const DELAY_SLIDER = { min: 0, max: 6000, step: 1 };

const LIMITS = section(LP, 'limits', 'never', [
  settable(
    heatable('limitSoc', { slider: SOC_SLIDER, former: ['loadpoints/<n>/targetSoc', 'loadpoints/<n>/targetSoC'] }),
    {
      ...PERCENT,
      zero: 100,
    },
  ),
  heatable('effectiveLimitSoc', { setBy: 'loadpoints/<n>/limitSoc' }),
  settable(heatable('minSoc', { since: '0.312.0', slider: SOC_SLIDER, former: ['loadpoints/<n>/minSoC'] }), {
    ...PERCENT,
    ...from('0.312.0', `${LP}/minSoc`),
  }),
  heatable('effectiveMinSoc', { since: '0.312.0', setBy: 'loadpoints/<n>/minSoc' }),
  boolean('minSocNotReached', { since: '0.303.0', setBy: 'loadpoints/<n>/minSoc' }),
  settable(
    number('limitEnergy', 'kWh', {
      slider: { min: 0, max: 200, step: 1 },
      former: ['loadpoints/<n>/targetEnergy'],
    }),
    { accepts: 'number', min: 0, zero: 'none' },
  ),
  settable(number('minCurrent', 'A', { slider: { min: 0.125, max: 16, step: 0.125 } }), CURRENT),
  number('effectiveMinCurrent', 'A', { setBy: 'loadpoints/<n>/minCurrent' }),
  settable(number('maxCurrent', 'A', { slider: { min: 1, max: 64, step: 1 } }), CURRENT),
  number('effectiveMaxCurrent', 'A', { setBy: 'loadpoints/<n>/maxCurrent' }),
  // Set at `phases` until 0.301.1 (recorded: that release does not answer at `phasesConfigured`), at its own topic from 0.301.2 on.
  settable(coded('phasesConfigured', 'phases', ['0', '1', '3'], { former: ['loadpoints/<n>/phases'] }), {
    accepts: 'phases',
    rules: ['phasesCharger'],
    forms: [{ before: '0.301.2', at: `${LP}/phases` }, { since: '0.301.2' }],
  }),
  // 0.133 publishes it without a setter (recorded): that it is there shows nothing.
  settable(number('priority', undefined, { slider: { min: 0, max: 10, step: 1 } }), {
    accepts: 'integer',
    min: 0,
    max: 10,
    ...from('0.200.0'),
  }),
  number('effectivePriority', undefined, { setBy: 'loadpoints/<n>/priority' }),
  settable(number('enableThreshold', 'W', { slider: THRESHOLD_SLIDER }), { accepts: 'number' }),
  settable(number('disableThreshold', 'W', { slider: THRESHOLD_SLIDER }), { accepts: 'number' }),
  settable(duration('enableDelay', { slider: DELAY_SLIDER }), { accepts: 'delay', min: 0 }),
  settable(duration('disableDelay', { slider: DELAY_SLIDER }), { accepts: 'delay', min: 0 }),
  settable(number('smartCostLimit', 'cost', { ...EMPTY, slider: COST_SLIDER }), { accepts: 'number', clears: true }),
  settable(number('smartFeedInPriorityLimit', 'currency/kWh', { ...EMPTY, since: '0.205.0', slider: COST_SLIDER }), {
    accepts: 'number',
    clears: true,
    ...from('0.205.0', `${LP}/smartFeedInPriorityLimit`),
  }),
  // Every change of the mode switches it off again.
  settable(boolean('batteryBoost'), { accepts: 'boolean', rules: ['boostMode'] }),
  // evcc itself takes 150 (measured on evcc 0.313).
  settable(number('batteryBoostLimit', '%', { since: '0.301.0', slider: SOC_SLIDER }), {
    ...PERCENT,
    ...from('0.301.0', `${LP}/batteryBoostLimit`),
  }),
]);

const COUNTED = { ...MISSING, since: '0.312.1' } as const;

const SESSION = section(LP, 'session', 'never', [
  number('chargedEnergy', 'Wh'),
  duration('chargeDuration'),
  duration('connectedDuration'),
  number('chargeRemainingEnergy', 'Wh', MISSING),
  duration('chargeRemainingDuration', MISSING),
  number('chargeTotalImport', 'kWh', MISSING),
  number('sessionEnergy', 'Wh'),
  number('sessionSolarPercentage', '%'),
  number('sessionPrice', 'currency', EMPTY),
  number('sessionPricePerKWh', 'currency/kWh', EMPTY),
  number('sessionCo2PerKWh', 'g/kWh', EMPTY),
  number('todayEnergy', 'Wh', COUNTED),
  number('last24hEnergy', 'Wh', COUNTED),
  number('last7dEnergy', 'Wh', COUNTED),
]);

const VEHICLE = 'loadpoints/<n>/vehicle';

const CONNECTED = section(LP, 'vehicle', 'never', [
  // Only written; what evcc made of it is in vehicleName. It acts when repeated.
  settable(string('vehicle', { ...EMPTY, writeOnly: true }), {
    accepts: 'vehicle',
    clears: true,
    confirm: ['loadpoints/<n>/vehicleName'],
    rules: ['vehicleKnown'],
    repeats: true,
  }),
  string('vehicleName', { ...EMPTY, setBy: VEHICLE }),
  string('vehicleTitle', { ...EMPTY, since: '0.204.3', setBy: VEHICLE }),
  string('vehicleIdentity', EMPTY),
  // "SoC" had become "Soc" in evcc 0.111.
  heatable('vehicleSoc', { former: ['loadpoints/<n>/vehicleSoC', 'loadpoints/<n>/socCharge'] }),
  heatable('vehicleLimitSoc', { former: ['loadpoints/<n>/vehicleTargetSoc', 'loadpoints/<n>/vehicleTargetSoC'] }),
  number('vehicleRange', 'km', { former: ['loadpoints/<n>/range'] }),
  number('vehicleOdometer', 'km'),
  boolean('vehicleClimaterActive', { ...EMPTY, former: ['loadpoints/<n>/climaterActive'] }),
  boolean('vehicleDetectionActive'),
  boolean('vehicleWelcomeActive'),
]);

export const LOADPOINTS: readonly Property[] = [
  ...CHARGING,
  ...LIMITS,
  ...SESSION,
  ...CONNECTED,
  ...LOADPOINT_PLAN,
  ...LOADPOINT_CHARGER,
];
