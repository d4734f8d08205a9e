import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { moment, nextOccurrence, offsetOfZone } from '../local-time';
import { isDate, show } from '../show';
import type { Setting } from '../types';
import type { Context, Scene } from './types';

/** A day with a time, by RFC 3339, ISO 8601 or as a date picker says it: seconds and zone may be missing, the zone's colon too. */
const DAY_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?$/;
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
      : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) <= MAX_TIME ? time : undefined;
}

const MINUTE = 60_000;

/** A zone's minutes ahead of UTC; NaN where there is no such zone. */
function minutesOf(zone: string): number {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const all = Number(hours) * 60 + Number(minutes);
  if (Number(hours) > 23 || Number(minutes) > 59) return Number.NaN;
  return sign === '-' ? -all : all;
}

/** What clocks show as a text says, as if they showed UTC, and its zone; undefined where there is no such day or time. */
function wallOf(text: string): { readonly wall: number; readonly zone: string | undefined } | undefined {
  const [whole, year, month, day, hour, minute, second = '0', zone] = DAY_TIME.exec(text) ?? [];
  if (whole === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // The 30th of February would be the 2nd of March.
  if (midnight.getUTCMonth() !== Number(month) - 1 || midnight.getUTCDate() !== Number(day)) return undefined;
  return { wall: midnight.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000, zone };
}

/** Evcc's now: by its own clock where that differs, since a plan is judged by it. What differs is said once. */
function evccNow({ warn }: Context, { present, now }: Scene): number {
  const ahead = present.ahead();
  if (ahead !== 0) {
    const minutes = Math.round(Math.abs(ahead) / MINUTE);
    warn(ahead > 0 ? 'clockAhead' : 'clockBehind', { minutes });
  }
  return now + ahead;
}

function warnOfZone({ localTime, warn }: Context, { present }: Scene, at: number): void {
  const there = present.get('site/timezone');
  if (typeof there !== 'string') return;
  const offset = offsetOfZone(there, at);
  if (offset !== undefined && offset !== localTime.offset(at)) warn('timezone', { here: localTime.zone, there });
}

/**
 * A plan's time: a Date, ms since the epoch, a day with a time (local where it has no zone), or a local time of day (its next
 * occurrence by evcc's clock). Undefined when it is none of these.
 */
export function parsePlanTime(value: unknown, context: Context): PlanTime | undefined {
  const text = typeof value === 'string' ? value.trim() : value;
  const { localTime } = context;
  const local = (at: number, scene: Scene): number => {
    warnOfZone(context, scene, at);
    return at;
  };
  const parts = typeof text === 'string' ? TIME_OF_DAY.exec(text) : null;
  if (parts !== null) {
    const [, hours, minutes, seconds = '0'] = parts;
    const ofDay = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return (scene) => local(nextOccurrence(localTime, evccNow(context, scene), ofDay), scene);
  }
  const day = typeof text === 'string' ? wallOf(text) : undefined;
  if (day !== undefined) {
    const { wall, zone } = day;
    if (zone === undefined) return (scene) => local(moment(localTime, wall), scene);
    const at = wall - minutesOf(zone) * MINUTE;
    return Number.isNaN(at) ? undefined : () => at;
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
  // Evcc refuses what is past by its own clock.
  if (at <= scene.now + scene.present.ahead())
    throw new EvccError('EVCC_INVALID', 'planPast', { topic, value: writeTime(at) }, causeOf(setting, given));
  return at;
}

/** RFC 3339 in UTC, whole seconds. */
export function writeTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
