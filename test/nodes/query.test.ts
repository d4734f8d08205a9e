import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
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
  await evcc.replay(recording('demo-retained'));
});
afterEach(async () => {
  await helper.unload();
  await evcc.close();
  await broker.close();
});

/** A node with an input that has begun, and what becomes of messages to it. */
async function asked(more: object = {}) {
  await helper.load(
    [...NODES, CORE.catch, CORE.complete],
    [
      { id: 'tab', type: 'tab' },
      { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' },
      {
        id: 'in',
        type: 'evcc-in',
        x: 1,
        y: 1,
        z: 'tab',
        evcc: 'config',
        topics: ['site/pvPower', 'loadpoints/+/title'],
        inputs: 1,
        wires: [['sink']],
        ...more,
      },
      { id: 'errors', x: 1, y: 1, type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
      { id: 'dones', x: 1, y: 1, type: 'complete', z: 'tab', scope: ['in'], wires: [['completed']] },
      ...['sink', 'caught', 'completed'].map((id) => ({ id, type: 'helper', z: 'tab', x: 1, y: 1 })),
    ],
  );
  const [sent, caught, completed] = [collect('sink'), collect('caught'), collect('completed')];
  await until(() => sent.some(({ evcc: { initial } = {} }) => initial === true), 'what is known at the start');
  // The initial messages of one start come together; the query's answers are told from them by the property that is kept.
  const answers = () => sent.filter((msg) => 'mine' in msg);
  return { answers, caught, completed, ask: (msg: object) => helper.getNode('in').receive({ mine: 'kept', ...msg }) };
}

test('a message to the input gets the present selection; its other properties are kept', async () => {
  const { ask, answers, completed } = await asked();
  ask({ payload: 'whatever', _msgid: 'one' });
  await until(() => answers().length === 4, 'four answers');
  expect(answers().map(({ topic, payload }) => [topic, payload])).toEqual([
    ['evcc/site/pvPower', 8058.715],
    ['evcc/loadpoints/1/title', 'Carport'],
    ['evcc/loadpoints/2/title', 'Garage'],
    ['evcc/loadpoints/3/title', 'Heat pump'],
  ]);
  expect(new Set(answers()).size).toBe(4);
  expect(answers()[0]).toMatchObject({ mine: 'kept', _msgid: 'one', evcc: { topic: 'site/pvPower', initial: false } });
  await until(() => completed.length === 1, 'one completed message');
});

test("a message's topic names what is wanted, subscribed or not", async () => {
  const { ask, answers } = await asked();
  ask({ topic: 'evcc/loadpoints/Garage/limitSoc' });
  await until(() => answers().length === 1, 'the answer');
  expect(answers()[0]).toMatchObject({ topic: 'evcc/loadpoints/2/limitSoc', payload: 0 });
  ask({ topic: 'site/forecast/grid' });
  await until(() => answers().length === 2, 'the forecast');
  expect(answers()[1]?.payload).toHaveLength(288);
});

test('with object output the answer is one object', async () => {
  const { ask, answers } = await asked({ output: 'object' });
  ask({});
  await until(() => answers().length === 1, 'the answer');
  expect(answers()[0]).toMatchObject({
    topic: 'evcc',
    payload: { site: { pvPower: 8058.715 }, loadpoints: { 2: { title: 'Garage' } } },
    mine: 'kept',
  });
});

test('a topic that evcc does not have is an error that says so', async () => {
  const { ask, caught, completed } = await asked();
  ask({ topic: 'site/pvPowr' });
  await until(() => caught.length === 1, 'the error');
  expect(caught[0]?.error).toMatchObject({ code: 'EVCC_INVALID' });
  expect(completed).toEqual([]);
});

test('a node that cannot be used says so to each message', async () => {
  await helper.load(
    [...NODES, CORE.catch],
    [
      { id: 'tab', type: 'tab' },
      { id: 'in', type: 'evcc-in', x: 1, y: 1, z: 'tab', evcc: '', topics: ['site/pvPower'], inputs: 1, wires: [[]] },
      { id: 'errors', x: 1, y: 1, type: 'catch', z: 'tab', scope: null, wires: [['caught']] },
      { id: 'caught', type: 'helper', z: 'tab', x: 1, y: 1 },
    ],
  );
  const caught = collect('caught');
  helper.getNode('in').receive({});
  await until(() => caught.length === 1, 'the error');
  expect(caught[0]?.error).toMatchObject({ code: 'EVCC_NOT_CONFIGURED' });
});
