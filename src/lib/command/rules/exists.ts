import { parseTopic } from '../../topic';
import { allVehiclesKnown } from '../accept/vehicle';
import { noLoadpoint, noVehicle } from '../unknown';
import type { RuleCheck } from './types';

/** A loadpoint or vehicle that evcc has: what is sent to another one it ignores without a word. */
export const exists: RuleCheck = {
  reads: ['loadpoints', 'vehicles', 'vehicles/+/title'],
  check({ topic }, after) {
    const { scope, id = '' } = parseTopic(topic);
    const count = after.get('loadpoints');
    if (scope === 'loadpoint' && typeof count === 'number' && Number(id) > count)
      throw noLoadpoint(topic, String(id), after);
    if (scope === 'vehicle' && allVehiclesKnown(after) && typeof after.get(`vehicles/${id}/title`) !== 'string')
      throw noVehicle(topic, String(id), after);
  },
};
