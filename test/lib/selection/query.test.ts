import { expect, test } from 'vitest';
import { EvccError } from '../../../src/lib/errors';
import { compile } from '../../../src/lib/selection/compile';
import { askObject, askValues, parseQuestion, type QueryParts, type Question } from '../../../src/lib/selection/query';
import { World } from '../../support/observe';

const POWER = 'site/pvPower';

/** A connection that holds some filters; of others the broker sends what it stores a moment after they were asked for. */
class Port {
  readonly asked: string[] = [];
  released = 0;
  answers = true;

  constructor(
    private readonly world: World,
    private readonly stored: Readonly<Record<string, string>> = {},
  ) {}

  holds(filters: readonly string[]): boolean {
    return filters.every((filter) => !Object.keys(this.stored).some((topic) => filter.startsWith(topic)));
  }

  need(_user: object, filters: readonly string[]): Promise<void> {
    this.asked.push(...filters);
    if (!this.answers) return new Promise(() => undefined);
    this.world.clock.after(40, () => this.world.stored(this.stored));
    return Promise.resolve();
  }

  release(): void {
    this.released++;
  }
}

function ask(world: World, port = new Port(world)) {
  const warnings: string[] = [];
  const parts: QueryParts = {
    state: world.state,
    clock: world.clock,
    port,
    describe: { unit: () => undefined, text: (_topic, value) => String(value) },
    warn: (key) => warnings.push(key),
  };
  /** Lets time pass until the answer is there. */
  const settle = async <T>(answer: Promise<T>): Promise<T> => {
    let done = false;
    const end = (): void => {
      done = true;
    };
    answer.then(end, end);
    for (let i = 0; i < 500 && !done; i++) {
      await Promise.resolve();
      if (!done) world.clock.advance(5);
    }
    return answer;
  };
  const own = (topics: readonly string[]): Question => {
    const selectors = topics.map(compile);
    return { selectors, filters: selectors.flatMap(({ filters }) => filters), named: undefined };
  };
  const question = async (topic: string): Promise<Question> =>
    (await parseQuestion(topic, parts)) ?? own([POWER, 'loadpoints/+/title']);
  return {
    port,
    warnings,
    values: (topic: string) => settle(question(topic).then((asked) => askValues(asked, parts))),
    object: (topic: string) => settle(question(topic).then((asked) => askObject(asked, parts))),
    own: (topics: readonly string[]) => settle(askValues(own(topics), parts)),
  };
}

const code = (error: unknown): string => (error instanceof EvccError ? `${error.code} ${error.key}` : String(error));

test('a message without a topic gets the own selection, a message for each value', async () => {
  const { values } = ask(new World().running({ [POWER]: '7' }));
  const answers = await values('');
  expect(answers.map(({ topic, payload, evcc }) => [topic, payload, evcc.initial])).toEqual([
    ['evcc/site/pvPower', 7, false],
    ['evcc/loadpoints/1/title', 'Carport', false],
    ['evcc/loadpoints/2/title', 'Garage', false],
  ]);
  expect(await values('evcc')).toEqual(answers);
});

test('with object output it is one object', async () => {
  const { object } = ask(new World().running({ [POWER]: '7' }));
  expect(await object('')).toMatchObject({
    topic: 'evcc',
    payload: { site: { pvPower: 7 }, loadpoints: { 1: { title: 'Carport' }, 2: { title: 'Garage' } } },
    evcc: { topic: '', changed: [], initial: false },
  });
});

test.each(['site/homePower', 'evcc/site/homePower', ' site/homePower '])('%j names one value', async (topic) => {
  const { values } = ask(new World().running({ 'site/homePower': '512' }));
  expect((await values(topic)).map(({ evcc, payload }) => [evcc.topic, payload])).toEqual([['site/homePower', 512]]);
});

test('a topic may name a loadpoint by its title, and be a former name, with a warning', async () => {
  const { values, warnings } = ask(new World().running({ 'site/grid/power': '-5' }));
  expect((await values('loadpoints/Garage/mode'))[0]).toMatchObject({
    topic: 'evcc/loadpoints/2/mode',
    payload: 'off',
  });
  expect((await values('site/gridPower'))[0]).toMatchObject({ topic: 'evcc/site/grid/power', payload: -5 });
  expect(warnings).toEqual(['former']);
});

test('a topic that is not subscribed is, until its stored copies came, and then given back', async () => {
  const world = new World().running();
  const { values, port } = ask(world, new Port(world, { 'site/homePower': '400' }));
  const began = world.clock.monotonic();
  expect((await values('site/homePower')).map(({ payload, retain }) => [payload, retain])).toEqual([[400, true]]);
  expect(world.clock.monotonic() - began).toBeLessThan(200);
  expect(port.asked).toContain('site/homePower');
  expect(port.released).toBe(1);
});

test('a filter that is not subscribed is answered when no more stored copies come', async () => {
  const world = new World().running();
  const stored = { 'site/aux': '1', 'site/aux/1/power': '5', 'site/aux/1/title': 'Boiler' };
  const { values } = ask(world, new Port(world, stored));
  expect((await values('site/aux/+/+')).map(({ evcc, payload }) => [evcc.topic, payload])).toEqual([
    ['site/aux/1/power', 5],
    ['site/aux/1/title', 'Boiler'],
  ]);
});

test('a structure is given whole, also one that nobody selected before', async () => {
  const world = new World().running();
  const { values } = ask(world, new Port(world, { 'site/pv': '1', 'site/pv/1/power': '30' }));
  expect((await values('site/pv')).map(({ payload }) => payload)).toEqual([[{ power: 30 }]]);
});

test('a known value that has none is null', async () => {
  const { values } = ask(new World().running());
  expect((await values('loadpoints/1/smartCostLimit')).map(({ payload }) => payload)).toEqual([null]);
});

test('a broker that does not answer is waited for two seconds at most', async () => {
  const world = new World().running();
  const port = new Port(world, { 'site/homePower': '400' });
  port.answers = false;
  const began = world.clock.monotonic();
  expect((await ask(world, port).values('site/homePower')).map(({ payload }) => payload)).toEqual([null]);
  expect(world.clock.monotonic() - began).toBeLessThan(2100);
});

test.each([
  ['site/pvPowr', 'EVCC_INVALID queryNothingNear'],
  ['loadpoints/Shed/mode', 'EVCC_INVALID unknownLoadpoint'],
  ['site//pvPower', 'EVCC_INVALID badFilter'],
  ['loadpoints/1/mode/set', 'EVCC_INVALID setTopic'],
  ['loadpoints/1/events/connected', 'EVCC_INVALID queryEvent'],
])('%s is an error', async (topic, expected) => {
  const { values } = ask(new World().running());
  expect(await values(topic).catch(code)).toBe(expected);
});

test('a title that two loadpoints share is an error that says so', async () => {
  const { values } = ask(new World().running({ 'loadpoints/2/title': 'Carport' }));
  expect(await values('loadpoints/Carport/mode').catch(code)).toBe('EVCC_INVALID ambiguousTitle');
});

test('while nothing is known an asked-for value is an error, the own selection is just empty', async () => {
  const { values, own } = ask(new World());
  expect(await values('site/pvPower').catch(code)).toBe('EVCC_OFFLINE queryOffline');
  expect(await values('loadpoints/Garage/mode').catch(code)).toBe('EVCC_OFFLINE queryOffline');
  expect(await own([POWER])).toEqual([]);
});

test('while evcc is away the last known values are given', async () => {
  const world = new World().running({ [POWER]: '7' });
  world.wipe().live({ status: 'offline' });
  expect((await ask(world).values(POWER)).map(({ payload }) => payload)).toEqual([7]);
  expect((await ask(world).values('status')).map(({ payload }) => payload)).toEqual(['offline']);
});

test('filters over time do not apply, and an answer does not count as a message for them', async () => {
  const world = new World().running({ [POWER]: '1' });
  const { sent } = world.values([POWER], { interval: 60, deadband: { size: 100, type: 'num' } });
  world.live({ [POWER]: '5' });
  const { values } = ask(world);
  expect((await values(POWER)).map(({ payload }) => payload)).toEqual([5]);
  expect(sent.map(({ payload }) => payload)).toEqual([1]);
});

test('answers are copies', async () => {
  const world = new World().running({ 'site/grid/power': '1', 'site/grid/energy': '2' });
  const { values } = ask(world);
  const [first] = await values('site/grid');
  (first?.payload as { power: number }).power = 99;
  expect((await values('site/grid')).map(({ payload }) => payload)).toEqual([{ power: 1, energy: 2 }]);
});
