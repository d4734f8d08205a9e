import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, pathOf, placeholders, read } from './texts.js';

const texts = catalogue('en-US', 'evcc-config');

interface Thrown {
  readonly file: string;
  readonly key: string;
  /** Names of the parameters where they are written out; undefined where they come from elsewhere. */
  readonly params: readonly string[] | undefined;
}

const sources = readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, code: read(`src/${file}`) }));

/** Every error that is made with a literal key: `new EvccError('EVCC_INVALID', 'range', { min, max: 3 })`. */
const thrown: Thrown[] = sources.flatMap(({ file, code }) =>
  [...code.matchAll(/new EvccError\(\s*'\w+',\s*'([\w.]+)'(\s*\)|,\s*\{[^{}]*\}|,)/g)].map(
    ([, key = '', rest = '']) => ({
      file,
      key,
      params:
        rest === ',' || rest.includes('...')
          ? undefined
          : [...rest.matchAll(/[{,]\s*(\w+)/g)].map(([, name]) => name ?? ''),
    }),
  ),
);

describe('errors', () => {
  it('are thrown at all', () => {
    expect(thrown.length).toBeGreaterThan(0);
  });

  it('have a text each', () => {
    expect(thrown.filter(({ key }) => !texts.has(`evcc-config.errors.${key}`))).toEqual([]);
  });

  it('give what their text shows', () => {
    const missing = thrown.map(({ file, key, params }) => {
      const shown = placeholders(texts.get(`evcc-config.errors.${key}`) ?? '');
      return { file, key, missing: params === undefined ? [] : shown.filter((name) => !params.includes(name)) };
    });
    expect(missing.filter((one) => one.missing.length > 0)).toEqual([]);
  });
});

describe('status words and warnings', () => {
  it('have a text each', () => {
    const asked = sources.flatMap(({ code }) => [
      ...[...code.matchAll(/\.(status|warning)\('([\w.]+)'/g)].map(([, kind, key]) => `${kind}.${key}`),
      ...[...code.matchAll(/\bsay\('\w+', '(?:ring|dot)', '(\w+)'\)/g)].map(([, key]) => `status.${key}`),
    ]);
    const keys = asked.map((key) => `evcc-config.${key.replace(/^warning\./, 'warnings.')}`);
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
  });
});
