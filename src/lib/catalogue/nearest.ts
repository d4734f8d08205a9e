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

/** A pattern with what stands in the topic at the place of its `<n>` and `<name>`, a number also from elsewhere in it. */
function carryOver(pattern: string, segments: readonly string[]): string {
  const number = segments.find((segment) => /^\d+$/.test(segment));
  return pattern
    .split('/')
    .map((segment, index) => {
      if (segment !== '<n>' && segment !== '<name>') return segment;
      // Below the last segment of the topic there is nothing to carry over.
      const there = index < segments.length - 1 ? segments[index] : undefined;
      return there || (segment === '<n>' && number) || segment;
    })
    .join('/');
}

/** The last segments alone count as well, a little less: `chargePower` for `loadpoints/<n>/chargePower`. */
const LAST_ONLY = 2;

/** Known topics that a misspelt one may have meant, the likeliest first. */
export function nearestOf(topic: string, properties: readonly Property[]): string[] {
  if (topic.length > MAX_LENGTH) return [];
  const wanted = topic.toLowerCase();
  const segments = topic.split('/');
  const last = segments.at(-1)?.toLowerCase() ?? '';
  // A third of what is compared may be wrong, and two characters in any case.
  const allowed = (text: string): number => Math.max(2, Math.floor(text.length / 3));
  return properties
    .map((property) => {
      const candidate = carryOver(property.topic, segments);
      const whole = distance(wanted, candidate.toLowerCase());
      const key = property.topic.split('/').at(-1)?.toLowerCase() ?? '';
      const short = distance(last, key);
      const near = short <= allowed(last);
      const score = near ? Math.min(whole, short * 2 + LAST_ONLY + (segments.length > 1 ? whole / 4 : 0)) : whole;
      return { candidate, score, near: near || whole <= allowed(wanted) };
    })
    .filter((one) => one.near)
    .sort((a, b) => a.score - b.score)
    .slice(0, MAX_RESULTS)
    .map((one) => one.candidate);
}
