import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pathOf, read } from './texts.js';

const { words, overrides } = JSON.parse(read('cspell.json')) as {
  readonly words: readonly string[];
  readonly overrides: readonly { readonly language?: string; readonly words?: readonly string[] }[];
};

const under = (folder: string, name: RegExp): string[] =>
  readdirSync(pathOf(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file}`);
const files = [
  ...readdirSync(pathOf('.')).filter((name) => name.endsWith('.md')),
  ...under('docs', /\.md$/),
  ...under('locales', /\.(json|html)$/),
  ...under('examples', /\.json$/),
  'demo/dashboard/texts.mjs',
];
const all = files.map(read).join('\n').toLowerCase();

/** `npm run spelling` itself is a step of `npm test`: it takes longer than all of these. */
describe.each([
  ['every text', words],
  ['German texts', overrides.find(({ language }) => language === 'de')?.words ?? []],
] as const)('the words for %s beside the dictionaries', (_, list) => {
  test('are sorted, each once', () => {
    const lower = list.map((word) => word.toLowerCase());
    expect(list.length).toBeGreaterThan(0);
    expect(lower).toEqual([...new Set(lower)].sort());
  });

  test('are all in use', () => {
    expect(list.filter((word) => !all.includes(word.toLowerCase()))).toEqual([]);
  });
});
