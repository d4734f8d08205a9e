import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Separators of i18next: a topic with one of them in it could not be asked for. */
const SEPARATORS = /[.:]/;

/** Labels of the built catalogue in a language. */
export function catalogueLabels(lang) {
  return require('../dist/lib/catalogue/labels/index.js').labelsFor(lang);
}

/**
 * The texts of evcc-config with the catalogue's labels below `catalogue`: so the editor loads them in its user's language only, and
 * no dialog carries them in its code.
 */
export function withLabels(json, lang) {
  const messages = JSON.parse(json);
  const { properties, found, words, boolean, parts, units, groups } = catalogueLabels(lang);
  const label = {};
  const about = {};
  for (const [topic, texts] of Object.entries(properties)) {
    if (SEPARATORS.test(topic)) throw new Error(`${topic} cannot be a key of a text`);
    label[topic] = texts.label;
    about[topic] = texts.about;
  }
  messages['evcc-config'].catalogue = { label, about, found, words, boolean, parts, units, groups };
  return JSON.stringify(messages);
}
