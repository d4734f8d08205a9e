import { expect, test } from 'vitest';
import { byTopic, formerName, PROPERTIES, type Property, SETTERS } from '../../src/lib/catalogue';
import { isBefore } from '../../src/lib/codec/version';

const named = (wanted: (property: Property) => unknown): string[] =>
  SETTERS.filter(wanted).map((property) => property.topic);

test('evcc has 37 setters: 21 at a loadpoint, 12 at the site, 4 at a vehicle', () => {
  expect(SETTERS).toHaveLength(37);
  expect(named(({ topic }) => topic.startsWith('loadpoints/<n>/'))).toHaveLength(21);
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
    ['loadpoints/<n>/solarShare', 0, 1],
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

test('releases follow each other in the forms of a setter, and the newest has them all', () => {
  for (const { topic, set } of SETTERS) {
    const forms = set?.forms ?? [{}];
    expect(forms.at(-1)?.before, topic).toBeUndefined();
    for (const [at, { since, before }] of forms.entries()) {
      const next = forms[at + 1];
      if (since !== undefined && before !== undefined) expect(isBefore(since, before), topic).toBe(true);
      if (next !== undefined)
        expect(before === next.since || isBefore(before ?? '', next.since ?? ''), topic).toBe(true);
    }
  }
});

test('each setter came when it was seen to come', () => {
  const since = SETTERS.flatMap(({ topic, set }) => (set?.forms?.[0]?.since ? [[topic, set.forms[0].since]] : []));
  expect(Object.fromEntries(since)).toEqual({
    'site/gridExportLimit': '0.314.0',
    'site/smartFeedInPriorityLimit': '0.205.0',
    'site/batteryMode': '0.203.0',
    'site/batteryGridDischarge': '0.313.0',
    'site/solarAdjusted': '0.312.0',
    'loadpoints/<n>/alwaysCharge': '0.316',
    'loadpoints/<n>/solarShare': '0.316',
    'loadpoints/<n>/minSoc': '0.312.0',
    'loadpoints/<n>/priority': '0.200.0',
    'loadpoints/<n>/smartFeedInPriorityLimit': '0.205.0',
    'loadpoints/<n>/batteryBoostLimit': '0.301.0',
    'loadpoints/<n>/planStrategy': '0.300.0',
    'vehicles/<name>/planStrategy': '0.300.0',
  });
});

test('what confirmed a setting under another name is told as what confirms it today', () => {
  const named = (pattern: string): string => pattern.replace('<n>', '1').replace('<name>', 'eup');
  for (const { topic, set } of SETTERS) {
    for (const { confirm } of set?.forms ?? []) {
      if (confirm !== undefined) {
        expect(
          confirm.map((one) => formerName(named(one))),
          topic,
        ).toEqual(set?.confirm?.map(named));
      }
    }
  }
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
