import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { byTopic, COMPOSITE, INTERNAL, internal, lookup, PROPERTIES, SETTERS } from '../../src/lib/catalogue';

const properties = readFileSync(join(__dirname, '../fixtures/properties.txt'), 'utf8').trim().split('\n');
const concrete = (pattern: string): string =>
  pattern.replaceAll('<n>', '1').replaceAll('<name>', 'eup').replaceAll('+', '1');

test('everything that evcc is known to publish or to take is a row or its own business', () => {
  const missing = properties.filter((topic) => lookup(concrete(topic)) === undefined && internal(topic) === undefined);
  expect(missing).toEqual([]);
});

test('each property has one row', () => {
  const topics = PROPERTIES.map((property) => property.topic);
  expect(topics.filter((topic, index) => topics.indexOf(topic) !== index)).toEqual([]);
});

test('each row is found by its pattern and by a topic of it', () => {
  for (const property of PROPERTIES) {
    expect(byTopic(property.topic)).toBe(property);
    expect(lookup(concrete(property.topic))).toBe(property);
  }
});

test('no row is also internal', () => {
  expect(PROPERTIES.filter((property) => internal(concrete(property.topic)) !== undefined)).toEqual([]);
});

test('each list, structure and part of it hangs on rows up to the top', () => {
  // Counts of their own: `loadpoints` and `vehicles` are numbers, what hangs on them are structures.
  const loose = PROPERTIES.filter(({ topic }) => {
    const parent = topic.slice(0, Math.max(0, topic.lastIndexOf('/')));
    return parent !== '' && byTopic(parent) === undefined;
  });
  expect(loose.map((property) => property.topic)).toEqual([]);
});

test('numbers have a unit, but for those that are counts, numbers of a plan or choices', () => {
  const without = PROPERTIES.filter(
    ({ kind, unit }) => (kind === 'number' || kind === 'numbers') && unit === undefined,
  );
  expect(without.map((property) => property.topic)).toEqual([
    'loadpoints',
    'vehicles',
    'site/forecast/solar/scale',
    'loadpoints/<n>/phasesActive',
    'loadpoints/<n>/phasesConfigured',
    'loadpoints/<n>/priority',
    'loadpoints/<n>/effectivePriority',
    'loadpoints/<n>/effectivePlanId',
    'vehicles/<name>/phases',
    'vehicles/<name>/priority',
    'vehicles/<name>/repeatingPlans/<n>/weekdays',
  ]);
});

test('units are those measured, where public pages say something else', () => {
  const units = {
    'loadpoints/<n>/chargedEnergy': 'Wh',
    'loadpoints/<n>/sessionEnergy': 'Wh',
    'loadpoints/<n>/chargeRemainingEnergy': 'Wh',
    'loadpoints/<n>/todayEnergy': 'Wh',
    'loadpoints/<n>/last24hEnergy': 'Wh',
    'loadpoints/<n>/last7dEnergy': 'Wh',
    'loadpoints/<n>/limitEnergy': 'kWh',
    'loadpoints/<n>/planEnergy': 'kWh',
    'loadpoints/<n>/chargeTotalImport': 'kWh',
    'loadpoints/<n>/sessionSolarPercentage': '%',
    'loadpoints/<n>/chargeDuration': 's',
    'vehicles/<name>/capacity': 'kWh',
    'site/grid/energy': 'kWh',
    'site/greenShareHome': 'ratio',
    'site/tariffCo2': 'g/kWh',
    'site/tariffSolar': 'W',
    'site/forecast/solar/today/energy': 'Wh',
  };
  expect(Object.fromEntries(Object.keys(units).map((topic) => [topic, byTopic(topic)?.unit]))).toEqual(units);
});

test('every state of charge at a loadpoint is a temperature where it heats, but the battery’s', () => {
  const socs = PROPERTIES.filter(({ topic, kind }) => /^loadpoints\/.*Soc$/.test(topic) && kind === 'number');
  expect(socs.map((property) => property.topic)).toEqual([
    'loadpoints/<n>/limitSoc',
    'loadpoints/<n>/effectiveLimitSoc',
    'loadpoints/<n>/minSoc',
    'loadpoints/<n>/effectiveMinSoc',
    'loadpoints/<n>/vehicleSoc',
    'loadpoints/<n>/vehicleLimitSoc',
    'loadpoints/<n>/effectivePlanSoc',
  ]);
  expect(socs.every((property) => property.heating === '°C')).toBe(true);
  expect(byTopic('loadpoints/<n>/batteryBoostLimit')?.heating).toBeUndefined();
});

test('an enum has words, and both go together', () => {
  for (const { topic, kind, values, words } of PROPERTIES) {
    expect(values === undefined, topic).toBe(words === undefined);
    if (kind === 'enum') expect(values?.length, topic).toBeGreaterThan(1);
  }
});

test('structures take no text of their own, so no unit either, but for lists of numbers and slots', () => {
  const odd = PROPERTIES.filter(
    ({ kind, unit }) => COMPOSITE.has(kind) && unit && !['numbers', 'slots'].includes(kind),
  );
  expect(odd).toEqual([]);
});

test('a setting that follows another names one that can be set', () => {
  for (const { topic, setBy, set } of PROPERTIES) {
    if (setBy === undefined) continue;
    expect(byTopic(setBy)?.set, topic).toBeDefined();
    expect(set, topic).toBeUndefined();
  }
});

test('what only evcc’s REST interface sets has no setter', () => {
  expect(PROPERTIES.filter(({ rest, set }) => rest && set)).toEqual([]);
  expect(SETTERS.every((property) => property.set)).toBe(true);
});

test('secrets and what surrounds them are internal, with all below', () => {
  for (const topic of [
    'site/eebus/config/certificate/private',
    'site/sponsor/status/token',
    'site/mqtt/config/password',
    'site/influx/token',
    'site/remote/status/uRL',
    'site/tariffs/config',
    'site/messaging/config/1/token',
    'site/ocppforwarder/config/1/password',
  ]) {
    expect(internal(topic)?.secret, topic).toBe(true);
  }
  expect(internal('site/mqttx')).toBeUndefined();
  expect(internal('site/pvPower')).toBeUndefined();
  expect(internal('site/hems/status/dimmed')).toBeUndefined();
  expect(INTERNAL.every((one) => one.reason.length > 0)).toBe(true);
});
