import {
  boolean,
  duration,
  EMPTY,
  heatable,
  number,
  section,
  series,
  settable,
  strategySetter,
  struct,
  time,
} from './build';
import type { Property } from './types';

const PLAN_ENERGY = 'loadpoints/<n>/planEnergy';
const PLAN_STRATEGY = 'loadpoints/<n>/planStrategy';
const PLAN_SOC = 'vehicles/<name>/planSoc';

/** The charging plan of a loadpoint: its own by energy, or the connected vehicle's by state of charge. */
export const LOADPOINT_PLAN: readonly Property[] = section('loadpoints/<n>', 'plan', 'never', [
  // One JSON text: `null`, or a list of slots; their value is what the slot costs.
  series('plan', 'cost', { ...EMPTY, since: '0.211.1' }),
  boolean('planActive', { former: ['loadpoints/<n>/timerActive'] }),
  settable(number('planEnergy', 'kWh', { slider: { min: 1, max: 200, step: 1 } }), {
    accepts: 'planEnergy',
    min: 0,
    confirm: [PLAN_ENERGY, 'loadpoints/<n>/planTime'],
  }),
  time('planTime', { ...EMPTY, setBy: PLAN_ENERGY, former: ['loadpoints/<n>/targetTime'] }),
  settable(struct('planStrategy', { since: '0.203.4' }), strategySetter('loadpoints/<n>')),
  // Until 0.300.x each had a topic of its own.
  boolean('planStrategy/continuous', {
    since: '0.300.0',
    setBy: PLAN_STRATEGY,
    former: ['loadpoints/<n>/planContinuous'],
  }),
  duration('planStrategy/precondition', {
    since: '0.203.4',
    setBy: PLAN_STRATEGY,
    former: ['loadpoints/<n>/planPrecondition'],
  }),
  duration('planOverrun'),
  time('planProjectedStart', EMPTY),
  time('planProjectedEnd', EMPTY),
  number('effectivePlanId'),
  heatable('effectivePlanSoc', { setBy: PLAN_SOC }),
  time('effectivePlanTime', { ...EMPTY, setBy: PLAN_SOC }),
  struct('effectivePlanStrategy', { since: '0.300.0', setBy: PLAN_STRATEGY }),
  boolean('effectivePlanStrategy/continuous', {
    since: '0.300.0',
    setBy: PLAN_STRATEGY,
    former: ['loadpoints/<n>/effectivePlanContinuous'],
  }),
  duration('effectivePlanStrategy/precondition', {
    since: '0.300.0',
    setBy: PLAN_STRATEGY,
    former: ['loadpoints/<n>/effectivePlanPrecondition'],
  }),
]);
