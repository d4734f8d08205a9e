import { encode, type Message, time, type Value } from './encode';
import type { House, Vehicle } from './house';
import { type Schema, translate } from './site';

/** One vehicle as evcc publishes it, empty fields included: recorded, always all vehicles at once. */
function vehicle({ site, title, settings }: Vehicle, schema: Schema): Value {
  const { minSoc, limitSoc, plan, planStrategy } = settings;
  const own = site.mode ? translate(site.mode, schema) : null;
  return {
    title,
    icon: site.icon ?? null,
    capacity: site.capacity,
    phases: null,
    mode: own?.mode ?? null,
    minSoc: minSoc || null,
    limitSoc: limitSoc || null,
    minCurrent: null,
    maxCurrent: null,
    priority: null,
    features: [...(site.features ?? [])],
    // recorded: with a plan `plan/soc` and `plan/time`, without one an empty `plan`; its old children stay behind
    plan: plan ? { soc: plan.value, time: time(plan.time) } : null,
    repeatingPlans: [],
    planStrategy: { continuous: planStrategy.continuous, precondition: planStrategy.precondition },
    ...(schema === '0.316' ? { alwaysCharge: own?.alwaysCharge ?? 'off' } : {}),
  };
}

/** Everything below `vehicles/`. */
export const vehicleTopics = (house: House, schema: Schema): Message[] =>
  house.vehicles.flatMap((one) => encode(`vehicles/${one.site.name}`, vehicle(one, schema)));
