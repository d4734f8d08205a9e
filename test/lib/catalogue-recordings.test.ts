import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { formerName, internal, lookup, type Property } from '../../src/lib/catalogue';

interface Published {
  readonly topic: string;
  readonly payload: string;
}

function lines<T>(name: string): T[] {
  const file = join(__dirname, `../fixtures/recordings/${name}.jsonl.gz`);
  const text = gunzipSync(readFileSync(file)).toString('utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as T);
}

/** What evcc published of its own, without the root and without setters. */
function published(name: string): Published[] {
  return lines<Partial<Published>>(name)
    .filter(({ topic }) => topic !== undefined)
    .map(({ topic = '', payload = '' }) => ({ topic: topic.slice('evcc/'.length), payload }));
}

function afterSetters(): Published[] {
  const all = lines<{ seen: Published[] }>('demo-setters').flatMap((line) => line.seen);
  return all.filter(({ topic }) => !topic.endsWith('/set'));
}

const NAMES = ['demo-retained', 'three-phase-retained', 'demo-cycles', 'demo-restart', 'demo-broker-restart'];
let everything: Published[];

beforeAll(() => {
  // Most lines repeat: each text of a topic once is enough.
  const once = new Map<string, Published>();
  for (const one of [...NAMES.flatMap(published), ...afterSetters()]) once.set(`${one.topic} ${one.payload}`, one);
  everything = [...once.values()];
});

test('every recorded topic is a row, a former name or internal', () => {
  const unknown = everything.filter(
    ({ topic }) => lookup(topic) === undefined && internal(topic) === undefined && formerName(topic) === undefined,
  );
  expect(unknown.map(({ topic }) => topic)).toEqual([]);
});

/** Whether a text that is not empty is one of the property's kind. */
function fits({ kind, values }: Property, text: string): boolean {
  switch (kind) {
    case 'number':
      return /^-?\d+(\.\d{1,3})?$/.test(text) && (values === undefined || values.includes(text));
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
      return /^-?\d+(\.\d{1,3})?$/.test(text);
    case 'strings':
    case 'list':
    case 'slots':
      return /^\d+$/.test(text);
    case 'struct':
      // A slot is a list of its parts since August 2026.
      return text === '3';
  }
}

test('every recorded text fits the kind of its property', () => {
  const odd = everything.filter(({ topic, payload }) => {
    const property = lookup(topic);
    return property !== undefined && payload !== '' && !fits(property, payload);
  });
  expect(odd).toEqual([]);
});

test('a structure’s topic has a text of its own only as one slot', () => {
  const heads = everything.filter(({ topic, payload }) => lookup(topic)?.kind === 'struct' && payload !== '');
  expect(heads.filter(({ topic }) => !/^site\/forecast\/\w+\/\d+$/.test(topic))).toEqual([]);
});

test('what evcc empties in a cycle or after a setting is known to be so', () => {
  const emptied = [...published('demo-cycles'), ...published('demo-broker-restart'), ...afterSetters()];
  const wrong = emptied.filter(({ topic, payload }) => {
    const property = lookup(topic);
    return payload === '' && property !== undefined && property.empty !== 'empty';
  });
  expect([...new Set(wrong.map(({ topic }) => topic))]).toEqual([]);
});

test('nothing was ever recorded on a topic that is only written', () => {
  expect(everything.filter(({ topic }) => lookup(topic)?.writeOnly)).toEqual([]);
});
