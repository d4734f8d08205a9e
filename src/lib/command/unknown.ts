import { EvccError } from '../errors';
import type { Present } from './present';
import { show } from './show';

/** The loadpoints that are known, for people: `1 (Carport), 2 (Garage)`. */
function loadpoints(present: Present): string {
  const named = present.loadpoints().map((n) => {
    const title = present.get(`loadpoints/${n}/title`);
    return typeof title === 'string' ? `${n} (${title})` : String(n);
  });
  return named.join(', ');
}

/** Vehicles by name with their titles. */
export function vehiclesOf(present: Present): Map<string, string> {
  const vehicles = new Map<string, string>();
  for (const name of present.below('vehicles')) {
    const title = present.get(`vehicles/${name}/title`);
    if (typeof title === 'string') vehicles.set(name, title);
  }
  return vehicles;
}

/** The vehicles that are known, for people: `eup (e-Up), zoe`. */
export function vehicleNames(present: Present): string[] {
  return [...vehiclesOf(present)].map(([name, title]) => (name === title ? name : `${name} (${title})`));
}

/** Evcc has no such loadpoint, by its number, name or title; which there are. */
export function noLoadpoint(topic: string, title: string, present: Present): EvccError {
  const values = loadpoints(present);
  const params = { topic: show(topic), title: show(title), values };
  return new EvccError('EVCC_INVALID', 'noLoadpoint', params, { topic, value: title, accepts: values });
}

/** Evcc has no such vehicle, by its name or title; which there are. */
export function noVehicle(topic: string, title: string, present: Present): EvccError {
  const values = vehicleNames(present).join(', ');
  const params = { topic: show(topic), title: show(title), values };
  const key = values === '' ? 'noVehicles' : 'noVehicle';
  return new EvccError('EVCC_INVALID', key, params, { topic, value: title, accepts: values });
}

/** What a command says of a name or title in its topic that cannot be resolved: also what there is, and that nothing was sent. */
export function unresolved(error: EvccError, present: Present): EvccError {
  const { code, key, params, cause } = error;
  const topic = String(params.topic);
  const title = String(params.title);
  if (key === 'unknownLoadpoint') return noLoadpoint(topic, title, present);
  if (key === 'unknownVehicle') return noVehicle(topic, title, present);
  if (key === 'ambiguousTitle') return new EvccError(code, 'titleTwice', params, cause);
  if (key === 'badEncoding') return new EvccError(code, 'titleEncoding', params, cause);
  return error;
}
