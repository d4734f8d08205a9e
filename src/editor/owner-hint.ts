import type { OfferAnswer } from '../lib/admin-types';
import { loadpointsOf, unknownOwner, vehiclesOf } from './owners';
import { texts } from './text';

const text = texts('evcc-config');

/** Says of a topic whose loadpoint or vehicle the running evcc does not have which ones it has; undefined for all others. */
export function ownerHint(topic: string, offer: OfferAnswer | undefined): string | undefined {
  if (!unknownOwner(topic, offer)) return undefined;
  const [branch, owner = ''] = topic.split('/');
  const loadpoints = branch === 'loadpoints';
  const all = loadpoints ? loadpointsOf(offer) : vehiclesOf(offer);
  const known = all.map(({ segment }) => segment).join(', ');
  if (known === '') return text(loadpoints ? 'owner.noLoadpoints' : 'owner.noVehicles');
  return text(loadpoints ? 'owner.noLoadpoint' : 'owner.noVehicle', { owner, known });
}
