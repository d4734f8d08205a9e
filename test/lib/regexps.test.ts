import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { backtracks } from '../support/regexp-steps';

/** Expressions that go back over their text, by their file, with what they read: what is short, or what is to be mended. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'lib/command/entry.ts /[^/]+$/': 'a topic that was found in the catalogue: short',
};

const folder = join(import.meta.dirname, '../../src');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .sort();

/** Every regular expression of a source, without its types; one that is made while it runs is none that a test can judge. */
function expressionsOf(name: string): { readonly found: readonly RegExp[]; readonly made: number } {
  const { code } = transformSync(readFileSync(join(folder, name), 'utf8'), { loader: 'ts', target: 'es2022' });
  const found: RegExp[] = [];
  let made = 0;
  full(parse(code, { ecmaVersion: 2022, sourceType: 'module' }), (node) => {
    if (node.type === 'Literal' && 'regex' in node && node.value instanceof RegExp) found.push(node.value);
    const called =
      (node.type === 'NewExpression' || node.type === 'CallExpression') && 'callee' in node ? node.callee : undefined;
    if (typeof called === 'object' && called !== null && 'name' in called && called.name === 'RegExp') made++;
  });
  return { found, made };
}

const all = files.flatMap((name) => expressionsOf(name).found.map((found) => ({ name, found })));

test('the ways of finding out: what is known to go back over its text is told from what does not', () => {
  for (const bad of [
    /\n+$/,
    /^[0-9:]*:[0-9:]*$/,
    /(a+)+$/,
    /-BEGIN ([A-Z]+)-[\s\S]*?-END/,
    /\$\{[^}]+\}/,
    /^\s*\s*x/,
  ]) {
    expect([String(bad), backtracks(bad) !== undefined]).toEqual([String(bad), true]);
  }
  for (const good of [/^\s*x/, /[a-z]+/, /\$\{[^{}]+\}/, /^(a|b)+$/, /-(BEGIN|END) ([A-Z ]{1,40})-/]) {
    expect([String(good), backtracks(good)]).toEqual([String(good), undefined]);
  }
});

test('every regular expression stands in the sources as it is', () => {
  expect(files.filter((name) => expressionsOf(name).made > 0)).toEqual([]);
  expect(all.length).toBeGreaterThan(90);
});

test('no regular expression takes more than its share of steps on a text twice as long', () => {
  const slow = all.flatMap(({ name, found }) => {
    const growth = backtracks(found);
    return growth === undefined ? [] : [{ where: `${name} ${found}`, growth }];
  });
  expect(slow.filter(({ where }) => !(where in EXCEPTIONS))).toEqual([]);
  // What was mended is no exception any more.
  const known = slow.map(({ where }) => where);
  expect(Object.keys(EXCEPTIONS).filter((where) => !known.includes(where))).toEqual([]);
});
