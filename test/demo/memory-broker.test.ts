import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, MemoryBroker } from '../../demo/evcc';
import { matches } from '../../demo/evcc/retained-tree';

let clock: FakeClock;
let broker: MemoryBroker;

beforeEach(() => {
  clock = new FakeClock();
  broker = new MemoryBroker({ clock });
});

/** A connected client that notes what comes: `topic=text`, stored copies with an exclamation mark. */
function client(...filters: string[]) {
  const heard: string[] = [];
  let closed = 0;
  const link = broker.connect({
    message: (topic, text, retained) => heard.push(`${topic}=${text}${retained ? '!' : ''}`),
    closed: () => closed++,
  });
  clock.advance(2);
  for (const filter of filters) link.subscribe(filter);
  clock.advance(2);
  return { link, heard, closed: () => closed };
}

describe('filters', () => {
  test.each([
    ['evcc/#', 'evcc', true],
    ['evcc/#', 'evcc/site/grid', true],
    ['evcc/+/grid', 'evcc/site/grid', true],
    ['evcc/+', 'evcc/site/grid', false],
    ['evcc/+', 'evcc/', true],
    ['evcc/site', 'evcc/sites', false],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['$SYS/#', '$SYS/uptime', true],
  ])('%s and %s', (filter, topic, expected) => {
    expect(matches(filter, topic)).toBe(expected);
  });
});

describe('a broker in memory', () => {
  test('delivers live publishes in their order, without the retain flag', () => {
    const { heard } = client('a/#');
    const { link } = client();
    for (const text of ['1', '2', '3']) link.publish(`a/${text}`, text);
    clock.advance(2);
    expect(heard).toEqual(['a/1=1', 'a/2=2', 'a/3=3']);
  });

  test('gives a new subscription its stored copies, an emptied one none', () => {
    const { link } = client();
    link.publish('a/x', '1');
    link.publish('a/y', '2');
    link.publish('a/x', '');
    link.publish('a/z', '3', false);
    expect(client('a/#').heard).toEqual(['a/y=2!']);
  });

  test('keeps level by level in the order in which names first came, emptied levels included', () => {
    const { link } = client();
    for (const [topic, text] of [
      ['r/b/9', ''],
      ['r/a', '1'],
      ['r/b/1', '2'],
      ['s', '3'],
      ['r/c', '4'],
    ] as const) {
      link.publish(topic, text);
    }
    expect(client('#').heard).toEqual(['r/b/1=2!', 'r/a=1!', 'r/c=4!', 's=3!']);
  });

  test('delivers of a great many stored copies only a part to a subscription at QoS 1', () => {
    const { link } = client();
    for (let n = 0; n < 3000; n++) link.publish(`many/${n}`, 'x');
    const { link: at1, heard } = client();
    at1.subscribe('many/#', 1);
    clock.advance(2);
    expect(heard).toHaveLength(1020);
    expect(client('many/#').heard).toHaveLength(3000);
  });

  test('publishes the will of a client that vanishes, not of one that says goodbye', () => {
    const { heard } = client('will');
    const events = { connected: () => {}, message: () => {}, closed: () => {} };
    const polite = broker.transport().open({ topic: 'will', text: 'polite' }, events);
    const rude = broker.transport().open({ topic: 'will', text: 'rude' }, events);
    clock.advance(2);
    polite.end();
    rude.drop();
    clock.advance(2);
    expect(heard).toEqual(['will=rude']);
  });

  test('gives the place of a client to the next one of the same id', () => {
    const { heard } = client('will');
    let closed = 0;
    const events = { connected: () => {}, message: () => {}, closed: () => closed++ };
    broker.transport('twin').open({ topic: 'will', text: 'first' }, events);
    clock.advance(2);
    broker.transport('twin').open({ topic: 'will', text: 'second' }, events);
    clock.advance(2);
    expect(closed).toBe(1);
    expect(heard).toEqual(['will=first']);
  });

  test.each([
    [true, ['a=1!']],
    [false, []],
  ])('killed with persistence %s and started again it keeps %j', (persistence, expected) => {
    broker = new MemoryBroker({ clock, persistence });
    const one = client('#');
    one.link.publish('a', '1');
    clock.advance(2);
    broker.kill();
    expect(one.closed()).toBe(1);
    const early = client();
    expect(early.closed()).toBe(1);
    broker.restart();
    expect(client('#').heard).toEqual(expected);
  });
});
