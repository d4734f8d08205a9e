import type { Accepts, Setter } from '../catalogue/types';
import { plain } from './show';
import type { Setting } from './types';

/** Words that a setting accepts. */
export const WORDS = {
  mode: ['off', 'pv', 'minpv', 'smart', 'now'],
  alwaysCharge: ['off', 'on', 'once', 'toggle'],
  batteryMode: ['normal', 'hold', 'charge', 'holdcharge', 'unknown'],
  phases: ['0', '1', '3'],
  boolean: ['true', 'false', '1', '0', 'on', 'off', 'toggle'],
} as const;

/** What steps through the modes. */
const STEPS = ['toggle', '"+1"', '"-1"'];

/** The words that a setting accepts, as a list for people. */
export function wordsText(accepts: keyof typeof WORDS): string {
  return [...WORDS[accepts], ...(accepts === 'mode' ? STEPS : [])].join(', ');
}

export function hasWords(accepts: Accepts): accepts is keyof typeof WORDS {
  return Object.hasOwn(WORDS, accepts);
}

/** Bounds as an interval: `0..100`, `> 0`. */
export function bounds({ min, max, above }: Setter): string {
  if (min !== undefined && max !== undefined) return `${min}..${max}`;
  if (min !== undefined) return `>= ${min}`;
  if (above !== undefined) return `> ${above}`;
  return max === undefined ? '' : `<= ${max}`;
}

const TEXTS: Readonly<Record<Exclude<Accepts, keyof typeof WORDS>, string>> = {
  integer: 'integer',
  number: 'number',
  delay: 'seconds, "90s", "3m", "1:30"',
  planSoc: '{ soc, time }, null',
  planEnergy: '{ energy, time }, null',
  strategy: '{ continuous, precondition }',
  vehicle: 'name, title, guest',
};

/** What a setting accepts, for programs and logs: the same in every language. */
export function accepted({ set }: Setting): string {
  const { accepts } = set;
  const base = hasWords(accepts) ? wordsText(accepts) : TEXTS[accepts];
  const numeric = accepts === 'integer' || accepts === 'number';
  return [base, numeric ? bounds(set) : '', set.clears ? 'or null' : ''].filter(Boolean).join(' ');
}

/** What an error about a setting's value carries: what was given, and what is accepted. */
export function causeOf(setting: Setting, value: unknown): { topic: string; value: unknown; accepts: string } {
  return { topic: setting.topic, value: plain(value), accepts: accepted(setting) };
}
