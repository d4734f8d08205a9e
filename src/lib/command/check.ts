import { EvccError } from '../errors';
import { causeOf } from './accepted-text';
import { attempt } from './attempt';
import type { Entry } from './entry';
import type { Step } from './order';
import { after, type Present } from './present';
import { checkExists, checkRules } from './rules';
import { checkWord, listensAt, sayable } from './version';

/** A setting that may be sent. */
export interface Checked extends Step {
  readonly entry: Entry;
  /** Topic of evcc's setter, with `/set`. */
  readonly wire: string;
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
      // What this evcc does not have is said before what is wrong with the value.
      const wire = `${listensAt(setting, left, value)}/set`;
      const resolved = sayable(entry.resolve(left, now), left);
      checkWord(setting, resolved.text, left, value);
      return { entry, setting, value, resolved, wire };
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
