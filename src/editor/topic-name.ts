import { formerName, lookup, type Property } from '../lib/catalogue/index';
import { fixedUnit, labelOf } from './labels';
import { texts } from './text';

const text = texts('evcc-config');

/** What loadpoints and vehicles are called, by the segment that stands in a topic; undefined: not known. */
export type Titles = (branch: 'loadpoints' | 'vehicles', segment: string) => string | undefined;

const NO_TITLES: Titles = () => undefined;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Whose value it is: "Carport", "Ladepunkt 1", "Alle Ladepunkte". */
export function ownerName(branch: 'loadpoints' | 'vehicles', segment: string, titles: Titles = NO_TITLES): string {
  if (segment === '+') return text(`owner.all.${branch}`);
  const title = titles(branch, segment);
  if (title !== undefined) return title;
  return branch === 'loadpoints' && /^\d+$/.test(segment)
    ? text('owner.loadpoint', { number: segment })
    : decoded(segment);
}

/** The property of a topic, also by a name that evcc gave it formerly. */
function propertyOf(topic: string): Property | undefined {
  return lookup(topic) ?? lookup(formerName(topic) ?? '');
}

/** Name of a topic without its owner: "Ladeleistung"; of a part of a list with its number. */
function keyName(pattern: string, segments: readonly string[]): string | undefined {
  const property = propertyOf(pattern);
  const label = property && labelOf(property);
  if (property === undefined || label === undefined) return undefined;
  const parts = property.topic.split('/');
  const owned = parts[0] === 'loadpoints' || parts[0] === 'vehicles' ? 2 : 0;
  const which = parts.flatMap((part, index) =>
    index >= owned && /^<\w+>$/.test(part) && segments[index] !== '+' ? [decoded(segments[index] ?? '')] : [],
  );
  return [label, ...which].join(' ');
}

/** A topic in the user's words: "Carport: Ladeleistung"; undefined where the catalogue has none for it. */
export function topicName(topic: string, titles: Titles = NO_TITLES): string | undefined {
  const segments = topic.trim().split('/');
  const [branch, owner, third, fourth] = segments;
  if (topic === 'stale') return text('status.stale');
  if ((branch === 'loadpoints' && third === 'events') || (branch === 'site' && owner === 'events')) {
    const event = branch === 'site' ? third : fourth;
    if (event === undefined) return undefined;
    const name = text(event === '+' || event === '#' ? 'owner.events' : `events.${event}`);
    return branch === 'site' ? name : `${ownerName('loadpoints', owner ?? '', titles)}: ${name}`;
  }
  if ((branch === 'loadpoints' || branch === 'vehicles') && owner !== undefined) {
    const pattern = [branch, branch === 'loadpoints' ? '1' : 'x', ...segments.slice(2)].join('/').replace(/\+/g, '1');
    const name = keyName(pattern, segments);
    return name && `${ownerName(branch, owner, titles)}: ${name}`;
  }
  return keyName(topic.replace(/\+/g, '1'), segments);
}

/** The same with the unit: "Carport: Ladeleistung [W]". What has no name stays as it is. */
export function topicLabel(topic: string, titles: Titles = NO_TITLES): string {
  const name = topicName(topic, titles);
  if (name === undefined) return topic;
  const concrete = topic
    .replace(/\+/g, '1')
    .replace(/^loadpoints\/[^/]+/, 'loadpoints/1')
    .replace(/^vehicles\/[^/]+/, 'vehicles/x');
  const property = propertyOf(concrete);
  const unit = property && fixedUnit(property);
  return unit === undefined ? name : `${name} [${unit}]`;
}
