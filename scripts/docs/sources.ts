// What the pages are made of, beside the catalogue and the recordings: the texts of the runtime.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { labelsFor } from '../../src/lib/catalogue/labels';
import type { Labels } from '../../src/lib/catalogue/labels/types';
import type { Both, Language } from './markdown';

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const LOCALES = { en: 'en-US', de: 'de' } as const;

/** What placeholders stand for, where their names do not say it to everybody. */
const PLACEHOLDERS: Readonly<Record<string, Both>> = {
  value: { en: 'value', de: 'Wert' },
  host: { en: 'host', de: 'Host' },
  reason: { en: 'reason', de: 'Grund' },
  subject: { en: 'owner', de: 'Inhaber' },
  issuer: { en: 'issuer', de: 'Aussteller' },
  fingerprint: { en: 'fingerprint', de: 'Fingerabdruck' },
  names: { en: 'names', de: 'Namen' },
  from: { en: 'date', de: 'Datum' },
  until: { en: 'date', de: 'Datum' },
  since: { en: 'since', de: 'seit' },
  code: { en: 'code', de: 'Code' },
  field: { en: 'field', de: 'Feld' },
  here: { en: 'time zone', de: 'Zeitzone' },
  there: { en: 'time zone', de: 'Zeitzone' },
  former: { en: 'former topic', de: 'früheres Topic' },
  instead: { en: 'other topic', de: 'anderes Topic' },
  what: { en: 'where', de: 'wo' },
  near: { en: 'similar topic', de: 'ähnliches Topic' },
  use: { en: 'setting', de: 'Einstellung' },
  title: { en: 'title', de: 'Titel' },
  values: { en: 'list', de: 'Liste' },
  accepts: { en: 'what is accepted', de: 'was möglich ist' },
  timeout: { en: 'seconds', de: 'Sekunden' },
  type: { en: 'type', de: 'Typ' },
  mode: { en: 'mode', de: 'Modus' },
  first: { en: 'setting', de: 'Einstellung' },
  second: { en: 'other setting', de: 'andere Einstellung' },
  low: { en: 'number', de: 'Zahl' },
  high: { en: 'number', de: 'Zahl' },
  min: { en: 'least', de: 'kleinste' },
  max: { en: 'most', de: 'größte' },
  unit: { en: '', de: '' },
  name: { en: 'name', de: 'Name' },
  root: { en: 'root topic', de: 'Wurzel-Topic' },
  roots: { en: 'root topics', de: 'Wurzel-Topics' },
  topic: { en: 'topic', de: 'Topic' },
  version: { en: 'version', de: 'Version' },
  minutes: { en: 'minutes', de: 'Minuten' },
  wire: { en: 'topic', de: 'Topic' },
};

interface Tree {
  readonly [key: string]: string | Tree;
}

/** Texts of the runtime by their keys, placeholders as ‹words›. */
export class RuntimeTexts {
  private readonly texts: Tree;

  constructor(private readonly language: Language) {
    const json = JSON.parse(readFileSync(file(`locales/${LOCALES[language]}/evcc-config.json`), 'utf8')) as Tree;
    this.texts = json['evcc-config'] as Tree;
  }

  /** Keys directly below one. */
  keys(below: string): string[] {
    return Object.keys(this.at(below) ?? {});
  }

  has(key: string): boolean {
    return typeof this.at(key) === 'string';
  }

  /** A text with its parameters; what has none is shown by what it stands for, in ‹…›. */
  text(key: string, params: Readonly<Record<string, string | number>> = {}): string {
    const text = this.at(key);
    if (typeof text !== 'string') throw new Error(`no text ${key}`);
    return text.replace(/__(\w+?)__/g, (_, name: string) => {
      const given = params[name];
      if (given !== undefined) return String(given);
      const word = PLACEHOLDERS[name]?.[this.language];
      if (word === undefined) throw new Error(`${key}: no word for ${name}`);
      return word === '' ? '' : `‹${word}›`;
    });
  }

  private at(key: string): string | Tree | undefined {
    return key
      .split('.')
      .reduce<string | Tree | undefined>(
        (tree, part) => (typeof tree === 'object' ? tree[part] : undefined),
        this.texts,
      );
  }
}

export function labels(language: Language): Labels {
  return labelsFor(LOCALES[language]);
}
