import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { reasonOf } from '../../src/lib/command/show';
import { AedesBroker } from '../support/aedes-broker';
import { TestClient } from '../support/client';
import { recording } from '../support/replay';
import { until } from '../support/until';
import { CORE, collect, helper, NODES } from './helper';

let broker: AedesBroker;
let evcc: TestClient;

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => helper.startServer((error) => (error ? reject(error) : resolve())));
});
afterAll(async () => {
  await new Promise<void>((resolve, reject) => helper.stopServer((error) => (error ? reject(error) : resolve())));
});
beforeEach(async () => {
  broker = await AedesBroker.start();
  evcc = await TestClient.connect(broker.port);
});
afterEach(async () => {
  await helper.unload();
  await evcc.close();
  await broker.close();
});

const config = (more: object = {}) => ({
  id: 'config',
  type: 'evcc-config',
  broker: `127.0.0.1:${broker.port}`,
  topic: 'evcc',
  ...more,
});
const sink = { id: 'sink', type: 'helper' };
const evccIn = (topics: readonly string[], more: object = {}) => ({
  id: 'in',
  type: 'evcc-in',
  z: 'tab',
  evcc: 'config',
  topics,
  wires: [['sink']],
  ...more,
});
const evccOut = (more: object = {}) => ({
  id: 'out',
  type: 'evcc-out',
  z: 'tab',
  evcc: 'config',
  value: 'payload',
  valueType: 'msg',
  wires: [['sink']],
  ...more,
});
const tab = { id: 'tab', type: 'tab' };

/** The fills and words that a node's status took, in order. */
const statuses = (id: string) => helper.getNode(id).status.args.map(([status]) => [status.fill, status.text]);

async function load(...flow: object[]): Promise<void> {
  // Nodes on a tab have a place; without one Node-RED takes a node for a configuration.
  const placed = flow.map((node) => ('z' in node ? { x: 100, y: 100, ...node } : node));
  await helper.load([...NODES, CORE.catch, CORE.complete], [tab, ...placed]);
}

test('recorded values arrive in a flow as the contract says', async () => {
  await evcc.replay(recording('demo-retained'));
  await load(config(), evccIn(['site/pvPower', 'loadpoints/+/title', 'updated', 'site/pv']), sink);
  const messages = collect('sink');
  await until(() => messages.length >= 6, 'six messages');
  const of = (topic: string) => messages.filter((msg) => msg.topic === `evcc/${topic}`);
  expect(of('site/pvPower')[0]).toMatchObject({
    payload: 8058.715,
    retain: true,
    evcc: { topic: 'site/pvPower', scope: 'site', key: 'pvPower', unit: 'W', initial: true },
  });
  expect(['1', '2', '3'].map((n) => of(`loadpoints/${n}/title`)[0]?.payload)).toEqual([
    'Carport',
    'Garage',
    'Heat pump',
  ]);
  expect(of('updated')[0]?.payload).toBe(1795386508000);
  expect(of('site/pv')[0]).toMatchObject({ payload: [{ name: 'pv', power: 8058.715 }], retain: false });
});

test('one node with an object output sends one message', async () => {
  await evcc.replay(recording('demo-retained'));
  await load(config(), evccIn(['site/pvPower', 'loadpoints/1/mode'], { output: 'object' }), sink);
  const messages = collect('sink');
  await until(() => messages.length > 0, 'a message');
  expect(messages[0]).toMatchObject({
    topic: 'evcc',
    payload: { site: { pvPower: 8058.715 }, loadpoints: { 1: { mode: 'pv' } } },
    evcc: { topic: '', changed: ['site/pvPower', 'loadpoints/1/mode'], initial: true },
  });
});

test('a missing configuration is a red status and no exception', async () => {
  await load(
    evccIn(['site/pvPower'], { evcc: 'nowhere' }),
    evccOut({ evcc: '' }),
    { id: 'catch', type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
    { id: 'caught', type: 'helper', z: 'tab' },
    sink,
  );
  const caught = collect('caught');
  expect(statuses('in').at(-1)?.[0]).toBe('red');
  helper.getNode('out').receive({ payload: 'now', topic: 'loadpoints/1/mode' });
  await until(() => caught.length > 0, 'the error');
  expect(caught[0]?.error).toMatchObject({
    code: 'EVCC_NOT_CONFIGURED',
    cause: { topic: 'loadpoints/1/mode', value: 'now' },
  });
  expect(caught[0]?.evcc).toMatchObject({ topic: 'loadpoints/1/mode', sent: null, result: 'failed' });
});

test.each([
  [{ target: 'site/residualPower', value: '$sum(', valueType: 'jsonata' }, 'expression', '$sum('],
  [{ target: 'site/residualPower', value: '{"a', valueType: 'json' }, 'expression', '{"a'],
  [{ kind: 'raw' }, 'rawNoTopic', 'now'],
])('every error says what was wrong: %j', async (more, key, value) => {
  await load(
    config(),
    evccOut(more),
    { id: 'catch', type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
    { id: 'caught', type: 'helper', z: 'tab' },
    sink,
  );
  const caught = collect('caught');
  helper.getNode('out').receive({ payload: 'now' });
  await until(() => caught.length > 0, 'the error');
  expect(caught[0]?.error).toMatchObject({ code: 'EVCC_INVALID', cause: { value } });
  expect(caught[0]?.error?.message).toContain(key);
  expect(caught[0]?.evcc).toMatchObject({ result: 'failed', code: 'EVCC_INVALID' });
});

test('why an expression cannot be evaluated is told in words', () => {
  // JSONata throws plain objects.
  expect(reasonOf({ code: 'S0203', message: 'Expected ")"' })).toBe('Expected ")"');
  expect(reasonOf(new Error('no'))).toBe('no');
  expect(reasonOf('no')).toBe('no');
});

test.each([[{ broker: 'http://nowhere' }], [{ topic: 'evcc/#' }], [{ broker: 'localhost:99999' }]])(
  'an invalid configuration %j connects nowhere and says so on the nodes',
  async (wrong) => {
    await load(config(wrong), evccIn(['site/pvPower']), sink);
    expect(statuses('in').at(-1)?.[0]).toBe('red');
  },
);

test('an empty root topic means no connection at all', async () => {
  let clients = 0;
  const counting = await AedesBroker.start();
  await load(config({ topic: '/', broker: `127.0.0.1:${counting.port}` }), evccIn(['site/pvPower']), sink);
  expect(statuses('in').at(-1)?.[0]).toBe('grey');
  clients = counting.connected;
  expect(clients).toBe(0);
  await counting.close();
});

test('a setting goes out unretained, and every message has one outcome', async () => {
  await evcc.replay(recording('demo-retained'));
  await evcc.answer();
  await load(
    config(),
    evccOut({ target: 'loadpoints/1/limitSoc' }),
    { id: 'catch', type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
    { id: 'caught', type: 'helper', z: 'tab' },
    { id: 'complete', type: 'complete', z: 'tab', scope: ['out'], wires: [['completed']] },
    { id: 'completed', type: 'helper', z: 'tab' },
    sink,
  );
  const [sent, caught, completed] = [collect('sink'), collect('caught'), collect('completed')];
  const out = helper.getNode('out');
  out.receive({ payload: 80, mine: 'kept' });
  await until(() => sent.length === 1, 'the first outcome');
  expect(sent[0]).toMatchObject({
    payload: 80,
    mine: 'kept',
    evcc: { topic: 'loadpoints/1/limitSoc', sent: '80', result: 'applied' },
  });
  expect(evcc.seen.filter(({ topic, payload }) => topic.endsWith('/set') && payload === '80')).toEqual([
    { topic: 'evcc/loadpoints/1/limitSoc/set', payload: '80', retain: false },
  ]);
  out.receive({ payload: 80 });
  await until(() => sent.length === 2, 'the second outcome');
  expect(sent[1]?.evcc).toMatchObject({ result: 'unchanged', sent: null });
  out.receive({ payload: 101 });
  await until(() => caught.length === 1, 'the refusal');
  expect(caught[0]).toMatchObject({
    payload: 101,
    error: { code: 'EVCC_INVALID' },
    evcc: { result: 'failed', code: 'EVCC_INVALID' },
  });
  expect(evcc.seen.some(({ payload }) => payload === '101')).toBe(false);
  await until(() => completed.length === 2, 'two completed messages');
});

test('confirm none is done as soon as it is sent', async () => {
  await evcc.replay(recording('demo-retained'));
  await load(config(), evccOut({ target: 'loadpoints/1/mode', confirm: 'none' }), sink);
  const sent = collect('sink');
  helper.getNode('out').receive({ payload: 'now' });
  await until(() => sent.length === 1, 'the outcome');
  expect(sent[0]?.evcc).toMatchObject({ result: 'sent', sent: 'now' });
});

test('an evcc that does not answer is a timeout after the time that was set', async () => {
  await evcc.replay(recording('demo-retained'));
  await load(
    config(),
    evccOut({ target: 'loadpoints/1/mode', timeout: 1 }),
    { id: 'catch', type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
    { id: 'caught', type: 'helper', z: 'tab' },
    sink,
  );
  const caught = collect('caught');
  helper.getNode('out').receive({ payload: 'now' });
  await until(() => caught.length === 1, 'the error');
  expect(caught[0]?.error).toMatchObject({ code: 'EVCC_TIMEOUT' });
});

test('raw publishes any payload below the root, as it is set', async () => {
  await evcc.subscribe('evcc/mine/#');
  await load(config(), evccOut({ kind: 'raw', target: 'mine/topic', retain: true, qos: 1 }), sink);
  const sent = collect('sink');
  // At once, before the connection is there: it waits for it.
  helper.getNode('out').receive({ payload: { a: 1 } });
  await until(() => sent.length === 1, 'the outcome');
  await evcc.saw('the raw message', ({ topic, payload }) => topic === 'evcc/mine/topic' && payload === '{"a":1}');
  expect(sent[0]?.evcc).toMatchObject({ topic: 'mine/topic', result: 'sent' });
});

test.each([
  ['env', 'NO_SUCH_VARIABLE_{', 'an environment variable'],
  ['json', '{broken', 'a JSON text'],
  ['jsonata', '$(', 'an expression'],
])('%s: what cannot be evaluated is an error of the message and nothing is sent', async (valueType, value) => {
  await evcc.replay(recording('demo-retained'));
  await evcc.subscribe('evcc/+/+/+/set');
  await load(
    config(),
    evccOut({ target: 'loadpoints/1/limitSoc', value, valueType }),
    { id: 'catch', type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
    { id: 'caught', type: 'helper', z: 'tab' },
    sink,
  );
  const caught = collect('caught');
  helper.getNode('out').receive({ payload: 1 });
  await until(() => caught.length === 1, 'the error');
  expect(caught[0]?.error).toMatchObject({ code: 'EVCC_INVALID' });
  expect(evcc.seen.filter(({ topic }) => topic.endsWith('/set'))).toEqual([]);
});

test('what nodes need is subscribed and nothing more: never the forecasts unasked', async () => {
  const lines = recording('demo-retained');
  await evcc.replay(lines);
  await load(config(), evccIn(['site/pvPower']), sink);
  const messages = collect('sink');
  await until(() => messages.length > 0, 'the value');
  const asked = broker.subscribed();
  expect(asked).toContain('evcc/site/pvPower');
  expect(asked.some((filter) => filter.includes('forecast') || filter.includes('#'))).toBe(false);
});
