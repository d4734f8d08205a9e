import type { Rule } from '../../catalogue/types';
import type { Present } from '../present';
import { beside } from '../setting';
import type { Setting } from '../types';
import { batteryControl, bufferOrder, needsBattery } from './battery';
import { currents } from './currents';
import { exists } from './exists';
import { alwaysChargeDevice, boostMode, phasesCharger } from './loadpoint';
import type { RuleCheck } from './types';

const RULES: Readonly<Record<Rule, RuleCheck | undefined>> = {
  currents,
  bufferOrder,
  needsBattery,
  batteryControl,
  phasesCharger,
  boostMode,
  alwaysChargeDevice,
  // Which vehicle is meant has to be known before, to write its name: see accept/vehicle.
  vehicleKnown: undefined,
};

function rulesOf({ set }: Setting): RuleCheck[] {
  return (set.rules ?? []).flatMap((rule) => RULES[rule] ?? []);
}

/** Topics and filters that a setting's checks read. */
export function readsOf(setting: Setting): string[] {
  return rulesOf(setting).flatMap((rule) => rule.reads.map((pattern) => beside(setting, pattern)));
}

/** Checks that evcc has the setting's loadpoint or vehicle. @throws EvccError `EVCC_INVALID` */
export function checkExists(setting: Setting, present: Present, value: unknown): void {
  exists.check(setting, present, value);
}

/** Checks a setting against the state that its message leaves. @throws EvccError `EVCC_INVALID` */
export function checkRules(setting: Setting, after: Present, value: unknown): void {
  for (const rule of rulesOf(setting)) rule.check(setting, after, value);
}

/** The topics by which loadpoints and vehicles are known to exist. */
export const EXISTENCE: readonly string[] = exists.reads;
