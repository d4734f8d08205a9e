import { describe, expect, it } from 'vitest';
import { exampleOf, exampleTopic } from '../../scripts/docs/example';
import { pages } from '../../scripts/docs/pages';
import { SETTERS } from '../../src/lib/catalogue';
import { judge } from './command/support';
import { catalogue, read } from './texts';

const made = new Map(pages());

describe('generated pages', () => {
  it.each([...made])('%s is as `npm run docs` makes it', (path, content) => {
    expect(read(path)).toBe(content);
  });

  it.each([
    ['en-US', 'docs/troubleshooting.md'],
    ['de', 'docs/troubleshooting.de.md'],
  ] as const)('troubleshooting holds every diagnosis, remedy, status and warning, %s', (language, path) => {
    const page = made.get(path) ?? '';
    const groups = ['diagnosis', 'remedy', 'warnings', 'status.reason'];
    const missing = [...catalogue(language, 'evcc-config')].filter(([key, text]) => {
      if (!groups.some((group) => key.startsWith(`evcc-config.${group}.`))) return false;
      // Between its placeholders the text stands there word for word.
      return !text.split(/__\w+?__/).every((part) => page.includes(part));
    });
    expect(missing).toEqual([]);
  });

  it.each(SETTERS.map((property) => [property.topic, property] as const))(
    'the example for %s is accepted',
    (_, one) => {
      const { set } = one;
      if (set === undefined) throw new Error('no setter');
      const vehicles = { vehicles: 1, 'vehicles/vehicle_1/title': 'e-Golf' };
      const plan = { 'site/timezone': 'Europe/Berlin' };
      expect(() => judge(exampleTopic(one), exampleOf(one, set), { ...vehicles, ...plan })).not.toThrow();
    },
  );
});
