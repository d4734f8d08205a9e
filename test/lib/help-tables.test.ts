import { describe, expect, it } from 'vitest';
import { PROPERTIES, SETTERS } from '../../src/lib/catalogue/index.js';
import { built, LANGUAGES } from './texts.js';

const help = (type: string, language: string): string =>
  built(`dist/nodes/locales/${language}/${type}.html`)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/<wbr>/g, '');

describe.each(LANGUAGES)('help in %s', (language) => {
  it('has every setting', () => {
    const html = help('evcc-out', language);
    expect(SETTERS.filter(({ topic }) => !html.includes(`<dd><code>${topic}</code>`))).toEqual([]);
    expect(html).not.toMatch(/table:|undefined/);
  });

  it('has every value', () => {
    const html = help('evcc-in', language);
    const missing = PROPERTIES.filter(
      ({ topic, writeOnly }) => !writeOnly && !html.includes(`<dd><code>${topic}</code>`),
    );
    expect(missing).toEqual([]);
    expect(html).not.toMatch(/table:|undefined/);
  });
});
