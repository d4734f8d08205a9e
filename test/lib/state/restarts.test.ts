import { describe, expect, test } from 'vitest';
import { EMPTY_DECIDED } from '../../../src/lib/constants';
import { RUNNING, STARTED, World } from '../../support/observe';
import { recording, replay } from '../../support/replay';

const { status: _status, ...PUBLISHED } = STARTED;

/** Stops evcc in order: the wipe while it still says online, then its word that it is offline. */
function stop(world: World): void {
  world.wipe();
  world.clock.advance(1000);
  world.live({ status: 'offline' });
}

/** Starts it again; `values` are published beside the usual ones. */
function start(world: World, values: Readonly<Record<string, string>> = {}): void {
  world.live({ status: 'online' });
  world.clock.advance(1200);
  world.live({ ...PUBLISHED, ...values });
  world.clock.advance(1500);
}

test('the status says online, offline, online for a restart, once each', () => {
  const world = new World().running();
  const { pairs } = world.values(['status']);
  stop(world);
  world.clock.advance(5000);
  start(world);
  expect(pairs()).toEqual([
    ['status', 'online'],
    ['status', 'offline'],
    ['status', 'online'],
  ]);
});

test('an orderly stop empties every value, and none is told', () => {
  const world = new World().running({ 'site/pvPower': '1000', 'loadpoints/1/vehicleName': 'eup' });
  const { sent, pairs } = world.values(['site/pvPower', 'loadpoints/1/vehicleName']);
  sent.length = 0;
  stop(world);
  world.clock.advance(60_000);
  expect(pairs()).toEqual([]);
});

test('empty texts that come before the first sure sign of a wipe are not told either', () => {
  const world = new World().running({ 'loadpoints/1/smartCostLimit': '0.2' });
  const { sent } = world.values(['loadpoints/1/smartCostLimit']);
  sent.length = 0;
  world.live({ 'loadpoints/1/smartCostLimit': '' });
  world.clock.advance(1900);
  stop(world);
  world.clock.advance(10_000);
  expect(sent).toEqual([]);
});

test('a value that evcc clears is told as null when a value arrives after it', () => {
  const world = new World().running({ 'loadpoints/1/smartCostLimit': '0.2' });
  const { sent, pairs } = world.values(['loadpoints/1/smartCostLimit']);
  sent.length = 0;
  world.live({ 'loadpoints/1/smartCostLimit': '' });
  expect(pairs()).toEqual([]);
  world.live({ updated: '1795386600' });
  world.clock.advance(EMPTY_DECIDED - 1);
  expect(pairs()).toEqual([]);
  world.clock.advance(1);
  expect(pairs()).toEqual([['loadpoints/1/smartCostLimit', null]]);
});

test('a cycle that goes on while evcc begins to wipe makes no value of the wipe', () => {
  const world = new World().running({ 'loadpoints/1/sessionPrice': '2.7', 'site/pvPower': '5000' });
  const { sent, pairs } = world.values(['loadpoints/1/sessionPrice', 'site/pvPower']);
  sent.length = 0;
  world.live({ 'loadpoints/1/sessionPrice': '' });
  world.clock.advance(5);
  world.live({ 'site/pvPower': '5100' });
  world.clock.advance(20);
  stop(world);
  world.clock.advance(10_000);
  expect(pairs()).toEqual([['site/pvPower', 5100]]);
});

test.each([0, 1500])(
  'a wipe that empties thousands of forecast topics before the first sure sign, slowly, makes no value; with a value among them after %i ms',
  (among) => {
    const forecast = Object.fromEntries(
      Array.from({ length: 900 }, (_, n) => [`site/forecast/grid/${Math.floor(n / 3) + 1}/${(n % 3) + 1}`, String(n)]),
    );
    const world = new World().running({ 'site/forecast/grid': '300', ...forecast, 'site/pvPower': '5000' });
    const { sent, pairs } = world.values(['site/forecast/grid/+/+', 'site/pvPower']);
    expect(sent).toHaveLength(901);
    sent.length = 0;
    const begin = world.clock.monotonic();
    for (const topic of Object.keys(forecast)) {
      world.live({ [topic]: '' });
      world.clock.advance(4);
      if (among > 0 && world.clock.monotonic() - begin === among) world.live({ 'site/pvPower': '5100' });
    }
    stop(world);
    world.clock.advance(10_000);
    expect(pairs()).toEqual(among > 0 ? [['site/pvPower', 5100]] : []);
  },
);

describe.each([
  ['first', true, 0],
  ['later', false, 0],
  ['later', false, 20],
])('in a %s connection, at whatever moment evcc begins to stop (%s, %i said again)', (_which, first, said) => {
  const grid = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`site/forecast/grid/${Math.floor(n / 3) + 1}/${(n % 3) + 1}`, String(n)]),
  );
  const stored = { ...RUNNING, 'site/forecast/grid': '10', ...grid };

  test.each([0, 1, 40])('no value is made of its wipe, that begins with a forecast, a topic every %i ms', (pace) => {
    for (let moment = 0; moment <= 2500; moment += 25 - pace / 4) {
      const world = new World();
      if (!first) {
        world.running(stored);
        world.state.disconnected();
      }
      const { pairs } = world.values(['site/forecast/grid/+/+']);
      world.state.connected();
      world.stored(stored);
      // Evcc publishes, some of the forecast as well: whether it is starting has to be waited for.
      world.live({ 'site/pvPower': '5000', ...Object.fromEntries(Object.entries(grid).slice(0, said)) });
      world.clock.advance(moment);
      for (const topic of Object.keys(grid)) {
        world.live({ [topic]: '' });
        world.clock.advance(pace);
      }
      stop(world);
      world.clock.advance(10_000);
      const told = pairs().filter(([, value]) => value === null);
      expect([moment, ...told]).toEqual([moment]);
    }
  });
});

test('values that evcc clears one after the other without end are told ten seconds after the first', () => {
  const world = new World().running({ 'loadpoints/1/smartCostLimit': '0.2', 'loadpoints/1/planTime': '1795386600' });
  const { sent, pairs } = world.values(['loadpoints/1/smartCostLimit']);
  sent.length = 0;
  world.live({ 'loadpoints/1/smartCostLimit': '' });
  for (let ms = 0; ms < 9900; ms += 300) {
    world.live({ 'loadpoints/1/planTime': '' });
    world.clock.advance(200);
    world.live({ 'loadpoints/1/planTime': '1795386600' });
    world.clock.advance(100);
  }
  expect(pairs()).toEqual([]);
  world.clock.advance(100);
  expect(pairs()).toEqual([['loadpoints/1/smartCostLimit', null]]);
});

test('what has a value again and is cleared once more is decided anew', () => {
  const world = new World().running({ 'loadpoints/1/smartCostLimit': '0.2', 'site/pvPower': '5000' });
  const { sent, pairs } = world.values(['loadpoints/1/smartCostLimit']);
  sent.length = 0;
  world.live({ 'loadpoints/1/smartCostLimit': '' });
  world.clock.advance(1900);
  // The broker's stored copy, asked for again, decides nothing of what was live.
  world.stored({ 'loadpoints/1/smartCostLimit': '0.3' });
  world.live({ 'loadpoints/1/smartCostLimit': '' });
  world.clock.advance(1999);
  expect(pairs()).toEqual([['loadpoints/1/smartCostLimit', 0.3]]);
  world.clock.advance(1);
  expect(pairs()).toEqual([
    ['loadpoints/1/smartCostLimit', 0.3],
    ['loadpoints/1/smartCostLimit', null],
  ]);
});

test('a value that evcc clears is told as null after two seconds with neither a value nor a wipe', () => {
  const world = new World().running({ 'loadpoints/1/smartCostLimit': '0.2' });
  const { sent, pairs } = world.values(['loadpoints/1/smartCostLimit']);
  sent.length = 0;
  world.live({ 'loadpoints/1/smartCostLimit': '' });
  world.clock.advance(1999);
  expect(pairs()).toEqual([]);
  world.clock.advance(1);
  expect(pairs()).toEqual([['loadpoints/1/smartCostLimit', null]]);
});

test('false values of a start are not told, the true ones once', () => {
  const world = new World().running({ 'loadpoints/1/vehicleSoc': '62.1', 'site/pvPower': '5000' });
  const { sent, pairs } = world.values(['loadpoints/1/vehicleSoc', 'site/pvPower']);
  sent.length = 0;
  stop(world);
  world.live({ status: 'online' });
  world.clock.advance(1200);
  world.live({ ...PUBLISHED, 'loadpoints/1/vehicleSoc': '0', 'site/pvPower': '0' });
  world.clock.advance(300);
  world.live({ 'loadpoints/1/vehicleSoc': '62.1', 'site/pvPower': '6000' });
  world.clock.advance(999);
  expect(pairs()).toEqual([]);
  world.clock.advance(1);
  expect(pairs()).toEqual([['site/pvPower', 6000]]);
});

test('a start in which no loadpoint is ever computed is over thirty seconds after the counts', () => {
  const world = new World().running({ 'site/pvPower': '5000' });
  const { sent, pairs } = world.values(['site/pvPower']);
  sent.length = 0;
  stop(world);
  world.live({ status: 'online' });
  world.clock.advance(1200);
  const rest = Object.entries(PUBLISHED).filter(([topic]) => !/\/(connected|planOverrun)$/.test(topic));
  world.live({ ...Object.fromEntries(rest), 'site/pvPower': '7000' });
  world.clock.advance(29_000);
  expect(pairs()).toEqual([]);
  world.clock.advance(1000);
  expect(pairs()).toEqual([['site/pvPower', 7000]]);
});

test('after a crash the old values stay until the new start has told its own', () => {
  const world = new World().running({ 'site/pvPower': '5000' });
  const { sent, pairs } = world.values(['site/pvPower', 'status']);
  sent.length = 0;
  world.live({ status: 'offline' });
  world.clock.advance(4000);
  world.live({ status: 'online' });
  world.wipe();
  world.clock.advance(1000);
  world.live({ ...PUBLISHED, 'site/pvPower': '5500' });
  world.clock.advance(1500);
  expect(pairs()).toEqual([
    ['status', 'offline'],
    ['status', 'online'],
    ['site/pvPower', 5500],
  ]);
});

test('a value that a start does not bring again stays until every loadpoint had its turn, then it is null', () => {
  const world = new World().running({ 'loadpoints/2/vehicleRange': '200' });
  const { sent, pairs } = world.values(['loadpoints/2/vehicleRange']);
  sent.length = 0;
  stop(world);
  start(world);
  // Two loadpoints and 30 s: three cycles.
  world.clock.advance(89_000);
  world.live({ updated: '1795386700' });
  expect(pairs()).toEqual([]);
  world.clock.advance(2000);
  expect(pairs()).toEqual([['loadpoints/2/vehicleRange', null]]);
});

test('a loadpoint that is gone by the new count has no values any more', () => {
  const world = new World().running({ 'loadpoints/2/chargePower': '3000' });
  const { sent, pairs } = world.values(['loadpoints/2/chargePower', 'loadpoints/2/title']);
  sent.length = 0;
  stop(world);
  const { 'loadpoints/2/title': _t, 'loadpoints/2/name': _n, 'loadpoints/2/mode': _m, ...one } = PUBLISHED;
  world.live({ status: 'online' });
  world.clock.advance(1200);
  world.live({ ...one, loadpoints: '1' });
  world.clock.advance(1500);
  expect(pairs().sort()).toEqual([
    ['loadpoints/2/chargePower', null],
    ['loadpoints/2/title', null],
  ]);
});

test('a vehicle whose title does not come again, when as many as counted did, has no values any more', () => {
  const world = new World().running({ 'vehicles/eup/capacity': '32' });
  const { sent, pairs } = world.values(['vehicles/eup/capacity']);
  sent.length = 0;
  stop(world);
  const { 'vehicles/eup/title': _gone, ...others } = PUBLISHED;
  world.live({ status: 'online' });
  world.clock.advance(1200);
  world.live({ ...others, 'vehicles/id3/title': 'ID.3' });
  world.clock.advance(1500);
  expect(pairs()).toEqual([['vehicles/eup/capacity', null]]);
});

test('a broker that forgot: what evcc does not publish again stays known, and nothing is told of it', () => {
  const world = new World().running({ 'site/pvPower': '5000', 'loadpoints/1/limitSoc': '80' });
  const { sent, pairs } = world.values(['site/pvPower', 'loadpoints/1/limitSoc', 'loadpoints/1/title', 'status']);
  sent.length = 0;
  world.state.disconnected();
  world.clock.advance(2000);
  world.state.connected();
  world.clock.advance(1000);
  world.live({ status: 'online' });
  world.clock.advance(4500);
  world.live({ updated: '1795386700', 'site/pvPower': '5200' });
  world.clock.advance(300_000);
  expect(pairs()).toEqual([
    ['status', 'offline'],
    ['status', 'online'],
    ['site/pvPower', 5200],
  ]);
  expect(world.state.lost).toBe(false);
});

test('who meets an evcc whose broker forgot the counts works with what comes, and knows that they are lost', () => {
  const world = new World();
  const { pairs } = world.values(['site/pvPower', 'status']);
  world.state.connected();
  world.stored({ status: 'online', 'site/pvPower': '5000' });
  world.clock.advance(2500);
  expect(world.state.lost).toBe(true);
  world.live({ 'site/pvPower': '5100' });
  expect(pairs()).toEqual([
    ['status', 'online'],
    ['site/pvPower', 5000],
    ['site/pvPower', 5100],
  ]);
});

test('who connects while evcc starts is told nothing but its status until it has started', () => {
  const world = new World();
  const { sent, pairs } = world.values(['loadpoints/1/mode', 'status']);
  world.state.connected();
  world.stored({ status: 'online' });
  world.clock.advance(300);
  world.live({ ...PUBLISHED, 'loadpoints/1/mode': 'off' });
  world.clock.advance(500);
  expect(pairs()).toEqual([['status', 'offline']]);
  world.live({ 'loadpoints/1/mode': 'pv' });
  world.clock.advance(1000);
  expect(pairs().slice(1)).toEqual([
    ['status', 'online'],
    ['loadpoints/1/mode', 'pv'],
  ]);
  expect(sent.every(({ evcc }) => !evcc.initial)).toBe(true);
});

test('a start whose wipe ended with the broker: its false values are not told, though the stored copies said that evcc runs', () => {
  const world = new World().running({ 'site/grid/power': '900', 'loadpoints/1/vehicleName': 'eup' });
  const { sent, pairs } = world.values(['site/grid/power', 'loadpoints/1/vehicleName', 'status']);
  sent.length = 0;
  world.live({ ...PUBLISHED, 'site/grid': '', 'loadpoints/1/vehicleName': '' });
  world.clock.advance(700);
  world.live({ 'site/grid/power': '850', 'loadpoints/1/vehicleName': 'eup' });
  world.clock.advance(1500);
  expect(pairs()).toEqual([
    ['status', 'offline'],
    ['status', 'online'],
    ['site/grid/power', 850],
  ]);
});

test('after a loss old copies of a broker that died are not believed at once: evcc may be starting by now', () => {
  const known = { 'site/pv': '1', 'site/pv/1/power': '4600', 'loadpoints/1/vehicleName': 'eup' };
  const world = new World().running(known);
  const { sent, pairs } = world.values(['site/pv/1/power', 'loadpoints/1/vehicleName']);
  world.state.disconnected();
  world.clock.advance(3000);
  sent.length = 0;
  // The counts of the start came before this connection did; apiReady is of the evcc before, whose wipe the broker did not live to see.
  world.state.connected();
  world.stored({ ...RUNNING, ...known, 'site/pv': '0' });
  world.clock.advance(200);
  world.live({ 'loadpoints/1/vehicleName': '' });
  world.live({ 'site/apiReady': 'true', 'site/pv': '1', 'site/pv/1/power': '2900', 'loadpoints/1/vehicleName': 'eup' });
  world.clock.advance(1500);
  expect(pairs()).toEqual([['site/pv/1/power', 2900]]);
});

test('who connects to a crashed evcc is told what was last known, and that it is offline', () => {
  const world = new World();
  const { sent, pairs } = world.values(['site/pvPower', 'status']);
  world.state.connected();
  world.stored({ 'site/pvPower': '5000', loadpoints: '2', status: 'offline' });
  expect(pairs().sort()).toEqual([
    ['site/pvPower', 5000],
    ['status', 'offline'],
  ]);
  expect(sent.find(({ evcc }) => evcc.topic === 'site/pvPower')?.evcc.initial).toBe(true);
});

test('who connects to a crashed evcc is not told the old tail of a list that got shorter', () => {
  const world = new World();
  const { pairs } = world.values(['site/forecast/feedIn/#', 'site/pv/+/power']);
  const slot = (n: number): Record<string, string> => ({
    [`site/forecast/feedIn/${n}`]: '3',
    [`site/forecast/feedIn/${n}/1`]: '1796079600',
    [`site/forecast/feedIn/${n}/3`]: '0.08',
  });
  const pv = { 'site/pv': '1', 'site/pv/1/power': '5000', 'site/pv/2/power': '300' };
  world.state.connected();
  world.stored({ ...slot(1), ...slot(2), 'site/forecast/feedIn': '1', status: 'offline', ...pv, ...slot(3) });
  const told = pairs().map(([topic]) => topic);
  expect(told.filter((topic) => /feedIn\/[23]/.test(topic))).toEqual([]);
  expect(told).toContain('site/pv/1/power');
  expect(told).not.toContain('site/pv/2/power');
});

test('no status within five seconds is offline, once', () => {
  const world = new World();
  const { pairs } = world.values(['status']);
  world.state.connected();
  world.clock.advance(4999);
  expect(pairs()).toEqual([]);
  world.clock.advance(60_000);
  expect(pairs()).toEqual([['status', 'offline']]);
});

test('a first attempt that fails is offline, once', () => {
  const world = new World();
  const { pairs } = world.values(['status']);
  for (let i = 0; i < 5; i++) world.state.disconnected();
  expect(pairs()).toEqual([['status', 'offline']]);
});

test('nothing published for three control cycles is stale, until something is', () => {
  const world = new World().running();
  const { pairs } = world.values(['stale']);
  world.clock.advance(89_000);
  expect(world.state.stale).toBe(false);
  world.clock.advance(2000);
  expect(world.state.stale).toBe(true);
  world.live({ updated: '1795386900' });
  expect(pairs()).toEqual([
    ['stale', true],
    ['stale', false],
  ]);
});

test('the recorded restarts: no wiped value, no false value of a start, nothing unchanged', () => {
  const world = new World();
  const { sent } = world.values(['#']);
  world.state.connected();
  replay(recording('demo-restart'), world.state, world.clock);
  world.clock.advance(3000);
  const live = sent.filter(({ evcc }) => !evcc.initial);
  // Null by evcc's own word or because the plan was not kept: nothing else.
  expect(new Set(live.filter(({ payload }) => payload === null).map(({ evcc }) => evcc.topic))).toEqual(
    new Set([
      'vehicles/vehicle_1/plan/soc',
      'vehicles/vehicle_1/plan/time',
      'loadpoints/1/sessionPricePerKWh',
      'loadpoints/1/sessionCo2PerKWh',
      'loadpoints/1/sessionPrice',
      'loadpoints/2/sessionPrice',
      'loadpoints/2/sessionPricePerKWh',
      'loadpoints/2/sessionCo2PerKWh',
    ]),
  );
  expect(sent.filter(({ evcc }) => evcc.topic === 'status').map(({ payload }) => payload)).toEqual([
    'online',
    'offline',
    'online',
    'offline',
    'online',
  ]);
  for (const { evcc, payload } of live) expect(evcc.previous).not.toEqual(payload);
  expect(live.filter(({ evcc }) => evcc.topic.startsWith('site/forecast'))).toEqual([]);
});
