import type { House, Loadpoint } from './house';

export const VOLTAGE = 230;
/** Of what the meter counts, the share that reaches a car's battery. */
export const EFFICIENCY = 0.85;

/** Wh on the meter until a car has reached a state of charge, %. */
export const energyTo = (
  soc: number,
  car: { readonly soc: number; readonly site: { readonly capacity: number } },
): number => (Math.max(0, soc - car.soc) * car.site.capacity * 10) / EFFICIENCY;

/** Counts what a loadpoint drew in some hours, and puts it into the car or the heat store. */
export function count(house: House, loadpoint: Loadpoint, hours: number): void {
  if (loadpoint.chargePower === 0) return;
  const energy = loadpoint.chargePower * hours;
  const solar = Math.min(1, house.pvPower / (house.homePower + house.chargePower));
  loadpoint.chargedEnergy += energy;
  loadpoint.solarEnergy += energy * solar;
  loadpoint.sessionPrice += (energy / 1000) * (0.08 * solar + 0.27 * (1 - solar));
  loadpoint.sessionCo2 += (energy / 1000) * 390 * (1 - solar);
  loadpoint.todayEnergy += energy;
  loadpoint.totalImport += energy / 1000;
  loadpoint.chargeDuration += hours * 3600;
  if (loadpoint.heating) loadpoint.temperature += energy / 2000;
  const car = house.vehicles.find((one) => one.site.name === loadpoint.plugged);
  if (car) car.soc = Math.min(100, car.soc + (energy * EFFICIENCY) / (car.site.capacity * 10));
}
