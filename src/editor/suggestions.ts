import { PROPERTIES, type Property, SETTERS } from '../lib/catalogue/index';
import { de } from '../lib/catalogue/labels/de';
import { en } from '../lib/catalogue/labels/en';
import { labelFor } from '../lib/catalogue/labels/types';
import { LOADPOINT_EVENTS } from '../lib/selection/events';
import { texts } from './text';

/** A topic that a dialog offers, and what it is in the user's words: the browser searches both. */
interface Suggestion {
  readonly topic: string;
  readonly label: string;
}

const text = texts('evcc-in');
const shared = texts('evcc-config');

const EVENTS = [
  ...LOADPOINT_EVENTS.map((event) => ({ topic: `loadpoints/1/events/${event}`, event })),
  { topic: 'site/events/restarted', event: 'restarted' },
];

/** What evcc-in gives beyond evcc's own topics. */
function derived(): Suggestion[] {
  return [
    { topic: 'stale', label: shared('status.stale') },
    ...EVENTS.map(({ topic, event }) => ({ topic, label: text('event', { name: shared(`events.${event}`) }) })),
  ];
}

/** Name and unit of a property, in the language of the editor. */
function describe({ topic, unit }: Property): string {
  const labels = RED.i18n.lang().startsWith('de') ? de : en;
  const name = labelFor(labels, topic)?.label ?? '';
  const written = unit === undefined ? '' : labels.units[unit];
  return written === '' ? name : `${name} [${written}]`;
}

/** Every value that evcc publishes, and what the node makes of them. */
export function valueTopics(): Suggestion[] {
  const published = PROPERTIES.filter((property) => !property.writeOnly).map((property) => ({
    // Loadpoint 1 exists nearly everywhere; of vehicles, circuits and the items of lists all are offered.
    topic: property.topic.replace('loadpoints/<n>', 'loadpoints/1').replace(/<\w+>/g, '+'),
    label: describe(property),
  }));
  return [...published, ...derived()];
}

/** Every setting that evcc takes over MQTT. */
export function settingTopics(): Suggestion[] {
  return SETTERS.map((property) => ({
    // A command goes to a single thing: the name of a vehicle stays open for the user to fill in.
    topic: property.topic.replace('loadpoints/<n>', 'loadpoints/1'),
    label: describe(property),
  }));
}

/** Fills a datalist. */
export function offer(datalist: string, suggestions: readonly Suggestion[]): void {
  const options = suggestions.map(({ topic, label }) => new Option(label, topic));
  document.getElementById(datalist)?.replaceChildren(...options);
}
