import type { Value } from '../../../src/lib/codec/decode';

/** The recorded evccs, from the oldest: `-rich` are sites with everything that the demo site has not. */
export const RELEASES = [
  '0.133.0',
  '0.133.0-rich',
  '0.200.0',
  '0.207.6',
  '0.207.6-rich',
  '0.300.7',
  '0.300.7-rich',
  '0.304.2',
  '0.307.2',
  '0.313.2',
  '0.313.2-rich',
  '0.315.0',
  '0.316.0',
  '0.316-branch',
] as const;
export type Release = (typeof RELEASES)[number];

/** What a value looks like where it is too long to be written down. */
type Digest = { readonly slots: readonly Value[] } | { readonly whole: readonly number[] };

/** A value with its text in English, and in German where that is more than the other decimal signs. `{start}`: that time. */
export type Cell = readonly [value: Value | Digest, en: string, de?: string];

/** What one topic gives, release by release: names from `RELEASES`, `first..last` for some in a row. */
export interface Row {
  readonly topic: string;
  readonly type: 'number' | 'boolean' | 'string' | 'array' | 'object' | 'null';
  /** One unit, or each with its releases. */
  readonly unit?: string | Readonly<Record<string, string>>;
  /** Releases that have no such value. */
  readonly none?: string;
  readonly on: Readonly<Record<string, Cell>>;
}

/** A forecast: how many slots, the first, the last, and the sum of their values. */
export function slots(count: number, first: Value, last: Value, sum: number): Digest {
  return { slots: [count, first, last, sum] };
}

/** A structure: how many parts it has that are not null, how many values at any depth, and the sum of those that are numbers but no times. */
export function whole(parts: number, values: number, sum: number): Digest {
  return { whole: [parts, values, sum] };
}

const rounded = (sum: number): number => Number(sum.toFixed(3));
const add = (sum: number, one: Value): number => sum + (typeof one === 'number' && Math.abs(one) < 1e9 ? one : 0);

function leaves(value: Value): Value[] {
  if (value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value];
}

/** The same of a value that came, to be compared with what was expected. */
export function like(expected: Cell[0], value: Value): Value | Digest {
  if (expected === null || typeof expected !== 'object' || value === null || typeof value !== 'object') return value;
  if ('slots' in expected && Array.isArray(value)) {
    const of = (slot: Value): Value => (slot !== null && typeof slot === 'object' && 'value' in slot ? slot.value : 0);
    const sum = value.map((slot) => of(slot) ?? null).reduce(add, 0);
    return slots(value.length, value.at(0) ?? null, value.at(-1) ?? null, rounded(sum));
  }
  if ('whole' in expected) {
    const all = leaves(value);
    return whole(Object.values(value).filter((one) => one !== null).length, all.length, rounded(all.reduce(add, 0)));
  }
  return value;
}

const NAMES: readonly string[] = RELEASES;

/** The releases that a text names. */
export function named(text: string): Release[] {
  return text.split(' ').flatMap((part) => {
    const [first = '', last = first] = part.split('..');
    const at = (name: string): number => NAMES.indexOf(name);
    if (at(first) < 0 || at(last) < at(first)) throw new Error(`no releases: ${part}`);
    return RELEASES.slice(at(first), at(last) + 1);
  });
}

/** What a row expects of a release; undefined: no such value. */
export function cellOf({ on }: Row, release: Release): Cell | undefined {
  return Object.entries(on).find(([names]) => named(names).includes(release))?.[1];
}

export function unitOf({ unit }: Row, release: Release): string | undefined {
  if (unit === undefined || typeof unit === 'string') return unit;
  return Object.entries(unit).find(([, names]) => named(names).includes(release))?.[0];
}

const SIGNS: Readonly<Record<string, string>> = { '.': ',', ',': '.' };

/** The text in German: numbers have the other signs, words are written down. */
export function german([value, en, de]: Cell): string {
  if (de !== undefined) return de;
  const isWord = typeof value === 'string' || typeof value === 'boolean' || value === null;
  return isWord ? en : en.replace(/[.,]/g, (sign) => SIGNS[sign] ?? sign);
}

/** A text with the times in it as people of that language write them. */
export function timed(text: string, value: Value, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const time = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[name] : value;
    return format.format(Number(time));
  });
}
