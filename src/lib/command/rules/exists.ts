import { EvccError } from '../../errors';
import { parseTopic } from '../../topic';
import { allVehiclesKnown } from '../accept/vehicle';
import { causeOf } from '../accepted-text';
import type { RuleCheck } from './types';

/** A loadpoint or vehicle that evcc has: what is sent to another one it ignores without a word. */
export const exists: RuleCheck = {
  reads: ['loadpoints', 'vehicles', 'vehicles/+/title'],
  check(setting, after, value) {
    const { topic } = setting;
    const { scope, id = '' } = parseTopic(topic);
    const count = after.get('loadpoints');
    if (scope === 'loadpoint' && typeof count === 'number' && Number(id) > count)
      throw new EvccError('EVCC_INVALID', 'unknownLoadpoint', { topic, title: id }, causeOf(setting, value));
    if (scope === 'vehicle' && allVehiclesKnown(after) && typeof after.get(`vehicles/${id}/title`) !== 'string')
      throw new EvccError('EVCC_INVALID', 'unknownVehicle', { topic, title: id }, causeOf(setting, value));
  },
};
