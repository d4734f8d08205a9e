import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SETTERS } from '../../src/lib/catalogue';
import { rawTopic } from '../../src/lib/command/raw';
import { isDate, plain, reasonOf, show } from '../../src/lib/command/show';
import { split } from '../../src/lib/command/split';
import { parseTarget } from '../../src/lib/command/target';
import { EvccError } from '../../src/lib/errors';
import { compile } from '../../src/lib/selection/compile';
import { Follower } from '../../src/lib/selection/follower';
import { isCarried, normalizeRoot } from '../../src/lib/topic';
import { HOSTILE, HOSTILE_TOPICS } from '../support/hostile';
import { World } from '../support/observe';
import { Desk, RUNNING, results } from './command/support';

/** What a call throws; only the core's own errors may be. */
function refusal(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof EvccError) return error.key;
    throw error;
  }
}

test.each(Object.keys(HOSTILE))('%s is shown, judged and taken apart without anything but our own errors', (what) => {
  const make = HOSTILE[what] ?? (() => undefined);
  expect(show(make()).length).toBeLessThanOrEqual(60);
  expect(reasonOf(make()).length).toBeLessThanOrEqual(300);
  plain(make());
  refusal(() => split(make(), 'evcc'));
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('what calls itself a Date is none', () => {
  expect([isDate({ [Symbol.toStringTag]: 'Date' }), isDate(new Date(Number.NaN))]).toEqual([false, true]);
});

test('what makes a broker hang up is carried nowhere', () => {
  for (const [topic, carried] of [
    ['site/a\u0001', false],
    ['site/\u0085', false],
    ['site/\uffff', false],
    [`a${'/a'.repeat(99)}`, true],
    [`a${'/a'.repeat(100)}`, false],
    ['a'.repeat(10_001), false],
  ] as const) {
    expect([topic.slice(0, 20), isCarried(topic)]).toEqual([topic.slice(0, 20), carried]);
    expect(normalizeRoot(topic) === undefined).toBe(!carried);
    if (!carried) expect(refusal(() => compile(topic))).toBe('badFilter');
    if (!carried) expect(refusal(() => parseTarget(`vehicles/${topic}/limitSoc`, 'evcc'))).toMatch(/^unknownSetting/);
  }
});

const segment = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '', 'l1', 'set', '0', '-1', '1', '2', '17'),
  fc.constantFrom('9007199254740993', '4000000000', 'site', 'loadpoints', 'vehicles', 'forecast', 'grid', 'pv', 'plan'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const topic = fc.oneof(
  fc.array(segment, { minLength: 1, maxLength: 20 }).map((levels) => levels.join('/')),
  fc.constantFrom(...HOSTILE_TOPICS, 'site/pv', 'site/forecast/grid', 'loadpoints', 'loadpoints/1/chargeCurrents'),
);
const text = fc.oneof(
  fc.constantFrom(
    '4000000000',
    '-1',
    '1e308',
    '9007199254740993',
    'NaN',
    '-0',
    '[[',
    '{"__proto__":{"polluted":1}}',
    '',
  ),
  fc.constantFrom('null', '[1,[2]]', '{"start":{"start":1}}', 'true'),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

test('any text on any topic throws nothing, pollutes nothing, and is told as a value of its own', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(topic, text, fc.boolean()), { maxLength: 40 }), (messages) => {
      const world = new World().running();
      const values = world.values(['#', 'site', 'site/pv', 'site/forecast/grid']);
      const object = world.object(['#']);
      for (const [path, payload, retain] of messages) world.state.message(`evcc/${path}`, payload, retain);
      world.clock.advance(5000);
      for (const { payload } of [...values.sent, ...object.sent]) JSON.stringify(payload);
      for (const { topic: full } of values.sent) expect(full.startsWith('evcc')).toBe(true);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      expect(Object.hasOwn(Object, 'polluted')).toBe(false);
      world.state.close();
    }),
    { numRuns: 150 },
  );
});

test('JSON that would overflow the stack, or hold everything up, stays text', () => {
  const world = new World().running();
  const { sent } = world.values(['loadpoints/1/plan', 'site/forecast/solar/timeseries']);
  const deep = (levels: number, open: string, close: string): string =>
    `${open.repeat(levels)}1${close.repeat(levels)}`;
  const wide = `[${'1,'.repeat(500_000)}1]`;
  for (const text of [deep(20_000, '[', ']'), deep(20_000, '{"a":', '}'), deep(33, '[', ']'), wide]) {
    world.live({ 'loadpoints/1/plan': text, 'site/forecast/solar/timeseries': text });
    world.clock.advance(2000);
    expect(sent.slice(-2).map(({ payload }) => payload)).toEqual([text, text]);
  }
  // As deep as it may be, it is read; what is no list of slots stays text.
  const evopt = world.values(['site/evopt']);
  world.live({ 'loadpoints/1/plan': deep(32, '[', ']'), 'site/evopt': deep(32, '[', ']') });
  world.clock.advance(2000);
  expect(sent.at(-1)?.payload).toBe(deep(32, '[', ']'));
  expect(Array.isArray(evopt.sent.at(-1)?.payload)).toBe(true);
  world.state.close();
});

test('topics without end are not kept without end', () => {
  const world = new World().running();
  world.values(['site/+']);
  for (let at = 0; at < 100_500; at++) world.state.message(`evcc/site/k${at}`, '1', false);
  expect([...world.state.tree.all()]).toHaveLength(100_000);
  world.state.close();
});

test('a count of four billion loadpoints is not counted to by a setting of all of them', async () => {
  for (const count of ['4000000000', '9007199254740993', '-1', '0.5']) {
    const desk = new Desk({ stored: [...RUNNING, ['loadpoints', count]] });
    const outcome = desk.run('site/smartCostLimit', 0.1, { confirm: 'none' });
    await desk.pass(3000);
    expect(results(await outcome)).toEqual(['site/smartCostLimit sent']);
    expect([...desk.needs.values()].flat().length).toBeLessThan(1100);
  }
});

/** Made anew by a call: some of it fast-check itself could not hold. */
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  fc
    .oneof(
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true, withTypedArray: true }),
      fc.string({ unit: 'binary' }),
    )
    .map((value) => () => value),
  fc.constantFrom(...Object.values(HOSTILE)),
);
const target = fc.oneof(
  topic,
  fc.constantFrom(...SETTERS.map(({ topic }) => topic)).map((pattern) => pattern.replace('<n>', '1')),
  fc.constantFrom('loadpoints/1/limitSoc', 'loadpoints/1/mode', 'vehicles/eup/planSoc', 'loadpoints/1/planEnergy'),
);

test('any message is nothing to send, or text for a setting below the root', async () => {
  await fc.assert(
    fc.asyncProperty(target, anything, async (path, value) => {
      const desk = new Desk({ stored: RUNNING });
      const outcome = desk.run(path, value(), { confirm: 'none' });
      await desk.pass(11_000);
      for (const { code, result } of (await outcome).settings)
        expect(code ?? result).toMatch(/^EVCC_|^sent|^unchanged/);
      for (const one of desk.published) {
        expect(one).toMatch(/^(site|loadpoints\/\d+|vehicles\/[^/+#\0]+)\/[A-Za-z]+\/set [^\p{Cc}]*$/u);
      }
      // Those of our own that find out who there is.
      const own = /^(vehicles|loadpoints|site\/battery\/devices)\/\+\/[A-Za-z]+$/;
      for (const filter of [...desk.needs.values()].flat()) expect(own.test(filter) || !/[+#]/.test(filter)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('any raw topic is refused, or one below the root without a wildcard', () => {
  const given = fc.oneof(
    topic,
    fc.string({ unit: 'binary' }),
    fc.constantFrom('evcc', 'evcc/', 'evcc/../x', 'evccx/y'),
  );
  fc.assert(
    fc.property(given, (path) => {
      let relative = '';
      if (refusal(() => (relative = rawTopic(path, 'evcc'))) !== undefined) return;
      expect(relative).not.toMatch(/[+#\p{Cc}]|^\$|^$|^\/|\/$|\/\/|(^|\/)\.\.?(\/|$)/u);
      expect(isCarried(`evcc/${relative}`.slice(0, 10_000))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('no title becomes a wildcard of a subscription, or leads elsewhere', () => {
  const title = fc.oneof(
    fc.constantFrom('+', '#', '/', '+/+', '../..', '__proto__', 'a/b', '%2B', '\0', '$SYS', '1', ''),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(title, title, (one, other) => {
      const world = new World().running({ 'loadpoints/1/title': one, 'vehicles/eup/title': other });
      world.clock.advance(5000);
      const encoded = (text: string): string => text.replace(/[%/+#]/g, encodeURIComponent);
      const topics = [`loadpoints/${encoded(one)}/mode`, `vehicles/${encoded(other)}/limitSoc`];
      const follower = new Follower(topics, world.state, () => undefined);
      for (const filter of follower.resolve().filters) {
        expect(filter).toMatch(/^(loadpoints\/\d+|vehicles\/[^/+#]+)\/[A-Za-z]+$/);
      }
      world.state.close();
    }),
    { numRuns: 150 },
  );
});

test('a count of four billion makes no item', () => {
  const world = new World().running({
    'site/pv': '400000000',
    'site/pv/1/power': '5',
    'site/forecast/grid': '999999999',
  });
  const { sent } = world.values(['site/pv', 'site/forecast/grid', 'loadpoints']);
  world.live({ loadpoints: '4000000000', 'site/pv': '4000000000', 'site/battery': '-1' });
  world.clock.advance(5000);
  for (const { payload } of sent) expect(JSON.stringify(payload).length).toBeLessThan(1000);
  expect([...world.state.tree.all()].length).toBeLessThan(100);
  world.state.close();
});
