import { PROPERTIES, type Property, SETTERS } from '../lib/catalogue/index';
import { LOADPOINT_EVENTS } from '../lib/selection/events';

/** A topic that a dialog offers, with its unit where it has one. */
interface Suggestion {
  readonly topic: string;
  readonly unit: string;
}

/** Loadpoint 1 exists nearly everywhere; of vehicles, circuits and the items of lists all are offered. */
function forReading({ topic, unit }: Property): Suggestion {
  return { topic: topic.replace('loadpoints/<n>', 'loadpoints/1').replace(/<\w+>/g, '+'), unit: unit ?? '' };
}

/** A command goes to a single thing: the name of a vehicle stays open for the user to fill in. */
function forWriting({ topic, unit }: Property): Suggestion {
  return { topic: topic.replace('loadpoints/<n>', 'loadpoints/1'), unit: unit ?? '' };
}

/** What evcc-in gives beyond evcc's own topics. */
const DERIVED = ['stale', ...LOADPOINT_EVENTS.map((event) => `loadpoints/1/events/${event}`), 'site/events/restarted'];

/** Every value that evcc publishes, and what the node makes of them, as topics for evcc-in. */
export function valueTopics(): Suggestion[] {
  const published = PROPERTIES.filter((property) => !property.writeOnly).map(forReading);
  return [...published, ...DERIVED.map((topic) => ({ topic, unit: '' }))];
}

/** Every setting that evcc takes over MQTT, as topics for evcc-out. */
export function settingTopics(): Suggestion[] {
  return SETTERS.map(forWriting);
}

/** Fills a datalist. */
export function offer(datalist: string, suggestions: readonly Suggestion[]): void {
  const options = suggestions.map(({ topic, unit }) => new Option(unit, topic));
  document.getElementById(datalist)?.replaceChildren(...options);
}
