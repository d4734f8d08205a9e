import { isBefore } from '../codec/version';
import { EvccError } from '../errors';
import { causeOf } from './accepted-text';
import type { Present } from './present';
import { beside } from './setting';
import type { Setting } from './types';

/** The running evcc's version where it is too old for a setting's present name. */
function tooOld(setting: Setting, present: Present): string | undefined {
  const { since } = setting.set;
  const version = present.get('site/version');
  if (since === undefined || typeof version !== 'string' || !isBefore(version, since)) return undefined;
  return version;
}

/**
 * The topic that the running evcc listens to, without `/set`: an older one may know the setting by its former name.
 * @throws EvccError `EVCC_NOT_SETTABLE` when it does not know the setting at all
 */
export function listensAt(setting: Setting, present: Present, value?: unknown): string {
  const version = tooOld(setting, present);
  if (version === undefined) return setting.topic;
  const former = setting.property.former?.[0];
  if (former !== undefined) return beside(setting, former);
  // That the topic exists counts more than what the version says.
  if (present.get(setting.topic) !== undefined) return setting.topic;
  const { topic } = setting;
  const since = setting.set.since ?? '';
  throw new EvccError('EVCC_NOT_SETTABLE', 'notYet', { topic, version, since }, causeOf(setting, value));
}

/** Every topic that the setting may be listened for at, whichever evcc runs. */
export function setterTopics(setting: Setting): string[] {
  const former = setting.set.since === undefined ? [] : (setting.property.former ?? []);
  return [setting.topic, ...former.map((pattern) => beside(setting, pattern))].map((topic) => `${topic}/set`);
}
