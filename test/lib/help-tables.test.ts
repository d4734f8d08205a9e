import { describe, expect, it } from 'vitest';
import { PROPERTIES, SETTERS } from '../../src/lib/catalogue/index.js';
import { built, LANGUAGES } from './texts.js';

const help = (type: string, language: string): string =>
  built(`dist/nodes/locales/${language}/${type}.html`).replace(/&lt;/g, '<').replace(/&gt;/g, '>');

describe.each(LANGUAGES)('help in %s', (language) => {
  it('has every setting in a table', () => {
    const html = help('evcc-out', language);
    expect(SETTERS.filter(({ topic }) => !html.includes(`<code>${topic}</code></td>`))).toEqual([]);
    expect(html).not.toMatch(/table:|undefined/);
  });

  it('has every value in a table', () => {
    const html = help('evcc-in', language);
    const missing = PROPERTIES.filter(
      ({ topic, writeOnly }) => !writeOnly && !html.includes(`<code>${topic}</code></td>`),
    );
    expect(missing).toEqual([]);
    expect(html).not.toMatch(/table:|undefined/);
  });
});
