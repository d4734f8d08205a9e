import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { anchors, links, otherLanguage, PAGES, prose } from './pages.js';
import { LANGUAGES, pathOf, read, TYPES } from './texts.js';

const IN_CHECKOUT = 'https://raw.githubusercontent.com/node-red-contrib-evcc/node-red-contrib-evcc/main/';
/** Pages for people who change or measure the package, in English only. */
const ENGLISH_ONLY = [
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'docs/dependencies.md',
  'docs/performance.md',
];

const isWeb = (to: string): boolean => /^[a-z]+:/.test(to);
/** The file of the checkout that a link of a page leads to, and the anchor in it. */
function target(page: string, to: string): { readonly file: string; readonly anchor: string } {
  const [path = '', anchor = ''] = to.split('#');
  return { file: path === '' ? page : join(dirname(page), path), anchor };
}

describe.each(PAGES)('%s', (page) => {
  const all = links(page);

  test('links to files and headings that are there', () => {
    for (const { to } of all.filter((one) => !isWeb(one.to))) {
      const { file, anchor } = target(page, to);
      expect([to, existsSync(pathOf(file))]).toEqual([to, true]);
      if (anchor !== '') expect([to, anchors(file).has(anchor)]).toEqual([to, true]);
    }
  });

  test('links to the web by safe addresses only, and to pictures of its own only', () => {
    for (const { to, isPicture } of all.filter((one) => isWeb(one.to))) {
      expect(to).toMatch(/^https:\/\/[\w.-]+(\/\S*)?$/);
      if (to.startsWith(IN_CHECKOUT)) expect(existsSync(pathOf(to.slice(IN_CHECKOUT.length))), to).toBe(true);
      else expect([to, isPicture]).toEqual([to, false]);
    }
  });

  test('names each picture, and leaves no bracket of a link open', () => {
    for (const { to, title } of all) expect([to, title.trim()]).not.toEqual([to, '']);
    const rest = prose(page).replace(/!?\[[^[\]]*\]\([^()\s]*\)/g, '');
    expect(rest.match(/.*(\]\(|\]\[|^\[[^\]]+\]:).*/gm)).toBeNull();
  });

  test('leads to pages in its own language, where there are', () => {
    const german = page.endsWith('.de.md');
    for (const { to } of all.slice(1).filter((one) => !isWeb(one.to) && /\.md(#|$)/.test(one.to))) {
      const { file } = target(page, to);
      if (!ENGLISH_ONLY.includes(file)) expect([to, file.endsWith('.de.md')]).toEqual([to, german]);
    }
  });
});

test.each(PAGES.filter((page) => !ENGLISH_ONLY.includes(page)))(
  '%s leads to itself in the other language with its first link',
  (page) => {
    const other = otherLanguage(page);
    expect(PAGES).toContain(other);
    expect(target(page, links(page)[0]?.to ?? '').file).toBe(other);
  },
);

test.each(['README.md', 'README.de.md'])('%s leads to every page', (readme) => {
  const linked = links(readme).map(({ to }) => target(readme, to).file);
  const german = readme.endsWith('.de.md');
  const own = PAGES.filter((page) => page.endsWith('.de.md') === german || ENGLISH_ONLY.includes(page));
  expect(own.filter((page) => page !== readme && !linked.includes(page))).toEqual([]);
});

describe.each(LANGUAGES.flatMap((language) => TYPES.map((type) => [language, type] as const)))(
  'help in %s of %s',
  (language, type) => {
    const html = read(`locales/${language}/${type}.html`);

    test('links to the web in a window of its own, in its own language', () => {
      const found = [...html.matchAll(/<a\b([^>]*)>([^<]*)<\/a>/g)];
      expect(found.length).toBe(html.match(/<a\b/g)?.length ?? 0);
      for (const [, attributes = '', title = ''] of found) {
        expect(attributes).toMatch(/^ href="https:\/\/[^"\s]+" target="_blank" rel="noopener"$/);
        expect(title.trim()).not.toBe('');
        if (attributes.includes('docs.evcc.io')) {
          expect(attributes).toContain(`docs.evcc.io/${language.slice(0, 2)}/`);
        }
      }
    });

    test('shows no picture and runs no script of its own', () => {
      expect(html).not.toMatch(/<(img|iframe|link|style)\b|\bon\w+=|javascript:/i);
    });
  },
);
