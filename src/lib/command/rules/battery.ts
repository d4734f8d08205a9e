import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import type { Present } from '../present';
import type { RuleCheck } from './types';

const DEVICES = 'site/battery/devices';
const ORDER: readonly string[] = ['site/prioritySoc', 'site/bufferSoc', 'site/bufferStartSoc'];

/** prioritySoc ≤ bufferSoc ≤ bufferStartSoc, those left out that are 0 (off). */
export const bufferOrder: RuleCheck = {
  reads: ORDER,
  check(setting, after, value) {
    const { topic } = setting;
    const own = after.get(topic);
    if (typeof own !== 'number' || own === 0) return;
    const at = ORDER.indexOf(topic);
    for (const [index, other] of ORDER.entries()) {
      const soc = after.get(other);
      if (index === at || typeof soc !== 'number' || soc === 0) continue;
      if (index < at ? soc <= own : own <= soc) continue;
      const [first, second] = index < at ? [other, topic] : [topic, other];
      const [low, high] = index < at ? [soc, own] : [own, soc];
      const cause = causeOf(setting, value);
      throw new EvccError(
        'EVCC_INVALID',
        'bufferOrder',
        { topic, first: name(first), second: name(second), low, high },
        cause,
      );
    }
  },
};

const name = (topic: string): string => topic.replace('site/', '');

/** Whether evcc is known to have no battery. */
function none(present: Present): boolean {
  return present.get(DEVICES) === 0;
}

/** Settings that mean nothing without a home battery. */
export const needsBattery: RuleCheck = {
  reads: [DEVICES],
  check(setting, after, value) {
    if (!none(after)) return;
    throw new EvccError('EVCC_INVALID', 'noBattery', { topic: setting.topic }, causeOf(setting, value));
  },
};

/** Where no battery is controllable evcc refuses to control it (measured on evcc 0.313). */
export const batteryControl: RuleCheck = {
  reads: [DEVICES, `${DEVICES}/+/controllable`],
  check(setting, after, value) {
    needsBattery.check(setting, after, value);
    const count = after.get(DEVICES);
    const known = after.below(DEVICES).map((device) => after.get(`${DEVICES}/${device}/controllable`));
    const fixed = known.filter((controllable) => controllable === false).length;
    if (typeof count !== 'number' || fixed < count || known.includes(true)) return;
    throw new EvccError('EVCC_INVALID', 'batteryControl', { topic: setting.topic }, causeOf(setting, value));
  },
};
