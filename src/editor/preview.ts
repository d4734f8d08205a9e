import type { OfferAnswer } from '../lib/admin-types';
import { lookup, type Property } from '../lib/catalogue/index';
import type { Value } from '../lib/codec/decode';
import type { ValueMessage } from '../lib/selection/message';
import { isFilter, matchesSegments, parseTopic } from '../lib/topic';
import { titlesOf, valueAt } from './offer';
import { ownTopic } from './owners';
import { eventMessage } from './preview-event';
import { presentText, unitAt } from './value-text';

/** Where nothing is known of the value: what it will be. */
const TYPES: Readonly<Record<Property['kind'], Value>> = {
  number: 'number',
  boolean: 'boolean',
  string: 'string',
  enum: 'string',
  time: 'number',
  duration: 'number',
  json: 'object',
  series: [{ start: 'number', end: 'number', value: 'number' }],
  numbers: ['number'],
  strings: ['string'],
  list: ['object'],
  slots: [{ start: 'number', end: 'number', value: 'number' }],
  struct: 'object',
};

/** What is known below a topic, as an object; phases and lists as a list. */
function nested(offer: OfferAnswer, topic: string): Value | undefined {
  const own = valueAt(offer, topic);
  const children = new Set(
    Object.keys(offer.values).flatMap((one) =>
      one.startsWith(`${topic}/`) ? [one.slice(topic.length + 1).split('/')[0] ?? ''] : [],
    ),
  );
  if (children.size === 0) return own;
  const entries = [...children].map((key): [string, Value] => [key, nested(offer, `${topic}/${key}`) ?? null]);
  const kind = lookup(topic)?.kind;
  if (kind === 'numbers' || kind === 'strings' || kind === 'list') return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}

/** The first topic that a filter would give. */
function example(topic: string, offer: OfferAnswer | undefined): string {
  if (!isFilter(topic)) return topic;
  const filter = topic.split('/');
  return Object.keys(offer?.values ?? {}).find((one) => matchesSegments(filter, one.split('/'))) ?? topic;
}

function payloadAt(offer: OfferAnswer | undefined, topic: string): Value {
  const property = lookup(topic);
  const known = offer && nested(offer, topic);
  return known ?? (property === undefined ? 'string' : TYPES[property.kind]);
}

function valueMessage(topic: string, offer: OfferAnswer | undefined): ValueMessage {
  const { scope, id, key } = parseTopic(topic);
  const property = lookup(topic);
  const title = titlesOf(offer)(scope === 'vehicle' ? 'vehicles' : 'loadpoints', String(id ?? ''));
  const name = scope === 'loadpoint' ? offer?.loadpoints.find((one) => one.id === id)?.name : id;
  const unit = property && unitAt(offer, property, topic);
  return {
    topic: `${offer?.root ?? 'evcc'}/${topic}`,
    payload: payloadAt(offer, topic),
    // What evcc has published was stored by the broker; structures are put together.
    retain: offer !== undefined && valueAt(offer, topic) !== undefined && property?.kind !== 'struct',
    evcc: {
      topic,
      scope,
      ...(id !== undefined && { id }),
      ...(typeof name === 'string' && { name }),
      key,
      ...(title !== undefined && { title }),
      ...(unit !== undefined && { unit }),
      text: presentText(offer, topic) ?? '',
      time: Date.now(),
      initial: true,
    },
  };
}

/** Puts a value where its topic says, `{ loadpoints: { 1: { mode } } }`. */
function place(into: { [key: string]: Value }, topic: string, value: Value): void {
  const path = topic.split('/');
  const last = path.pop() ?? '';
  let at = into;
  for (const segment of path) {
    const next = at[segment];
    const inner = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {};
    at[segment] = inner;
    at = inner;
  }
  at[last] = value;
}

/** The first message that evcc-in would send as things are, as text; undefined while nothing is chosen. */
export function preview(topics: readonly string[], output: string, offer: OfferAnswer | undefined): string | undefined {
  const [first] = topics;
  if (first === undefined) return undefined;
  const resolved = topics.map((topic) => example(ownTopic(topic, offer), offer));
  const [topic = first] = resolved;
  if (output !== 'object') {
    const message = eventMessage(ownTopic(first, offer), offer) ?? valueMessage(topic, offer);
    return JSON.stringify(message, undefined, 2);
  }
  const payload: { [key: string]: Value } = {};
  for (const one of resolved) place(payload, one, payloadAt(offer, one));
  const evcc = { topic: '', changed: resolved, time: Date.now(), initial: true };
  return JSON.stringify({ topic: offer?.root ?? 'evcc', payload, retain: false, evcc }, undefined, 2);
}
