import type { Value } from '../codec/decode';
import { put } from '../state/assemble';

/** Values by topic as one object that nests by topic; the values themselves become part of it. */
export function nested(values: readonly (readonly [topic: string, value: Value])[]): { [key: string]: Value } {
  const result: { [key: string]: Value } = {};
  for (const [topic, value] of [...values].sort(([a], [b]) => (a < b ? -1 : 1))) nest(result, topic, value);
  return result;
}

/**
 * Puts a value at its topic's place. A value that others are nested below gives way: `loadpoints`, the count, to the loadpoints
 * themselves; what a whole structure already holds stays.
 */
function nest(target: { [key: string]: Value }, path: string, value: Value): void {
  if (path === '') {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) put(target, key, item);
    }
    return;
  }
  const segments = path.split('/');
  const last = segments.pop() ?? '';
  let level = target;
  for (const segment of segments) {
    const next = Object.hasOwn(level, segment) ? level[segment] : undefined;
    if (Array.isArray(next)) return;
    if (next === undefined || next === null || typeof next !== 'object') {
      const made: { [key: string]: Value } = {};
      put(level, segment, made);
      level = made;
    } else {
      level = next;
    }
  }
  const present = Object.hasOwn(level, last) ? level[last] : undefined;
  if (present !== null && typeof present === 'object' && (value === null || typeof value !== 'object')) return;
  put(level, last, value);
}
