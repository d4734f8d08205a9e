// The recorded cycle, and which of its topics nodes select.

import { compile } from '../../src/lib/selection/compile';
import { type Recorded, recording } from '../../test/support/replay';

export const ROOT = 'evcc';
const relative = (topic: string): string => topic.slice(ROOT.length + 1);

/** What the broker holds before the first cycle, and the cycle. */
export const STORED: readonly Recorded[] = recording('demo-retained');
export const CYCLE: readonly Recorded[] = recording('demo-cycles');

const stored = new Map(STORED.map(({ topic, payload }) => [topic, payload]));

/** The cycle with the values that were there before it: played in turn with it the same values change each time. */
export const BEFORE: readonly Recorded[] = CYCLE.map((line) => ({ ...line, payload: stored.get(line.topic) ?? '' }));

/** Topics whose value differs between the two. */
export const CHANGING: ReadonlySet<string> = new Set(
  CYCLE.filter(({ topic, payload }) => stored.get(topic) !== payload).map(({ topic }) => relative(topic)),
);

const VALUES = CYCLE.filter(({ payload }) => payload !== '' && payload !== 'null')
  .map(({ topic }) => relative(topic))
  // Seconds since 1970, and evcc's word for a mode, which may wait for another topic: no plain values.
  .filter((topic) => topic !== 'updated' && !topic.endsWith('/mode') && compile(topic).kind === 'value');
const OUTSIDE = VALUES.filter((topic) => !topic.startsWith('site/forecast/'));

function spread<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * items.length) / count)]).filter(
    (item): item is T => item !== undefined,
  );
}

/** Single values that a cycle publishes: all outside the forecasts first, then whole slots from all over the forecasts. */
export function pick(count: number): string[] {
  if (count === 1) return ['site/pvPower'];
  if (count <= OUTSIDE.length) return spread(OUTSIDE, count);
  const slots = new Map<string, string[]>();
  for (const topic of VALUES.filter((one) => one.startsWith('site/forecast/'))) {
    const slot = topic.slice(0, topic.lastIndexOf('/'));
    slots.set(slot, [...(slots.get(slot) ?? []), topic]);
  }
  const rest = count - OUTSIDE.length;
  const whole = [...slots.values()].filter((parts) => parts.length === 3);
  return [...OUTSIDE, ...spread(whole, Math.ceil(rest / 3)).flat()].slice(0, count);
}
