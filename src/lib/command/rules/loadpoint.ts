import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import type { Present } from '../present';
import { beside } from '../setting';
import { show } from '../show';
import type { Setting } from '../types';
import type { RuleCheck } from './types';

const SWITCHABLE = 'loadpoints/<n>/chargerPhases1p3p';
const SINGLE = 'loadpoints/<n>/chargerSinglePhase';

/** 0 (automatic) only where the charger switches phases, never more than it has (measured on evcc 0.313). */
export const phasesCharger: RuleCheck = {
  reads: [SWITCHABLE, SINGLE],
  check(setting, after, value) {
    const { topic } = setting;
    const phases = after.get(topic);
    if (phases !== 1 && after.get(beside(setting, SINGLE)) === true)
      throw new EvccError('EVCC_INVALID', 'phasesSingle', { topic }, causeOf(setting, value));
    if (phases === 0 && after.get(beside(setting, SWITCHABLE)) === false)
      throw new EvccError('EVCC_INVALID', 'phasesFixed', { topic }, causeOf(setting, value));
  },
};

const MODE = 'loadpoints/<n>/mode';
const SOLAR: ReadonlySet<unknown> = new Set(['pv', 'minpv', 'smart']);

/** Battery boost goes on only in a solar mode; going off is always possible. */
export const boostMode: RuleCheck = {
  reads: [MODE],
  check(setting, after, value) {
    const { topic } = setting;
    const mode = after.get(beside(setting, MODE));
    if (after.get(topic) !== true || typeof mode !== 'string' || SOLAR.has(mode)) return;
    throw new EvccError('EVCC_INVALID', 'boostMode', { topic, mode: show(mode) }, causeOf(setting, value));
  },
};

/** The features of a device that cannot charge a little, or never pauses: a relay, a heat pump. */
export const SWITCHING: readonly string[] = [
  'loadpoints/<n>/chargerFeatureSwitchDevice',
  'loadpoints/<n>/chargerFeatureContinuous',
];

/** Whether a loadpoint is known to be such a device. There evcc leaves alwaysCharge alone (recorded). */
export function isSwitching(setting: Setting, present: Present): boolean {
  return SWITCHING.some((feature) => present.get(beside(setting, feature)) === true);
}

/** Evcc refuses alwaysCharge there (recorded: "always charge is not supported by this charger"). */
export const alwaysChargeDevice: RuleCheck = {
  reads: SWITCHING,
  check(setting, after, value) {
    if (!isSwitching(setting, after)) return;
    throw new EvccError('EVCC_INVALID', 'alwaysChargeDevice', { topic: setting.topic }, causeOf(setting, value));
  },
};
