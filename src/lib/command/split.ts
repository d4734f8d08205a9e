import { formerName } from '../catalogue';
import { MAX_DEPTH, MAX_SETTINGS } from '../constants';
import { EvccError } from '../errors';
import { isDate, reasonOf, show } from './show';
import { parseTarget, relativeTopic, rowOf } from './target';

/** One setting of a message. */
export interface Assignment {
  readonly topic: string;
  readonly value: unknown;
}

function isNesting(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) && !isDate(value)
  );
}

/** Whether a path names a setting, so that what is there is its value and no further level. */
function isSetting(path: string, root: string): boolean {
  const topic = relativeTopic(path, root);
  if (rowOf(topic) !== undefined) return rowOf(topic)?.set !== undefined;
  return formerName(topic) !== undefined;
}

/**
 * The settings in one payload: keys are topics, flat (`{"loadpoints/1/mode": "now"}`), nested
 * (`{loadpoints: {1: {mode: "now"}}}`) or both; each key has to be a setting.
 * @throws EvccError `EVCC_INVALID` when it is no such object, `EVCC_UNKNOWN_SETTING`, `EVCC_NOT_SETTABLE`
 */
export function split(payload: unknown, root: string): Assignment[] {
  const found: Assignment[] = [];
  try {
    if (!isNesting(payload)) throw noTarget(payload);
    collect(payload, '', 0, root, found);
  } catch (error) {
    if (error instanceof EvccError) throw error;
    // A getter of the payload has thrown, or a Proxy.
    const cause = { topic: root, value: 'object', accepts: 'object' };
    throw new EvccError('EVCC_INVALID', 'unreadable', { topic: root, reason: reasonOf(error) }, cause);
  }
  if (found.length === 0) throw noTarget(payload);
  return found;
}

function tooMany(): EvccError {
  const cause = { topic: '', value: 'object', accepts: `<= ${MAX_SETTINGS}` };
  return new EvccError('EVCC_INVALID', 'tooMany', { max: MAX_SETTINGS }, cause);
}

function noTarget(payload: unknown): EvccError {
  return new EvccError('EVCC_INVALID', 'noTarget', {}, { topic: '', value: show(payload), accepts: 'object' });
}

function collect(
  level: Readonly<Record<string, unknown>>,
  path: string,
  depth: number,
  root: string,
  found: Assignment[],
): void {
  for (const key of Object.keys(level)) {
    const topic = path === '' ? key : `${path}/${key}`;
    const value = level[key];
    if (isNesting(value) && depth < MAX_DEPTH && !isSetting(topic, root)) {
      collect(value, topic, depth + 1, root, found);
      continue;
    }
    // Says what is wrong with a key that is no setting.
    parseTarget(topic, root, value);
    found.push({ topic, value });
    if (found.length > MAX_SETTINGS) throw tooMany();
  }
}
