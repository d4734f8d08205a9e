import { describe, expect, test } from 'vitest';
import {
  Evcc,
  FakeClock,
  homeDay,
  homeSite,
  MemoryBroker,
  quickSite,
  RELEASES,
  type ReleaseName,
  releaseAt,
} from '../../demo/evcc';
import { type World, world } from './support';

const restart = (here: World) => {
  here.evcc.stop();
  here.clock.until(() => here.evcc.phase === 'stopped');
  here.start();
};

const modes = (here: World) => [1, 2, 3].map((n) => here.retained().get(`loadpoints/${n}/mode`));

describe('a release', () => {
  test.each([
    ['0.304', '0.304'],
    ['0.304.2', '0.304'],
    ['0.306.1', '0.304'],
    ['0.210.0', '0.207'],
    ['0.314', '0.313'],
    ['0.400', '0.316'],
    ['nightly', 'nightly'],
    ['0.132.9', undefined],
    ['1.0', undefined],
    ['', undefined],
  ])('%s is that of %s', (text, name) => {
    expect(releaseAt(text)).toBe(name);
  });

  test('is the newest when nobody says otherwise', () => {
    const clock = new FakeClock();
    const transport = new MemoryBroker({ clock, persistence: false }).transport('evcc');
    expect(new Evcc({ site: quickSite, clock, transport }).release).toBe('0.316');
  });

  test.each(RELEASES)('%s keeps all values at an orderly stop, or none', (evcc) => {
    const here = world({ evcc });
    here.start();
    const values = here.retained();
    const said = here.during(() => {
      here.evcc.stop();
      here.clock.until(() => here.evcc.phase === 'stopped');
      here.clock.advance(10);
    });
    const stays = evcc === '0.133' || evcc === '0.200';
    expect(said.some(({ topic, text }) => topic === 'site/siteTitle' && text === '')).toBe(!stays);
    expect(here.retained()).toEqual(new Map(stays ? [...values, ['status', 'offline']] : [['status', 'offline']]));
  });

  test.each(RELEASES)('%s is started again as any other, and as it was', (evcc) => {
    const here = world({ evcc });
    here.start();
    here.clock.advance(70_000);
    const before = [...here.retained().keys()].sort();
    for (const other of RELEASES) {
      here.evcc.upgrade(other);
      restart(here);
      expect(here.evcc.release).toBe(other);
      expect(here.retained().get('loadpoints')).toBe('3');
    }
    here.evcc.upgrade(evcc);
    restart(here);
    here.clock.advance(70_000);
    const after = new Set(here.retained().keys());
    expect(before.filter((topic) => !after.has(topic))).toEqual([]);
  });
});

describe('an update and a step back', () => {
  test('from 0.316 the older evcc goes on with the smart that was stored, without alwaysCharge, until somebody sets a mode', () => {
    const here = world({ evcc: '0.316' });
    here.start();
    here.evcc.upgrade('0.313');
    restart(here);
    expect(modes(here)).toEqual(['smart', 'off', 'smart']);
    expect([...here.retained().keys()].filter((topic) => topic.endsWith('/alwaysCharge'))).toEqual([]);
    here.clock.advance(70_000);
    expect(modes(here)).toEqual(['smart', 'off', 'smart']);
    here.command('loadpoints/1/mode', 'minpv');
    expect(modes(here)).toEqual(['minpv', 'off', 'smart']);
  });

  test('to 0.316 every mode is one of its three words', () => {
    const here = world({ evcc: '0.315' });
    here.start();
    expect(modes(here)).toEqual(['pv', 'off', 'pv']);
    here.evcc.upgrade('0.316');
    restart(here);
    expect(modes(here)).toEqual(['smart', 'off', 'smart']);
  });
});

test('a charger that runs when evcc starts is said to offer the least current and all phases, until its loadpoint is computed', () => {
  const [first, second, third] = quickSite.loadpoints;
  if (!first || !second || !third) throw new Error('the demo has three loadpoints');
  const site = { ...quickSite, loadpoints: [first, { ...second, mode: 'now' as const }, third] };
  const here = world({ evcc: '0.316', site });
  here.start();
  here.command('loadpoints/2/phasesConfigured', '1', 2000);
  const texts = (messages: readonly { topic: string; text: string }[], key: string) =>
    messages.filter(({ topic, text }) => topic === `loadpoints/2/${key}` && text !== '').map(({ text }) => text);
  here.evcc.crash();
  here.clock.advance(1000);
  const start = here.during(() => here.start());
  expect([texts(start, 'offeredCurrent'), texts(start, 'phasesActive').at(-1)]).toEqual([['6'], '3']);
  const turn = here.during(() => here.clock.advance(31_000));
  expect([texts(turn, 'offeredCurrent').at(-1), texts(turn, 'phasesActive').at(-1)]).toEqual(['16', '1']);
});

test('a start in disorder leaves false values at the broker until the next turn of the loadpoint', () => {
  const here = world({ evcc: '0.316', disorder: 1 });
  here.start();
  here.clock.advance(1000);
  const kept = (key: string) => [1, 2].map((n) => here.retained().get(`loadpoints/${n}/${key}`));
  expect(kept('vehicleSoc')).toEqual(['0', '0']);
  expect(kept('vehicleName')).toEqual(['vehicle_1', undefined]);
  here.clock.advance(30_000);
  expect(kept('vehicleName')).toEqual(['vehicle_1', 'vehicle_2']);
  here.clock.advance(90_000);
  expect(
    kept('vehicleSoc')
      .map(Number)
      .every((soc) => soc > 20),
  ).toBe(true);
});

test('nothing was connected since the start: the longest duration there is; later the last one stays', () => {
  const [first, ...rest] = quickSite.loadpoints;
  if (!first) throw new Error('the demo has loadpoints');
  const { vehicle: _, ...empty } = first;
  const here = world({ evcc: '0.316', site: { ...quickSite, loadpoints: [empty, ...rest] } });
  const duration = () => here.retained().get('loadpoints/1/connectedDuration');
  here.start();
  expect(duration()).toBe('9223372036');
  here.evcc.arrive('lp-1', 'vehicle_1');
  here.evcc.look('lp-1');
  here.clock.advance(1000);
  here.evcc.leave('lp-1');
  here.clock.advance(100_000);
  expect(duration()).toBe('0');
});

describe('the forecasts of 0.316', () => {
  const tariffs = { ...quickSite.tariffs, slots: 192 };
  const here = world({ evcc: '0.316', site: { ...homeSite('en', 300, homeDay(2)), tariffs } });
  here.start();
  // from the night into the day
  here.clock.advance(12 * 3_600_000);
  const of = (name: string): unknown => JSON.parse(here.retained().get(`site/forecast/${name}`) ?? 'null');

  test('begin at midnight of the home, in quarters of an hour', () => {
    const grid = of('grid') as [number, number, number][];
    expect(grid).toHaveLength(192);
    const [first, second] = grid;
    expect(first && (first[0] + 2 * 3600) % 86_400).toBe(0);
    expect(first && first[0] <= here.clock.now() / 1000).toBe(true);
    expect(first && second && [first[1] - first[0], second[0]]).toEqual([900, first?.[1]]);
    expect(of('planner')).toEqual(grid);
  });

  test('tell of the sun in one object, of today only what is still to come', () => {
    const sun = () => of('solar') as { today: { energy: number }; tomorrow: object; timeseries: [number, number][] };
    const before = sun();
    const sum = before.timeseries
      .filter(([at]) => at * 1000 < Math.ceil((here.clock.now() + 7_200_000) / 86_400_000) * 86_400_000 - 7_200_000)
      .reduce((all, [at, power]) => {
        const left = Math.min(900, Math.max(0, at + 900 - here.clock.now() / 1000));
        return all + (power * left) / 3600;
      }, 0);
    expect(Math.abs(before.today.energy - sum) / sum).toBeLessThan(0.013);
    here.clock.advance(600_000);
    expect(sun().today.energy).toBeLessThan(before.today.energy);
    expect(sun().tomorrow).toEqual(before.tomorrow);
  });

  test('do not round what is inside them', () => {
    expect(here.retained().get('site/forecast/solar')).toMatch(/\.\d{6,}/);
    expect([...here.retained().keys()].filter((topic) => topic.startsWith('site/forecast/'))).toHaveLength(6);
  });
});

test.each<[ReleaseName, string]>([
  ['0.207', '1.1273e+05'],
  ['0.300', '112730.000'],
  ['0.304', '112730'],
])('%s writes 112730 as %s', (evcc, text) => {
  const site = { ...quickSite, pv: [{ name: 'pv', power: 0, energy: 112_730 }] };
  const here = world({ evcc, site });
  here.start();
  expect(here.retained().get('site/pv/1/energy')).toBe(text);
});
