// docs/conformance.md: what is known of which evcc, and how.

import { PROPERTIES } from '../../src/lib/catalogue';
import type { Property } from '../../src/lib/catalogue/types';
import { isBefore } from '../../src/lib/codec/version';
import { type Both, code, type Language, other, page, table } from './markdown';
import { answered, COLUMNS, type Column, type Found, published, SILENT } from './recorded';

const VERSIONS = COLUMNS.slice(0, -1)
  .map(({ version }) => version)
  .join(', ');

const TEXTS = {
  title: { en: 'What is known of which evcc, and how', de: 'Was von welchem evcc bekannt ist, und woher' },
  intro: {
    en: `This page shows every row of the package's catalogue and every recorded evcc. \`npm run docs\` makes it from the catalogue and from
recordings of running evccs. The tests replay the same recordings. A topic that has changed its name is one row: flows use today's name or
a former one, whichever evcc is running.`,
    de: `Diese Seite zeigt jede Zeile des Katalogs und jedes aufgezeichnete evcc. \`npm run docs\` erzeugt sie aus dem Katalog und aus
Aufzeichnungen laufender evcc. Die Tests spielen dieselben Aufzeichnungen ab. Ein Topic, dessen Name sich geändert hat, ist eine Zeile:
Flows benutzen den heutigen oder einen früheren Namen, egal welches evcc läuft.`,
  },
  key: { en: 'Symbols', de: 'Zeichen' },
  columns: { en: 'Columns', de: 'Spalten' },
  columnsAbout: {
    en: `A column is one recorded version: ${VERSIONS}. The recordings of 0.133 to 0.313 are of evcc's demo site; those of 0.133, 0.207,
0.300 and 0.313 are also of a site with three-phase meters, two batteries, two circuits and a heating device. 0.315 and 0.316 are a home with
one loadpoint, with invented values. **8/26** is no release: it stands for builds of August 2026, between 0.313.2 and 0.316.`,
    de: `Eine Spalte ist eine aufgezeichnete Version: ${VERSIONS}. Die Aufzeichnungen von 0.133 bis 0.313 zeigen die Demo-Installation von
evcc; die von 0.133, 0.207, 0.300 und 0.313 zeigen außerdem eine Installation mit dreiphasigen Zählern, zwei Batterien, zwei Stromkreisen und
einem Heizgerät. 0.315 und 0.316 zeigen einen Haushalt mit einem Ladepunkt und erfundenen Werten. **8/26** ist kein Release: Die Spalte steht
für Zwischenstände vom August 2026, zwischen 0.313.2 und 0.316.`,
  },
  summary: { en: 'Summary', de: 'Überblick' },
  values: { en: 'Values', de: 'Werte' },
  settings: { en: 'Settings', de: 'Einstellungen' },
  valuesAbout: {
    en: 'A structure counts as recorded when a part of it does.',
    de: 'Eine Struktur gilt als aufgezeichnet, wenn ein Teil von ihr es ist.',
  },
  settingsAbout: {
    en: 'A setting counts as recorded when evcc answered a command for it, whether it took the value or refused it.',
    de: 'Eine Einstellung gilt als aufgezeichnet, wenn evcc einen Befehl dafür beantwortet hat, auch wenn es den Wert ablehnte.',
  },
  topic: { en: 'topic', de: 'Topic' },
  names: { en: 'former names', de: 'frühere Namen' },
} as const;

/** What is known of a property of a column's evcc. */
type Known = 'recorded' | 'renamed' | 'absent' | 'source';

const KNOWN: Readonly<Record<Known, { readonly sign: string; readonly name: Both; readonly about: Both }>> = {
  recorded: {
    sign: '●',
    name: { en: 'recorded', de: 'aufgezeichnet' },
    about: { en: 'this evcc published it with a value.', de: 'Dieses evcc hat es mit einem Wert veröffentlicht.' },
  },
  renamed: {
    sign: 'a, b, …',
    name: { en: 'recorded under another name', de: 'unter anderem Namen aufgezeichnet' },
    about: {
      en: 'the last column says which name the letter stands for.',
      de: 'Die letzte Spalte sagt, für welchen Namen der Buchstabe steht.',
    },
  },
  absent: {
    sign: '–',
    name: { en: 'not in this release', de: 'nicht in diesem Release' },
    about: {
      en: 'evcc got it later, or gave it up before; a setting was sent and not answered.',
      de: 'evcc hat es später bekommen oder vorher aufgegeben; eine Einstellung wurde gesendet und nicht beantwortet.',
    },
  },
  source: {
    sign: '○',
    name: { en: 'known from source', de: 'aus dem Quelltext bekannt' },
    about: {
      en: "evcc's source has it (read from 0.133 to 0.313; nothing says that it is gone since). The recorded sites show no value of it.",
      de: 'Der Quelltext von evcc hat es (gelesen von 0.133 bis 0.313; nichts sagt, dass es seitdem fehlt). Die aufgezeichneten Installationen zeigen keinen Wert.',
    },
  },
};

/** Whether the catalogue says that a release is too old for something, or too new. */
export function isAbsent({ version }: Column, since: string | undefined, until: string | undefined): boolean {
  if (since !== undefined && isBefore(version, since)) return true;
  // `0.308` holds for all of its patches.
  const [minor] = /^\d+\.\d+/.exec(version) ?? [];
  return until !== undefined && minor !== undefined && isBefore(until, minor);
}

function knownOf(found: Found, topic: string, absent: boolean): Known {
  const rank = found.get(topic);
  if (rank === SILENT) return 'absent';
  if (rank === undefined) return absent ? 'absent' : 'source';
  return rank === 0 ? 'recorded' : 'renamed';
}

interface Matrix {
  readonly properties: readonly Property[];
  readonly found: readonly Found[];
  readonly known: (property: Property, at: number) => Known;
}

const all = COLUMNS.map(published);
const tried = COLUMNS.map(answered);

function matrix(
  properties: readonly Property[],
  found: readonly Found[],
  of: (one: Property) => string | undefined,
): Matrix {
  return {
    properties,
    found,
    known: (property, at) => {
      const column = COLUMNS[at];
      const absent = column === undefined || isAbsent(column, of(property), property.until);
      return knownOf(found[at] ?? new Map(), property.topic, absent);
    },
  };
}

const VALUES = matrix(
  PROPERTIES.filter(({ writeOnly }) => !writeOnly),
  all,
  ({ since }) => since,
);
const SETTINGS = matrix(
  PROPERTIES.filter(({ set }) => set !== undefined),
  tried,
  ({ set, since }) => set?.forms?.[0]?.since ?? since,
);

const LETTERS = 'abcdef';
const HEADS = COLUMNS.map(({ head }) => head);

function rows({ properties, found, known }: Matrix, language: Language): string {
  const sign = (property: Property, at: number): string => {
    const one = known(property, at);
    return one === 'renamed' ? (LETTERS[(found[at]?.get(property.topic) ?? 1) - 1] ?? '') : KNOWN[one].sign;
  };
  return table(
    [TEXTS.topic[language], ...HEADS, TEXTS.names[language]],
    properties.map((property) => [
      code(property.topic),
      ...COLUMNS.map((_, at) => sign(property, at)),
      (property.former ?? []).map((name, at) => `${LETTERS[at]} ${code(name)}`).join('<br>'),
    ]),
  );
}

function counts({ properties, known }: Matrix, title: string, language: Language): string {
  const kinds: readonly Known[] = ['recorded', 'renamed', 'absent', 'source'];
  return table(
    [title, ...HEADS],
    kinds.map((kind) => [
      KNOWN[kind].name[language],
      ...COLUMNS.map((_, at) => String(properties.filter((one) => known(one, at) === kind).length)),
    ]),
  );
}

export function conformancePage(language: Language): string {
  const say = (text: Both): string => text[language];
  const signs = Object.values(KNOWN).map(({ sign, name, about }) => `- ${sign} **${say(name)}**: ${say(about)}`);
  return page(
    other('conformance', language),
    `# ${say(TEXTS.title)}`,
    say(TEXTS.intro),
    `## ${say(TEXTS.key)}`,
    signs.join('\n'),
    `## ${say(TEXTS.columns)}`,
    say(TEXTS.columnsAbout),
    `## ${say(TEXTS.summary)}`,
    counts(VALUES, say(TEXTS.values), language),
    counts(SETTINGS, say(TEXTS.settings), language),
    `## ${say(TEXTS.values)}`,
    say(TEXTS.valuesAbout),
    rows(VALUES, language),
    `## ${say(TEXTS.settings)}`,
    say(TEXTS.settingsAbout),
    rows(SETTINGS, language),
  );
}
