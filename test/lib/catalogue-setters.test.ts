import { expect, test } from 'vitest';
import { byTopic, PROPERTIES, type Property, SETTERS } from '../../src/lib/catalogue';

const named = (wanted: (property: Property) => unknown): string[] =>
  SETTERS.filter(wanted).map((property) => property.topic);

test('evcc has 36 setters: 20 at a loadpoint, 12 at the site, 4 at a vehicle', () => {
  expect(SETTERS).toHaveLength(36);
  expect(named(({ topic }) => topic.startsWith('loadpoints/<n>/'))).toHaveLength(20);
  expect(named(({ topic }) => topic.startsWith('site/'))).toHaveLength(12);
  expect(named(({ topic }) => topic.startsWith('vehicles/<name>/'))).toHaveLength(4);
});

test('a setting is confirmed by topics that evcc publishes', () => {
  for (const { topic, set, writeOnly } of SETTERS) {
    for (const pattern of set?.confirm ?? []) {
      const confirmed = byTopic(pattern.replace('/+/', '/<n>/'));
      expect(confirmed, `${topic} by ${pattern}`).toBeDefined();
      expect(confirmed?.writeOnly, `${topic} by ${pattern}`).toBeUndefined();
    }
    if (writeOnly) expect(set?.confirm, topic).toBeDefined();
  }
});

test('what is only written is confirmed elsewhere', () => {
  expect(named(({ writeOnly }) => writeOnly)).toEqual([
    'site/smartCostLimit',
    'site/smartFeedInPriorityLimit',
    'loadpoints/<n>/vehicle',
    'vehicles/<name>/planSoc',
  ]);
  expect(PROPERTIES.filter(({ writeOnly, set }) => writeOnly && !set)).toEqual([]);
});

test('each confirmation is the one measured', () => {
  const confirm = Object.fromEntries(
    SETTERS.filter(({ set }) => set?.confirm).map(({ topic, set }) => [topic, set?.confirm]),
  );
  expect(confirm).toEqual({
    'site/smartCostLimit': ['loadpoints/+/smartCostLimit'],
    'site/smartFeedInPriorityLimit': ['loadpoints/+/smartFeedInPriorityLimit'],
    'site/batteryMode': ['site/batteryModeExternal'],
    'loadpoints/<n>/vehicle': ['loadpoints/<n>/vehicleName'],
    'loadpoints/<n>/planEnergy': ['loadpoints/<n>/planEnergy', 'loadpoints/<n>/planTime'],
    'loadpoints/<n>/planStrategy': [
      'loadpoints/<n>/planStrategy/continuous',
      'loadpoints/<n>/planStrategy/precondition',
    ],
    'vehicles/<name>/planSoc': ['vehicles/<name>/plan/soc', 'vehicles/<name>/plan/time'],
    'vehicles/<name>/planStrategy': [
      'vehicles/<name>/planStrategy/continuous',
      'vehicles/<name>/planStrategy/precondition',
    ],
  });
});

test('these settings can be cleared', () => {
  expect(named(({ set }) => set?.clears)).toEqual([
    'site/smartCostLimit',
    'site/smartFeedInPriorityLimit',
    'site/batteryMode',
    'site/batteryGridChargeLimit',
    'loadpoints/<n>/smartCostLimit',
    'loadpoints/<n>/smartFeedInPriorityLimit',
    'loadpoints/<n>/vehicle',
  ]);
});

test('these settings act again when they are repeated', () => {
  expect(named(({ set }) => set?.repeats)).toEqual(['site/batteryMode', 'loadpoints/<n>/vehicle']);
});

test('bounds are only those that evcc’s own weak checks make necessary', () => {
  const bounds = SETTERS.flatMap(({ topic, set }) => {
    const { min, max, above } = set ?? {};
    return min === undefined && max === undefined && above === undefined ? [] : [[topic, above ?? min, max]];
  });
  expect(bounds).toEqual([
    ['site/gridExportLimit', 0, undefined],
    ['site/prioritySoc', 0, 100],
    ['site/bufferSoc', 0, 100],
    ['site/bufferStartSoc', 0, 100],
    ['loadpoints/<n>/limitSoc', 0, 100],
    ['loadpoints/<n>/minSoc', 0, 100],
    ['loadpoints/<n>/limitEnergy', 0, undefined],
    ['loadpoints/<n>/minCurrent', 0, undefined],
    ['loadpoints/<n>/maxCurrent', 0, undefined],
    ['loadpoints/<n>/priority', 0, 10],
    ['loadpoints/<n>/enableDelay', 0, undefined],
    ['loadpoints/<n>/disableDelay', 0, undefined],
    ['loadpoints/<n>/batteryBoostLimit', 0, 100],
    ['loadpoints/<n>/planEnergy', 0, undefined],
    ['vehicles/<name>/minSoc', 0, 100],
    ['vehicles/<name>/limitSoc', 0, 100],
    ['vehicles/<name>/planSoc', 0, 100],
  ]);
});

test('a slider has a range, a step, and stays within the bounds', () => {
  for (const { topic, slider, set } of PROPERTIES) {
    if (slider === undefined) continue;
    const { min = Number.NaN, max = Number.NaN, step = Number.NaN } = slider;
    expect(min, topic).toBeLessThan(max);
    expect(step, topic).toBeGreaterThan(0);
    expect(min, topic).toBeGreaterThanOrEqual(set?.min ?? Number.NEGATIVE_INFINITY);
    expect(min, topic).toBeGreaterThanOrEqual(set?.above ?? Number.NEGATIVE_INFINITY);
    expect(max, topic).toBeLessThanOrEqual(set?.max ?? Number.POSITIVE_INFINITY);
    expect(set, topic).toBeDefined();
  }
});

test('a number that can be set has a slider, but for the choice of phases', () => {
  const numeric = SETTERS.filter(({ kind }) => kind === 'number' || kind === 'duration');
  expect(numeric.filter(({ slider }) => !slider).map(({ topic }) => topic)).toEqual([
    'loadpoints/<n>/phasesConfigured',
  ]);
});

test('what a setting accepts goes with its kind', () => {
  const kinds = {
    mode: 'enum',
    alwaysCharge: 'enum',
    batteryMode: 'enum',
    phases: 'number',
    integer: 'number',
    number: 'number',
    boolean: 'boolean',
    delay: 'duration',
    planSoc: 'number',
    planEnergy: 'number',
    strategy: 'struct',
    vehicle: 'string',
  };
  for (const { topic, kind, set } of SETTERS) if (set) expect(kind, topic).toBe(kinds[set.accepts]);
});
