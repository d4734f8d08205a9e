import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { isAbsent } from '../../scripts/docs/conformance';
import { COLUMNS, published } from '../../scripts/docs/recorded';
import { byTopic, formerName, formerOfText, goneName, internal, lookup, type Property } from '../../src/lib/catalogue';

interface Published {
  readonly topic: string;
  readonly payload: string;
}

function lines<T>(name: string): T[] {
  const file = join(__dirname, `../fixtures/recordings/${name}.jsonl.gz`);
  const text = gunzipSync(readFileSync(file)).toString('utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as T);
}

/** Versions of the recordings of old releases; 0.315 and 0.316 are stored copies alone. */
const OLD = ['0.133.0', '0.200.0', '0.207.6', '0.300.7', '0.304.2', '0.307.2', '0.313.2'];
const RICH = ['0.133.0', '0.207.6', '0.300.7', '0.313.2'];

/** What evcc published of its own, without the root and without setters. */
function said(name: string): Published[] {
  return lines<Partial<Published>>(name)
    .filter(({ topic }) => topic !== undefined)
    .map(({ topic = '', payload = '' }) => ({ topic: topic.replace(/^(haus\/)?evcc\//, ''), payload }));
}

function afterSetters(name: string): Published[] {
  const all = lines<{ seen: Published[] }>(name).flatMap((line) => line.seen);
  return all.filter(({ topic }) => !topic.endsWith('/set'));
}

const NAMES = [
  ...['demo-retained', 'three-phase-retained', 'demo-cycles', 'demo-restart', 'demo-broker-restart'],
  ...['smart-retained', 'smart-cycles', 'smart-restart'],
  ...OLD.flatMap((version) => [`versions/${version}-retained`, `versions/${version}-start`]),
  ...RICH.map((version) => `versions/${version}-rich-retained`),
  ...['versions/0.315.0-retained', 'versions/0.316.0-retained'],
];
const SETTERS = ['demo-setters', 'smart-setters', ...OLD.map((version) => `versions/${version}-setters`)];
let everything: Published[];

beforeAll(() => {
  // Most lines repeat: each text of a topic once is enough.
  const once = new Map<string, Published>();
  for (const one of [...NAMES.flatMap(said), ...SETTERS.flatMap(afterSetters)])
    once.set(`${one.topic} ${one.payload}`, one);
  everything = [...once.values()];
});

test('every recorded topic of every release is a row, a former name, one that evcc gave up, or internal', () => {
  const unknown = everything.filter(({ topic }) => {
    const gone = goneName(topic) !== undefined;
    return !gone && [lookup, internal, formerName].every((known) => known(topic) === undefined);
  });
  expect(unknown.map(({ topic }) => topic)).toEqual([]);
});

/** Three decimals, their zeros written out in 0.300.7: `12.000`. */
const DECIMALS = /^-?\d+(\.\d{1,3})?$/;
/** Five significant digits, until 0.300.6: `1.2346e+05`. */
const DIGITS = /^-?(?=(?:0|\.)*(?:[1-9]\.?(?:\d\.?){0,4})?(?:e|$))\d+(\.\d+)?(e[+-]\d\d)?$/;

const isNumber = (text: string): boolean => DECIMALS.test(text) || DIGITS.test(text);

/** Whether a text that is not empty is one of the property's kind. */
function fits({ kind, values }: Property, text: string): boolean {
  switch (kind) {
    case 'number':
      return isNumber(text) && (values === undefined || values.includes(text));
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'enum':
      return values?.includes(text) ?? false;
    case 'time':
      // Unix seconds of the recordings' year.
      return /^179\d{7}$/.test(text);
    case 'duration':
      return /^\d+$/.test(text);
    case 'string':
      return true;
    case 'series':
    case 'json':
      return text === 'null' || Array.isArray(JSON.parse(text));
    case 'numbers':
      // A count, or the sum of three phases.
      return isNumber(text);
    case 'strings':
    case 'list':
      return /^\d+$/.test(text);
    case 'slots':
      // A count, or all of them in one JSON text.
      return /^\d+$/.test(text) || Array.isArray(JSON.parse(text));
    case 'struct':
      // A slot was a list of its parts in August 2026; in 0.315 and 0.316 one JSON text has the whole solar forecast.
      return text === '3' || text.startsWith('{');
  }
}

/** What a text is the value of, by today's names: the count of batteries came on what is a struct today. */
function meant({ topic, payload }: Published): Property | undefined {
  const own = lookup(topic);
  const moved = own?.kind === 'struct' && /^\d+$/.test(payload) ? formerOfText(topic) : undefined;
  return lookup(moved ?? formerName(topic) ?? topic);
}

test('every recorded text fits the kind of its property', () => {
  const odd = everything.filter((one) => {
    const property = meant(one);
    return property !== undefined && one.payload !== '' && !fits(property, one.payload);
  });
  expect(odd.map(({ topic, payload }) => [topic, payload.slice(0, 80)])).toEqual([]);
});

test('a structure’s topic has a text of its own only as one slot, or where it holds all of the solar forecast', () => {
  const heads = everything.filter((one) => meant(one)?.kind === 'struct' && one.payload !== '');
  const others = heads.filter(({ topic }) => !/^site\/forecast\/(\w+\/\d+|solar)$/.test(topic));
  expect(others.map(({ topic }) => topic)).toEqual([]);
});

test('no release is recorded with a value that the catalogue says it does not have', () => {
  const wrong = COLUMNS.flatMap((column) =>
    [...published(column).keys()].filter((pattern) => {
      const property = byTopic(pattern);
      return property !== undefined && isAbsent(column, property.since, property.until);
    }),
  );
  expect(wrong).toEqual([]);
});

test('what evcc empties in a cycle or after a setting is known to be so', () => {
  const emptied = [
    ...['demo-cycles', 'demo-broker-restart', 'smart-cycles'].flatMap(said),
    ...SETTERS.flatMap(afterSetters),
  ];
  const wrong = emptied.filter(({ topic, payload }) => {
    const property = lookup(topic);
    return payload === '' && property !== undefined && property.empty !== 'empty';
  });
  expect([...new Set(wrong.map(({ topic }) => topic))]).toEqual([]);
});

test('nothing was ever recorded on a topic that is only written', () => {
  expect(everything.filter(({ topic }) => lookup(topic)?.writeOnly)).toEqual([]);
});
