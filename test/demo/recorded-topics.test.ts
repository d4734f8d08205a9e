import { beforeAll, describe, expect, test } from 'vitest';
import { demoSite, threePhaseSite } from '../../demo/evcc';
import { isForecast, kept, kind, recorded, type Seen, world } from './support';

/**
 * Where the stand-in differs from the recorded demo in topics, kinds or emptiness, and why. Everything else is equal.
 */
const DIFFERENCES: Record<string, string> = {};

const shape = (map: Map<string, string>): Record<string, string> =>
  Object.fromEntries([...map].filter(([topic]) => !(topic in DIFFERENCES)).map(([topic, text]) => [topic, kind(text)]));

const sorted = (messages: readonly Seen[]): string[] =>
  messages.map(({ topic, text }) => `${topic} ${kind(text)}`).sort();

describe('the demo site, held against what a running evcc keeps', () => {
  const here = world({ site: { ...demoSite, interval: 3 } });
  beforeAll(() => {
    here.start();
    here.clock.advance(15_000);
  });

  test('keeps the same topics, each of the same kind', () => {
    const ours = shape(here.retained());
    const theirs = shape(kept(recorded('demo-retained')));
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours)).toHaveLength(7335);
  });

  test('says in a cycle of the first loadpoint what the recorded cycle says, emptiness included', () => {
    const theirs = recorded('demo-cycles');
    const cycles = bursts(here.seen);
    const ours = cycles.filter((cycle) => cycle.some(({ topic }) => topic === 'loadpoints/1/sessionEnergy')).at(-1);
    expect(sorted(ours ?? [])).toEqual(sorted(theirs));
  });

  test('sends the same number of forecast values in a cycle', () => {
    const count = (messages: readonly Seen[]) => messages.filter(({ topic }) => isForecast(topic)).length;
    expect(count(bursts(here.seen).at(-1) ?? [])).toBe(count(recorded('demo-cycles')));
  });
});

/** The messages between two silences of half a second. */
function bursts(messages: readonly Seen[]): Seen[][] {
  const found: Seen[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const message of messages) {
    if (message.ms - last > 500) found.push([]);
    found.at(-1)?.push(message);
    last = message.ms;
  }
  return found;
}

describe('the three-phase site, held against the excerpt of another running evcc', () => {
  test('keeps the same topics there, each of the same kind', () => {
    const here = world({ site: threePhaseSite });
    here.start();
    here.clock.advance(61_000);
    const ours = here.retained();
    const theirs = kept(recorded('three-phase-retained'));
    const part = new Map([...theirs.keys()].map((topic) => [topic, ours.get(topic) ?? '']));
    expect(shape(part)).toEqual(shape(theirs));
  });

  test('gives phases as their sum with three children, lists as a count', () => {
    const here = world({ site: threePhaseSite });
    here.start();
    const ours = here.retained();
    const number = (topic: string) => Number(ours.get(topic));
    const phases = ['l1', 'l2', 'l3'].map((one) => number(`loadpoints/1/chargeCurrents/${one}`));
    expect(number('loadpoints/1/chargeCurrents')).toBeCloseTo(
      phases.reduce((a, b) => a + b, 0),
      2,
    );
    expect(ours.get('site/grid/currents')).toBe('3');
    expect(ours.has('site/grid/currents/3')).toBe(true);
  });
});
