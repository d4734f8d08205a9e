import { EvccError } from '../errors';
import { isCarried, isFilter } from '../topic';
import { show } from './show';

/** What can be published. */
const ACCEPTS = 'string, Buffer, number, boolean, object';

/**
 * The relative topic for a raw message, from one that is relative or full: always below the root, no wildcard, nothing that a broker hangs up at.
 * @throws EvccError `EVCC_INVALID`
 */
export function rawTopic(given: string, root: string): string {
  const trimmed = given.trim();
  const topic = trimmed.startsWith(`${root}/`) ? trimmed.slice(root.length + 1) : trimmed;
  const segments = topic.split('/');
  const odd = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (odd || topic.startsWith('$') || topic === root || isFilter(topic) || !isCarried(topic)) {
    const shown = show(given);
    throw new EvccError(
      'EVCC_INVALID',
      'rawTopic',
      { topic: shown },
      { topic: shown, value: null, accepts: `${root}/…` },
    );
  }
  return topic;
}

/**
 * A payload as core's `mqtt out` publishes it: text and bytes as they are, null as an empty text, objects as JSON, else as text.
 * Where there is no payload core publishes nothing either: an empty text would delete what the broker stores.
 * @throws EvccError `EVCC_INVALID` for what has no text: functions, symbols, circular objects, nothing at all
 */
export function rawPayload(value: unknown, topic: string): string | Uint8Array {
  if (value === undefined) {
    throw new EvccError('EVCC_INVALID', 'rawMissing', { topic }, { topic, value, accepts: ACCEPTS });
  }
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (typeof value === 'function' || typeof value === 'symbol') throw rawValue(topic, value, typeof value);
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Circular, or a getter or toJSON that throws.
    throw rawValue(topic, value, 'object');
  }
}

function rawValue(topic: string, value: unknown, type: string): EvccError {
  return new EvccError('EVCC_INVALID', 'rawValue', { topic, type }, { topic, value: show(value), accepts: ACCEPTS });
}
