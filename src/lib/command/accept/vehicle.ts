import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { GUEST } from '../accepts';
import { expects } from '../expect';
import type { Present } from '../present';
import { confirmTopics } from '../setting';
import { show } from '../show';
import type { Resolved, Setting } from '../types';
import { vehiclesOf } from '../unknown';
import { malformed } from './input';
import type { Accept } from './types';

/** What evcc allows as a vehicle's name. */
const NAME = /^[a-zA-Z0-9_.:-]+$/;

/** Whether all vehicles are known, by their number. */
export function allVehiclesKnown(present: Present): boolean {
  const count = present.get('vehicles');
  return typeof count === 'number' && vehiclesOf(present).size >= count;
}

/** Evcc's name of a vehicle: by that name or its title, undefined for a guest. @throws EvccError `EVCC_INVALID` */
function nameOf(setting: Setting, given: string, present: Present): string | undefined {
  const vehicles = vehiclesOf(present);
  if (vehicles.has(given)) return given;
  const titled = [...vehicles].flatMap(([name, title]) => (title.trim() === given ? name : []));
  if (titled.length > 1) {
    const { topic } = setting;
    throw new EvccError('EVCC_INVALID', 'titleTwice', { topic, title: show(given) }, causeOf(setting, given));
  }
  if (titled[0] !== undefined) return titled[0];
  if (given.toLowerCase() === GUEST) return undefined;
  // What is not known is not checked: evcc's answer counts.
  if (NAME.test(given) && !allVehiclesKnown(present)) return given;
  throw malformed(setting, given, present);
}

/** No vehicle: evcc takes `-`. */
export function noVehicle(setting: Setting, present: Present): Resolved {
  return { text: '-', expected: confirmTopics(setting, present).map((topic) => expects(topic, null)) };
}

/** The vehicle at a loadpoint, by evcc's name of it, its title, or "guest". */
export const acceptVehicle: Accept = (setting, value, { present }) => {
  if (typeof value !== 'string') throw malformed(setting, value, present);
  return {
    resolve: ({ setting, present }) => {
      const name = nameOf(setting, value, present);
      if (name === undefined) return noVehicle(setting, present);
      return { text: name, expected: confirmTopics(setting, present).map((topic) => expects(topic, name)) };
    },
  };
};
