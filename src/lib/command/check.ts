import { EvccError } from '../errors';
import { causeOf } from './accepted-text';
import { attempt } from './attempt';
import type { Entry } from './entry';
import type { Step } from './order';
import { after, type Present } from './present';
import { checkExists, checkRules } from './rules';
import type { Resolved, Setting } from './types';
import { checkWord, listensAt, sayable } from './version';

/** A setting that may be sent. */
export interface Checked extends Step {
  readonly entry: Entry;
  /** Topic of evcc's setter, with `/set`. */
  readonly wire: string;
}

/** What is sent for a setting, and where. */
export type Aim = Pick<Checked, 'resolved' | 'wire'>;

/** As the running evcc has the setting. What it does not have is said before what is wrong with the value. @throws EvccError */
function aimed(setting: Setting, value: unknown, present: Present, resolve: () => Resolved): Aim {
  const wire = `${listensAt(setting, present, value)}/set`;
  const resolved = sayable(resolve(), present);
  checkWord(setting, resolved.text, present, value);
  return { resolved, wire };
}

/**
 * The same once more, for one that was sent and not answered when evcc went away: another evcc may be back. What its value comes down to
 * stays, but for modes, whose words it may not have. @throws EvccError
 */
export function aimedAgain({ entry, setting, value, resolved }: Checked, present: Present, now: number): Aim {
  const isMode = setting.set.accepts === 'mode' && !entry.relative;
  return aimed(setting, value, present, () => (isMode ? entry.resolve(present, now) : resolved));
}

/** What may be sent of a message, and what is wrong with it. */
export interface Verdict {
  readonly checked: readonly Checked[];
  readonly wrong: ReadonlyMap<Entry, EvccError>;
}

/** Judges settings as a whole: each for itself, then by the rules against the state that they leave together. */
export function checkAll(entries: readonly Entry[], present: Present, now: number): Verdict {
  const checked: Checked[] = [];
  const wrong = new Map<Entry, EvccError>();
  let left = present;
  for (const entry of entries) {
    const { setting, value } = entry;
    const step = attempt((): Checked => {
      checkExists(setting, left, value);
      return { entry, setting, value, ...aimed(setting, value, left, () => entry.resolve(left, now)) };
    });
    if (step.ok) {
      checked.push(step.value);
      left = after(left, step.value.resolved.expected);
    } else {
      wrong.set(entry, step.error);
    }
  }
  for (const { entry, setting, value } of checked) {
    const rules = attempt(() => checkRules(setting, left, value));
    if (!rules.ok) wrong.set(entry, rules.error);
  }
  return { checked, wrong };
}

/** Settings that a message names twice, by number and by title for instance. */
export function twice(entries: readonly Entry[]): Map<Entry, EvccError> {
  const topics = new Set<string>();
  const wrong = new Map<Entry, EvccError>();
  for (const entry of entries) {
    const { setting, value } = entry;
    const { topic } = setting;
    if (topics.has(topic)) wrong.set(entry, new EvccError('EVCC_INVALID', 'twice', { topic }, causeOf(setting, value)));
    topics.add(topic);
  }
  return wrong;
}
