import { encode, type Message, time, type Value } from './encode';
import type { House, Vehicle } from './house';
import type { Release } from './releases';
import { translate } from './site';

/** One vehicle as evcc publishes it, empty fields included: recorded, always all vehicles at once. */
function vehicle({ site, title, settings }: Vehicle, { modes }: Release): Value {
  const { minSoc, limitSoc, plan, planStrategy } = settings;
  const own = site.mode ? translate(site.mode, modes) : null;
  return {
    title,
    icon: site.icon ?? null,
    capacity: site.capacity || null,
    phases: null,
    mode: own?.mode ?? null,
    minSoc: minSoc || null,
    limitSoc: limitSoc || null,
    minCurrent: null,
    maxCurrent: null,
    priority: null,
    features: [...(site.features ?? [])],
    // recorded: with a plan `plan/soc` and `plan/time`, without one an empty `plan`; its old children stay behind
    plan: plan ? { soc: plan.value, time: time(plan.time), ...planStrategy } : null,
    repeatingPlans: [],
    planStrategy: { ...planStrategy },
    planContinuous: planStrategy.continuous,
    planPrecondition: planStrategy.precondition,
    // recorded in a home: empty where the vehicle brings no mode
    alwaysCharge: own?.alwaysCharge ?? null,
  };
}

/** Everything below `vehicles/`. */
export const vehicleTopics = (house: House, release: Release): Message[] =>
  house.vehicles.flatMap((one) => encode(`vehicles/${one.site.name}`, vehicle(one, release), release.numbers));
