import { CIRCUITS } from './circuit';
import { derived } from './derived';
import { GONE } from './gone';
import { INTERNAL } from './internal';
import { LOADPOINTS } from './loadpoint';
import { nearestOf } from './nearest';
import { fill, PathTree } from './path-tree';
import { Renames } from './renames';
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
const internals = new PathTree<Internal>();
const gone = new PathTree<string | null>();
const patterns = new Map<string, Property>();
const places = new Map<Property, number>();

for (const [at, property] of PROPERTIES.entries()) {
  patterns.set(property.topic, property);
  places.set(property, at);
  for (const one of [property, ...derived(property)]) rows.set(one.topic, one);
}
for (const one of INTERNAL) internals.set(one.topic, one);
for (const { topic, instead } of GONE) gone.set(topic, instead ?? null);

const renames = new Renames(PROPERTIES, lookup);

/** The row of a concrete relative topic such as `loadpoints/1/mode`; undefined for a key that the catalogue does not know. */
export function lookup(topic: string): Property | undefined {
  return rows.get(topic);
}

/** Why a topic is evcc's own business, where it is: it is delivered when asked for, but never offered or logged. */
export function internal(topic: string): Internal | undefined {
  return internals.above(topic)?.value;
}

/** Where a property stands in the catalogue: what has no row of its own comes last. */
export function placeOf(property: Property | undefined): number {
  return (property && places.get(property)) ?? PROPERTIES.length;
}

/** The row of a pattern such as `loadpoints/<n>/mode`. */
export function byTopic(pattern: string): Property | undefined {
  return patterns.get(pattern);
}

/** The present relative topic of one that older evcc versions used, with its numbers, names and what follows carried over; of filters, too. */
export function formerName(topic: string): string | undefined {
  return renames.present(topic)?.topic;
}

/** The same with how far back the name is, from 1. */
export function former(topic: string): { readonly topic: string; readonly rank: number } | undefined {
  return renames.present(topic);
}

/** The present topic of a text that came on what is a struct today: `site/battery/devices` of `site/battery`, once the count. */
export function formerOfText(topic: string): string | undefined {
  return renames.ofText(topic);
}

/** Filters of the former names under which an evcc may publish what a present topic or filter matches. */
export function formerFilters(filter: string): string[] {
  return renames.wires(filter);
}

/**
 * A name that evcc gave up: what there is instead, null where there is nothing like it. Undefined for every other topic.
 * Source: lists of evcc's topics that are still found, against the releases from 0.133 on.
 */
export function goneName(topic: string): string | null | undefined {
  const match = gone.above(topic);
  if (match === undefined || match.rest.length > 0 || lookup(topic) !== undefined) return undefined;
  return match.value === null ? null : fill(match.value, match.captures);
}

/** Up to three known topics that a misspelt one may have meant, with its numbers and names carried over. */
export function nearest(topic: string, settableOnly: boolean): string[] {
  return nearestOf(topic, settableOnly ? SETTERS : PROPERTIES);
}
