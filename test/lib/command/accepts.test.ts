import { describe, expect, it } from 'vitest';
import { PROPERTIES } from '../../../src/lib/catalogue';
import { acceptsParams } from '../../../src/lib/command/accepts';
import { catalogue, LANGUAGES, placeholders } from '../texts';
import { presentOf } from './support';

const SETTINGS = PROPERTIES.flatMap((property) =>
  property.set === undefined ? [] : [{ topic: property.topic, property, set: property.set }],
);

describe.each(LANGUAGES)('what a setting accepts, in %s', (language) => {
  const texts = catalogue(language, 'evcc-config');

  it.each(SETTINGS.map((setting) => [setting.topic, setting] as const))('%s', (_, setting) => {
    const params = acceptsParams(setting, presentOf({}));
    const keys = [params.accepts, params.clears].filter((one) => one !== undefined);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const text = texts.get(`evcc-config.accepts.${key}`);
      expect(text, String(key)).toBeDefined();
      expect(placeholders(text ?? '').filter((name) => params[name] === undefined || params[name] === '')).toEqual(
        // A setting without a unit of its own has none in the sentence.
        params.unit === '' && text?.includes('__unit__') ? ['unit'] : [],
      );
    }
  });
});
