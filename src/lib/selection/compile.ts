import { formerFilters, lookup, PROPERTIES } from '../catalogue';
import type { Kind, Property } from '../catalogue/types';
import { SHOWN_LENGTH } from '../constants';
import { EvccError } from '../errors';
import { isCarried, isFilter, isValidFilter, overlaps } from '../topic';
import { parseEvent } from './events';

/** What one of a node's topics selects. */
export interface Selector {
  /** `value`: one topic · `structure`: put together · `filter`: each match as itself · `unknown`: by what comes · `event`: derived. */
  readonly kind: 'value' | 'structure' | 'filter' | 'unknown' | 'event';
  /** Relative topic or filter, with the loadpoint's number. */
  readonly topic: string;
  /** Relative filters that have to be subscribed for it. */
  readonly filters: readonly string[];
}

const WITH_HEAD: ReadonlySet<Kind> = new Set<Kind>(['list', 'numbers', 'strings', 'slots']);

/** A catalogue pattern as MQTT filter. */
function asFilter(pattern: string): string {
  return pattern.replace(/<[a-z]+>/g, '+');
}

/** Composite properties whose own topic holds a count or a sum. */
const HEADS: readonly (Property & { readonly filter: string })[] = PROPERTIES.filter((one) =>
  WITH_HEAD.has(one.kind),
).map((one) => ({ ...one, filter: asFilter(one.topic) }));

/** What both filters match, level by level; they have to overlap. */
function intersect(one: string, other: string): string {
  const a = one.split('/');
  const b = other.split('/');
  const result: string[] = [];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] === '#') return [...result, ...b.slice(i)].join('/');
    if (b[i] === '#') return [...result, ...a.slice(i)].join('/');
    result.push((a[i] === '+' ? b[i] : a[i]) ?? '');
  }
  return result.join('/');
}

/** Topics above one whose text says whether it is still there: the counts of lists, and structs that evcc empties as a whole. */
function above(topic: string): string[] {
  const segments = topic.split('/');
  const result: string[] = [];
  let slots = false;
  for (let length = 2; length < segments.length; length++) {
    const path = segments.slice(0, length);
    if (path.includes('#')) break;
    const filter = path.join('/');
    const head = isFilter(filter) ? HEADS.find((one) => overlaps(one.filter, filter)) : lookup(filter);
    if (head === undefined || (length === 2 && head.kind === 'struct')) continue;
    // A slot is gone when its list's count says so; its own text is the number of its parts, always the same.
    if (head.kind === 'struct' && slots) continue;
    slots = head.kind === 'slots';
    if (WITH_HEAD.has(head.kind) || (head.kind === 'struct' && head.empty !== 'never')) result.push(filter);
  }
  return result;
}

/** Other values that take part in a value: in its unit, or in a vehicle's mode (a loadpoint's is in every connection's own set). */
function companions(topic: string): string[] {
  const result: string[] = [];
  const property = isFilter(topic) ? undefined : lookup(topic);
  if (property?.unit === 'cost') result.push('site/smartCostType');
  if (overlaps(topic, 'vehicles/+/mode'))
    result.push(intersect(topic, 'vehicles/+/mode').replace(/mode$/, 'alwaysCharge'));
  return result;
}

/** What can be no topic, as far as it can be shown. */
function badFilter(topic: string): EvccError {
  return new EvccError('EVCC_INVALID', 'badFilter', { topic: topic.slice(0, SHOWN_LENGTH) });
}

function compileFilter(filter: string): Selector {
  if (!isValidFilter(filter)) throw badFilter(filter);
  const lists = HEADS.filter((head) => overlaps(head.filter, filter)).map(
    (head) => `${intersect(filter, head.filter)}/#`,
  );
  return { kind: 'filter', topic: filter, filters: [filter, ...lists, ...above(filter), ...companions(filter)] };
}

/** What topics select, which never changes: nodes are made anew with each deploy. No more than a flow can have. */
const known = new Map<string, Selector>();
const MOST_KNOWN = 5000;

/**
 * What a relative topic, its names resolved to numbers, selects.
 * @throws EvccError `EVCC_INVALID` with key `emptyTopic`, `badFilter`, `setTopic` or `unknownEvent`.
 */
export function compile(text: string): Selector {
  const topic = text.trim();
  let selector = known.get(topic);
  if (selector === undefined) {
    selector = found(topic);
    if (known.size < MOST_KNOWN) known.set(topic, selector);
  }
  return selector;
}

function found(topic: string): Selector {
  const selector = ofTopic(topic);
  if (selector.kind === 'event') return selector;
  // Which names the running evcc publishes is not known before they come.
  const filters = new Set(selector.filters.flatMap((filter) => [filter, ...formerFilters(filter)]));
  return { ...selector, filters: [...filters] };
}

function ofTopic(topic: string): Selector {
  if (topic === '') throw new EvccError('EVCC_INVALID', 'emptyTopic');
  if (!isCarried(topic)) throw badFilter(topic);
  const event = parseEvent(topic);
  if (event !== undefined) return { kind: 'event', topic, filters: event.filters };
  if (isFilter(topic)) return compileFilter(topic);
  if (topic.split('/').includes('')) throw badFilter(topic);
  if (topic.endsWith('/set')) throw new EvccError('EVCC_INVALID', 'setTopic', { topic });
  if (topic === 'stale' || topic === 'status') return { kind: 'value', topic, filters: [] };
  if (topic === 'loadpoints' || topic === 'vehicles') return { kind: 'value', topic, filters: [topic] };
  const property = lookup(topic);
  if (property === undefined) return { kind: 'unknown', topic, filters: [`${topic}/#`, ...above(topic)] };
  if (WITH_HEAD.has(property.kind) || property.kind === 'struct') {
    return { kind: 'structure', topic, filters: [`${topic}/#`, ...above(topic)] };
  }
  return { kind: 'value', topic, filters: [topic, ...above(topic), ...companions(topic)] };
}
