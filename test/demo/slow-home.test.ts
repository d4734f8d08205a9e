import { describe, expect, test } from 'vitest';
import { slowHomeSite } from '../../demo/evcc';
import { type Seen, world } from './support';

const first = (messages: readonly Seen[], topic: string, text?: string): number =>
  messages.find((one) => one.topic === topic && (text === undefined ? one.text !== '' : one.text === text))?.ms ?? -1;

const last = (messages: readonly Seen[], found: (topic: string) => boolean): number =>
  messages.filter(({ topic }) => found(topic)).at(-1)?.ms ?? -1;

const pauses = (messages: readonly Seen[]): number[] => messages.map(({ ms }, at) => ms - (messages[at - 1]?.ms ?? ms));

describe('a home whose devices take their time', () => {
  test('starts as recorded: counts after 5 to 6 s, apiReady a second later, the first turn 0.7 s and more after it', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const here = world({ evcc: '0.316', site: slowHomeSite, seed });
      const start = here.during(() => here.start());
      const counts = first(start, 'loadpoints');
      const ready = first(start, 'site/apiReady');
      expect(counts - first(start, 'status', 'online')).toBeGreaterThan(5200);
      expect(counts - first(start, 'status', 'online')).toBeLessThan(6300);
      expect(ready - counts).toBeGreaterThan(700);
      expect(ready - counts).toBeLessThan(1500);
      expect(first(start, 'loadpoints/1/connected') - ready).toBeGreaterThan(700);
      expect(start.filter(({ topic, text }) => topic === 'site/pv' && text !== '').map(({ text }) => text)).toEqual([
        '0',
        '1',
      ]);
      const until = start.filter(({ ms }) => ms >= counts && ms <= ready);
      expect(Math.max(...pauses(until))).toBeLessThan(250);
    }
  });

  test('tells in a cycle one meter after the other, then the loadpoint, then the forecasts', () => {
    const here = world({ evcc: '0.316', site: slowHomeSite });
    here.start();
    for (let n = 0; n < 5; n++) {
      const cycle = here.during(() => {
        const before = here.seen.length;
        here.clock.until(() => here.seen.slice(before).some(({ topic }) => topic === 'site/grid/power'), 40_000);
        here.clock.advance(10_000);
      });
      const steps = ['site/grid/power', 'site/battery/soc', 'site/homePower', 'loadpoints/1/connected'].map((topic) =>
        first(cycle, topic),
      );
      for (const [at, ms] of steps.entries()) {
        if (at === 0) continue;
        expect(ms - (steps[at - 1] ?? 0)).toBeGreaterThanOrEqual(195);
        expect(ms - (steps[at - 1] ?? 0)).toBeLessThan(700);
      }
      expect(last(cycle, (topic) => topic.startsWith('site/pv/1/')) - first(cycle, 'site/pv/1/power')).toBeLessThan(
        300,
      );
      expect(first(cycle, 'site/forecast/grid')).toBeGreaterThanOrEqual(steps.at(-1) ?? 0);
      const burst = cycle.filter(({ topic }) => topic !== 'updated' && !/^site\/(remote|historyUpdated)/.test(topic));
      expect((burst.at(-1)?.ms ?? 0) - (burst[0]?.ms ?? 0)).toBeLessThan(3000);
    }
  });

  test('waits 1.1 s for a car that was plugged in, 0.3 s more for the mode and 0.6 s for the forecasts', () => {
    const here = world({ evcc: '0.316', site: slowHomeSite });
    here.start();
    here.clock.advance(10_000);
    here.evcc.arrive('db:9', 'db:12');
    const cycle = here.during(() => here.clock.advance(25_000));
    const connected = first(cycle, 'loadpoints/1/connected');
    const soc = cycle.filter(({ topic, text }) => topic === 'loadpoints/1/vehicleSoc' && text === '50')[0]?.ms ?? -1;
    const mode = first(cycle, 'loadpoints/1/mode');
    expect(first(cycle, 'loadpoints/1/connected', 'true')).toBe(connected);
    expect(soc - connected).toBeGreaterThanOrEqual(1000);
    expect(soc - connected).toBeLessThan(1300);
    expect(mode - soc).toBeGreaterThanOrEqual(250);
    expect(first(cycle, 'site/forecast/grid') - mode).toBeGreaterThanOrEqual(550);
    expect((cycle.at(-1)?.ms ?? 0) - (cycle[0]?.ms ?? 0)).toBeGreaterThan(2300);
    const names = cycle.filter(({ topic }) => topic === 'loadpoints/1/vehicleName');
    expect(names.at(-1)?.text).toBe('db:12');
  });

  test('can be stopped, killed and cut off at every moment of its start', () => {
    for (let ms = 0; ms < 9000; ms += 450) {
      for (const end of ['stop', 'crash', 'loseConnection'] as const) {
        const here = world({ evcc: '0.316', site: slowHomeSite });
        here.evcc.start();
        here.clock.advance(ms);
        here.evcc[end]();
        here.clock.advance(20_000);
        if (end === 'loseConnection') here.evcc.reconnect();
        else here.start();
        here.clock.advance(120_000);
        expect(here.evcc.phase, `${end} at ${ms}`).toBe('running');
        expect(here.retained().get('loadpoints/1/connected'), `${end} at ${ms}`).toBe('false');
      }
    }
  });
});
