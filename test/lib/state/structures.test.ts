import { expect, test } from 'vitest';
import { EMPTY_DECIDED } from '../../../src/lib/constants';
import { RUNNING, World } from '../../support/observe';
import { recording, replay } from '../../support/replay';

/** The stored copies of a recording, as a new subscriber gets them. */
function stored(name: string, root = 'evcc'): World {
  const world = new World(root);
  world.state.connected();
  if (name !== 'demo-retained') world.stored(RUNNING);
  replay(recording(name), world.state, world.clock);
  return world;
}

/** What a node on one topic gave within two seconds. */
function given(world: World, topic: string) {
  const { sent } = world.values([topic]);
  world.clock.advance(2000);
  return sent.map(({ payload }) => payload);
}

test('recorded: single values are typed', () => {
  const world = stored('demo-retained');
  expect(given(world, 'site/pvPower')).toEqual([8058.715]);
  expect(given(world, 'updated')).toEqual([1795386508000]);
  expect(given(world, 'loadpoints/1/charging')).toEqual([true]);
  expect(given(world, 'site/version')).toEqual(['0.313.0']);
});

test('recorded: a phase triple and a list are arrays of three', () => {
  const world = stored('three-phase-retained');
  expect(given(world, 'loadpoints/1/chargeCurrents')).toEqual([[12, 12, 12]]);
  expect(given(world, 'site/grid/currents')).toEqual([[1.284, 2.4, -2.578]]);
});

test('recorded: the grid is an object, with its lists in it', () => {
  expect(given(stored('three-phase-retained'), 'site/grid')).toEqual([
    {
      currents: [1.284, 2.4, -2.578],
      energy: 1234.567,
      name: 'netz',
      power: -1323.267,
      powers: [230.619, 460.712, -689.978],
    },
  ]);
});

test('recorded: the PV systems are an array of objects', () => {
  expect(given(stored('demo-retained'), 'site/pv')).toEqual([[{ name: 'pv', power: 8058.715 }]]);
});

test('recorded: a forecast is one array of slots', () => {
  const [slots, ...more] = given(stored('demo-retained'), 'site/forecast/grid');
  expect(more).toEqual([]);
  expect(Array.isArray(slots) && slots.length).toBe(288);
  expect(Array.isArray(slots) && slots[0]).toEqual({ start: 1795305600000, end: 1795306500000, value: 0.239 });
});

test('recorded: the solar series is an array of start and value', () => {
  const [series] = given(stored('demo-retained'), 'site/forecast/solar/timeseries');
  expect(Array.isArray(series) && series[0]).toEqual({ start: 1795305600000, value: 0 });
});

test('recorded: a filter gives each topic as itself, the head of a list as its list', () => {
  const world = stored('demo-retained');
  const { pairs } = world.values(['loadpoints/+/title']);
  expect(pairs()).toEqual([
    ['loadpoints/1/title', 'Carport'],
    ['loadpoints/2/title', 'Garage'],
    ['loadpoints/3/title', 'Heat pump'],
  ]);
  const site = world.values(['site/+']);
  world.clock.advance(2000);
  const of = (topic: string) => site.sent.filter(({ evcc }) => evcc.topic === topic).map(({ payload }) => payload);
  expect(of('site/pv')).toEqual([[{ name: 'pv', power: 8058.715 }]]);
  expect(of('site/pv/1/power')).toEqual([]);
});

test('the older encoding of a slot gives the same', () => {
  const world = new World().running({
    'site/forecast/grid': '2',
    'site/forecast/grid/1/start': '1795305600',
    'site/forecast/grid/1/end': '1795306500',
    'site/forecast/grid/1/value': '0.2',
    'site/forecast/grid/2/start': '1795306500',
    'site/forecast/grid/2/end': '1795307400',
    'site/forecast/grid/2/price': '0.3',
  });
  expect(given(world, 'site/forecast/grid')).toEqual([
    [
      { start: 1795305600000, end: 1795306500000, value: 0.2 },
      { start: 1795306500000, end: 1795307400000, value: 0.3 },
    ],
  ]);
});

test('the count rules over an old tail', () => {
  const world = new World().running({ 'site/pv/1/power': '10', 'site/pv/2/power': '20', 'site/pv': '1' });
  expect(given(world, 'site/pv')).toEqual([[{ power: 10 }]]);
  expect(given(world, 'site/pv/2/power')).toEqual([]);
});

test('an incomplete list is waited for, not told', () => {
  const world = new World().running({ 'site/pv': '2', 'site/pv/1/power': '10' });
  const { sent } = world.values(['site/pv']);
  world.clock.advance(60_000);
  expect(sent).toEqual([]);
  world.live({ 'site/pv/2/power': '20' });
  world.clock.advance(300);
  expect(sent.map(({ payload }) => payload)).toEqual([[{ power: 10 }, { power: 20 }]]);
});

test('a structure is told once after a burst, however long its parts come in', () => {
  const world = new World().running({ 'site/grid/power': '0', 'site/grid/energy': '1' });
  const { sent } = world.values(['site/grid']);
  world.clock.advance(300);
  sent.length = 0;
  for (let i = 1; i <= 5; i++) {
    world.live({ 'site/grid/power': String(i) });
    world.clock.advance(250);
  }
  world.live({ 'site/grid/energy': '2' });
  world.clock.advance(299);
  expect(sent).toEqual([]);
  world.clock.advance(1);
  expect(sent.map(({ payload }) => payload)).toEqual([{ power: 5, energy: 2 }]);
});

test('an unchanged structure is not told again', () => {
  const world = new World().running({ 'site/grid/power': '5' });
  const { sent } = world.values(['site/grid']);
  world.clock.advance(300);
  sent.length = 0;
  world.live({ 'site/grid/power': '5', 'site/grid/title': '' });
  world.clock.advance(5000);
  expect(sent).toEqual([]);
});

test('an emptied parent removes the children that came before it', () => {
  const world = new World().running({ 'vehicles/eup/plan/soc': '80', 'vehicles/eup/plan/time': '1795458586' });
  const { sent } = world.values(['vehicles/eup/plan', 'vehicles/eup/plan/soc']);
  world.clock.advance(300);
  sent.length = 0;
  world.live({ 'vehicles/eup/plan': '', updated: '1795386600' });
  world.clock.advance(EMPTY_DECIDED + 300);
  expect(sent.map(({ evcc, payload }) => [evcc.topic, payload])).toEqual([
    ['vehicles/eup/plan/soc', null],
    ['vehicles/eup/plan', null],
  ]);
  world.live({ 'vehicles/eup/plan/soc': '90' });
  expect(sent.at(-1)?.payload).toBe(90);
});

test('a deleted plan that the broker goes on storing is no value, whoever is given its copies again', () => {
  const plan = { 'vehicles/eup/plan/soc': '80', 'vehicles/eup/plan/time': '1795458586' };
  const world = new World().running(plan);
  const { pairs, sent } = world.values(['vehicles/eup/#']);
  world.live({ 'vehicles/eup/plan': '', updated: '1795386600' });
  world.clock.advance(EMPTY_DECIDED + 300);
  sent.length = 0;
  // A later node's filter, then a new connection.
  world.stored(plan);
  world.state.disconnected();
  world.running(plan);
  expect(pairs()).toEqual([]);
  world.state.disconnected();
  world.running({ ...plan, 'vehicles/eup/plan/time': '1795459000' });
  expect(pairs()).toEqual([
    ['vehicles/eup/plan/soc', 80],
    ['vehicles/eup/plan/time', 1795459000000],
  ]);
});

test('a new plan after a deleted one is told as it comes', () => {
  const world = new World().running({ 'vehicles/eup/plan/soc': '80', 'vehicles/eup/plan/time': '1795458586' });
  const { pairs, sent } = world.values(['vehicles/eup/#']);
  world.live({ 'vehicles/eup/plan': '', updated: '1795386600' });
  world.clock.advance(EMPTY_DECIDED);
  sent.length = 0;
  world.live({ 'vehicles/eup/plan/soc': '80' });
  world.live({ 'vehicles/eup/plan/time': '1795459000' });
  expect(pairs()).toEqual([
    ['vehicles/eup/plan/soc', 80],
    ['vehicles/eup/plan/time', 1795459000000],
  ]);
});

test('one or two phases are an ordinary list', () => {
  const world = new World().running({
    'loadpoints/1/chargeCurrents': '2',
    'loadpoints/1/chargeCurrents/1': '6',
    'loadpoints/1/chargeCurrents/2': '7',
  });
  expect(given(world, 'loadpoints/1/chargeCurrents')).toEqual([[6, 7]]);
});

test('a list that gets shorter tells its lost items as null, a list that gets longer waits for its count', () => {
  const world = new World().running({ 'site/pv': '2', 'site/pv/1/power': '10', 'site/pv/2/power': '20' });
  const { sent } = world.values(['site/pv/2/power', 'site/pv/3/power']);
  const pairs = () => sent.splice(0).map(({ evcc, payload }) => [evcc.topic, payload]);
  pairs();
  world.live({ 'site/pv': '1', updated: '1' });
  expect(pairs()).toEqual([['site/pv/2/power', null]]);
  world.live({ 'site/pv/3/power': '30' });
  expect(pairs()).toEqual([]);
  world.live({ 'site/pv': '3', 'site/pv/2/power': '21' });
  expect(pairs()).toEqual([
    ['site/pv/3/power', 30],
    ['site/pv/2/power', 21],
  ]);
});

test('a list that the catalogue does not know is a list all the same', () => {
  const world = new World().running({ 'site/novelty': '2', 'site/novelty/1': 'a', 'site/novelty/2': 'b' });
  expect(given(world, 'site/novelty')).toEqual([['a', 'b']]);
});

test('an unknown key with fields is an object, one without is a value by its text', () => {
  const world = new World().running({ 'site/new/a': '1', 'site/new/b': 'x', 'site/newer': '5' });
  expect(given(world, 'site/new')).toEqual([{ a: 1, b: 'x' }]);
  expect(given(world, 'site/newer')).toEqual([5]);
});

test('the object output nests by topic', () => {
  const world = stored('demo-retained');
  const { sent } = world.object([
    'site/pvPower',
    'loadpoints/+/mode',
    'vehicles/vehicle_1/title',
    'site/pv',
    'loadpoints',
  ]);
  world.clock.advance(2000);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.payload).toEqual({
    site: { pvPower: 8058.715, pv: [{ name: 'pv', power: 8058.715 }] },
    loadpoints: { 1: { mode: 'pv' }, 2: { mode: 'off' }, 3: { mode: 'pv' } },
    vehicles: { vehicle_1: { title: 'blue e-Golf' } },
  });
  expect(sent[0]).toMatchObject({ topic: 'evcc', evcc: { topic: '', initial: true } });
  sent.length = 0;
  world.live({ 'site/pvPower': '9000' });
  world.clock.advance(400);
  expect(sent.map(({ evcc }) => evcc.changed)).toEqual([['site/pvPower']]);
});

test('a recorded cycle changes what differs and nothing else', () => {
  const world = stored('demo-retained');
  const { sent } = world.values(['#']);
  const object = world.object(['#']);
  world.clock.advance(3000);
  sent.length = 0;
  object.sent.length = 0;
  const cycle = recording('demo-cycles');
  replay(cycle, world.state, world.clock);
  world.clock.advance(3000);
  const topics = sent.map(({ evcc }) => evcc.topic);
  expect(topics).toHaveLength(20);
  expect(new Set(object.sent[0]?.evcc.changed)).toEqual(new Set(topics));
  sent.length = 0;
  object.sent.length = 0;
  replay(cycle, world.state, world.clock);
  world.clock.advance(3000);
  expect(sent.map(({ evcc, payload }) => [evcc.topic, payload])).toEqual([]);
  expect(object.sent).toEqual([]);
});

test('while the broker sends its copies, of whatever topic, no structure is told in part, nor an object', () => {
  const world = new World();
  const { sent } = world.values(['loadpoints/1']);
  const object = world.object(['loadpoints/+/mode', 'site/pvPower']);
  world.state.connected();
  world.stored(RUNNING);
  // A node with `#`: the forecast's copies come first.
  for (let item = 1; item <= 300; item++) {
    world.stored({ [`site/forecast/grid/${item}/3`]: '0.2' });
    world.clock.advance(5);
  }
  expect([sent.length, object.sent.length]).toEqual([0, 0]);
  world.stored({ 'loadpoints/1/chargePower': '11000', 'site/pvPower': '5000' });
  world.clock.advance(1000);
  expect(
    sent.map(({ payload, evcc }) => [Object.keys(payload as object).includes('chargePower'), evcc.initial]),
  ).toEqual([[true, true]]);
  expect(object.sent).toHaveLength(1);
  expect(object.sent[0]?.payload).toMatchObject({ site: { pvPower: 5000 } });
});
