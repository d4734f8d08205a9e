import type { Battery, House, Loadpoint } from './house';
import { count, energyTo, VOLTAGE } from './metering';
import type { Physics } from './physics';
import type { Outing } from './site';
import { type Day, drift, hourOf, household, sunshine } from './weather';

/** Longest stretch that is taken as one, s: clouds pass within minutes. */
const STRETCH = 60;
/** W that a battery gives or takes at most. */
const BATTERY_POWER = 5000;
/** % between which a home battery is used. */
export const BATTERY_RANGE = { empty: 5, full: 100 };
/** °C by which a heat store cools in an hour, and below its limit at which the heat pump begins again. */
const HEAT = { loss: 0.8, again: 2 };

/** W of at most `power` for which there is room, so that no step, however long, passes a bound; `room` in Wh. */
const within = (power: number, room: number, hours: number): number => {
  if (room <= 0) return 0;
  return hours > 0 ? Math.min(power, room / hours) : power;
};

/**
 * A house over a day: sun with clouds, a household, cars that come and go, a heat store, a battery, and the grid that gives or takes the
 * rest. After every step sun + grid + battery = house + loadpoints, and no state of charge has left its bounds.
 */
export class DayPhysics implements Physics {
  private readonly warm = new Set<Loadpoint>();
  private readonly away = new Set<string>();

  constructor(private readonly day: Day) {}

  step(house: House, seconds: number, now: number): void {
    let left = Math.max(0, seconds);
    do {
      const part = Math.min(left, STRETCH);
      left -= part;
      this.stretch(house, part / 3600, now - left * 1000);
    } while (left > 0);
  }

  private stretch(house: House, hours: number, at: number): void {
    const peak = house.pv.reduce((sum, { site }) => sum + site.power, 0);
    for (const meter of house.pv) {
      meter.power = sunshine(at, this.day) * (meter.site.power / (peak || 1));
      if (meter.energy !== null) meter.energy += (meter.power * hours) / 1000;
    }
    house.homePower = household(at, this.day, house.site.homePower);
    this.outings(house, at);
    for (const loadpoint of house.loadpoints) {
      loadpoint.chargePower = loadpoint.heating
        ? this.heat(loadpoint, hours, at)
        : this.charge(house, loadpoint, hours);
    }
    for (const loadpoint of house.loadpoints) count(house, loadpoint, hours);
    this.balance(house, hours);
  }

  /** A car leaves from the loadpoint at which it stands, and comes back to the first one that is free. */
  private outings(house: House, at: number): void {
    const hour = hourOf(at, this.day);
    for (const { site, ...car } of house.vehicles.filter((one) => one.site.outing)) {
      const { leaves, back } = site.outing as Outing;
      const out = hour >= leaves && hour < back;
      if (out === this.away.has(site.name)) continue;
      const place = house.loadpoints.find(({ plugged, heating }) => !heating && plugged === (out ? site.name : null));
      if (!place) continue;
      place.plugged = out ? null : site.name;
      if (out) {
        this.away.add(site.name);
        continue;
      }
      this.away.delete(site.name);
      const driven = house.vehicles.find((one) => one.site === site);
      if (driven) driven.soc = Math.max(0, car.soc - (site.outing?.uses ?? 0));
    }
  }

  private heat(loadpoint: Loadpoint, hours: number, at: number): number {
    const { limit = 0, power = 0 } = loadpoint.site.heating ?? {};
    loadpoint.temperature = Math.max(15, loadpoint.temperature - HEAT.loss * hours);
    if (loadpoint.temperature >= limit) this.warm.add(loadpoint);
    if (loadpoint.temperature <= limit - HEAT.again) this.warm.delete(loadpoint);
    if (!loadpoint.enabled || this.warm.has(loadpoint)) return 0;
    const room = Math.max(0, limit - loadpoint.temperature) * 2000;
    return within(power * (0.94 + 0.06 * drift(at, 240_000, 8)), room, hours);
  }

  /** What the charger offers on the phases that carry it; a car takes no more than fits into it. */
  private charge(house: House, loadpoint: Loadpoint, hours: number): number {
    if (!loadpoint.enabled || loadpoint.plugged === null) return 0;
    const power = loadpoint.offeredCurrent * VOLTAGE * loadpoint.phasesDrawn;
    const car = house.vehicles.find((one) => one.site.name === loadpoint.plugged);
    return car ? within(power, energyTo(car.site.ownLimit ?? 100, car), hours) : power;
  }

  private balance(house: House, hours: number): void {
    const aux = house.aux.reduce((sum, one) => sum + one.power, 0);
    let missing = house.homePower + aux + house.chargePower - house.pvPower;
    for (const battery of house.batteries) {
      battery.power = this.battery(battery, house.batteryMode, missing, hours);
      battery.soc -= (battery.power * hours) / (battery.site.capacity * 10);
      missing -= battery.power;
    }
    house.gridPower = missing;
    if (house.gridEnergy !== null) house.gridEnergy += (Math.max(0, house.gridPower) * hours) / 1000;
  }

  /** W, positive when discharging. `hold` gives nothing, `charge` takes all it can, whatever the sun does. */
  private battery({ site, soc }: Battery, mode: string, missing: number, hours: number): number {
    const kept = mode === 'hold' || mode === 'holdcharge';
    const given = missing > 0 && !kept && mode !== 'charge' ? missing : 0;
    const taken = mode === 'charge' ? BATTERY_POWER : mode === 'holdcharge' ? 0 : Math.max(0, -missing);
    const wh = site.capacity * 10;
    if (given > 0) return within(Math.min(given, BATTERY_POWER), (soc - BATTERY_RANGE.empty) * wh, hours);
    return -within(Math.min(taken, BATTERY_POWER), (BATTERY_RANGE.full - soc) * wh, hours);
  }
}
