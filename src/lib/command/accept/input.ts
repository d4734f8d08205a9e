import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { acceptsParams } from '../accepts';
import type { Present } from '../present';
import { isDate, reasonOf, show } from '../show';
import type { Setting } from '../types';

/** Longer texts are no values of a setting. */
const MAX_TEXT = 1000;

function decodeUtf8(bytes: ArrayBufferView): string | undefined {
  if (bytes.byteLength > MAX_TEXT) return undefined;
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return decodeURIComponent(Array.from(all, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

/** A value without what its transport added: a Buffer as the text it holds, a text without spaces around it. */
export function normalized(value: unknown): unknown {
  const text = ArrayBuffer.isView(value) ? decodeUtf8(value) : value;
  return typeof text === 'string' && text.length <= MAX_TEXT ? text.trim() : value;
}

/** Whether nothing was given at all. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === '';
}

/** An object with keys, or undefined. JSON text of one counts too. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'string') {
    if (!value.startsWith('{')) return undefined;
    try {
      return asRecord(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) || ArrayBuffer.isView(value) || isDate(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

/** What an object holds at a few keys, read once: a getter may throw. @throws EvccError `EVCC_INVALID` */
export function fields<K extends string>(
  setting: Setting,
  record: Readonly<Record<string, unknown>>,
  keys: readonly K[],
): Partial<Record<K, unknown>> {
  const found: Partial<Record<K, unknown>> = {};
  try {
    for (const key of keys) if (Object.hasOwn(record, key) && record[key] !== undefined) found[key] = record[key];
  } catch (error) {
    const { topic } = setting;
    throw new EvccError('EVCC_INVALID', 'unreadable', { topic, reason: reasonOf(error) }, causeOf(setting, record));
  }
  return found;
}

/** The value does not have the form that its setting accepts. */
export function malformed(setting: Setting, value: unknown, present: Present): EvccError {
  const { topic, set } = setting;
  return new EvccError(
    'EVCC_INVALID',
    `invalid.${set.accepts}`,
    { topic, value: show(value), ...acceptsParams(setting, present) },
    causeOf(setting, value),
  );
}
