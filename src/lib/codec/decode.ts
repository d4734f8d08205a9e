import type { Kind } from '../catalogue/types';
import { MAX_JSON, MAX_JSON_LEVELS } from '../constants';

/** A value as flows get it: evcc's texts in JavaScript's own types. */
export type Scalar = number | boolean | string | null;
export type Value = Scalar | Value[] | { [key: string]: Value };

/** JSON's number syntax with an optional plus; `NaN`, infinities and hexadecimal text are no numbers here. */
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
function decodeJson(text: string): Value {
  if (text.length > MAX_JSON) return text;
  try {
    const value = JSON.parse(text) as Value;
    return isDeeper(value, MAX_JSON_LEVELS) ? text : value;
  } catch {
    return text;
  }
}

/**
 * What evcc's text on one topic means, by the topic's kind.
 *
 * Empty is `null`. Numbers, times and durations whose text is none (`NaN`, `+Inf`) are `null`. Times come as milliseconds since
 * the epoch, durations as seconds. The head of a list decodes to its count; lists are put together elsewhere (see assemble).
 */
export function decodeText(kind: Kind | undefined, text: string): Value {
  if (text === '') return null;
  switch (kind) {
    case 'number':
    case 'duration':
      return decodeNumber(text);
    case 'boolean':
      return decodeBoolean(text);
    case 'time':
      return decodeTime(text);
    case 'string':
    case 'enum':
      return text;
    case 'json':
      return decodeJson(text);
    case 'series':
      return decodeSlotText(text);
    default:
      return decodeByText(text);
  }
}

/** Unix seconds or an RFC 3339 text, as evcc's JSON lists may hold either, to milliseconds. */
function slotTime(value: Value | undefined): Value {
  if (typeof value === 'number') return Math.round(value * 1000);
  if (typeof value !== 'string') return null;
  const seconds = decodeNumber(value);
  if (seconds !== null) return Math.round(seconds * 1000);
  const time = Date.parse(value);
  return Number.isFinite(time) ? time : null;
}

/**
 * One slot in whatever form it came, `[start, value]`, `[start, end, value]` or an object with start, end and value or price,
 * as `{ start, end, value }` (without `end` where there is none). Times in milliseconds.
 */
export function toSlot(item: Value): Value {
  if (Array.isArray(item)) {
    const last = item[item.length - 1] ?? null;
    if (item.length < 3) return { start: slotTime(item[0]), value: last };
    return { start: slotTime(item[0]), end: slotTime(item[1]), value: last };
  }
  if (item !== null && typeof item === 'object') {
    const slot: { [key: string]: Value } = { start: slotTime(item.start) };
    if (item.end !== undefined) slot.end = slotTime(item.end);
    slot.value = item.value ?? item.price ?? null;
    return slot;
  }
  return item;
}

/** A list of slots written as JSON text: `null` or `[…]`. */
export function decodeSlotText(text: string): Value {
  const list = decodeJson(text);
  return Array.isArray(list) ? list.map(toSlot) : list;
}
