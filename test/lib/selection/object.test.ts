import { describe, expect, test } from 'vitest';
import { STARTED, World } from '../../support/observe';

describe('object output', () => {
  test('is one message with everything selected: topic the root, payload nested, no number for what is put together', () => {
    const world = new World().running({ 'site/pvPower': '500' });
    const { sent } = world.object(['site/pvPower', 'loadpoints/+/mode', 'vehicles/eup/title', 'status']);
    world.clock.advance(2000);
    expect(sent).toEqual([
      {
        topic: 'evcc',
        payload: {
          site: { pvPower: 500 },
          loadpoints: { 1: { mode: 'pv' }, 2: { mode: 'off' } },
          vehicles: { eup: { title: 'e-Up' } },
          status: 'online',
        },
        retain: false,
        evcc: { topic: '', changed: expect.any(Array), time: expect.any(Number), initial: true },
      },
    ]);
    expect(Object.keys(sent[0]?.payload.loadpoints ?? {})).toEqual(['1', '2']);
  });

  test('says what of it changed, once for a burst', () => {
    const world = new World().running({ 'site/pvPower': '500', 'site/homePower': '300' });
    const { sent } = world.object(['site', 'loadpoints/1/mode', 'site/pvPower']);
    world.clock.advance(2000);
    sent.length = 0;
    world.live({ 'site/homePower': '300', 'loadpoints/1/mode': 'now', 'site/pvPower': '700' });
    world.clock.advance(2000);
    expect(sent.map(({ evcc }) => [[...evcc.changed].sort(), evcc.initial])).toEqual([
      [['loadpoints/1/mode', 'site', 'site/pvPower'], false],
    ]);
    expect(sent[0]?.payload).toMatchObject({
      site: { pvPower: 700, homePower: 300 },
      loadpoints: { 1: { mode: 'now' } },
    });
  });

  test('tells that evcc is away when the status is selected, with what was last known, and nothing of the wipe', () => {
    const world = new World().running({ 'site/pvPower': '500' });
    const [asked, silent] = [world.object(['status', 'site/pvPower']), world.object(['site/pvPower'])];
    world.clock.advance(2000);
    asked.sent.length = 0;
    silent.sent.length = 0;
    world.wipe();
    world.live({ status: 'offline' });
    world.clock.advance(5000);
    expect(asked.sent.map(({ payload, evcc }) => [payload, evcc.changed])).toEqual([
      [{ status: 'offline', site: { pvPower: 500 } }, ['status']],
    ]);
    world.live({ status: 'online', 'site/pvPower': '0', ...STARTED });
    world.live({ 'site/pvPower': '600' });
    world.clock.advance(5000);
    expect(asked.sent.slice(1).map(({ payload }) => payload)).toEqual([{ status: 'online', site: { pvPower: 600 } }]);
    expect(silent.sent.map(({ payload }) => payload)).toEqual([{ site: { pvPower: 600 } }]);
  });

  test('is a copy: what one node does to its message, another does not see', () => {
    const world = new World().running({ 'site/pvPower': '500' });
    const [one, two] = [world.object(['site']), world.object(['site'])];
    world.clock.advance(2000);
    const site = one.sent[0]?.payload.site as { pvPower: number };
    site.pvPower = 0;
    expect(two.sent[0]?.payload).toMatchObject({ site: { pvPower: 500 } });
    world.live({ 'site/homePower': '1' });
    world.clock.advance(2000);
    expect(one.sent.at(-1)?.payload).toMatchObject({ site: { pvPower: 500, homePower: 1 } });
  });
});

describe('a value that the catalogue knows and this evcc does not publish', () => {
  test('is told as such once evcc has run for a full turn, and not before', () => {
    const world = new World().running();
    world.values(['site/pvPower']);
    world.clock.advance(5000);
    expect(world.state.isUnpublished('site/pvPower')).toBe(false);
    world.clock.advance(3 * 30_000);
    expect(world.state.isUnpublished('site/pvPower')).toBe(true);
    expect(world.state.isUnpublished('site/newA')).toBe(false);
    world.live({ 'site/pvPower': '5' });
    expect(world.state.isUnpublished('site/pvPower')).toBe(false);
  });

  test.each([
    ['0.313.2', true],
    ['0.316.0', false],
    ['0.315.0+7', false],
    ['HEAD', false],
  ])('on an evcc %s that is older than the property it is told as soon as all has come: %s', (version, told) => {
    const world = new World().running({ 'site/version': version });
    world.values(['loadpoints/1/alwaysCharge']);
    expect(world.state.isUnpublished('loadpoints/1/alwaysCharge')).toBe(false);
    world.clock.advance(2000);
    expect(world.state.isUnpublished('loadpoints/1/alwaysCharge')).toBe(told);
    world.live({ 'loadpoints/1/alwaysCharge': 'off' });
    expect(world.state.isUnpublished('loadpoints/1/alwaysCharge')).toBe(false);
  });
});
