import type { Loadpoint, Vehicle } from './house';
import type { ModeSettings } from './mode-settings';
import { before, type ReleaseName } from './releases';
import type { Run } from './run';
import { clears, decimal, flag, type Kind, plan, strategy, whole, word } from './setter-kinds';
import type { Settings } from './settings';

/** Handles a command's text, or throws `Refused`. */
export type Setter = (text: string) => void;

/** A setter; from which release on it exists, and before which. */
type Row = readonly [name: string, setter: Setter, from?: ReleaseName, until?: ReleaseName];

const as =
  <T>(kind: Kind<T>, set: (value: T) => void): Setter =>
  (text) =>
    set(kind(text));

const name: Kind<string> = (text) => text;

/** Every setter that this release subscribes to, by its topic below the root without `/set`. */
export function setters(run: Run, settings: Settings): Map<string, Setter> {
  const { house, release } = run;
  const exists = ([, , from, until]: Row): boolean =>
    !(from !== undefined && before(release, from)) && (until === undefined || before(release, until));
  const under = (scope: string, rows: readonly Row[]): [string, Setter][] =>
    rows.filter(exists).map(([key, setter]) => [`${scope}/${key}`, setter]);
  return new Map([
    ...under('site', site(settings, !before(release, '0.313'))),
    ...house.loadpoints.flatMap((one, at) => under(`loadpoints/${at + 1}`, loadpoint(one, settings, run.smart))),
    ...house.vehicles.flatMap((one) => under(`vehicles/${one.site.name}`, vehicle(one, settings))),
  ]);
}

const MODES = ['unknown', 'normal', 'hold', 'charge'] as const;

const site = (to: Settings, holdcharge: boolean): Row[] => [
  ['bufferSoc', as(decimal, (value) => to.soc('bufferSoc', value))],
  ['bufferStartSoc', as(decimal, (value) => to.soc('bufferStartSoc', value))],
  ['prioritySoc', as(decimal, (value) => to.soc('prioritySoc', value))],
  ['residualPower', as(decimal, (value) => to.site('residualPower', value))],
  ['gridExportLimit', as(decimal, (value) => to.site('gridExportLimit', value)), 'nightly'],
  ['solarAdjusted', as(flag, (value) => to.site('solarAdjusted', value)), '0.313'],
  ['batteryDischargeControl', as(flag, (value) => to.ofBattery('batteryDischargeControl', value))],
  ['batteryGridDischarge', as(flag, (value) => to.ofBattery('batteryGridDischarge', value)), '0.313'],
  ['batteryGridChargeLimit', as(clears(decimal), (value) => to.ofBattery('batteryGridChargeLimit', value))],
  [
    'batteryMode',
    as(clears(holdcharge ? word(...MODES, 'holdcharge') : word(...MODES)), (mode) => to.batteryMode(mode)),
    '0.207',
  ],
  ['smartCostLimit', as(clears(decimal), (value) => to.everywhere('smartCostLimit', value))],
  [
    'smartFeedInPriorityLimit',
    as(clears(decimal), (value) => to.everywhere('smartFeedInPriorityLimit', value)),
    '0.207',
  ],
];

/** A setter that a release does not have stays without even an echo (recorded). */
const loadpoint = (lp: Loadpoint, to: Settings, smart: boolean): Row[] => [
  ['mode', smart ? smartMode(lp, to.modes) : as(word('off', 'now', 'minpv', 'pv'), (mode) => to.modes.mode(lp, mode))],
  ['alwaysCharge', as(word('off', 'on', 'once'), (value) => to.modes.alwaysCharge(lp, value)), '0.316'],
  ['solarShare', as(decimal, (value) => to.modes.solarShare(lp, value)), '0.316'],
  ['phases', as(whole, (value) => to.phases(lp, value)), '0.133', '0.304'],
  ['phasesConfigured', as(whole, (value) => to.phases(lp, value)), '0.304'],
  ['limitSoc', as(whole, (value) => to.loadpoint(lp, 'limitSoc', value, true))],
  ['minSoc', as(whole, (value) => to.loadpoint(lp, 'minSoc', value, true)), '0.313'],
  ['priority', as(whole, (value) => to.priority(lp, value)), '0.200'],
  ['minCurrent', as(decimal, (value) => to.current(lp, 'minCurrent', value))],
  ['maxCurrent', as(decimal, (value) => to.current(lp, 'maxCurrent', value))],
  ['limitEnergy', as(decimal, (value) => to.loadpoint(lp, 'limitEnergy', value, true))],
  ['enableThreshold', as(decimal, (value) => to.threshold(lp, 'enableThreshold', value))],
  ['disableThreshold', as(decimal, (value) => to.threshold(lp, 'disableThreshold', value))],
  ['enableDelay', as(whole, (value) => to.loadpoint(lp, 'enableDelay', value))],
  ['disableDelay', as(whole, (value) => to.loadpoint(lp, 'disableDelay', value))],
  ['smartCostLimit', as(clears(decimal), (value) => to.loadpoint(lp, 'smartCostLimit', value))],
  [
    'smartFeedInPriorityLimit',
    as(clears(decimal), (value) => to.loadpoint(lp, 'smartFeedInPriorityLimit', value)),
    '0.207',
  ],
  ['batteryBoost', as(flag, (value) => to.modes.boost(lp, value))],
  ['batteryBoostLimit', as(whole, (value) => to.loadpoint(lp, 'batteryBoostLimit', value)), '0.304'],
  ['planEnergy', as(plan, (value) => to.energyPlan(lp, value))],
  ['planStrategy', as(strategy, (value) => to.strategy(lp, value)), '0.300'],
  ['vehicle', as(clears(name), (value) => to.vehicleAt(lp, value))],
];

/** From 0.316: the old words are translated, a written smart leaves alwaysCharge as it is. */
const smartMode = (lp: Loadpoint, to: ModeSettings): Setter =>
  as(word('off', 'now', 'smart', 'pv', 'minpv'), (mode) => {
    if (mode === 'pv' || mode === 'minpv') to.smart(lp, mode === 'minpv' ? 'on' : 'off');
    else to.mode(lp, mode);
  });

const vehicle = (car: Vehicle, to: Settings): Row[] => [
  ['limitSoc', as(whole, (value) => to.vehicleSoc(car, 'limitSoc', value))],
  ['minSoc', as(whole, (value) => to.vehicleSoc(car, 'minSoc', value))],
  ['planSoc', as(plan, (value) => to.vehiclePlan(car, value))],
  ['planStrategy', as(strategy, (value) => to.vehicleStrategy(car, value)), '0.300'],
];
