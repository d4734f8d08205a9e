import { describe, expect, test } from 'vitest';
import { EvccError } from '../../../src/lib/errors';
import { compile } from '../../../src/lib/selection/compile';
import { Follower } from '../../../src/lib/selection/follower';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { Followed } from '../../support/followed';
import { World } from '../../support/observe';

/** A node that follows names, in a world that tells it of them. */
function follow(world: World, topics: readonly string[]): { told: ValueMessage[]; node: Followed } {
  const told: ValueMessage[] = [];
  const node = new Followed(
    world,
    topics,
    () => undefined,
    (message) => told.push(message),
  );
  world.onNames = () => node.follow();
  return { told, node };
}

const topics = (told: readonly ValueMessage[]): string[] => told.map(({ evcc }) => evcc.topic);

describe('a loadpoint or vehicle in a topic', () => {
  test.each([
    ['its number', 'loadpoints/2/mode', 'loadpoints/2/mode'],
    ['its evcc name', 'loadpoints/lp-2/mode', 'loadpoints/2/mode'],
    ['its title', 'loadpoints/Garage/mode', 'loadpoints/2/mode'],
    ["a vehicle's name", 'vehicles/eup/limitSoc', 'vehicles/eup/limitSoc'],
    ["a vehicle's title", 'vehicles/e-Up/limitSoc', 'vehicles/eup/limitSoc'],
  ])('is named by %s', (_by, topic, meant) => {
    const world = new World().running({ 'vehicles/eup/limitSoc': '80' });
    expect(topics(follow(world, [topic]).told)).toEqual([meant]);
  });

  test('is the number before the name before the title', () => {
    const world = new World().running({ 'loadpoints/1/title': '2', 'loadpoints/2/title': 'lp-1' });
    expect(topics(follow(world, ['loadpoints/2/mode']).told)).toEqual(['loadpoints/2/mode']);
    expect(topics(follow(world, ['loadpoints/lp-1/mode']).told)).toEqual(['loadpoints/1/mode']);
  });

  test('is told by its exact title, upper and lower case and all', () => {
    const world = new World().running();
    const { told, node } = follow(world, ['loadpoints/carport/mode']);
    world.clock.advance(2000);
    node.follow();
    expect(told).toEqual([]);
    expect(node.faults.map(({ key, params }) => [key, params.value ?? params.title])).toEqual([
      [expect.any(String), 'carport'],
    ]);
  });

  test.each([
    ['A/B', 'A%2FB'],
    ['plus + plus', 'plus %2B plus'],
    ['# 1', '%23 1'],
    ['100 %', '100 %25'],
    ['+', '%2B'],
    ['#', '%23'],
  ])('with the title %s is written percent-encoded, and is never a wildcard', (title, written) => {
    const world = new World().running({ 'loadpoints/1/title': title });
    const needed: string[] = [];
    const told: ValueMessage[] = [];
    new Followed(
      world,
      [`loadpoints/${written}/mode`],
      (_user, filters) => needed.push(...filters),
      (message) => told.push(message),
    );
    expect(topics(told)).toEqual(['loadpoints/1/mode']);
    expect(needed.filter((filter) => /[+#]/.test(filter) && !filter.startsWith('loadpoints/1/'))).toEqual([]);
  });

  test('is followed when its title moves to another number, and when another one takes the title', () => {
    const world = new World().running();
    const { told } = follow(world, ['loadpoints/Garage/mode']);
    world.live({ 'loadpoints/2/title': 'Keller' });
    world.live({ 'loadpoints/1/title': 'Garage' });
    world.clock.advance(2000);
    world.live({ 'loadpoints/2/mode': 'now', 'loadpoints/1/mode': 'minpv' });
    world.clock.advance(2000);
    expect(told.at(-1)?.evcc).toMatchObject({ topic: 'loadpoints/1/mode', title: 'Garage' });
    expect(told.filter(({ payload }) => payload === 'now')).toEqual([]);
  });

  test('with a title that two share is an error that says so', () => {
    const world = new World().running({ 'loadpoints/2/title': 'Carport' });
    const { told, node } = follow(world, ['loadpoints/Carport/mode']);
    world.clock.advance(2000);
    node.follow();
    expect(told).toEqual([]);
    expect(node.faults.map(({ code }) => code)).toEqual(['EVCC_INVALID']);
    expect(node.faults[0]?.key).toMatch(/ambiguous|several|twice/i);
  });
});

describe('a former name', () => {
  test.each([
    ['site/gridPower', 'site/grid/power'],
    ['site/batterySoc', 'site/battery/soc'],
    ['site/batteryPower', 'site/battery/power'],
    ['loadpoints/1/phases', 'loadpoints/1/phasesConfigured'],
  ])('%s is taken as %s, with one warning', (former, now) => {
    const world = new World().running();
    const warned: unknown[] = [];
    const follower = new Follower([former], world.state, (key, params) => warned.push([key, params]));
    expect(follower.resolve().selectors.map(({ topic }) => topic)).toEqual([now]);
    expect(warned).toEqual([['former', { former, topic: now }]]);
  });
});

describe('a topic', () => {
  test('that is empty is an error', () => {
    expect(() => compile('')).toThrow(EvccError);
  });

  test('`loadpoints` and `vehicles` alone are the counts', () => {
    const world = new World().running();
    const { told } = follow(world, ['loadpoints', 'vehicles']);
    expect(told.map(({ evcc, payload }) => [evcc.topic, payload])).toEqual([
      ['loadpoints', 2],
      ['vehicles', 1],
    ]);
  });

  test('`#` is everything, and a filter gives each topic that it matches as itself', () => {
    const world = new World().running();
    expect(topics(follow(world, ['loadpoints/+/mode']).told).sort()).toEqual([
      'loadpoints/1/mode',
      'loadpoints/2/mode',
    ]);
    const all = topics(follow(world, ['#']).told);
    expect(all).toEqual(
      expect.arrayContaining(['status', 'updated', 'loadpoints', 'site/siteTitle', 'loadpoints/1/mode']),
    );
    expect(all.filter((topic) => topic.includes('events'))).toEqual([]);
  });
});
