import { expect, test } from 'vitest';
import { COUNTS_WAIT } from '../../../src/lib/constants';
import { Followed } from '../../support/followed';
import { RUNNING, World } from '../../support/observe';

/** A node that follows titles, and what it sent. */
function follow(world: World, topics: readonly string[]) {
  const sent: [string, unknown][] = [];
  const node = new Followed(
    world,
    topics,
    () => undefined,
    ({ evcc, payload }) => sent.push([evcc.topic, payload]),
  );
  world.onNames = () => node.follow();
  world.onUnnamed = () => node.follow();
  world.onPhase = () => node.phaseChanged();
  return { sent, node };
}

const SWAPPED = {
  ...RUNNING,
  'loadpoints/1/title': 'Garage',
  'loadpoints/1/name': 'lp-2',
  'loadpoints/1/mode': 'off',
  'loadpoints/2/title': 'Carport',
  'loadpoints/2/name': 'lp-1',
  'loadpoints/2/mode': 'pv',
};

test('loadpoints that were exchanged while Node-RED was not connected: what is the same under the title is not told again', () => {
  const world = new World().running();
  const { sent } = follow(world, ['loadpoints/Carport/mode', 'loadpoints/Carport/name']);
  world.state.disconnected();
  sent.length = 0;
  world.state.connected();
  world.stored(SWAPPED);
  world.clock.advance(5000);
  expect(sent).toEqual([]);
  world.live({ 'loadpoints/2/mode': 'now' });
  expect(sent).toEqual([['loadpoints/2/mode', 'now']]);
});

test('no event is made of loadpoints that were exchanged while Node-RED was not connected', () => {
  const car = (one: boolean, other: boolean) => ({
    'loadpoints/1/connected': String(one),
    'loadpoints/2/connected': String(other),
  });
  const world = new World().running(car(true, false));
  const { node } = follow(world, ['loadpoints/Carport/events/+', 'loadpoints/2/events/+']);
  world.state.disconnected();
  world.state.connected();
  world.stored({ ...SWAPPED, ...car(false, true) });
  world.clock.advance(5000);
  expect(node.events).toEqual([]);
  world.live({ 'loadpoints/2/connected': 'false' });
  world.clock.advance(1000);
  expect(node.events.map(({ payload }) => [payload.event, payload.title])).toEqual([['disconnected', 'Carport']]);
});

test('a broker that forgot the names: topics by number go on, those by title wait for it', () => {
  const world = new World();
  const { sent } = follow(world, ['loadpoints/Carport/mode', 'site/pvPower', 'status']);
  world.state.connected();
  world.stored({ status: 'online', 'site/pvPower': '5000' });
  world.clock.advance(10_000);
  world.live({ 'site/pvPower': '5100', 'loadpoints/1/mode': 'now' });
  world.clock.advance(10_000);
  expect(sent).toEqual([
    ['status', 'online'],
    ['site/pvPower', 5000],
    ['site/pvPower', 5100],
  ]);
  world.live({ ...RUNNING, 'loadpoints/1/mode': 'now', 'site/pvPower': '5100' });
  world.clock.advance(10_000);
  expect(sent.slice(3)).toEqual([['loadpoints/1/mode', 'now']]);
});

test('while the names are on their way, that evcc is gone is told all the same', () => {
  const world = new World().running();
  const { sent } = follow(world, ['loadpoints/Carport/mode', 'status']);
  world.state.disconnected();
  world.state.connected();
  const { 'loadpoints/2/title': _late, ...rest } = RUNNING;
  world.stored(rest);
  world.clock.advance(COUNTS_WAIT + 100);
  sent.length = 0;
  world.live({ status: 'offline' });
  expect(sent).toEqual([['status', 'offline']]);
});

test('a restart of evcc is told to a node that follows titles, ten of them ten times', () => {
  const world = new World().running();
  const { node } = follow(world, ['loadpoints/Carport/events/+', 'site/events/restarted']);
  const { status: _status, ...published } = RUNNING;
  for (let i = 0; i < 10; i++) {
    world.wipe().live({ status: 'offline' });
    world.clock.advance(3000);
    world.live({ status: 'online' });
    world.clock.advance(1200);
    world.live({ ...published, 'loadpoints/1/connected': String(i % 2 === 0) });
    world.clock.advance(5000);
  }
  expect(node.events.map(({ payload }) => payload.event)).toEqual(Array.from({ length: 10 }, () => 'restarted'));
});
