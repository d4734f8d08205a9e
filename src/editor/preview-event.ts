import type { OfferAnswer } from '../lib/admin-types';
import type { EventMessage } from '../lib/selection/event-selection';
import { type EventSelector, parseEvent } from '../lib/selection/events';
import { titlesOf, valueAt } from './offer';
import { texts } from './text';

const shared = texts('evcc-config');

/** What a topic says of events; undefined for one that names none, or is written wrongly, which is said elsewhere. */
function selectorOf(topic: string): EventSelector | undefined {
  try {
    return parseEvent(topic);
  } catch {
    return undefined;
  }
}

/** The message of the first event that a topic stands for, as it would come now; undefined: it stands for none. */
export function eventMessage(topic: string, offer: OfferAnswer | undefined): EventMessage | undefined {
  const selector = selectorOf(topic);
  if (selector === undefined) return undefined;
  const root = offer?.root ?? 'evcc';
  const time = Date.now();
  const said = (key: string): string => shared(`events.${key}`);
  if (selector.loadpoint === undefined) {
    const key = 'events/restarted';
    return {
      topic: `${root}/site/${key}`,
      payload: { event: 'restarted', loadpoint: null, title: null, vehicle: null, energy: null, time },
      retain: false,
      evcc: { topic: `site/${key}`, scope: 'site', key, text: said('restarted'), time, initial: false },
    };
  }
  const first = offer?.loadpoints[0]?.id ?? 1;
  const id = typeof selector.loadpoint === 'number' ? selector.loadpoint : first;
  const event = selector.event === '+' || selector.event === 'restarted' ? 'connected' : selector.event;
  const key = `events/${event}`;
  const path = `loadpoints/${id}`;
  const vehicle = valueAt(offer, `${path}/vehicleName`);
  const energy = valueAt(offer, `${path}/chargedEnergy`);
  const name = offer?.loadpoints.find((one) => one.id === id)?.name;
  const title = titlesOf(offer)('loadpoints', String(id));
  return {
    topic: `${root}/${path}/${key}`,
    payload: {
      event,
      loadpoint: id,
      title: title ?? null,
      vehicle: typeof vehicle === 'string' && vehicle !== '' ? vehicle : null,
      energy: typeof energy === 'number' ? energy : null,
      time,
    },
    retain: false,
    evcc: {
      topic: `${path}/${key}`,
      scope: 'loadpoint',
      id,
      ...(name !== undefined && { name }),
      key,
      ...(title !== undefined && { title }),
      text: said(event),
      time,
      initial: false,
    },
  };
}
