import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DayPhysics, House, homeDay, homeSite, type Loadpoint } from '../../demo/evcc';
import { world } from './support';

const DAY = homeDay(1);
const SITE = homeSite('en', 30, DAY);
const MIDNIGHT = Date.UTC(2026, 5, 20, 23);
const HOUR = 3_600_000;

/** One look of evcc's at the house: how long since the last one, and what everything was set to then. */
const moment = fc.record({
  seconds: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 40_000 })),
  battery: fc.constantFrom('unknown', 'normal', 'hold', 'charge', 'holdcharge'),
  offers: fc.array(fc.constantFrom(0, 6, 9.5, 16, 32), { minLength: 3, maxLength: 3 }),
  phases: fc.constantFrom(1, 3),
});

const start = fc.record({
  at: fc.integer({ min: 0, max: 48 * 3600 }),
  battery: fc.integer({ min: 5, max: 100 }),
  cars: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 2 }),
  limit: fc.constantFrom(undefined, 50, 80),
  plugged: fc.constantFrom(null, 'id3', 'guest'),
});

function lived(
  given: typeof start extends fc.Arbitrary<infer T> ? T : never,
  moments: readonly (typeof moment extends fc.Arbitrary<infer T> ? T : never)[],
  look: (house: House, before: { soc: number; seconds: number }) => void,
): void {
  const { limit } = given;
  const vehicles = SITE.vehicles.map((one, at) => ({
    ...one,
    soc: given.cars[at] ?? one.soc,
    ...(limit === undefined ? {} : { ownLimit: limit }),
  }));
  const house = new House({
    ...SITE,
    vehicles,
    batteries: SITE.batteries.map((one) => ({ ...one, soc: given.battery })),
  });
  const physics = new DayPhysics(DAY);
  const [first] = house.loadpoints;
  if (first) first.plugged = given.plugged;
  let now = MIDNIGHT + given.at * 1000;
  for (const { seconds, battery, offers, phases } of moments) {
    house.batteryMode = battery;
    for (const [at, loadpoint] of house.loadpoints.entries()) {
      loadpoint.offeredCurrent = offers[at] ?? 0;
      loadpoint.enabled = loadpoint.offeredCurrent > 0;
      loadpoint.phasesActive = phases;
    }
    now += seconds * 1000;
    const soc = house.batterySoc;
    physics.step(house, seconds, now);
    look(house, { soc, seconds });
  }
}

const lives = [start, fc.array(moment, { minLength: 1, maxLength: 25 })] as const;

describe('a house over a day, whatever is set and however long nobody looks', () => {
  test('what comes from sun, grid and battery goes into house and loadpoints', () => {
    fc.assert(
      fc.property(...lives, (given, moments) =>
        lived(given, moments, (house) => {
          const comes = house.pvPower + house.gridPower + house.batteryPower;
          expect(comes).toBeCloseTo(house.homePower + house.chargePower, 6);
          expect(house.pvPower).toBeGreaterThanOrEqual(0);
          expect(house.homePower).toBeGreaterThan(0);
        }),
      ),
    );
  });

  test('no state of charge leaves its bounds, and no car passes its own limit by charging', () => {
    fc.assert(
      fc.property(...lives, (given, moments) => {
        const most = new Map<string, number>();
        lived(given, moments, (house) => {
          for (const { soc } of house.batteries) {
            expect(soc).toBeGreaterThanOrEqual(5 - 1e-9);
            expect(soc).toBeLessThanOrEqual(100 + 1e-9);
          }
          for (const { soc, site } of house.vehicles) {
            const before = most.get(site.name) ?? site.soc;
            expect(soc).toBeGreaterThanOrEqual(0);
            expect(soc).toBeLessThanOrEqual(Math.max(before, site.ownLimit ?? 100) + 1e-9);
            most.set(site.name, soc);
          }
          for (const { heating, temperature } of house.loadpoints) if (heating) expect(temperature).toBeLessThan(55.1);
        });
      }),
    );
  });

  test('the battery gives nothing while it is held, and fills while it is told to charge', () => {
    fc.assert(
      fc.property(...lives, (given, moments) =>
        lived(given, moments, (house, before) => {
          if (house.batteryMode === 'hold') expect(house.batterySoc).toBeGreaterThanOrEqual(before.soc - 1e-9);
          if (house.batteryMode === 'holdcharge') expect(house.batterySoc).toBe(before.soc);
          if (house.batteryMode === 'charge') {
            const full = before.soc > 99.9;
            if (before.seconds > 0 && !full) expect(house.batterySoc).toBeGreaterThan(before.soc);
            expect(house.batteryPower).toBeLessThanOrEqual(0);
          }
        }),
      ),
    );
  });

  test('a car draws what current and phases allow until it is full, and nothing when none is there', () => {
    fc.assert(
      fc.property(...lives, (given, moments) =>
        lived(given, moments, (house, { seconds }) => {
          for (const loadpoint of house.loadpoints.filter(({ heating }) => !heating)) {
            const most = loadpoint.offeredCurrent * 230 * loadpoint.phasesDrawn;
            expect(loadpoint.chargePower).toBeLessThanOrEqual(most + 1e-9);
            if (loadpoint.plugged === null) expect(loadpoint.chargePower).toBe(0);
            const car = house.vehicles.find(({ site }) => site.name === loadpoint.plugged);
            const full = car && car.soc > (car.site.ownLimit ?? 100) - 4;
            if (loadpoint.plugged !== null && !full && seconds < 120)
              expect(loadpoint.chargePower).toBeCloseTo(most, 6);
          }
        }),
      ),
    );
  });

  test('a day is the same however often somebody looks', () => {
    const day = (step: number): number[] => {
      const house = new House(SITE);
      const physics = new DayPhysics(DAY);
      for (let s = 0; s < 24 * 3600; s += step) physics.step(house, step, MIDNIGHT + (s + step) * 1000);
      return [house.batterySoc, house.pvPower, house.homePower];
    };
    const [often, seldom] = [day(60), day(3600)];
    for (const [at, value] of often.entries()) expect(seldom[at]).toBeCloseTo(value, 6);
  });
});

/** An evcc in that house, on a fake clock, from an hour of its day on. */
function evening(hour: number, change: Partial<typeof SITE> = {}) {
  const here = world({
    site: { ...SITE, tariffs: { ...SITE.tariffs, slots: 8 }, ...change },
    physics: new DayPhysics(DAY),
  });
  const to = (wanted: number): void => {
    const now = (here.clock.now() / HOUR + DAY.utcOffset) % 24;
    here.clock.advance(((wanted - now + 24) % 24) * HOUR);
  };
  to(hour);
  here.start();
  here.clock.advance(120_000);
  const lp = (name: string): Loadpoint => here.evcc.loadpoint(name);
  const minutes = (count: number): void => here.clock.advance(count * 60_000);
  return { ...here, to, lp, minutes };
}

describe('what is set has the effect that a user expects', () => {
  test('now draws what phases and currents allow, off nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 3), fc.integer({ min: 6, max: 32 }), (phases, current) => {
        const here = evening(11);
        here.command('loadpoints/2/phasesConfigured', String(phases), 1500);
        here.command('loadpoints/2/maxCurrent', String(current), 1500);
        here.command('loadpoints/2/mode', 'now', 1500);
        here.minutes(2);
        expect(here.lp('lp-2').chargePower).toBeCloseTo(phases * current * 230, 6);
        here.command('loadpoints/2/mode', 'off', 1500);
        here.minutes(2);
        expect(here.lp('lp-2').chargePower).toBe(0);
      }),
      { numRuns: 8 },
    );
  });

  test('pv waits for the sun as long as evcc does, follows it, and ends in the night; minpv goes on with the least', () => {
    const here = evening(4);
    expect(here.lp('lp-1').chargePower).toBe(0);
    let enabled = Number.NaN;
    let waited = Number.NaN;
    while (!here.lp('lp-1').enabled) {
      here.clock.advance(1000);
      const { timer } = here.lp('lp-1');
      if (timer?.action === 'enable') waited = timer.since;
      enabled = here.clock.now();
    }
    expect(enabled - waited).toBeGreaterThanOrEqual(60_000);
    here.to(12);
    const { house } = here.evcc;
    const { chargePower } = here.lp('lp-1');
    expect(chargePower).toBeGreaterThan(1000);
    expect(house.gridPower).toBeLessThan(600);
    here.command('loadpoints/2/mode', 'minpv', 1500);
    here.evcc.vehicle('id3').soc = 40;
    here.evcc.vehicle('model3').soc = 20;
    here.to(23);
    expect(here.lp('lp-1').chargePower).toBe(0);
    expect(here.lp('lp-2').chargePower).toBeCloseTo(3 * 6 * 230, 6);
  });

  test('a limit ends the charge, the loadpoint’s or the vehicle’s', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 45, max: 80 }),
        fc.constantFrom('loadpoints/2', 'vehicles/model3'),
        (limit, where) => {
          const here = evening(9);
          here.command(`${where}/limitSoc`, String(limit), 1500);
          here.command('loadpoints/2/mode', 'now', 1500);
          here.minutes(6 * 60);
          expect(here.lp('lp-2').chargePower).toBe(0);
          const { soc } = here.evcc.vehicle('model3');
          expect(soc).toBeGreaterThanOrEqual(limit);
          // What it draws until the loadpoint's turn comes.
          expect(soc).toBeLessThan(limit + 0.5);
        },
      ),
      { numRuns: 6 },
    );
  });

  test('a plan starts as late as it can and is in time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 45, max: 90 }), fc.integer({ min: 9, max: 14 }), (soc, hours) => {
        const here = evening(20);
        here.command('loadpoints/2/mode', 'pv', 1500);
        const time = here.clock.now() + hours * HOUR;
        here.command(
          'vehicles/model3/planSoc',
          JSON.stringify({ value: soc, time: new Date(time).toISOString() }),
          1500,
        );
        here.minutes(2);
        expect(here.lp('lp-2').chargePower).toBe(0);
        const begin = Number(here.evcc.published().get('loadpoints/2/planProjectedStart')) * 1000;
        here.clock.advance(begin - here.clock.now() - 90 * 60_000);
        expect(here.evcc.published().get('loadpoints/2/planActive')).toBe('false');
        here.clock.advance(begin - here.clock.now() + 120_000);
        expect(here.evcc.published().get('loadpoints/2/planActive')).toBe('true');
        expect(here.lp('lp-2').chargePower).toBeCloseTo(16 * 3 * 230, 6);
        here.clock.advance(time - here.clock.now());
        expect(here.evcc.vehicle('model3').soc).toBeGreaterThanOrEqual(soc);
        here.minutes(5);
        expect(here.evcc.vehicle('model3').settings.plan).toBeNull();
      }),
      { numRuns: 6 },
    );
  });

  test('a battery that is held keeps its charge, one told to charge fills from the grid, and normal covers the house', () => {
    const here = evening(22);
    const { house } = here.evcc;
    expect(house.batteryPower).toBeGreaterThan(0);
    expect(house.gridPower).toBeCloseTo(0, 6);
    // It follows with the next cycle, and evcc falls back after a minute.
    const ask = (mode: string): void => {
      for (let n = 0; n < 3; n++) here.command('site/batteryMode', mode, 25_000);
    };
    ask('hold');
    expect(house.batteryPower).toBe(0);
    ask('charge');
    expect(house.batteryPower).toBe(-5000);
    expect(house.gridPower).toBeGreaterThan(5000);
    here.minutes(3);
    expect(house.batteryPower).toBeGreaterThan(0);
  });

  test('a price limit charges the battery, discharge control spares it for the house', () => {
    const here = evening(22);
    const { house } = here.evcc;
    here.command('site/batteryGridChargeLimit', '1', 1000);
    here.minutes(2);
    expect(house.batteryPower).toBeLessThan(-1000);
    here.command('site/batteryGridChargeLimit', '-', 1000);
    here.command('site/batteryDischargeControl', 'true', 1000);
    here.command('loadpoints/2/mode', 'now', 1000);
    here.minutes(4);
    expect(house.batteryMode).toBe('hold');
    expect(house.batteryPower).toBe(0);
  });

  test('a low price makes a loadpoint charge', () => {
    const here = evening(22);
    here.command('loadpoints/1/smartCostLimit', '1', 1000);
    here.minutes(3);
    expect(here.lp('lp-1').chargePower).toBeCloseTo(16 * 230, 6);
    expect(here.evcc.published().get('loadpoints/1/smartCostActive')).toBe('true');
  });

  test('the balance holds on the broker as well, over a day', () => {
    const here = evening(0);
    here.command('loadpoints/2/mode', 'minpv', 1000);
    const number = (topic: string): number => Number(here.retained().get(topic));
    for (let n = 0; n < 48; n++) {
      here.minutes(30);
      here.clock.advance(20_000);
      const sum = number('site/pvPower') + number('site/grid/power') + number('site/battery/power');
      const used = [1, 2, 3].reduce(
        (all, at) => all + number(`loadpoints/${at}/chargePower`),
        number('site/homePower'),
      );
      expect(Math.abs(sum - used)).toBeLessThan(0.01);
    }
  });
});
