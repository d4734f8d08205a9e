import type { House, Loadpoint } from './house';
import { count, VOLTAGE } from './metering';
import type { Random } from './random';

/** What moves the household between two looks at it: `SimplePhysics` of the recorded demo, `DayPhysics` of a house that is lived in. */
export interface Physics {
  /** Lets `seconds` pass; `now`: milliseconds since the epoch. */
  step(house: House, seconds: number, now: number): void;
}

/** W that a battery gives or takes at most. */
const BATTERY_POWER = 3000;

/** The demo of the recordings, whose sun never sets: clouds of 3 %, cars that fill, a heat pump that warms. */
export class SimplePhysics implements Physics {
  constructor(private readonly random: Random) {}

  step(house: House, seconds: number): void {
    const hours = seconds / 3600;
    for (const meter of house.pv) {
      meter.power = meter.site.power * this.random.between(0.97, 1.03);
      if (meter.energy !== null) meter.energy += (meter.power * hours) / 1000;
    }
    for (const loadpoint of house.loadpoints) this.charge(house, loadpoint, hours);
    this.balance(house, hours);
  }

  private charge(house: House, loadpoint: Loadpoint, hours: number): void {
    loadpoint.chargePower = this.power(house, loadpoint);
    count(house, loadpoint, hours);
  }

  private power(house: House, loadpoint: Loadpoint): number {
    if (loadpoint.draws === false || !(loadpoint.enabled || loadpoint.draws === true)) return 0;
    if (loadpoint.heating) {
      const { limit = 0, power = 0 } = loadpoint.site.heating ?? {};
      return loadpoint.temperature >= limit ? 0 : power * this.random.between(0.997, 1.003);
    }
    const car = house.vehicles.find((one) => one.site.name === loadpoint.plugged);
    if (loadpoint.plugged === null || (car && car.soc >= (car.site.ownLimit ?? 100))) return 0;
    const current = loadpoint.offeredCurrent || (loadpoint.draws === true ? loadpoint.settings.maxCurrent : 0);
    return current * VOLTAGE * loadpoint.phasesDrawn;
  }

  private balance(house: House, hours: number): void {
    const aux = house.aux.reduce((sum, one) => sum + one.power, 0);
    const missing = house.homePower + aux + house.chargePower - house.pvPower;
    for (const battery of house.batteries) {
      const held = house.batteryMode === 'hold' && missing > 0;
      const full = missing < 0 ? battery.soc >= 95 : battery.soc <= 10;
      const share = missing / house.batteries.length / 2;
      battery.power = held || full ? 0 : Math.max(-BATTERY_POWER, Math.min(BATTERY_POWER, share));
      battery.soc -= (battery.power * hours) / (battery.site.capacity * 10);
    }
    house.gridPower = missing - house.batteryPower;
    if (house.gridEnergy !== null) house.gridEnergy += (Math.max(0, house.gridPower) * hours) / 1000;
  }
}
