// What the recordings say of each release: which topics it published with a value, by which names, and which settings it answered.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { former, formerOfText, lookup } from '../../src/lib/catalogue';

/** A column of the page. */
export interface Column {
  readonly head: string;
  /** What is compared with `since` and `until`. */
  readonly version: string;
  /** The recordings of it: of values, and of settings that it was sent. */
  readonly values: readonly string[];
  readonly settings: readonly string[];
}

function release(version: string, isRich = false, isStarted = true): Column {
  const parts = ['retained', ...(isRich ? ['rich-retained'] : []), ...(isStarted ? ['start'] : [])];
  return {
    head: version.split('.').slice(0, 2).join('.'),
    version,
    values: parts.map((part) => `versions/${version}-${part}`),
    settings: isStarted ? [`versions/${version}-setters`] : [],
  };
}

/** The recorded releases; what was built between 0.313.2 and 0.316 stands last, as it is none. */
export const COLUMNS: readonly Column[] = [
  release('0.133.0', true),
  release('0.200.0'),
  release('0.207.6', true),
  release('0.300.7', true),
  release('0.304.2'),
  release('0.307.2'),
  release('0.313.2', true),
  release('0.315.0', false, false),
  release('0.316.0', false, false),
  {
    head: '8/26',
    version: '0.316.0',
    values: [
      'demo-retained',
      'three-phase-retained',
      'demo-cycles',
      'demo-restart',
      'demo-broker-restart',
      'smart-retained',
      'smart-restart',
      'smart-cycles',
    ],
    settings: ['demo-setters', 'smart-setters'],
  },
];

/** Pattern of a property → how far back the name is under which it was published: 0 its own. */
export type Found = ReadonlyMap<string, number>;

interface Said {
  readonly topic: string;
  readonly payload: string;
}

interface Setting {
  readonly set: string;
  readonly seen: readonly Said[];
}

function lines<T>(name: string): T[] {
  const file = fileURLToPath(new URL(`../../test/fixtures/recordings/${name}.jsonl.gz`, import.meta.url));
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** A struct that came as one JSON object says its parts, as if each had a topic of its own. */
function unfold(topic: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [topic];
  return Object.entries(value).flatMap(([key, part]) => (part === null ? [] : unfold(`${topic}/${key}`, part)));
}

/** The topic of today, and how far back the name is by which it came. */
function present(topic: string, text: string): { readonly topic: string; readonly rank: number } {
  const property = lookup(topic);
  const isCount = property?.kind === 'struct' && text !== '';
  const moved = isCount ? formerOfText(topic) : undefined;
  if (moved !== undefined && !text.startsWith('{')) return { topic: moved, rank: 1 };
  return former(topic) ?? { topic, rank: 0 };
}

function take(found: Map<string, number>, pattern: string, rank: number): void {
  found.set(pattern, Math.min(rank, found.get(pattern) ?? rank));
}

/** Which properties a column's evcc published with a value. */
export function published({ values }: Column): Found {
  const found = new Map<string, number>();
  const texts = new Map<string, string>();
  for (const { topic, payload } of values.flatMap((name) => lines<Partial<Said>>(name))) {
    if (topic !== undefined && payload) texts.set(topic.replace(/^(haus\/)?evcc\//, ''), payload);
  }
  for (const [wire, text] of texts) {
    for (const one of text.startsWith('{') ? unfold(wire, JSON.parse(text)) : [wire]) {
      const now = present(one, text);
      const own = lookup(now.topic);
      if (own !== undefined) take(found, own.topic, now.rank);
      // A part of a list, of phases or of a struct stands for the whole, too.
      for (let path = one; path.includes('/'); ) {
        path = path.slice(0, path.lastIndexOf('/'));
        const above = former(path) ?? { topic: path, rank: 0 };
        const whole = lookup(above.topic);
        if (whole !== undefined && now.topic.startsWith(`${above.topic}/`)) take(found, whole.topic, above.rank);
      }
      for (let path = now.topic; path.includes('/'); ) {
        path = path.slice(0, path.lastIndexOf('/'));
        const whole = lookup(path);
        if (whole !== undefined && !found.has(whole.topic)) found.set(whole.topic, 0);
      }
    }
  }
  return found;
}

/** The rank of a setting that evcc was sent and did not answer, under any name. */
export const SILENT = Number.POSITIVE_INFINITY;

/** Which settings a column's evcc answered: it empties the setter's topic, whether it takes the value or not. */
export function answered({ settings }: Column): Found {
  const found = new Map<string, number>();
  for (const { set, seen } of settings.flatMap((name) => lines<Setting>(name))) {
    const now = former(set) ?? { topic: set, rank: 0 };
    const isAnswered = seen.some(({ topic, payload }) => topic.endsWith(`${set}/set`) && payload === '');
    const property = lookup(now.topic);
    if (property?.set !== undefined) take(found, property.topic, isAnswered ? now.rank : SILENT);
  }
  return found;
}
