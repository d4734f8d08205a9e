import type { Property } from './types';

/** Longer topics are no misspelt ones; comparing them would cost for nothing. */
const MAX_LENGTH = 100;
const MAX_RESULTS = 3;

/** Number of single-character changes between two texts (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How many characters of a text may be wrong: about a third, and none where there is little to go by. */
const tolerance = (text: string): number => (text.length < 3 ? 0 : Math.max(1, Math.floor(text.length / 3)));

/** A pattern with what stands in the topic at the place of its `<n>` and `<name>`, a number also from elsewhere in it. */
function carryOver(pattern: string, segments: readonly string[]): string {
  const number = segments.find((segment) => /^[1-9]\d*$/.test(segment));
  return pattern
    .split('/')
    .map((segment, index) => {
      if (segment !== '<n>' && segment !== '<name>') return segment;
      // The last segment of the topic is its key, no name.
      const there = index < segments.length - 1 ? segments[index] : undefined;
      return there || (segment === '<n>' && number) || segment;
    })
    .join('/');
}

/** How far a topic is from one spelling of a property; undefined: too far to be meant. */
function score(segments: readonly string[], spelling: string): number | undefined {
  const topic = segments.join('/').toLowerCase();
  const candidate = carryOver(spelling, segments).toLowerCase();
  const whole = distance(topic, candidate);
  const key = segments.at(-1)?.toLowerCase() ?? '';
  const short = distance(key, candidate.split('/').at(-1) ?? '');
  if (segments.length === 1 && short <= tolerance(key)) return short * 2 + 1;
  return whole <= tolerance(topic) && (short <= tolerance(key) || whole <= 3) ? whole : undefined;
}

/**
 * Known topics that a misspelt one may have meant, the likeliest first, none that is much less likely than the first.
 * Its former names count as spellings of a property too; a key alone (`chargePower`) is enough.
 */
export function nearestOf(topic: string, properties: readonly Property[]): string[] {
  if (topic.length > MAX_LENGTH) return [];
  const segments = topic.split('/');
  const scored = properties.flatMap((property) => {
    const scores = [property.topic, ...(property.former ?? [])].flatMap((name) => score(segments, name) ?? []);
    return scores.length > 0 ? [{ topic: carryOver(property.topic, segments), score: Math.min(...scores) }] : [];
  });
  scored.sort((a, b) => a.score - b.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter((one) => one.score <= best * 2 + 1)
    .slice(0, MAX_RESULTS)
    .map((one) => one.topic);
}
