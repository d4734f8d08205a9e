import { expect } from 'vitest';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { BATTERY } from './battery';
import { CIRCUITS } from './circuits';
import { FORECAST } from './forecast';
import { LOADPOINT } from './loadpoint';
import { POWER } from './power';
import { cellOf, german, like, type Release, type Row, timed, unitOf } from './row';
import { SESSION } from './session';
import { SITE } from './site';
import type { Locale } from './site-of';
import { SLOT } from './slot';
import { SOLAR } from './solar';
import { TARIFF } from './tariff';
import { VEHICLE } from './vehicle';

/** Every canonical topic whose value is written down for each recorded evcc. */
export const ROWS: readonly Row[] = [
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

export function rowOf(topic: string): Row {
  const row = ROWS.find((one) => one.topic === topic);
  if (row === undefined) throw new Error(`no row ${topic}`);
  return row;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Holds what nodes in both languages were given of a topic against its row. */
export function compare(
  row: Row,
  release: Release,
  root: string,
  given: Record<Locale, ReadonlyMap<string, ValueMessage>>,
): void {
  const [en, de] = [given['en-US'].get(row.topic), given.de.get(row.topic)];
  const cell = cellOf(row, release);
  if (cell === undefined) {
    expect([en?.payload, de?.payload]).toEqual([undefined, undefined]);
    return;
  }
  const [value, text] = cell;
  const payload = en?.payload ?? null;
  expect({
    topics: [en?.topic, en?.evcc.topic],
    payload: like(value, payload),
    type: typeOf(payload),
    unit: en?.evcc.unit,
    en: en?.evcc.text,
    de: de?.evcc.text,
  }).toEqual({
    topics: [`${root}/${row.topic}`, row.topic],
    payload: value,
    type: row.type,
    unit: unitOf(row, release),
    en: timed(text, payload, 'en-US'),
    de: timed(german(cell), payload, 'de'),
  });
}
