import { de } from './de';
import { en } from './en';
import type { Labels } from './types';

export type { Label, Labels } from './types';
export { labelFor } from './types';

/** What the catalogue says in a language, by its BCP 47 tag: German for `de…`, else English. */
export function labelsFor(locale: string): Labels {
  return /^de\b/i.test(locale) ? de : en;
}
