import { EvccError } from '../errors';
import { indexOf } from '../topic';

/** Events that the node makes from changes at a loadpoint. */
export const LOADPOINT_EVENTS = [
  'connected',
  'disconnected',
  'started',
  'stopped',
  'vehicleChanged',
  'planOverrun',
] as const;
export type LoadpointEvent = (typeof LOADPOINT_EVENTS)[number];

/** An event topic taken apart. */
export interface EventSelector {
  /** A loadpoint's number, `+` for each, `named` for a name or title that is not resolved yet, undefined for the site's. */
  readonly loadpoint: number | '+' | 'named' | undefined;
  readonly event: LoadpointEvent | 'restarted' | '+';
  /** Relative filters with the values that the event is made from. */
  readonly filters: readonly string[];
}

/** Values of a loadpoint that events are made from. */
const SOURCES = ['connected', 'charging', 'vehicleName', 'vehicleTitle', 'planOverrun', 'chargedEnergy'];

/**
 * Takes an event's topic apart; undefined when the topic names no `events` level at its place.
 * @throws EvccError `EVCC_INVALID`, `unknownEvent`: no such event.
 */
export function parseEvent(topic: string): EventSelector | undefined {
  const [scope, second, third, fourth, ...more] = topic.split('/');
  if (scope === 'site' && second === 'events') {
    if ((third === 'restarted' || third === '+' || third === '#') && fourth === undefined) {
      return { loadpoint: undefined, event: third === 'restarted' ? third : '+', filters: [] };
    }
    throw new EvccError('EVCC_INVALID', 'unknownEvent', { topic, values: 'restarted' });
  }
  if (scope !== 'loadpoints' || third !== 'events') return undefined;
  const loadpoint =
    second === '+' ? second : second !== '' && second !== '#' ? (indexOf(second ?? '') ?? 'named') : undefined;
  const event = fourth === '#' || fourth === '+' ? '+' : LOADPOINT_EVENTS.find((one) => one === fourth);
  if (loadpoint === undefined || event === undefined || more.length > 0) {
    throw new EvccError('EVCC_INVALID', 'unknownEvent', { topic, values: LOADPOINT_EVENTS.join(', ') });
  }
  return { loadpoint, event, filters: SOURCES.map((key) => `loadpoints/${second}/${key}`) };
}
