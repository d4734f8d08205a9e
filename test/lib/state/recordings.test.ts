import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../../src/lib/codec/decode';
import { STRUCTURE_QUIET } from '../../../src/lib/constants';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { FIXED_SET } from '../../../src/lib/state/roles';
import { covers } from '../../../src/lib/topic';
import { World } from '../../support/observe';
import { type Recorded, recording, replay } from '../../support/replay';
import { plain, type Said, Truth } from '../../support/truth';

const STRUCTURES = [
  'site',
  'site/grid',
  'site/pv',
  'site/battery',
  'site/forecast',
  'site/forecast/grid',
  'site/forecast/solar',
  'loadpoints/1',
  'loadpoints/2',
  'loadpoints/3',
  'vehicles/vehicle_1',
];

/**
 * What a part of a recording is: the broker's `stored` copies, a `wipe`, a `start` (or the first values after a broker forgot), a
 * burst of a `running` evcc, or the recorder's own `connection`.
 */
type Part = {
  readonly kind: 'stored' | 'wipe' | 'start' | 'running' | 'connection';
  readonly lines: readonly Recorded[];
};

/** Where the parts of a recording begin, ms, as seen by eye in it. */
const PARTS: Readonly<Record<string, readonly (readonly [from: number, kind: Part['kind']])[]>> = {
  'demo-restart': [
    [0, 'stored'],
    [2_800, 'wipe'],
    [11_000, 'start'],
    [32_000, 'running'],
    [40_500, 'wipe'],
    [45_000, 'wipe'],
    [46_500, 'start'],
    [66_000, 'running'],
  ],
  'demo-broker-restart': [
    [0, 'connection'],
    [80, 'stored'],
    [3_700, 'connection'],
    [6_700, 'start'],
    [30_000, 'running'],
    [31_000, 'running'],
    [51_000, 'running'],
    [71_000, 'running'],
  ],
};

function partsOf(name: string, wanted: (topic: string) => boolean = () => true): Part[] {
  const lines = recording(name).filter(({ event, topic }) => event !== undefined || wanted(topic));
  const starts = PARTS[name] ?? [];
  return starts.map(([from, kind], at) => {
    const to = starts[at + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    return { kind, lines: lines.filter(({ ms }) => ms >= from && ms < to) };
  });
}

const below = ({ topic }: Recorded): string => topic.slice('evcc/'.length);

const said = (lines: readonly Recorded[]): Said[] =>
  lines
    .filter((line) => line.event === undefined && below(line) !== 'status')
    .map((line): Said => [below(line), line.payload]);

function truthOf(parts: readonly Part[], truth = new Truth(STRUCTURES)): Truth {
  for (const { kind, lines } of parts) {
    if (kind === 'stored') truth.settles(said(lines));
    if (kind === 'start') truth.starts(said(lines));
    if (kind === 'running') truth.runs(said(lines));
  }
  return truth;
}

/** What the broker holds at a moment of the recording; it is one without persistence. */
function storedAt(lines: readonly Recorded[], from: number): Recorded[] {
  const stored = new Map<string, Recorded>();
  for (const line of lines) {
    if (line.ms >= from) break;
    if (line.event === 'closed') stored.clear();
    if (line.event !== undefined || line.payload === '') stored.delete(line.topic);
    else stored.set(line.topic, { ...line, ms: from, retain: true });
  }
  return [...stored.values()];
}

/** The same for who connects at `from`. */
function truthFrom(parts: readonly Part[], from: number): Truth {
  const truth = new Truth(STRUCTURES);
  const stored = storedAt(
    parts.flatMap(({ lines }) => lines),
    from,
  );
  const at = parts.findIndex(({ lines }) => (lines.at(-1)?.ms ?? 0) >= from);
  const { kind, lines } = parts[at] ?? { kind: 'wipe', lines: [] };
  const rest = lines.filter(({ ms }) => ms >= from);
  truth.settles(said(kind === 'start' ? [...stored, ...rest] : stored));
  if (kind === 'running') truth.runs(said(rest));
  // What a wipe has left of a structure is not the structure.
  if (kind === 'wipe' && rest.length < lines.length) truth.whole.clear();
  return truthOf(parts.slice(at + 1), truth);
}

/** Numbers from a seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same values in another order at the same times, with what is said of the status anywhere among them. */
function shuffled(lines: readonly Recorded[], random: () => number): Recorded[] {
  const isStatus = (line: Recorded): boolean => below(line) === 'status';
  const result = mixed(
    lines.filter((line) => !isStatus(line)),
    random,
  );
  let from = 0;
  for (const line of lines.filter(isStatus)) {
    const at = from + Math.floor(random() * (result.length + 1 - from));
    const ms = (result[at] ?? result[at - 1] ?? line).ms;
    result.splice(at, 0, { ...line, ms });
    from = at + 1;
  }
  return result;
}

/** Messages in another order; those of one topic keep theirs, or nobody could say what evcc meant. */
function mixed(lines: readonly Recorded[], random: () => number): Recorded[] {
  const order = lines.map((_, at) => at);
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const waiting = new Map<string, Recorded[]>();
  for (const line of lines) waiting.set(line.topic, [...(waiting.get(line.topic) ?? []), line]);
  return order.map((from, at) => {
    const topic = lines[from]?.topic ?? '';
    const line = waiting.get(topic)?.shift();
    return { ...(line ?? { topic, payload: '', retain: false }), ms: lines[at]?.ms ?? 0 };
  });
}

interface Heard {
  readonly all: readonly ValueMessage[];
  readonly structures: readonly ValueMessage[];
}

/** What a node on everything and one on structures are given, by a Node-RED that was there from the first part on. */
function hear(parts: readonly Part[], speed: number, random?: () => number): Heard {
  const world = new World();
  const all = world.values(['#']);
  const structures = world.values(STRUCTURES);
  if (parts[0]?.kind === 'stored') world.state.connected();
  const lines = parts.flatMap(({ kind, lines }) =>
    random === undefined || kind === 'connection' ? lines : shuffled(lines, random),
  );
  replay(lines, world.state, world.clock, { speed });
  world.clock.advance(5000);
  return { all: all.sent, structures: structures.sent };
}

/**
 * The same for a Node-RED that connects at `from`: the stored copies of that moment, those of its own small set first as it
 * subscribes them, then what is published.
 */
function hearFrom(lines: readonly Recorded[], from: number): Heard {
  // The broker's `updated` tells whether evcc is publishing just now.
  const updated = lines.find(({ topic, payload, retain }) => topic === 'evcc/updated' && payload !== '' && !retain);
  const world = new World('evcc', 'classic', Number(updated?.payload) * 1000 - (updated?.ms ?? 0) + from);
  const all = world.values(['#']);
  const structures = world.values(STRUCTURES);
  world.state.connected();
  const first = (line: Recorded): boolean => FIXED_SET.some((filter) => covers(filter, below(line)));
  const copies = storedAt(lines, from);
  const live = lines.filter(({ ms, event }) => ms >= from && !(event === 'connected' && ms < 100));
  replay([...copies.filter(first), ...copies.filter((line) => !first(line)), ...live], world.state, world.clock);
  world.clock.advance(5000);
  return { all: all.sent, structures: structures.sent };
}

/** Whether nothing comes of a part for as long as a structure waits, in the middle of it. */
function isSilent({ lines }: Part, from: number): boolean {
  const end = from + STRUCTURE_QUIET;
  const inside = lines.some(({ ms }) => ms >= from && ms <= end);
  return !inside && lines.some(({ ms }) => ms < from) && lines.some(({ ms }) => ms > end);
}

function byTopic(messages: readonly ValueMessage[]): Map<string, Value[]> {
  const result = new Map<string, Value[]>();
  for (const { evcc, payload } of messages) {
    if (evcc.topic === 'status') continue;
    const values = result.get(evcc.topic) ?? [];
    values.push(plain(payload));
    result.set(evcc.topic, values);
  }
  return result;
}

/** Whether the values are some of the true ones in their order, the last among them, and none twice in a row. */
function leftOut(values: readonly string[], truth: readonly string[]): boolean {
  let at = 0;
  for (const one of truth) if (one === values[at]) at++;
  return at === values.length && values.at(-1) === truth.at(-1) && values.every((one, i) => one !== values[i - 1]);
}

/**
 * Where the messages are not the true values, each told once and nothing else. `hurried`: faster than evcc's phases can be told
 * apart, so that a value in between may be missing; a false one never comes.
 */
function differences({ all, structures }: Heard, truth: Truth, hurried = false): string[] {
  const wrong: string[] = [];
  const compare = (topic: string, values: readonly Value[] = [], wanted: readonly Value[] = []): void => {
    const [a, b] = [values, wanted].map((list) => list.map((one) => JSON.stringify(one)));
    if (a === undefined || b === undefined || a.join() === b.join() || (hurried && leftOut(a, b))) return;
    wrong.push(`${topic}: ${a.join().slice(0, 500)} instead of ${b.join().slice(0, 500)}`);
  };
  const given = byTopic(all);
  for (const topic of new Set([...truth.told.keys(), ...given.keys()])) {
    const values = given.get(topic);
    if (!truth.isHead(topic)) compare(topic, values, truth.told.get(topic)?.map(plain));
    else compare(topic, values?.slice(-1), [plain(truth.assembled(topic))]);
  }
  const whole = byTopic(structures);
  for (const path of STRUCTURES) {
    // One that nobody had the time to be told of before the start waits for its loadpoint's turn.
    if (hurried && truth.waits(path) && whole.get(path) === undefined) continue;
    compare(path, whole.get(path), truth.whole.get(path));
  }
  return wrong;
}

/** Whether a difference is one of a structure. */
const isStructure = (difference: string): boolean => STRUCTURES.includes(difference.slice(0, difference.indexOf(':')));

const statuses = (messages: readonly ValueMessage[]): Value[] =>
  messages.filter(({ evcc }) => evcc.topic === 'status').map(({ payload }) => payload);

describe.each([
  ['demo-restart', ['online', 'offline', 'online', 'offline', 'online']],
  ['demo-broker-restart', ['online', 'offline', 'online']],
])('%s', (name, expected) => {
  const parts = partsOf(name);
  const truth = truthOf(parts);

  test.each([0.5, 1, 2.5])('at %s times its speed: each true value once, and nothing else', (speed) => {
    const heard = hear(parts, speed);
    expect(differences(heard, truth)).toEqual([]);
    expect(statuses(heard.all)).toEqual(expected);
  });

  test.each([5, 20, 100, 10_000])(
    'at %s times its speed: nothing false, and the last values are the true ones',
    (speed) => {
      expect(differences(hear(parts, speed), truth, true)).toEqual([]);
    },
  );

  // Without the long forecasts: many more orders in the same time.
  const few = partsOf(name, (topic) => !/forecast\/(grid|feedin|co2|temperature|planner|solar\/events)/i.test(topic));
  const fewTruth = truthOf(few);

  test('in whatever order the messages of a burst come: each true value once, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(differences(hear(few, 2.5, numbers(seed)), fewTruth)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('in whatever order, at its own speed: each true value once, of structures at least the last', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { all, structures } = hear(few, 1, numbers(seed));
        // Spread over a whole burst, the parts of a small structure may come further apart than the pause that ends it.
        const last = new Map(structures.map((one) => [one.evcc.topic, one]));
        const wrong = differences({ all, structures: [...last.values()] }, fewTruth, true);
        expect(wrong).toEqual([]);
        expect(differences({ all, structures: [] }, fewTruth).filter((one) => !isStructure(one))).toEqual([]);
        expect(statuses(all)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('in whatever order with all forecasts: each true value once, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(differences(hear(parts, 2.5, numbers(seed)), truth)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  test('whoever connects in the middle of it is given true values only, and the last ones in the end', () => {
    const lines = few.flatMap((part) => part.lines);
    const end = lines.at(-1)?.ms ?? 0;
    fc.assert(
      fc.property(fc.integer({ min: 200, max: end - 1000 }), (from) => {
        // A broker that is not there takes no connection.
        fc.pre(!lines.some(({ ms, event }) => event === 'closed' && Math.abs(ms - from) < 300));
        // Without its forecasts a wipe has a gap in which nothing tells of it, longer than a structure waits.
        fc.pre(!few.some((part) => part.kind === 'wipe' && isSilent(part, from)));
        expect(differences(hearFrom(lines, from), truthFrom(few, from), true)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
