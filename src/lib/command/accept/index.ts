import type { Accepts } from '../../catalogue/types';
import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { acceptsParams } from '../accepts';
import { isClearWord } from '../clear';
import { expects } from '../expect';
import { confirmTopics } from '../setting';
import type { Setting } from '../types';
import { acceptBoolean } from './boolean';
import { acceptDelay } from './delay';
import { isMissing, normalized } from './input';
import { acceptMode } from './mode';
import { acceptNumber } from './number';
import { acceptPlan, noPlan } from './plan';
import { acceptStrategy } from './strategy';
import type { Accept, Accepted, Context } from './types';
import { acceptVehicle } from './vehicle';
import { acceptAlwaysCharge, acceptBatteryMode, acceptPhases } from './words';

const ACCEPT: Readonly<Record<Accepts, Accept>> = {
  mode: acceptMode,
  alwaysCharge: acceptAlwaysCharge,
  batteryMode: acceptBatteryMode,
  phases: acceptPhases,
  integer: acceptNumber,
  number: acceptNumber,
  boolean: acceptBoolean,
  delay: acceptDelay,
  planSoc: acceptPlan,
  planEnergy: acceptPlan,
  strategy: acceptStrategy,
  vehicle: acceptVehicle,
};

function cleared(): Accepted {
  return {
    resolve: ({ setting, present }) => {
      // The battery's mode is never without a value: ended, it is unknown.
      const value = setting.set.accepts === 'batteryMode' ? 'unknown' : null;
      return { text: '-', expected: confirmTopics(setting, present).map((topic) => expects(topic, value)) };
    },
  };
}

/**
 * Judges the value for a setting by its form: what a person would give, see the contract with users' flows.
 * @throws EvccError `EVCC_INVALID`, with what is accepted.
 */
export function accept(setting: Setting, given: unknown, context: Context): Accepted {
  const { topic, set } = setting;
  const value = normalized(given);
  const said = () => ({ topic, ...acceptsParams(setting, context.present) });
  if (isMissing(value)) throw new EvccError('EVCC_INVALID', 'emptyPayload', said(), causeOf(setting, given));
  const plan = set.accepts === 'planSoc' || set.accepts === 'planEnergy';
  if (set.clears && (value === null || (typeof value === 'string' && isClearWord(value)))) return cleared();
  if (plan && (value === null || value === 'null')) return { resolve: (scene) => noPlan(scene.setting) };
  if (value === null) throw new EvccError('EVCC_INVALID', 'notClearable', said(), causeOf(setting, given));
  return ACCEPT[set.accepts](setting, value, context);
}
