// A wipe whose first sure sign never arrives, because the connection is cut before it: what went empty until then is no value, whatever
// evcc, the broker and the connection do next.

import { describe, expect, test } from 'vitest';
import { RUNNING, STARTED, World } from '../../support/observe';

const FORECAST: Readonly<Record<string, string>> = {
  'site/forecast/grid': '4',
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`site/forecast/grid/${Math.floor(n / 3) + 1}/${(n % 3) + 1}`, String(n)]),
  ),
};
const STORED: Readonly<Record<string, string>> = { ...RUNNING, ...FORECAST };
const { status: _status, ...PUBLISHED } = STARTED;

/** An evcc that starts: online, what it wipes is gone already, then all of its values. */
function start(world: World): void {
  world.live({ status: 'online' });
  world.clock.advance(1200);
  world.live({ ...PUBLISHED, ...FORECAST });
}

/** What was before evcc begins to stop. */
const BEFORE: Readonly<Record<string, (world: World) => void>> = {
  'evcc runs': () => undefined,
  'the connection is new, and evcc in a cycle': (world) => {
    world.state.disconnected();
    world.state.connected();
    world.stored(STORED).live(FORECAST);
  },
  'evcc was restarted': (world) => {
    world.wipe();
    world.clock.advance(1000);
    world.live({ status: 'offline' });
    world.clock.advance(300);
    start(world);
  },
};

/** What a new connection meets, `ms` after it was made; `rest`: what the wipe has left. */
const AFTER: Readonly<Record<string, (world: World, rest: Readonly<Record<string, string>>, ms: number) => void>> = {
  'the rest of the wipe': (world, rest, ms) => {
    world.stored(rest);
    world.clock.advance(ms);
    world.wipe();
    world.clock.advance(1000);
    world.live({ status: 'offline' });
    world.clock.advance(500);
    start(world);
  },
  'an evcc that has stopped': (world, _rest, ms) => {
    world.stored({ status: 'offline' });
    world.clock.advance(ms);
    start(world);
  },
  'an evcc that starts': (world, _rest, ms) => {
    world.stored({ status: 'online' });
    world.clock.advance(ms);
    world.live({ ...PUBLISHED, ...FORECAST });
  },
};

describe.each(Object.entries(BEFORE))(
  '%s, begins to stop, and the connection is cut in its wipe',
  (_before, before) => {
    test.each(Object.entries(AFTER))('then comes %s: no value is made of it', (_after, after) => {
      const found: string[] = [];
      for (const since of [0, 100, 500, 990, 1000, 1300, 2100]) {
        for (const wiped of [1, 5, 13]) {
          for (const away of [0, 300, 1500]) {
            for (const ms of [0, 500, 995, 1000, 2000]) {
              const world = new World().running(STORED);
              const { sent, pairs } = world.values(['site/forecast/grid/+/+']);
              expect(sent).toHaveLength(12);
              before(world);
              world.clock.advance(since);
              const gone = Object.keys(FORECAST).slice(0, wiped);
              for (const topic of gone) world.live({ [topic]: '' });
              world.state.disconnected();
              world.clock.advance(away);
              world.state.connected();
              after(world, Object.fromEntries(Object.entries(STORED).filter(([topic]) => !gone.includes(topic))), ms);
              world.clock.advance(40_000);
              world.live({ ...PUBLISHED, ...FORECAST });
              world.clock.advance(300_000);
              if (pairs().some(([, value]) => value === null)) found.push([since, wiped, away, ms].join(' '));
            }
          }
        }
      }
      expect(found).toEqual([]);
    });
  },
);
