import { expect, test } from 'vitest';
import { EvccError } from '../../../src/lib/errors';
import { compile } from '../../../src/lib/selection/compile';
import { type EventMessage, EventSelection } from '../../../src/lib/selection/event-selection';
import { STARTED, World } from '../../support/observe';

const LP = 'loadpoints/1/';
const FREE = {
  [`${LP}connected`]: 'false',
  [`${LP}charging`]: 'false',
  [`${LP}chargedEnergy`]: '900',
  [`${LP}planOverrun`]: '0',
};

function watch(topics: readonly string[], stored: Record<string, string> = FREE) {
  const world = new World();
  const sent: EventMessage[] = [];
  const events = new EventSelection(
    world.state,
    world.clock,
    (event) => `«${event}»`,
    (message) => sent.push(message),
  );
  world.onPhase = () => events.phaseChanged();
  world.running(stored);
  events.select(topics.map((topic) => compile(topic).topic));
  const lp = (values: Record<string, string>): void => {
    world.live(Object.fromEntries(Object.entries(values).map(([key, text]) => [LP + key, text])));
    world.clock.advance(3000);
  };
  return { world, sent, events, lp, names: () => sent.map(({ payload }) => payload.event) };
}

test('a car that arrives, charges, finishes and leaves gives exactly its four events', () => {
  const { lp, sent, names } = watch(['loadpoints/+/events/+', 'site/events/restarted']);
  lp({ chargedEnergy: '0', connected: 'true', vehicleName: 'eup' });
  lp({ charging: 'true' });
  lp({ chargedEnergy: '5000' });
  lp({ chargedEnergy: '5300', charging: 'false' });
  lp({ vehicleName: '', chargedEnergy: '0', connected: 'false', updated: '1' });
  expect(names()).toEqual(['connected', 'started', 'stopped', 'disconnected']);
  expect(sent.map(({ payload }) => payload.energy)).toEqual([900, 0, 5300, 5300]);
  expect(sent.map(({ payload }) => payload.vehicle)).toEqual(['eup', 'eup', 'eup', 'eup']);
  expect(sent[2]).toMatchObject({
    topic: 'evcc/loadpoints/1/events/stopped',
    payload: { event: 'stopped', loadpoint: 1, title: 'Carport' },
    retain: false,
    evcc: { topic: 'loadpoints/1/events/stopped', scope: 'loadpoint', id: 1, name: 'lp-1', initial: false },
  });
});

test.each([
  ['before', [{ chargedEnergy: '5300' }, { charging: 'false' }, { chargedEnergy: '0' }, { connected: 'false' }]],
  ['after', [{ connected: 'false' }, { charging: 'false' }, { chargedEnergy: '5300' }, { chargedEnergy: '0' }]],
])('the last energy of a charge counts where it comes %s the news of its end, and not the reset', (_, messages) => {
  const { world, lp, sent } = watch(['loadpoints/1/events/stopped', 'loadpoints/1/events/disconnected']);
  lp({ chargedEnergy: '0', connected: 'true' });
  lp({ charging: 'true', chargedEnergy: '5000' });
  for (const message of messages) {
    for (const [key, text] of Object.entries(message)) world.live({ [LP + key]: text });
  }
  world.clock.advance(3000);
  expect(sent.map(({ payload: { event, energy } }) => [event, energy])).toEqual([
    ['stopped', 5300],
    ['disconnected', 5300],
  ]);
});

test('a car that leaves while it charges stops first', () => {
  const { lp, names } = watch(['loadpoints/1/events/#']);
  lp({ connected: 'true' });
  lp({ charging: 'true' });
  lp({ connected: 'false', charging: 'false' });
  expect(names()).toEqual(['connected', 'started', 'stopped', 'disconnected']);
});

test('another vehicle at a connected loadpoint is a change of vehicle', () => {
  const { lp, sent, names } = watch(['loadpoints/1/events/vehicleChanged'], {
    ...FREE,
    [`${LP}connected`]: 'true',
    [`${LP}vehicleName`]: 'eup',
  });
  lp({ vehicleName: 'id3' });
  expect(names()).toEqual(['vehicleChanged']);
  expect(sent[0]?.payload.vehicle).toBe('id3');
});

test('a plan that cannot be kept is told once', () => {
  const { lp, names } = watch(['loadpoints/1/events/planOverrun']);
  lp({ planOverrun: '600' });
  lp({ planOverrun: '900' });
  expect(names()).toEqual(['planOverrun']);
});

test('only what is selected is told, and no filter without events selects them', () => {
  const { lp, names } = watch(['loadpoints/2/events/connected', 'loadpoints/1/events/started']);
  lp({ connected: 'true' });
  lp({ charging: 'true' });
  expect(names()).toEqual(['started']);
  const world = new World().running(FREE);
  const { sent } = world.values(['#']);
  sent.length = 0;
  world.live({ [`${LP}connected`]: 'true' });
  world.clock.advance(1000);
  expect(sent.map(({ evcc }) => evcc.topic)).toEqual([`${LP}connected`]);
});

test('a first sight is no event', () => {
  const { lp, names } = watch(['loadpoints/+/events/+'], {});
  lp({ connected: 'true', charging: 'true' });
  expect(names()).toEqual([]);
});

test('stored copies that come one after the other are a first sight, a guest who gets known later is not', () => {
  const { world, lp, names } = watch(['loadpoints/+/events/+'], { [`${LP}planOverrun`]: '60' });
  for (const copy of [{ connected: 'true' }, { vehicleName: 'eup' }, { charging: 'true' }]) {
    world.stored(Object.fromEntries(Object.entries(copy).map(([key, text]) => [LP + key, text])));
    world.clock.advance(1000);
  }
  expect(names()).toEqual([]);
  const guest = watch(['loadpoints/+/events/+'], { [`${LP}connected`]: 'true' });
  guest.lp({ vehicleName: 'eup' });
  expect(guest.names()).toEqual(['vehicleChanged']);
  lp({ vehicleName: 'id3' });
  expect(names()).toEqual(['vehicleChanged']);
});

test('what a start brings that is met under way is a first sight', () => {
  const world = new World();
  const sent: EventMessage[] = [];
  const events = new EventSelection(
    world.state,
    world.clock,
    (event) => event,
    (message) => sent.push(message),
  );
  world.onPhase = () => events.phaseChanged();
  events.select(['loadpoints/+/events/+', 'site/events/+']);
  world.state.connected();
  world.stored({ status: 'online' });
  world.clock.advance(300);
  const { status: _status, ...published } = STARTED;
  world.live({
    ...published,
    [`${LP}connected`]: 'true',
    [`${LP}charging`]: 'true',
    [`${LP}vehicleName`]: 'eup',
    [`${LP}planOverrun`]: '60',
  });
  world.clock.advance(5000);
  expect(world.state.phase).toBe('running');
  expect(sent).toEqual([]);
});

test('ten restarts give none but restarted, however the values look afterwards', () => {
  const { world, names } = watch(['loadpoints/+/events/+', 'site/events/restarted']);
  const { status: _status, ...published } = STARTED;
  for (let i = 0; i < 10; i++) {
    world.wipe().live({ status: 'offline' });
    world.clock.advance(3000);
    world.live({ status: 'online' });
    world.clock.advance(1200);
    world.live({
      ...published,
      ...FREE,
      [`${LP}connected`]: String(i % 2 === 0),
      [`${LP}charging`]: String(i % 2 === 0),
    });
    world.clock.advance(5000);
  }
  expect(names()).toEqual(Array.from({ length: 10 }, () => 'restarted'));
});

test("a loadpoint's events may be selected by its name or title, to be resolved while running", () => {
  for (const topic of ['loadpoints/lp-1/events/+', 'loadpoints/Carport/events/connected']) {
    expect(compile(topic).kind, topic).toBe('event');
  }
});

test('an event that does not exist is an error that names the known ones', () => {
  for (const topic of [
    'loadpoints/1/events/charged',
    'site/events/boom',
    'loadpoints/1/events',
    'loadpoints/Carport/events/charged',
    'loadpoints//events/+',
  ]) {
    expect(() => compile(topic), topic).toThrow(EvccError);
  }
});
