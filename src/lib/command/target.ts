import { formerName, lookup, nearest, type Property } from '../catalogue';
import { EvccError } from '../errors';
import { isCarried, isFilter, trimSlashes } from '../topic';
import { plain, show } from './show';
import type { Setting } from './types';

/** What a target or `msg.topic` names. */
export interface Target {
  readonly setting: Setting;
  /** The former name that was given, without the root. */
  readonly former?: string;
}

/** A relative topic from one that may be full and may end in `/set`. A relative one that is a setting wins over a full one. */
export function relativeTopic(text: string, root: string): string {
  const topic = text.trim().replace(/\/set$/, '');
  const full = topic.startsWith(`${root}/`) ? topic.slice(root.length + 1) : undefined;
  if (full === undefined || rowOf(topic)?.set !== undefined) return topic;
  return full;
}

/** Whether a topic names nothing: empty, or evcc's root itself. */
export function isNoTarget(text: string, root: string): boolean {
  const topic = trimSlashes(text.trim());
  return topic === '' || topic === root;
}

/** The topic with the place of a loadpoint's or vehicle's name taken by one that the catalogue matches. */
function shape(topic: string): string {
  const segments = topic.split('/');
  // A `+` or `#` in a title is percent-encoded: as it stands it would be a wildcard.
  if (segments.length > 2 && segments[1] && !isFilter(segments[1])) {
    if (segments[0] === 'loadpoints') segments[1] = '1';
    else if (segments[0] === 'vehicles') segments[1] = 'name';
  }
  return segments.join('/');
}

/** Puts the own number or name of `topic` in a pattern or shape. */
function ownNamed(pattern: string, topic: string): string {
  const [scope, own = ''] = topic.split('/');
  const segments = pattern.split('/');
  if (segments.length > 2 && segments[0] === scope && (scope === 'loadpoints' || scope === 'vehicles'))
    segments[1] = own;
  return segments.join('/');
}

/** The row of a topic whose loadpoint or vehicle may be called by a name or title. */
export function rowOf(topic: string): Property | undefined {
  return lookup(shape(topic));
}

/**
 * The setting that a topic names: relative or full, with or without `/set`, by its present or a former name.
 * @throws EvccError `EVCC_UNKNOWN_SETTING` with the nearest settings, `EVCC_NOT_SETTABLE` with the setting that is meant.
 */
export function parseTarget(text: string, root: string, value?: unknown): Target {
  const topic = relativeTopic(text, root);
  if (!isCarried(topic)) throw unknown(topic, value);
  const property = rowOf(topic);
  if (property?.set !== undefined) return { setting: { topic, property, set: property.set } };
  if (property !== undefined) throw notSettable(topic, property, value);
  const renamed = formerName(shape(topic));
  const now = renamed === undefined ? undefined : lookup(renamed);
  if (renamed !== undefined && now !== undefined) {
    const present = ownNamed(renamed, topic);
    if (now.set === undefined) throw notSettable(present, now, value);
    return { setting: { topic: present, property: now, set: now.set }, former: topic };
  }
  throw unknown(topic, value);
}

const SCOPES: readonly string[] = ['loadpoints', 'vehicles', 'site'];

/** The settings that a topic may have meant: misspelt, with slashes at its ends, or below another root. */
function meant(given: string): string[] {
  const segments = given.split('/').filter((segment) => segment !== '');
  const scope = segments.findLastIndex((segment) => SCOPES.includes(segment));
  const bare = segments
    .slice(Math.max(0, scope))
    .join('/')
    .replace(/\/set$/, '');
  const row = bare === given ? undefined : rowOf(bare);
  if (row?.set !== undefined) return [bare];
  if (row?.setBy !== undefined) return [ownNamed(row.setBy, bare)];
  const near = nearest(given, true);
  return near.length > 0 ? near : nearest(bare, true);
}

function unknown(given: string, value: unknown): EvccError {
  const topic = show(given);
  if (isFilter(given)) {
    const cause = { topic, value: plain(value), accepts: 'one setting' };
    return new EvccError('EVCC_UNKNOWN_SETTING', 'settingFilter', { topic }, cause);
  }
  const near = meant(given).join(', ');
  const cause = { topic, value: plain(value), accepts: near };
  if (near === '') return new EvccError('EVCC_UNKNOWN_SETTING', 'unknownSetting', { topic }, cause);
  return new EvccError('EVCC_UNKNOWN_SETTING', 'unknownSettingNear', { topic, near }, cause);
}

function notSettable(topic: string, property: Property, value: unknown): EvccError {
  const use = property.setBy === undefined ? '' : ownNamed(property.setBy, topic);
  const cause = { topic, value: plain(value), accepts: use };
  if (use !== '') return new EvccError('EVCC_NOT_SETTABLE', 'readOnlyUse', { topic, use }, cause);
  if (property.rest) return new EvccError('EVCC_NOT_SETTABLE', 'restOnly', { topic }, cause);
  return new EvccError('EVCC_NOT_SETTABLE', 'readOnly', { topic }, cause);
}
