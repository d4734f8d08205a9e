import type { Kind } from '../catalogue/types';
import { MAX_JSON, MAX_JSON_LEVELS } from '../constants';

/** A value as flows get it: evcc's texts in JavaScript's own types. */
export type Scalar = number | boolean | string | null;
export type Value = Scalar | Value[] | { [key: string]: Value };

/** JSON's number syntax with an optional plus; `NaN`, infinities and hexadecimal text are no numbers here. evcc before 0.300.7 writes `1.2346e+05`. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** A number text, or null when it is none; `-0` is 0 (evcc writes it for small negative values). */
export function decodeNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 || 0 : null;
}

/** Boolean text; null when it is neither. */
function decodeBoolean(text: string): boolean | null {
  return text === 'true' ? true : text === 'false' ? false : null;
}

/** Unix seconds to milliseconds since the epoch. */
function decodeTime(text: string): number | null {
  const seconds = decodeNumber(text);
  return seconds === null ? null : Math.round(seconds * 1000);
}

/** A key that the catalogue does not know: number, true/false, else the text itself. */
export function decodeByText(text: string): Scalar {
  if (text === '') return null;
  if (text === 'NaN' || text === '+Inf' || text === '-Inf') return null;
  return decodeBoolean(text) ?? decodeNumber(text) ?? text;
}

/** Whether a value has more levels than that. */
function isDeeper(value: Value, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

/**
 * JSON text as a value; text that is no JSON stays text, so that nothing is lost. So does what would end in a stack overflow where values
 * are copied, here and in Node-RED, and what would hold everything up.
 */
export function parseJson(text: string): Value {
  if (text.length > MAX_JSON) return text;
  try {
    const value = JSON.parse(text) as Value;
    return isDeeper(value, MAX_JSON_LEVELS) ? text : value;
  } catch {
    return text;
  }
}

/** Text for "nothing" of evcc's own printing, wherever it comes: JSON's, and that of a value it has no text for. */
function isNothing(text: string): boolean {
  return text === '' || text === 'null' || text === '(null)';
}

/** evcc's largest duration, whole seconds: it has no end, or never began (recorded at 0.315 and 0.316: `connectedDuration`). */
const ENDLESS = 9_223_372_036;

/** Whole seconds; null where the duration has no end. */
function decodeDuration(text: string): number | null {
  const seconds = decodeNumber(text);
  return seconds === null || Math.abs(seconds) >= ENDLESS ? null : seconds;
}

/**
 * What evcc's text on one topic means, by the topic's kind.
 *
 * Empty is `null`. Numbers, times and durations whose text is none (`NaN`, `+Inf`) are `null`. Times come as milliseconds since
 * the epoch, durations as seconds. The head of a list decodes to its count, one that holds its slots as JSON text to these; lists over
 * several topics are put together elsewhere (see assemble).
 */
export function decodeText(kind: Kind | undefined, text: string): Value {
  if (text === '') return null;
  switch (kind) {
    case 'number':
      return decodeNumber(text);
    case 'duration':
      return decodeDuration(text);
    case 'boolean':
      return decodeBoolean(text);
    case 'time':
      return decodeTime(text);
    case 'string':
    case 'enum':
      return text;
    case 'json':
      return parseJson(text);
    case 'series':
    case 'slots':
      return decodeSlotText(text);
    case undefined:
      return decodeByText(text);
    default:
      if (isNothing(text)) return null;
      return text.startsWith('[') ? parseJson(text) : decodeByText(text);
  }
}

/** Unix seconds or an RFC 3339 text, as evcc's slots may hold either, to milliseconds; null when it is neither. */
function slotTime(value: Value | undefined): number | null {
  if (typeof value === 'number') return Math.round(value * 1000);
  if (typeof value !== 'string') return null;
  const seconds = decodeNumber(value);
  if (seconds !== null) return Math.round(seconds * 1000);
  const time = Date.parse(value);
  return Number.isFinite(time) ? time : null;
}

/** Names of a slot's parts, release by release (recorded: `price` 0.200, `timestamp` 0.207, `ts`, `val` from 0.209.4). */
export const SLOT_PARTS = {
  start: ['start', 'timestamp', 'ts'],
  end: ['end'],
  value: ['value', 'price', 'val'],
} as const;

/** The first of some fields that an object has. */
function field(item: { [key: string]: Value }, names: readonly string[]): Value | undefined {
  const name = names.find((one) => Object.hasOwn(item, one));
  return name === undefined ? undefined : item[name];
}

/**
 * One slot in whatever form it came, `[start, value]`, `[start, end, value]` or an object with the names of its release, as
 * `{ start, end, value }` (without `end` where there is none). Times in milliseconds. Undefined: it is none of these.
 */
export function toSlot(item: Value): { [key: string]: Value } | undefined {
  if (item === null || typeof item !== 'object') return undefined;
  const isPair = Array.isArray(item) && item.length === 2;
  if (Array.isArray(item) && item.length !== 3 && !isPair) return undefined;
  const [from, to, value] = Array.isArray(item)
    ? [item[0], isPair ? undefined : item[1], item[item.length - 1]]
    : [field(item, SLOT_PARTS.start), field(item, SLOT_PARTS.end), field(item, SLOT_PARTS.value)];
  const start = slotTime(from);
  const end = to === undefined ? undefined : slotTime(to);
  if (start === null || end === null || (typeof value !== 'number' && value !== null)) return undefined;
  return end === undefined ? { start, value } : { start, end, value };
}

/**
 * The text of a forecast's or plan's topic: its slots where they came as JSON text, `null` where there are none, the count where each
 * slot has a topic of its own. A form that is none of these is its text: nothing is lost, and nothing is made up.
 */
export function decodeSlotText(text: string): Value {
  if (isNothing(text)) return null;
  const list = parseJson(text);
  if (!Array.isArray(list)) return typeof list === 'number' ? list : text;
  const slots = list.map(toSlot);
  return slots.every((slot) => slot !== undefined) ? slots : text;
}
