import type { Loadpoint, Vehicle } from './house';
import type { Run } from './run';
import { clears, decimal, flag, type Kind, plan, strategy, whole, word } from './setter-kinds';
import type { Settings } from './settings';

/** Handles a command's text, or throws `Refused`. */
export type Setter = (text: string) => void;

type Row = readonly [name: string, setter: Setter];

const as =
  <T>(kind: Kind<T>, set: (value: T) => void): Setter =>
  (text) =>
    set(kind(text));

const name: Kind<string> = (text) => text;

/** Every setter that evcc subscribes to, by its topic below the root without `/set`. */
export function setters(run: Run, settings: Settings): Map<string, Setter> {
  const { house } = run;
  return new Map([
    ...under('site', site(settings)),
    ...house.loadpoints.flatMap((one, at) => under(`loadpoints/${at + 1}`, loadpoint(one, settings, run.smart))),
    ...house.vehicles.flatMap((one) => under(`vehicles/${one.site.name}`, vehicle(one, settings))),
  ]);
}

const under = (scope: string, rows: readonly Row[]): [string, Setter][] =>
  rows.map(([key, setter]) => [`${scope}/${key}`, setter]);

const site = (to: Settings): Row[] => [
  ['bufferSoc', as(decimal, (value) => to.soc('bufferSoc', value))],
  ['bufferStartSoc', as(decimal, (value) => to.soc('bufferStartSoc', value))],
  ['prioritySoc', as(decimal, (value) => to.soc('prioritySoc', value))],
  ['residualPower', as(decimal, (value) => to.site('residualPower', value))],
  ['gridExportLimit', as(decimal, (value) => to.site('gridExportLimit', value))],
  ['solarAdjusted', as(flag, (value) => to.site('solarAdjusted', value))],
  ['batteryDischargeControl', as(flag, (value) => to.ofBattery('batteryDischargeControl', value))],
  ['batteryGridDischarge', as(flag, (value) => to.ofBattery('batteryGridDischarge', value))],
  ['batteryGridChargeLimit', as(clears(decimal), (value) => to.ofBattery('batteryGridChargeLimit', value))],
  [
    'batteryMode',
    as(clears(word('unknown', 'normal', 'hold', 'charge', 'holdcharge')), (mode) => to.batteryMode(mode)),
  ],
  ['smartCostLimit', as(clears(decimal), (value) => to.everywhere('smartCostLimit', value))],
  ['smartFeedInPriorityLimit', as(clears(decimal), (value) => to.everywhere('smartFeedInPriorityLimit', value))],
];

/** `phases` is none of them since it became `phasesConfigured`: recorded, it stays without even an echo. */
const loadpoint = (lp: Loadpoint, to: Settings, smart: boolean): Row[] => [
  ['mode', smart ? smartMode(lp, to) : as(word('off', 'now', 'minpv', 'pv'), (mode) => to.mode(lp, mode))],
  ...(smart ? [alwaysCharge(lp, to)] : []),
  ['phasesConfigured', as(whole, (value) => to.phases(lp, value))],
  ['limitSoc', as(whole, (value) => to.loadpoint(lp, 'limitSoc', value, true))],
  ['minSoc', as(whole, (value) => to.loadpoint(lp, 'minSoc', value, true))],
  ['priority', as(whole, (value) => to.loadpoint(lp, 'priority', value))],
  ['minCurrent', as(decimal, (value) => to.current(lp, 'minCurrent', value))],
  ['maxCurrent', as(decimal, (value) => to.current(lp, 'maxCurrent', value))],
  ['limitEnergy', as(decimal, (value) => to.loadpoint(lp, 'limitEnergy', value, true))],
  ['enableThreshold', as(decimal, (value) => to.threshold(lp, 'enableThreshold', value))],
  ['disableThreshold', as(decimal, (value) => to.threshold(lp, 'disableThreshold', value))],
  ['enableDelay', as(whole, (value) => to.loadpoint(lp, 'enableDelay', value))],
  ['disableDelay', as(whole, (value) => to.loadpoint(lp, 'disableDelay', value))],
  ['smartCostLimit', as(clears(decimal), (value) => to.loadpoint(lp, 'smartCostLimit', value))],
  ['smartFeedInPriorityLimit', as(clears(decimal), (value) => to.loadpoint(lp, 'smartFeedInPriorityLimit', value))],
  ['batteryBoost', as(flag, (value) => to.boost(lp, value))],
  ['batteryBoostLimit', as(whole, (value) => to.loadpoint(lp, 'batteryBoostLimit', value))],
  ['planEnergy', as(plan, (value) => to.energyPlan(lp, value))],
  ['planStrategy', as(strategy, (value) => to.strategy(lp, value))],
  ['vehicle', as(clears(name), (value) => to.vehicleAt(lp, value))],
];

/** From 0.316: the old words are translated, a written smart leaves alwaysCharge as it is. */
const smartMode = (lp: Loadpoint, to: Settings): Setter =>
  as(word('off', 'now', 'smart', 'pv', 'minpv'), (mode) => {
    if (mode === 'pv') to.mode(lp, 'smart', 'off');
    else if (mode === 'minpv') to.mode(lp, 'smart', 'on');
    else to.mode(lp, mode);
  });

const alwaysCharge = (lp: Loadpoint, to: Settings): Row => [
  'alwaysCharge',
  as(word('off', 'on', 'once'), (value) => to.alwaysCharge(lp, value)),
];

const vehicle = (car: Vehicle, to: Settings): Row[] => [
  ['limitSoc', as(whole, (value) => to.vehicleSoc(car, 'limitSoc', value))],
  ['minSoc', as(whole, (value) => to.vehicleSoc(car, 'minSoc', value))],
  ['planSoc', as(plan, (value) => to.vehiclePlan(car, value))],
  ['planStrategy', as(strategy, (value) => to.vehicleStrategy(car, value))],
];
