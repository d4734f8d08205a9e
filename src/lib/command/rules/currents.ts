import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { beside } from '../setting';
import type { RuleCheck } from './types';

const MIN = 'loadpoints/<n>/minCurrent';
const MAX = 'loadpoints/<n>/maxCurrent';

/** minCurrent ≤ maxCurrent; evcc refuses a minCurrent of 40 with a maxCurrent of 16 (measured on evcc 0.313). */
export const currents: RuleCheck = {
  reads: [MIN, MAX],
  check(setting, after, value) {
    const min = after.get(beside(setting, MIN));
    const max = after.get(beside(setting, MAX));
    if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return;
    const { topic } = setting;
    throw new EvccError('EVCC_INVALID', 'currents', { topic, min, max }, causeOf(setting, value));
  },
};
