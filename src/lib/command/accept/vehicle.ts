import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { expects } from '../expect';
import type { Present } from '../present';
import { confirmTopics } from '../setting';
import { show } from '../show';
import type { Resolved, Setting } from '../types';
import { malformed } from './input';
import type { Accept } from './types';

/** What evcc allows as a vehicle's name. */
const NAME = /^[a-zA-Z0-9_.:-]+$/;
/** Evcc's own user interface calls a car that it does not know so. */
const GUEST = 'guest';

/** Vehicles by name with their titles. */
function vehiclesOf(present: Present): Map<string, string> {
  const vehicles = new Map<string, string>();
  for (const name of present.below('vehicles')) {
    const title = present.get(`vehicles/${name}/title`);
    if (typeof title === 'string') vehicles.set(name, title);
  }
  return vehicles;
}

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
    throw new EvccError('EVCC_INVALID', 'ambiguousTitle', { topic, title: show(given) }, causeOf(setting, given));
  }
  if (titled[0] !== undefined) return titled[0];
  if (given.toLowerCase() === GUEST) return undefined;
  // What is not known is not checked: evcc's answer counts.
  if (NAME.test(given) && !allVehiclesKnown(present)) return given;
  const known = [...vehicles].map(([name, title]) => (name === title ? name : `${name} (${title})`));
  throw malformed(setting, given, [...known, GUEST].join(', '));
}

/** No vehicle: evcc takes `-`. */
export function noVehicle(setting: Setting, present: Present): Resolved {
  return { text: '-', expected: confirmTopics(setting, present).map((topic) => expects(topic, null)) };
}

/** The vehicle at a loadpoint, by evcc's name of it, its title, or "guest". */
export const acceptVehicle: Accept = (setting, value) => {
  if (typeof value !== 'string') throw malformed(setting, value, GUEST);
  return {
    resolve: ({ setting, present }) => {
      const name = nameOf(setting, value, present);
      if (name === undefined) return noVehicle(setting, present);
      return { text: name, expected: confirmTopics(setting, present).map((topic) => expects(topic, name)) };
    },
  };
};
