import { goneName, lookup, nearest } from '../catalogue';
import { EvccError } from '../errors';
import { publishesNothing } from '../state/gone';
import type { EvccState } from '../state/state';
import { indexOf } from '../topic';
import type { Selector } from './compile';

/** What a node selects and the running evcc does not have. */
export interface Missing {
  readonly topic: string;
  /** The sentence for the log; undefined: a value that the catalogue knows, of which the status alone says that it is not there. */
  readonly error: EvccError | undefined;
}

/**
 * The first selected topic that the running evcc does not have: a loadpoint beyond its count, a vehicle that it does not know, a key that it
 * does not publish. Undefined while that is not known: a key's time is up when every loadpoint was computed.
 */
export function missingOf(selectors: readonly Selector[], state: EvccState): Missing | undefined {
  if (!state.settled) return undefined;
  for (const { kind, topic } of selectors) {
    if (kind === 'filter') continue;
    const owner = missingOwner(topic, state);
    if (owner !== undefined) return { topic, error: owner };
    if (kind === 'event') continue;
    if (kind === 'unknown') {
      // That evcc gave the name up is said when the topic is resolved.
      if (goneName(topic) !== undefined && isSilent(topic, state)) return { topic, error: undefined };
      const error = missingKey(topic, state);
      if (error !== undefined) return { topic, error };
    } else if (state.isUnpublished(topic)) return { topic, error: undefined };
  }
  return undefined;
}

/** A loadpoint or vehicle that evcc does not have, where it is known which it has. */
function missingOwner(topic: string, state: EvccState): EvccError | undefined {
  const [scope, id = ''] = topic.split('/');
  if (!state.named) return undefined;
  if (scope === 'loadpoints') {
    const count = state.tree.get('loadpoints')?.value;
    const number = indexOf(id);
    if (typeof count !== 'number' || number === undefined || number <= count) return undefined;
    return new EvccError('EVCC_INVALID', 'unknownLoadpoint', { topic, title: id });
  }
  if (scope !== 'vehicles' || id === '') return undefined;
  const vehicles = state.tree.get('vehicles');
  const isKnown = vehicles?.children.get(id)?.children.get('title')?.known === true;
  // Fewer titles than evcc counts: the broker may have lost one.
  const titles = [...(vehicles?.children.values() ?? [])].filter((one) => one.children.get('title')?.known);
  if (isKnown || typeof vehicles?.value !== 'number' || titles.length < vehicles.value) return undefined;
  return new EvccError('EVCC_INVALID', 'unknownVehicle', { topic, title: id });
}

/** Whether nothing is known at or below a topic. */
function isSilent(path: string, state: EvccState): boolean {
  const topic = state.tree.get(path);
  return topic !== undefined && publishesNothing(topic);
}

/** A key that the catalogue does not know, and evcc does not publish. One that resembles a known key is a mistake at first sight. */
function missingKey(path: string, state: EvccState): EvccError | undefined {
  if (!isSilent(path, state)) return undefined;
  const near = nearest(path, false).join(', ');
  if (near === '' && !state.turned) return undefined;
  return near === '' || lookup(path) !== undefined
    ? new EvccError('EVCC_INVALID', 'queryNothing', { topic: path })
    : new EvccError('EVCC_INVALID', 'queryNothingNear', { topic: path, near });
}
