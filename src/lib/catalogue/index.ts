import { CIRCUITS } from './circuit';
import { derived } from './derived';
import { INTERNAL } from './internal';
import { LOADPOINTS } from './loadpoint';
import { nearestOf } from './nearest';
import { fill, PathTree } from './path-tree';
import { ROOT } from './root';
import { SITE } from './site';
import { BATTERY } from './site-battery';
import { FORECASTS } from './site-forecast';
import { METERS } from './site-meters';
import type { Internal, Property } from './types';
import { VEHICLES } from './vehicle';

export { INTERNAL } from './internal';
export * from './types';

/** Every property of evcc that users work with, one row each. */
export const PROPERTIES: readonly Property[] = [
  ...ROOT,
  ...SITE,
  ...METERS,
  ...BATTERY,
  ...FORECASTS,
  ...CIRCUITS,
  ...LOADPOINTS,
  ...VEHICLES,
];

/** The properties that can be set over MQTT. */
export const SETTERS: readonly Property[] = PROPERTIES.filter((property) => property.set !== undefined);

const rows = new PathTree<Property>();
const former = new PathTree<string>();
const internals = new PathTree<Internal>();
const patterns = new Map<string, Property>();

for (const property of PROPERTIES) {
  patterns.set(property.topic, property);
  for (const one of [property, ...derived(property)]) rows.set(one.topic, one);
  for (const name of property.former ?? []) former.set(name, property.topic);
}
for (const one of INTERNAL) internals.set(one.topic, one);

/** The row of a concrete relative topic such as `loadpoints/1/mode`; undefined for a key that the catalogue does not know. */
export function lookup(topic: string): Property | undefined {
  return rows.get(topic);
}

/** Why a topic is evcc's own business, where it is: it is delivered when asked for, but never offered or logged. */
export function internal(topic: string): Internal | undefined {
  return internals.above(topic)?.value;
}

/** The row of a pattern such as `loadpoints/<n>/mode`. */
export function byTopic(pattern: string): Property | undefined {
  return patterns.get(pattern);
}

/** The present relative topic of one that older evcc versions used, with its numbers, names and what follows carried over. */
export function formerName(topic: string): string | undefined {
  if (lookup(topic) !== undefined) return undefined;
  const match = former.above(topic);
  if (match === undefined) return undefined;
  const now = [fill(match.value, match.captures), ...match.rest].join('/');
  if (match.rest.length === 0 || lookup(now) !== undefined) return now;
  // What had been phases `l1..l3` below the site is a plain list today: `site/gridCurrents/l1`.
  const item = now.replace(/\/l([1-3])$/, '/$1');
  return lookup(item) === undefined ? undefined : item;
}

/** Up to three known topics that a misspelt one may have meant, with its numbers and names carried over. */
export function nearest(topic: string, settableOnly: boolean): string[] {
  return nearestOf(topic, settableOnly ? SETTERS : PROPERTIES);
}
