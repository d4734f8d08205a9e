import { describe, expect, test } from 'vitest';
import { demoSite } from '../../demo/evcc';
import { isForecast, kept, recorded, type Seen, world } from './support';

/** So many values emptied in a row are a wipe, not values that are none. */
const WIPE = 100;

/** Values that tell the phases of a start apart: false while starting, true afterwards. */
const LANDMARKS: Record<string, (text: string) => string> = {
  'loadpoints/1/vehicleName': (text) => (text === '' ? 'car unknown' : 'car named'),
  'loadpoints/1/vehicleSoc': (text) => (text === '0' ? 'charge unknown' : 'charge known'),
  'site/pv': (text) => (text === '0' ? 'no meters' : 'meters'),
  'site/tariffPriceHome': (text) => (Number(text) > 0.2 ? 'price of the grid' : 'price of the sun'),
  'site/apiReady': () => 'apiReady',
};

/** What a listener makes out of the messages: each phase in the order of its first sign. */
function phases(messages: readonly Seen[]): string[] {
  const found: string[] = [];
  let emptied = 0;
  const add = (phase: string) => {
    if (found.at(-1) !== phase) found.push(phase);
  };
  for (const { topic, text } of messages) {
    emptied = text === '' ? emptied + 1 : 0;
    if (topic === 'status') add(text);
    else if (emptied === WIPE) add('wipe');
    else if (text !== '' && (topic === 'loadpoints' || topic === 'vehicles')) add('counts');
    else if (text !== '' && topic === 'site/apiReady') add('apiReady');
  }
  return found;
}

/** The landmarks of one start in the order in which they first came. */
function landmarks(messages: readonly Seen[]): string[] {
  const found: string[] = [];
  for (const { topic, text } of messages) {
    const mark = LANDMARKS[topic]?.(text);
    if (mark && !found.includes(mark)) found.push(mark);
  }
  return found;
}

describe('a life of evcc, held against the recorded one', () => {
  const theirs = recorded('demo-restart').filter(({ retained }) => !retained);
  const here = world({ site: { ...demoSite, interval: 20 } });
  here.start();
  here.clock.advance(60_000);
  const before = here.retained();
  const ours = here.during(() => {
    here.evcc.stop();
    here.clock.until(() => here.evcc.phase === 'stopped');
    here.clock.advance(6000);
    here.start();
    here.clock.advance(25_000);
    here.evcc.crash();
    here.clock.advance(4000);
    here.start();
    here.clock.advance(25_000);
  });

  test('orderly stop, start, crash and start come in the same phases in the same order', () => {
    expect(phases(theirs)).toEqual([
      'wipe',
      'offline',
      'online',
      'counts',
      'apiReady',
      'offline',
      'online',
      'wipe',
      'counts',
      'apiReady',
    ]);
    expect(phases(ours)).toEqual(phases(theirs));
  });

  test('a start says its false values before the true ones, as recorded', () => {
    const start = (messages: readonly Seen[]) =>
      messages.slice(messages.findIndex(({ topic, text }) => topic === 'loadpoints' && text !== ''));
    const [a, b] = [landmarks(start(theirs)), landmarks(start(ours))];
    for (const [early, late] of [
      ['charge unknown', 'charge known'],
      ['no meters', 'meters'],
      ['price of the grid', 'price of the sun'],
      ['no meters', 'apiReady'],
      ['apiReady', 'charge known'],
    ] as const) {
      for (const marks of [a, b]) {
        expect(marks).toContain(early);
        expect(marks.indexOf(early), `${early} before ${late}`).toBeLessThan(marks.indexOf(late));
      }
    }
  });

  test('the name of the car comes, goes and comes back while starting', () => {
    const names = (messages: readonly Seen[]) => {
      const from = messages.findIndex(({ topic, text }) => topic === 'loadpoints' && text !== '');
      const all = messages.slice(from).filter(({ topic }) => topic === 'loadpoints/1/vehicleName');
      return all.slice(0, 3).map(({ text }) => text);
    };
    const start = (seed: number) => {
      const other = world({ seed });
      return names(other.during(() => other.start()));
    };
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8].map(start);
    expect(names(theirs)).toEqual(['vehicle_1', '', 'vehicle_1']);
    expect(seeds).toContainEqual(names(theirs));
    for (const seed of seeds) {
      expect(seed).toContain('');
      expect(seed.at(-1)).toBe('vehicle_1');
    }
  });

  test('every start tells its forecasts three times: at once, with the first and with the second loadpoint', () => {
    const told = (messages: readonly Seen[]) => {
      const from = messages.findIndex(({ topic, text }) => topic === 'loadpoints' && text !== '');
      const start = messages[from]?.ms ?? 0;
      const burst = messages.slice(from).filter(({ ms }) => ms - start < 5000);
      return burst.filter(({ topic, text }) => isForecast(topic) && text !== '').length;
    };
    expect(told(theirs)).toBe(3 * 6957);
    expect(told(ours)).toBe(told(theirs));
  });

  test('a wipe empties everything but the status in the order in which the broker keeps it', () => {
    const wiped = (messages: readonly Seen[]) => {
      const until = messages.findIndex(({ topic }) => topic === 'status');
      return messages.slice(0, until).map(({ topic, text }) => `${topic}=${text}`);
    };
    const expected = (map: Iterable<string>) => [...map].filter((topic) => topic !== 'status').map((one) => `${one}=`);
    const stored = kept(recorded('demo-restart').filter(({ retained }) => retained));
    expect(wiped(theirs)).toEqual(expected(stored.keys()));
    expect(wiped(ours)).toEqual(expected(before.keys()));
  });

  test('an orderly stop goes offline a second after the last value was emptied, still online before', () => {
    const stop = ours.slice(0, ours.findIndex(({ text }) => text === 'offline') + 1);
    const [last, offline] = stop.slice(-2);
    expect(offline?.topic).toBe('status');
    expect((offline?.ms ?? 0) - (last?.ms ?? 0)).toBeGreaterThan(400);
    expect((offline?.ms ?? 0) - (stop[0]?.ms ?? 0)).toBeLessThan(2500);
  });

  test('a crash leaves every value where it was', () => {
    const other = world();
    other.start();
    const values = other.retained();
    other.evcc.crash();
    other.clock.advance(1000);
    expect(other.retained()).toEqual(new Map([...values, ['status', 'offline']]));
  });
});

describe('a broker that forgets', () => {
  const theirs = recorded('demo-broker-restart');
  const back = (messages: readonly Seen[]) =>
    messages.slice(messages.findIndex(({ topic, retained }) => topic === 'status' && !retained));
  const here = world({ site: { ...demoSite, interval: 20 } });
  here.start();
  // as recorded, before the third loadpoint was ever computed
  here.clock.advance(22_000);
  const before = here.retained();
  here.broker.kill();
  here.clock.advance(2000);
  here.broker.restart();
  here.clock.advance(1);
  const ours: Seen[] = [];
  const client = here.broker.connect({
    connected: () => client.subscribe('evcc/#'),
    message: (topic, text, retained) =>
      ours.push({ ms: here.clock.monotonic(), topic: topic.slice('evcc/'.length), text, retained }),
  });
  here.clock.until(() => here.evcc.phase === 'running');
  here.clock.advance(70_000);

  test('is told that evcc is online, and then only what its cycles compute: no wipe, no counts', () => {
    expect(phases(back(theirs))).toEqual(['online']);
    expect(phases(back(ours))).toEqual(['online']);
  });

  test('has the loadpoints again one by one, each when its turn comes', () => {
    const turns = (messages: readonly Seen[]) =>
      messages
        .filter(({ topic }) => topic.endsWith('/smartCostActive'))
        .map(({ topic }) => Number(topic.split('/')[1]));
    const inTurn = (list: readonly number[]) =>
      list.every((one, at) => at === 0 || one === ((list[at - 1] ?? 0) % 3) + 1);
    expect(turns(back(theirs))).toHaveLength(4);
    expect(inTurn(turns(back(theirs)))).toBe(true);
    expect(inTurn(turns(back(ours)))).toBe(true);
    expect(new Set(turns(back(ours)))).toEqual(new Set([1, 2, 3]));
  });

  test('never hears again of the same values as recorded', () => {
    const lost = (then: Map<string, string>, messages: readonly Seen[]) => {
      const again = new Set(messages.map(({ topic }) => topic));
      return [...then.keys()].filter((topic) => !isForecast(topic) && !again.has(topic)).sort();
    };
    const stored = kept(theirs.slice(0, theirs.length - back(theirs).length));
    expect(lost(before, back(ours))).toEqual(lost(stored, back(theirs)));
  });
});
