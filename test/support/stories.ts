import fc from 'fast-check';
import type { ReleaseName } from '../../demo/evcc';
import type { ModeNames } from '../../src/lib/state/mode-names';
import { Household, Judge } from './household';

const STRUCTURES = ['site', 'site/grid', 'site/forecast/grid', 'site/pv', 'loadpoints/1', 'vehicles/vehicle_1'];

/** Something that happens to the household. */
type Happening = (house: Household) => void;

const LOADPOINTS = ['lp-1', 'lp-2', 'lp-3'];
const exists = ({ evcc }: Household, name: string): boolean =>
  evcc.house.loadpoints.some(({ site }) => site.name === name);
const running = ({ evcc }: Household): boolean => evcc.phase === 'running';

const minutes = fc.double({ min: 0.01, max: 6, noNaN: true }).map((time) => time * 60_000);
const moment = fc.integer({ min: 0, max: 5000 });

const happening: fc.Arbitrary<[string, Happening]> = fc.oneof(
  { weight: 4, arbitrary: minutes.map((ms): [string, Happening] => [`wait ${ms}`, ({ clock }) => clock.advance(ms)]) },
  moment.map((ms): [string, Happening] => [
    `stop, start after ${ms}`,
    (house) => {
      if (!running(house)) return;
      house.stop();
      house.clock.advance(ms);
      house.evcc.start();
    },
  ]),
  moment.map((ms): [string, Happening] => [
    `crash, start after ${ms}`,
    (house) => {
      if (house.evcc.phase === 'stopped') return;
      house.evcc.crash();
      house.clock.advance(ms);
      house.evcc.start();
    },
  ]),
  moment.map((ms): [string, Happening] => [
    `broker dies for ${ms}`,
    (house) => {
      house.killBroker();
      house.clock.advance(ms);
      house.broker.restart();
    },
  ]),
  moment.map((ms): [string, Happening] => [`own connection lost for ${ms}`, (house) => house.loseConnection(ms)]),
  moment.map((ms): [string, Happening] => [
    `evcc's connection lost for ${ms}`,
    (house) => {
      if (!running(house)) return;
      house.evcc.loseConnection();
      house.clock.advance(ms);
      if (house.evcc.phase === 'offline') house.evcc.reconnect();
    },
  ]),
  fc.constantFrom(...LOADPOINTS).map((name): [string, Happening] => [
    `${name} is removed`,
    (house) => {
      if (!running(house) || house.evcc.house.loadpoints.length < 2 || !exists(house, name)) return;
      house.evcc.removeLoadpoint(name);
      house.stop();
      house.evcc.start();
    },
  ]),
  fc.shuffledSubarray(LOADPOINTS, { minLength: 3 }).map((names): [string, Happening] => [
    `order ${names.join()}`,
    (house) => {
      if (!running(house)) return;
      house.evcc.reorderLoadpoints(...names.filter((name) => exists(house, name)));
      house.stop();
      house.evcc.start();
    },
  ]),
  fc
    .tuple(fc.constantFrom(...LOADPOINTS), fc.constantFrom('Carport', 'Hof', 'a/b + #1'))
    .map(([name, title]): [string, Happening] => [
      `${name} is called ${title}`,
      (house) => {
        if (running(house) && exists(house, name)) house.evcc.renameLoadpoint(name, title);
      },
    ]),
  fc.integer({ min: 0, max: 100 }).map((soc): [string, Happening] => [
    `plan ${soc}`,
    (house) => {
      if (!running(house)) return;
      if (soc < 40) house.evcc.deletePlan('vehicle_1');
      else house.evcc.addPlan('vehicle_1', { soc, time: house.clock.now() + 3_600_000 });
    },
  ]),
  fc
    .tuple(fc.constantFrom('lp-1', 'lp-2'), fc.constantFrom('vehicle_1', 'vehicle_2', 'guest', ''))
    .map(([name, car]): [string, Happening] => [
      `${car || 'nobody'} at ${name}`,
      (house) => {
        if (!exists(house, name)) return;
        if (car === '') house.evcc.leave(name);
        else house.evcc.arrive(name, car);
      },
    ]),
  // The nightly stays what it is: its forecasts have another form, and nodes on single slots another life.
  fc.constantFrom<ReleaseName>('0.315', '0.316').map((release): [string, Happening] => [
    `update to ${release}`,
    (house) => {
      if (!running(house)) return;
      if (house.options.release !== 'nightly') house.evcc.upgrade(release);
      house.stop();
      house.evcc.start();
    },
  ]),
);

export const story = fc.record({
  release: fc.constantFrom<ReleaseName>('nightly', '0.315', '0.316'),
  modeNames: fc.constantFrom<ModeNames>('classic', 'smart', 'published'),
  persistence: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  happenings: fc.array(happening, { minLength: 4, maxLength: 14 }),
});

export interface Story {
  readonly release: ReleaseName;
  readonly modeNames: ModeNames;
  readonly persistence: boolean;
  readonly seed: number;
  readonly happenings: readonly (readonly [name: string, happen: Happening])[];
}

/** Lives a story through with a node on everything and one on structures; returns what was wrong with what they were told. */
export function live({ happenings, ...options }: Story): { readonly wrong: string[]; readonly ms: number } {
  const house = new Household(options);
  const [single, whole] = [new Judge(house), new Judge(house)];
  house.world.values(['#'], {}, (message) => single.check(message));
  house.world.values(STRUCTURES, {}, (message) => whole.check(message));
  house.connect();
  house.start();
  house.clock.advance(10_000);
  for (const [, happen] of happenings) {
    house.mark();
    happen(house);
  }
  house.settle();
  house.pass(20_000);
  single.final();
  // Every loadpoint has had its turn: nothing is kept from before.
  house.pass(4 * 60_000);
  single.final();
  whole.final(STRUCTURES);
  return { wrong: [...single.wrong, ...whole.wrong], ms: house.clock.monotonic() };
}
