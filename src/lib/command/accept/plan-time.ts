import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { nextOccurrence, offsetOfZone } from '../local-time';
import { isDate, show } from '../show';
import type { Setting } from '../types';
import type { Context, Scene } from './types';

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const TIME_OF_DAY = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const MILLISECONDS = /^\d{1,16}$/;
/** Largest time that JavaScript knows, ms. */
const MAX_TIME = 8.64e15;
/** Numbers below it are no milliseconds of any plan (1973), but hours or seconds: to call them past would lead astray. */
const MIN_MILLISECONDS = 1e11;
/** RFC 3339 has years of four digits. */
const MAX_PLAN_TIME = Date.UTC(9999, 11, 31);

/** When a plan has to be done: ms since the epoch, by the moment at which it is asked. */
export type PlanTime = (scene: Scene) => number;

/** Milliseconds as a number or its text; NaN when they can only be something else. */
function milliseconds(value: number | string): number {
  return Number(value) < MIN_MILLISECONDS ? Number.NaN : Number(value);
}

function instant(value: unknown): number | undefined {
  const time = isDate(value)
    ? Date.prototype.getTime.call(value)
    : typeof value === 'number' || (typeof value === 'string' && MILLISECONDS.test(value))
      ? milliseconds(value)
      : typeof value === 'string' && RFC3339.test(value)
        ? Date.parse(value.replace(' ', 'T').toUpperCase())
        : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) <= MAX_TIME ? time : undefined;
}

function warnOfZone({ localTime, warn }: Context, { present }: Scene, at: number): void {
  const there = present.get('site/timezone');
  if (typeof there !== 'string') return;
  const offset = offsetOfZone(there, at);
  if (offset !== undefined && offset !== localTime.offset(at)) warn('timezone', { here: localTime.zone, there });
}

/**
 * A plan's time: a Date, ms since the epoch, RFC 3339, or a local time of day (its next occurrence).
 * Undefined when it is none of these.
 */
export function parsePlanTime(value: unknown, context: Context): PlanTime | undefined {
  const text = typeof value === 'string' ? value.trim() : value;
  const parts = typeof text === 'string' ? TIME_OF_DAY.exec(text) : null;
  if (parts !== null) {
    const [, hours, minutes, seconds = '0'] = parts;
    const ofDay = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return (scene) => {
      const at = nextOccurrence(context.localTime, scene.now, ofDay);
      warnOfZone(context, scene, at);
      return at;
    };
  }
  const at = instant(text);
  return at === undefined ? undefined : () => at;
}

/** A time of a plan that lies ahead, in whole seconds. @throws EvccError `EVCC_INVALID` */
export function future(setting: Setting, time: PlanTime, scene: Scene, given: unknown): number {
  const { topic } = setting;
  const at = Math.floor(time(scene) / 1000) * 1000;
  if (at > MAX_PLAN_TIME)
    throw new EvccError('EVCC_INVALID', 'planTime', { topic, value: show(given) }, causeOf(setting, given));
  if (at <= scene.now)
    throw new EvccError('EVCC_INVALID', 'planPast', { topic, value: writeTime(at) }, causeOf(setting, given));
  return at;
}

/** RFC 3339 in UTC, whole seconds. */
export function writeTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
