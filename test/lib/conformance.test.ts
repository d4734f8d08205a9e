import { describe, expect, test } from 'vitest';
import { BATTERY } from './conformance/battery';
import { CIRCUITS } from './conformance/circuits';
import { FORECAST } from './conformance/forecast';
import { LOADPOINT } from './conformance/loadpoint';
import { POWER } from './conformance/power';
import { cellOf, german, like, named, RELEASES, timed, unitOf } from './conformance/row';
import { SESSION } from './conformance/session';
import { SITE } from './conformance/site';
import { given, rootOf, storedBy } from './conformance/site-of';
import { SLOT } from './conformance/slot';
import { SOLAR } from './conformance/solar';
import { TARIFF } from './conformance/tariff';
import { VEHICLE } from './conformance/vehicle';

const ROWS = [
  ...SITE,
  ...POWER,
  ...TARIFF,
  ...BATTERY,
  ...CIRCUITS,
  ...FORECAST,
  ...SLOT,
  ...SOLAR,
  ...LOADPOINT,
  ...SESSION,
  ...VEHICLE,
];

test('every row says once what it expects of each release, and there are many rows', () => {
  const wrong = ROWS.filter(({ none, on }) => {
    const names = [...Object.keys(on), ...(none === undefined ? [] : [none])].flatMap(named);
    return names.length !== RELEASES.length || new Set(names).size !== RELEASES.length;
  });
  expect(wrong.map(({ topic }) => topic)).toEqual([]);
  expect(new Set(ROWS.map(({ topic }) => topic)).size).toBe(ROWS.length);
  expect(ROWS.length).toBeGreaterThanOrEqual(60);
});

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

describe.each(RELEASES)('of evcc %s', (release) => {
  const root = rootOf(storedBy(release));
  const sent = given(
    release,
    ROWS.map(({ topic }) => topic),
  );

  test.each(ROWS.map((row) => [row.topic, row] as const))('%s is as its row says', (topic, row) => {
    const [en, de] = [sent['en-US'].get(topic), sent.de.get(topic)];
    const cell = cellOf(row, release);
    if (cell === undefined) {
      expect([en?.payload, de?.payload]).toEqual([undefined, undefined]);
      return;
    }
    const [value] = cell;
    const payload = en?.payload ?? null;
    expect({
      topic: en?.topic,
      payload: like(value, payload),
      type: payload === null ? row.type : typeOf(payload),
      unit: en?.evcc.unit,
      en: en?.evcc.text,
      de: de?.evcc.text,
    }).toEqual({
      topic: `${root}/${topic}`,
      payload: value,
      type: row.type,
      unit: unitOf(row, release),
      en: timed(cell[1], payload, 'en-US'),
      de: timed(german(cell), payload, 'de'),
    });
  });
});
