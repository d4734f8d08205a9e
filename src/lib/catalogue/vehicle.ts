import {
  boolean,
  choice,
  duration,
  EMPTY,
  list,
  NEVER,
  number,
  numbers,
  section,
  settable,
  strategySetter,
  string,
  strings,
  struct,
  time,
} from './build';
import type { Property } from './types';

const VEHICLE = section('vehicles/<name>', 'vehicle', 'missing', [
  struct(),
  string('title', NEVER),
  string('name'),
  string('icon', EMPTY),
  number('capacity', 'kWh', EMPTY),
  strings('features'),
  // Set over evcc's REST interface; there a DELETE resets it.
  choice('mode', 'mode', ['off', 'pv', 'minpv', 'smart', 'now'], { ...EMPTY, rest: true }),
  choice('alwaysCharge', 'alwaysCharge', ['off', 'on'], { ...EMPTY, rest: true, since: '0.316' }),
  number('phases', undefined, EMPTY),
  number('minCurrent', 'A', EMPTY),
  number('maxCurrent', 'A', EMPTY),
  number('priority', undefined, EMPTY),
]);

/** 0 means not set, and evcc publishes that as an empty text. */
const SOC = { accepts: 'integer', min: 0, max: 100 } as const;

const LIMITS = section('vehicles/<name>', 'limits', 'empty', [
  settable(number('minSoc', '%', { slider: { min: 0, max: 95, step: 5 } }), SOC),
  settable(number('limitSoc', '%', { slider: { min: 0, max: 100, step: 5 } }), { ...SOC, zero: 100 }),
]);

const PLAN_SOC = 'vehicles/<name>/planSoc';
const PLAN_STRATEGY = 'vehicles/<name>/planStrategy';

const PLAN = section('vehicles/<name>', 'plan', 'missing', [
  struct('plan', EMPTY),
  number('plan/soc', '%', { ...EMPTY, setBy: PLAN_SOC }),
  time('plan/time', { ...EMPTY, setBy: PLAN_SOC }),
  settable(number('planSoc', '%', { ...EMPTY, writeOnly: true, slider: { min: 5, max: 100, step: 5 } }), {
    accepts: 'planSoc',
    min: 0,
    max: 100,
    confirm: ['vehicles/<name>/plan/soc', 'vehicles/<name>/plan/time'],
  }),
  settable(struct('planStrategy', { since: '0.203.4' }), strategySetter('vehicles/<name>')),
  // Until 0.300.x each had a topic of its own, and one beside the plan's.
  boolean('planStrategy/continuous', {
    since: '0.300.0',
    setBy: PLAN_STRATEGY,
    former: ['vehicles/<name>/planContinuous', 'vehicles/<name>/plan/continuous'],
  }),
  duration('planStrategy/precondition', {
    since: '0.203.4',
    setBy: PLAN_STRATEGY,
    former: ['vehicles/<name>/planPrecondition', 'vehicles/<name>/plan/precondition'],
  }),
  // The whole list is replaced, over evcc's REST interface only.
  list('repeatingPlans', { ...EMPTY, rest: true }),
  struct('repeatingPlans/<n>', { rest: true }),
  numbers('repeatingPlans/<n>/weekdays', undefined, { ...NEVER, rest: true }),
  string('repeatingPlans/<n>/time', { ...NEVER, rest: true }),
  string('repeatingPlans/<n>/tz', { ...NEVER, rest: true }),
  number('repeatingPlans/<n>/soc', '%', { ...NEVER, rest: true }),
  boolean('repeatingPlans/<n>/active', { ...NEVER, rest: true }),
]);

export const VEHICLES: readonly Property[] = [...VEHICLE, ...LIMITS, ...PLAN];
