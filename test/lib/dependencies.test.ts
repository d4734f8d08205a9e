import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Rows of one section of the page: name and reason. */
function rows(section: string): (readonly [name: string, reason: string])[] {
  const [, text = ''] = read('docs/dependencies.md').split(`\n## ${section}\n`);
  const own = text.split('\n## ')[0] ?? '';
  return [...own.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, name = '', reason = '']) => [name, reason]);
}

test.each([
  ['Run time', dependencies],
  ['Development', devDependencies],
] as const)('%s: every dependency is named with its reason, and no other', (section, named) => {
  expect(rows(section).map(([name]) => name)).toEqual(Object.keys(named).sort());
  for (const [name, reason] of rows(section)) expect([name, reason.length > 10]).toEqual([name, true]);
});
