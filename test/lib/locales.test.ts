import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, LANGUAGES, pathOf, placeholders, read, TYPES } from './texts.js';

/** The headings of a node's help, in the order of the editor's convention. */
const HEADINGS = {
  'en-US': ['Properties', 'Inputs', 'Outputs', 'Details', 'References'],
  de: ['Eigenschaften', 'Eingangsdaten', 'Ausgangsdaten', 'Details', 'Referenzen'],
} as const;

/** Texts that are the same in both languages: words of evcc, MQTT and the editor. */
const SAME = /^(Name|evcc|Broker|TLS|QoS|Topic __number__|Topic|3\.1\.1|5|evcc (in|out)|localhost:1883|evcc offline)$/;

/** Keys of texts that show what is typed into a flow. */
const CODE = /\.(modeNames\.(classic|smart)|placeholder\.(topic|pem|yaml)|more)$/;

/** A text of placeholders, marks and evcc's name only says nothing that could be translated. */
const isFrame = (text: string): boolean => !/\p{L}/u.test(text.replace(/__\w+?__|\bevcc\b/g, ''));

/** Status words of a healthy command or connection show beside the node: longer ones would cover the next node. */
const STATUS_LENGTH = 22;

for (const type of TYPES) {
  const english = catalogue('en-US', type);
  const german = catalogue('de', type);

  describe(`messages of ${type}`, () => {
    it.each(LANGUAGES)('has the keys of English in the same order in %s', (language) => {
      expect([...catalogue(language, type).keys()]).toEqual([...english.keys()]);
    });

    it.each(LANGUAGES)('has the placeholders of English in %s', (language) => {
      const other = catalogue(language, type);
      for (const [key, text] of english)
        expect([key, placeholders(other.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    });

    it('has no empty text and none with spaces at its ends', () => {
      for (const [key, text] of [...english, ...german]) expect([key, text]).toEqual([key, text.trim() || '(empty)']);
    });

    it('has the type as its only root', () => {
      for (const key of english.keys()) expect(key.startsWith(`${type}.`), key).toBe(true);
    });

    it('is translated, apart from words that are the same', () => {
      const same = [...english].filter(([key, text]) => german.get(key) === text && !SAME.test(text) && !isFrame(text));
      expect(same.map(([key]) => key).filter((key) => !CODE.test(key))).toEqual([]);
    });

    it("keeps to each language's quotation marks", () => {
      for (const [key, text] of english) expect(text, key).not.toMatch(/„/);
      for (const [key, text] of german) expect(text.match(/„/g)?.length ?? 0, key).toBe(text.match(/“/g)?.length ?? 0);
    });

    it('has short status texts', () => {
      for (const [key, text] of [...english, ...german]) {
        const words = text.replace(/__\w+?__/g, '');
        if (key.startsWith(`${type}.status.`))
          expect(words.length, `${key}: ${text}`).toBeLessThanOrEqual(STATUS_LENGTH);
      }
    });
  });

  describe(`help of ${type}`, () => {
    const tags = (html: string): string[] => [...html.matchAll(/<\/?[a-z]\w*/g)].map(([tag]) => tag);

    for (const language of LANGUAGES) {
      const html = read(`locales/${language}/${type}.html`);

      it(`is one block for the node in ${language}`, () => {
        expect(html.match(/<script[^>]*>/g)).toEqual([`<script type="text/html" data-help-name="${type}">`]);
        expect(html.trimEnd().endsWith('</script>')).toBe(true);
      });

      it(`begins with the tooltip in ${language}`, () => {
        expect(html).toMatch(/data-help-name="[^"]+">\s*<p>[^<]{20,}/);
      });

      it(`has the conventional headings in order in ${language}`, () => {
        const headings = [...html.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, heading]) => heading);
        const known: readonly (string | undefined)[] = HEADINGS[language];
        expect(headings).toEqual(known.filter((heading) => headings.includes(heading)));
        const needed = type === 'evcc-config' ? [0, 3] : [1, 2, 3];
        for (const index of needed) expect(headings).toContain(known[index]);
      });

      it(`closes every element in ${language}`, () => {
        const open: string[] = [];
        for (const tag of tags(html)) {
          if (tag.startsWith('</')) expect(open.pop()).toBe(tag.slice(2));
          else open.push(tag.slice(1));
        }
        expect(open).toEqual([]);
      });
    }

    it('has the same structure in both languages', () => {
      expect(tags(read(`locales/de/${type}.html`))).toEqual(tags(read(`locales/en-US/${type}.html`)));
    });

    it('shows the same code in both languages', () => {
      const code = (language: string): string[] =>
        [...read(`locales/${language}/${type}.html`).matchAll(/<code>([^<]+)<\/code>/g)]
          .map(([, text]) => text ?? '')
          .sort();
      expect(code('de')).toEqual(code('en-US'));
    });
  });
}

describe('code of the dialogs', () => {
  const files = [
    ...readdirSync(pathOf('src/editor')).map((name) => `src/editor/${name}`),
    ...TYPES.map((type) => `src/nodes/${type}/editor.ts`),
  ].filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));

  it.each(files)('%s holds no sentence that a user would read', (file) => {
    const code = read(file)
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      // What a developer reads, and classes.
      .replace(/new Error\([^)]*\)|className = [^;]*;/g, '');
    const literals = [...code.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , text = '']) =>
      text.replace(/\$\{[^}]*\}/g, ''),
    );
    const sentences = literals.filter(
      (text) => /\p{L}{2,} \p{L}{2,}|[äöüßÄÖÜ]/u.test(text) && !/^[.#<]|\bfa\b|red-ui-/.test(text),
    );
    expect(sentences).toEqual([]);
  });

  it.each(files)('%s finds every text that it asks for', (file) => {
    const code = read(file);
    const makers = [...code.matchAll(/const (\w+) = texts\('([\w-]+)'\)/g)];
    for (const [, maker = '', type = ''] of makers) {
      const keys = catalogue('en-US', type as (typeof TYPES)[number]);
      const asked = [...code.matchAll(new RegExp(`\\b${maker}\\('([\\w.]+)'`, 'g'))].map(([, key]) => `${type}.${key}`);
      expect(asked.filter((key) => !keys.has(key))).toEqual([]);
    }
  });
});
