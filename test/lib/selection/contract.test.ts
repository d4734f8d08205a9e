import { describe, expect, test } from 'vitest';
import { World } from '../../support/observe';

const MODE = 'loadpoints/1/mode';

describe('a flow on mode', () => {
  test('sees the same words on 0.313 and 0.316, with no flicker when mode and alwaysCharge change together', () => {
    const steps = [
      { old: 'pv', mode: 'smart', always: 'off' },
      { old: 'minpv', mode: 'smart', always: 'on' },
      { old: 'now', mode: 'now', always: 'off' },
      { old: 'minpv', mode: 'smart', always: 'once' },
      { old: 'off', mode: 'off', always: 'off' },
      { old: 'pv', mode: 'smart', always: 'off' },
    ];
    const words = (publish: (world: World, step: (typeof steps)[number]) => void, stored = {}): unknown[] => {
      const world = new World().running({ [MODE]: 'off', ...stored });
      const { sent } = world.values([MODE]);
      world.clock.advance(500);
      for (const step of steps) {
        publish(world, step);
        world.clock.advance(500);
      }
      return sent.map(({ payload }) => payload);
    };
    const before = words((world, { old }) => world.live({ [MODE]: old }));
    const always = { 'loadpoints/1/alwaysCharge': 'off' };
    const modeFirst = words((world, step) => {
      world.live({ [MODE]: step.mode });
      world.clock.advance(20);
      world.live({ 'loadpoints/1/alwaysCharge': step.always });
    }, always);
    const modeLast = words((world, step) => {
      world.live({ 'loadpoints/1/alwaysCharge': step.always });
      world.clock.advance(20);
      world.live({ [MODE]: step.mode });
    }, always);
    expect(before).toEqual(['off', 'pv', 'minpv', 'now', 'minpv', 'off', 'pv']);
    expect(modeFirst).toEqual(before);
    expect(modeLast).toEqual(before);
  });
});

describe('what is never emitted as values', () => {
  test('/set topics', () => {
    const world = new World().running();
    const { sent } = world.values(['#']);
    sent.length = 0;
    world.live({ 'loadpoints/1/mode/set': 'now', 'loadpoints/1/limitSoc/set': '80', 'site/residualPower/set': '' });
    world.clock.advance(5000);
    expect(sent.map(({ evcc }) => evcc.topic)).toEqual([]);
  });
});

describe('types', () => {
  test.each([
    ['NaN', null],
    ['+Inf', null],
    ['-Inf', null],
    ['-0', 0],
  ])('%s of a number is %j', (text, value) => {
    const world = new World().running({ 'site/pvPower': '5' });
    const { sent } = world.values(['site/pvPower']);
    world.live({ 'site/pvPower': text });
    expect(sent.at(-1)?.payload).toBe(value);
  });

  test('a key that the catalogue does not know is given by its text: number, true or false, else string', () => {
    const world = new World().running({ 'site/newA': '5.5', 'site/newB': 'true', 'site/newC': 'a word' });
    const { sent } = world.values(['site/newA', 'site/newB', 'site/newC']);
    world.clock.advance(1000);
    expect(sent.map(({ payload }) => payload)).toEqual([5.5, true, 'a word']);
  });
});

describe('status and stale', () => {
  const told = (world: World, options = {}) => {
    const { sent } = world.values(['status', 'stale'], options);
    return () => sent.map(({ payload, evcc: { topic, initial } }) => [topic, payload, initial]);
  };

  test.each([
    [
      'online',
      [
        ['status', 'online', true],
        ['stale', false, true],
      ],
    ],
    ['offline', [['status', 'offline', true]]],
  ])('are what was known when the node started, where the broker had stored %s', (status, expected) => {
    const world = new World();
    const both = told(world);
    const silent = told(world, { initial: false });
    world.running({ status });
    world.clock.advance(10_000);
    expect(both()).toEqual(expected);
    expect(silent()).toEqual([]);
    world.live({ status: status === 'online' ? 'offline' : 'online' });
    world.clock.advance(1000);
    expect(silent()).toContainEqual(['status', status === 'online' ? 'offline' : 'online', false]);
  });

  test('are told once where no status came, or the first attempt failed', () => {
    const world = new World();
    const none = told(world, { initial: false });
    world.state.connected();
    world.clock.advance(10_000);
    expect(none()).toEqual([['status', 'offline', false]]);
    const other = new World();
    const failed = told(other, { initial: false });
    other.state.disconnected();
    other.state.disconnected();
    expect(failed()).toEqual([['status', 'offline', false]]);
  });

  test('with emit: update, what a connection that comes back finds is told too', () => {
    const world = new World();
    const both = told(world, { emit: 'update' });
    world.running();
    world.clock.advance(2000);
    world.state.disconnected();
    world.running();
    world.clock.advance(2000);
    expect(both().filter(([topic]) => topic === 'status')).toEqual([
      ['status', 'online', true],
      ['status', 'offline', false],
      ['status', 'online', false],
    ]);
  });
});
