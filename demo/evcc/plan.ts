import type { Loadpoint } from './house';
import { energyTo, VOLTAGE } from './metering';

/** What a charging plan asks of a loadpoint; times in milliseconds since the epoch. */
export interface Planned {
  readonly active: boolean;
  readonly start: number | null;
  readonly end: number | null;
  /** Seconds by which it will be late. */
  readonly overrun: number;
}

export const NOT_PLANNED: Planned = { active: false, start: null, end: null, overrun: 0 };

/** Milliseconds before its last moment at which a plan begins: a loadpoint is looked at only now and then. What has begun goes on. */
const EARLIER = { begin: 600_000, goOn: 1_800_000 };

/** The plan that counts: the vehicle's in %, or, for a car that cannot tell its charge, the loadpoint's in kWh. */
export function effectivePlan({ vehicle, settings }: Loadpoint): { value: number; time: number | null } | null {
  if (vehicle && !vehicle.offline) return vehicle.settings.plan;
  return settings.plan.value > 0 ? settings.plan : null;
}

/** Wh that a plan still wants on the meter. */
function missing(loadpoint: Loadpoint, value: number): number {
  const { vehicle, chargedEnergy } = loadpoint;
  return vehicle && !vehicle.offline ? energyTo(value, vehicle) : Math.max(0, value * 1000 - chargedEnergy);
}

/**
 * Starts as late as full power allows. As evcc's planner it counts only in the modes that follow the sun, and only for a car that is
 * there.
 */
export function planned(loadpoint: Loadpoint, now: number): Planned {
  const plan = effectivePlan(loadpoint);
  if (!plan || plan.time === null || loadpoint.plugged === null || ['off', 'now'].includes(loadpoint.mode)) {
    return NOT_PLANNED;
  }
  const energy = missing(loadpoint, plan.value);
  if (energy <= 0) return NOT_PLANNED;
  const needed = (energy / (loadpoint.settings.maxCurrent * VOLTAGE * loadpoint.phasesDrawn)) * 3_600_000;
  const start = plan.time - needed;
  const active = now >= start - (loadpoint.planned.active ? EARLIER.goOn : EARLIER.begin);
  const begin = active ? now : start;
  const end = begin + needed;
  return { active, start: begin, end, overrun: Math.max(0, Math.round((end - plan.time) / 1000)) };
}
