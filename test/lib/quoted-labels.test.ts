import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { labelsFor } from '../../src/lib/catalogue/labels';
import { PAGES, prose } from './pages.js';
import { catalogue, LANGUAGES, type Language, read, TYPES } from './texts.js';

const require = createRequire(import.meta.url);

/** What a page in italics or bold speaks of beside the editor's labels. */
const OTHERS: Readonly<Record<Language, readonly string[]>> = {
  'en-US': [
    '+',
    'Menu',
    'Configuration',
    'MQTT',
    'node-red-contrib-evcc',
    'English',
    'Deutsch',
    'charge power',
    'Ladeleistung',
  ],
  de: [
    '+',
    'Menü',
    'Konfiguration',
    'MQTT',
    'node-red-contrib-evcc',
    'English',
    'Deutsch',
    'charge power',
    'Ladeleistung',
  ],
};
/** Headings of columns. */
const COLUMNS: Readonly<Record<Language, readonly string[]>> = { 'en-US': ['Meaning'], de: ['Bedeutung'] };
/** Nodes as the palette names them. */
const NODES = ['mqtt in', 'mqtt out', 'inject', 'debug', 'catch', 'filter', 'function', 'change', 'switch'];

function texts(tree: unknown): string[] {
  if (typeof tree === 'string') return [tree];
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(texts) : [];
}

function ofNodeRed(language: Language): string[] {
  return ['@node-red/editor-client/locales/LANG/editor.json', '@node-red/nodes/locales/LANG/messages.json'].flatMap(
    (file) => texts(require(file.replace('LANG', language))),
  );
}

/** All that may be quoted: whole labels, and a label with one of its choices. */
function known(language: Language): string[] {
  const own = TYPES.flatMap((type) => [...catalogue(language, type)]);
  const choices = (type: string, group: string): string[] =>
    own.filter(([key]) => key.startsWith(`${type}.${group}.`)).map(([, text]) => text);
  const labelled = own.flatMap(([key, label]) => {
    const [, type = '', name = ''] = /^(.*)\.label\.(\w+)$/.exec(key) ?? [];
    return choices(type, name).map((choice) => `${label} ${choice}`);
  });
  const { properties, words, groups } = labelsFor(language);
  return [
    ...own.map(([, text]) => text),
    ...labelled,
    ...Object.values(properties).map(({ label }) => label),
    ...texts([words, groups]),
    ...ofNodeRed(language),
    ...OTHERS[language],
    ...COLUMNS[language],
    ...NODES,
  ].map((text) => text.toLowerCase());
}

/** Whether a label is quoted as it is, or by its beginning: the editor's hints follow in it, after a comma or in brackets. */
function isLabel(quoted: string, labels: readonly string[]): boolean {
  const text = quoted.toLowerCase();
  return labels.some(
    (label) => label === text || (label.startsWith(text) && /^(,| \()/.test(label.slice(text.length))),
  );
}

/** Texts in italics or bold; of a path through a menu each step. */
function emphasized(text: string): string[] {
  const runs = [...text.replace(/!\[[^\]]*\]/g, '').matchAll(/(\*{1,2})(?=\S)([^*]+?)\1/g)];
  return runs.flatMap(([, , quoted = '']) => quoted.replace(/\s+/g, ' ').split(' → '));
}

describe.each(LANGUAGES)('labels that are quoted in %s', (language) => {
  const labels = known(language);
  // What begins a row or an entry in bold is a heading there, no label: examples, statuses, steps.
  const pages = PAGES.filter((page) => page.endsWith('.de.md') === (language === 'de')).map(
    (page) => [page, prose(page).replace(/^(\s*[-|] |\d+\. )\*\*[^*]+\*\*/gm, '')] as const,
  );
  const user = pages.filter(([page]) => /^(README|docs\/(?!dependencies|performance|conformance))/.test(page));

  test.each(user)('%s quotes what the editor says', (_page, text) => {
    expect(emphasized(text).filter((quoted) => !isLabel(quoted, labels))).toEqual([]);
  });

  test.each(user)('%s names the nodes as the palette does', (_page, text) => {
    expect(text.replace(/\]\([^)]*\)/g, ']').match(/.*\bevcc-(in|out|config)\b.*/g)).toBeNull();
  });

  test.each(TYPES)('the texts of %s name the nodes as the palette does', (type) => {
    const said = [...catalogue(language, type).values()].filter((text) => /\bevcc-(in|out|config)\b/.test(text));
    expect(said).toEqual([]);
    const html = read(`locales/${language}/${type}.html`).replace(/<script[^>]*>|<code>[^<]*<\/code>/g, '');
    expect(html.match(/.*\bevcc-(in|out|config)\b.*/g)).toBeNull();
  });

  test.each(TYPES)('the help of %s quotes what the editor says', (type) => {
    const html = read(`locales/${language}/${type}.html`);
    const quoted = [...html.matchAll(/<i>([^<]+)<\/i>/g)].map(([, text = '']) => text.replace(/\s+/g, ' '));
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((text) => !isLabel(text, labels))).toEqual([]);
  });
});
