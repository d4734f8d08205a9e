import type { Form, Setter } from '../catalogue/types';
import { isBefore, isFrom } from '../codec/version';
import { EvccError } from '../errors';
import { causeOf } from './accepted-text';
import type { Present } from './present';
import { beside } from './setting';
import type { Expected, Resolved, Setting } from './types';

/** Every release has the setter, at its own topic. */
const ALWAYS: readonly Form[] = [{}];

/** Before it numbers had five significant digits, from it on three decimals (recorded: 0.207.6, 0.300.7). */
const DECIMALS_SINCE = '0.300.7';

/** The text by which the running evcc calls its release; undefined: it has not said so. */
export function versionOf(present: Present): string | undefined {
  const version = present.published('site/version') ? present.get('site/version') : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** Whether a release may have a setter in this form; one whose number says nothing (`development`) may have each. */
function mayHave(version: string, { since, before }: Form): boolean {
  if (since !== undefined && isBefore(version, since)) return false;
  return before === undefined || !isFrom(version, before);
}

/** The form in which a release has a setter, the newest that it may have; undefined: it does not have it. */
export function formOfRelease({ forms = ALWAYS }: Setter, version: string | undefined): Form | undefined {
  return version === undefined ? forms.at(-1) : forms.filter((form) => mayHave(version, form)).at(-1);
}

/** Whether the running evcc publishes what only an evcc with this setter does. */
function isShown(setting: Setting, present: Present): boolean {
  const { shownBy } = setting.set;
  if (shownBy === undefined) return false;
  const topic = beside(setting, shownBy);
  if (!topic.includes('/+/')) return present.published(topic);
  return present.loadpoints().some((n) => present.published(topic.replace('+', String(n))));
}

/**
 * The form in which the running evcc has a setter: the newest that its version may have; what it publishes counts more.
 * @throws EvccError `EVCC_NOT_SETTABLE` when it does not have it
 */
function formOf(setting: Setting, present: Present, value: unknown): Form {
  const forms = setting.set.forms ?? ALWAYS;
  const version = versionOf(present);
  const form = formOfRelease(setting.set, version) ?? (isShown(setting, present) ? forms.at(-1) : undefined);
  if (form !== undefined) return form;
  const next = forms.find(({ since }) => since !== undefined && isBefore(version ?? '', since));
  const params = { topic: setting.topic, version: version ?? '', since: next?.since ?? '' };
  throw new EvccError('EVCC_NOT_SETTABLE', 'notYet', params, causeOf(setting, value));
}

/**
 * The topic that the running evcc listens to, without `/set`: an older one may have the setting by another name.
 * @throws EvccError `EVCC_NOT_SETTABLE` when it does not have the setting at all
 */
export function listensAt(setting: Setting, present: Present, value?: unknown): string {
  const { at } = formOf(setting, present, value);
  return at === undefined ? setting.topic : beside(setting, at);
}

/** Checks that the running evcc knows a word that came later than its setting. @throws EvccError `EVCC_NOT_SETTABLE` */
export function checkWord(setting: Setting, text: string, present: Present, value?: unknown): void {
  const since = setting.set.wordsSince?.[text];
  const version = versionOf(present);
  if (since === undefined || version === undefined || !isBefore(version, since)) return;
  const params = { topic: setting.topic, value: text, version, since };
  throw new EvccError('EVCC_NOT_SETTABLE', 'wordNotYet', params, causeOf(setting, value));
}

/** Every topic that the setting may be listened for at, whichever evcc runs. */
export function setterTopics(setting: Setting): string[] {
  const forms = setting.set.forms ?? ALWAYS;
  const topics = forms.map(({ at }) => (at === undefined ? setting.topic : beside(setting, at)));
  return [...new Set([setting.topic, ...topics])].map((topic) => `${topic}/set`);
}

/** What confirms a setting, as exactly as the running evcc can say it. */
export function sayable(resolved: Resolved, present: Present): Resolved {
  const version = versionOf(present);
  const isExact = version === undefined || isFrom(version, DECIMALS_SINCE);
  const expected = resolved.expected.map(({ digits: _, ...one }): Expected => (isExact ? one : { ...one, digits: 5 }));
  return { ...resolved, expected };
}
