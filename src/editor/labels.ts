import type { Property } from '../lib/catalogue/index';
import type { Labels } from '../lib/catalogue/labels/types';
import type { Unit, Words } from '../lib/catalogue/types';
import { Speaker } from '../lib/selection/describe';
import { texts } from './text';

const shared = texts('evcc-config');

/** A text of the catalogue, which the build puts below evcc-config's; undefined when there is none. */
function catalogue(key: string): string | undefined {
  const text = shared(`catalogue.${key}`);
  // The editor gives the key back where it has no text.
  return text === '' || text.endsWith(`catalogue.${key}`) ? undefined : text;
}

/** The text of a pattern, or, as parts of a list have none of their own, of its head. */
function ofHead(kind: 'label' | 'about', pattern: string): string | undefined {
  for (let topic = pattern; topic !== ''; topic = topic.slice(0, Math.max(0, topic.lastIndexOf('/')))) {
    const text = catalogue(`${kind}.${topic}`);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Names by language and pattern: the search asks for all of them, and the editor's own look-up is slow. */
const names = new Map<string, string | undefined>();

/** What else they are called, by the same. */
const called = new Map<string, string>();

/** Short name of a property in the editor's language. */
export function labelOf({ topic }: Property): string | undefined {
  const key = `${RED.i18n.lang()} ${topic}`;
  if (!names.has(key)) names.set(key, ofHead('label', topic));
  return names.get(key);
}

/** What a property is, in a sentence. */
export function aboutOf({ topic }: Property): string | undefined {
  return ofHead('about', topic);
}

/** What else people may type who look for it. */
export function alsoCalled({ topic }: Property): string {
  const key = `${RED.i18n.lang()} ${topic}`;
  let text = called.get(key);
  if (text === undefined) {
    text = catalogue(`found.${topic}`) ?? '';
    called.set(key, text);
  }
  return text;
}

/** What a word of a choice is called, as evcc's own user interface calls it. */
export function wordOf(words: Words, value: string): string {
  return catalogue(`words.${words}.${value}`) ?? value;
}

export function groupName(group: Property['group']): string {
  return catalogue(`groups.${group}`) ?? group;
}

/** A unit where nothing is known of the running evcc. */
export function unitName(unit: Unit): string {
  return catalogue(`units.${unit}`) ?? unit;
}

/** Units that are the same at every evcc, and short enough for a node in the flow. */
const FIXED: ReadonlySet<Unit> = new Set<Unit>(['W', 'Wh', 'kWh', '%', 'A', 'V', 's', 'km', '°C', 'g/kWh']);

export function fixedUnit({ unit }: Property): string | undefined {
  return unit !== undefined && FIXED.has(unit) ? unit : undefined;
}

/** The words of the editor's language, asked for as they are needed. */
const words = new Proxy({} as Labels['words'], {
  get: (_target, table: string) =>
    new Proxy({}, { get: (_words, value: string) => catalogue(`words.${table}.${value}`) }),
});

let spoken: { readonly language: string; readonly speaker: Speaker } | undefined;

/** Says values as evcc-in's `msg.evcc.text` does. */
export function speaker(): Speaker {
  const language = RED.i18n.lang();
  if (spoken?.language !== language) {
    const boolean = { true: catalogue('boolean.true') ?? 'true', false: catalogue('boolean.false') ?? 'false' };
    const part = (key: keyof Labels['parts']): string => catalogue(`parts.${key}`) ?? key;
    const parts = { entry: part('entry'), entries: part('entries'), value: part('value'), values: part('values') };
    spoken = { language, speaker: new Speaker(language, { words, boolean, parts }) };
  }
  return spoken.speaker;
}
