/** The part of evcc that a topic belongs to. */
export type Scope = 'site' | 'loadpoint' | 'vehicle' | 'circuit' | 'other';

/** A relative topic taken apart: `loadpoints/1/chargePower` is scope `loadpoint`, id 1, key `chargePower`. */
export interface TopicParts {
  readonly topic: string;
  readonly scope: Scope;
  /** A loadpoint's number or the name of a vehicle or circuit; undefined elsewhere. */
  readonly id: number | string | undefined;
  /** What follows the id; empty for the loadpoint, vehicle, circuit or site itself. */
  readonly key: string;
}

/** A number as evcc writes it in a topic: from 1, without leading zeros, small enough to be exact. */
const INDEX = /^[1-9]\d{0,8}$/;

/** The list index or loadpoint number that a topic segment stands for, or undefined. */
export function indexOf(segment: string): number | undefined {
  return INDEX.test(segment) ? Number(segment) : undefined;
}

/** Takes a relative topic apart; a loadpoint only counts as one when its segment is a number. */
export function parseTopic(topic: string): TopicParts {
  const segments = topic.split('/');
  const [first, second, third] = segments;
  const rest = (from: number): string => segments.slice(from).join('/');
  if (first === 'loadpoints' && second !== undefined) {
    const id = indexOf(second);
    if (id !== undefined) return { topic, scope: 'loadpoint', id, key: rest(2) };
  } else if (first === 'vehicles' && second) {
    return { topic, scope: 'vehicle', id: second, key: rest(2) };
  } else if (first === 'site') {
    if (second === 'circuits' && third) return { topic, scope: 'circuit', id: third, key: rest(3) };
    return { topic, scope: 'site', id: undefined, key: rest(1) };
  }
  return { topic, scope: 'other', id: undefined, key: topic };
}

/** Whether a topic holds a wildcard of MQTT. */
export function isFilter(topic: string): boolean {
  return topic.includes('+') || topic.includes('#');
}

/**
 * Characters with which brokers take the whole packet for malformed and hang up (MQTT 3.1.1, 1.5.3; mosquitto 2.0 does): control
 * characters and code points that are no characters.
 */
const UNCARRIED = /[\p{Cc}\p{Noncharacter_Code_Point}]/u;
/** mosquitto 2.0 hangs up at more than 200 slashes; half of that leaves room for the root. */
const MAX_CARRIED_LEVELS = 100;
/** Characters; with the root below the 65,535 bytes of MQTT 3.1.1, 4.7.3. */
const MAX_CARRIED_LENGTH = 10_000;

/** Whether a broker takes a topic or filter: one that it does not ends the connection, with all that others have of it. */
export function isCarried(topic: string): boolean {
  if (topic.length > MAX_CARRIED_LENGTH || UNCARRIED.test(topic)) return false;
  return topic.split('/').length <= MAX_CARRIED_LEVELS;
}

/** Whether `filter` follows MQTT's rules: `+` and `#` fill a whole level, `#` stands last (MQTT 3.1.1, 4.7.1). */
export function isValidFilter(filter: string): boolean {
  if (filter === '' || !isCarried(filter)) return false;
  const segments = filter.split('/');
  return segments.every((segment, index) => {
    if (segment === '+') return true;
    if (segment === '#') return index === segments.length - 1;
    return !isFilter(segment);
  });
}

/** Whether `topic` is matched by `filter`; `a/#` matches `a` too (MQTT 3.1.1, 4.7.1.2). Both as segments. */
export function matchesSegments(filter: readonly string[], topic: readonly string[]): boolean {
  for (let i = 0; i < filter.length; i++) {
    const part = filter[i];
    if (part === '#') return true;
    if (i >= topic.length) return false;
    if (part !== '+' && part !== topic[i]) return false;
  }
  return filter.length === topic.length;
}

/** Whether every topic that `inner` matches is matched by `outer` as well. */
export function covers(outer: string, inner: string): boolean {
  return outer === inner || coversSegments(outer.split('/'), inner.split('/'));
}

/** The same of filters that are taken apart into their levels. */
export function coversSegments(a: readonly string[], b: readonly string[]): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i] === '#') return true;
    const part = b[i];
    if (part === undefined || part === '#') return false;
    if (a[i] === '+') continue;
    if (a[i] !== part) return false;
  }
  return a.length === b.length;
}

/** Whether some topic is matched by both filters. */
export function overlaps(one: string, other: string): boolean {
  const a = one.split('/');
  const b = other.split('/');
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a[i];
    const y = b[i];
    if (x === '#' || y === '#') return true;
    if (x === undefined || y === undefined) return false;
    if (x !== '+' && y !== '+' && x !== y) return false;
  }
  return true;
}

/** A topic without the slashes at its ends, counted: an expression that looks for the last ones begins anew at each slash in the middle. */
export function trimSlashes(topic: string): string {
  let from = 0;
  let to = topic.length;
  while (from < to && topic[from] === '/') from++;
  while (to > from && topic[to - 1] === '/') to--;
  return topic.slice(from, to);
}

/**
 * A root topic without the slashes at its ends, as evcc strips them; empty means no MQTT communication.
 * Undefined when it cannot be a root: a wildcard, a leading `$`, or what no broker takes in it.
 */
export function normalizeRoot(text: string): string | undefined {
  if (text.length > MAX_CARRIED_LENGTH) return undefined;
  const root = trimSlashes(text.trim());
  if (isFilter(root) || root.startsWith('$') || !isCarried(root)) return undefined;
  return root;
}
