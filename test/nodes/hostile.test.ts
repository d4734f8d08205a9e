import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasMosquitto } from '../support/available';
import { TestClient } from '../support/client';
import { HOSTILE, HOSTILE_TOPICS } from '../support/hostile';
import { Mosquitto } from '../support/mosquitto';
import { recording } from '../support/replay';
import { until } from '../support/until';
import { CORE, helper, NODES } from './helper';

interface Completed {
  readonly node: { readonly node: { readonly id: string } };
  readonly error?: Error;
}
const { hooks } = createRequire(import.meta.url)('@node-red/util') as {
  hooks: { add(name: string, hook: (event: Completed) => void): void; remove(name: string): void };
};

const OUT = { type: 'evcc-out', z: 'tab', evcc: 'config', x: 1, y: 1, value: 'payload', valueType: 'msg', timeout: 1 };
/** Nodes that take messages: with a connection, and without one. */
const NODES_WITH_INPUT = ['in', 'object', 'setting', 'applied', 'raw', 'unusedIn', 'unusedOut'] as const;

describe.skipIf(!hasMosquitto)('whatever a message is', () => {
  let broker: Mosquitto;
  let evcc: TestClient;
  /** Each end of a message, by the node's id. */
  const ends: { readonly id: string; readonly error: Error | undefined }[] = [];
  const escaped: unknown[] = [];
  const seen: string[] = [];
  const noted = (error: unknown): void => {
    escaped.push(error);
  };

  beforeAll(async () => {
    await new Promise<void>((resolve, reject) => helper.startServer((error) => (error ? reject(error) : resolve())));
    process.on('unhandledRejection', noted).on('uncaughtException', noted);
    hooks.add('onComplete.hostile', ({ node, error }) => {
      if (NODES_WITH_INPUT.some((one) => one === node.node.id)) ends.push({ id: node.node.id, error });
    });
  });
  afterAll(async () => {
    hooks.remove('*.hostile');
    process.off('unhandledRejection', noted).off('uncaughtException', noted);
    await new Promise<void>((resolve, reject) => helper.stopServer((error) => (error ? reject(error) : resolve())));
  });
  beforeEach(async () => {
    ends.length = 0;
    escaped.length = 0;
    seen.length = 0;
    broker = await Mosquitto.start();
    evcc = await TestClient.connect(broker.port);
    await evcc.replay(recording('demo-retained'));
    await evcc.answer();
    const watch = (topic: string): number => seen.push(topic);
    const other = await TestClient.connect(broker.port);
    watchers.push(other);
    other.client.on('message', watch);
    await other.client.subscribeAsync('#');
    const at = { x: 1, y: 1, z: 'tab', wires: [['sink']] };
    await helper.load(
      [...NODES, CORE.catch, CORE.complete],
      [
        { id: 'tab', type: 'tab' },
        { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' },
        { ...at, id: 'in', type: 'evcc-in', evcc: 'config', topics: ['site/pvPower'], inputs: 1 },
        { ...at, id: 'object', type: 'evcc-in', evcc: 'config', topics: ['site'], output: 'object', inputs: 1 },
        { ...at, ...OUT, id: 'setting', kind: 'setting', confirm: 'none' },
        { ...at, ...OUT, id: 'applied', kind: 'setting', target: 'loadpoints/1/planEnergy' },
        { ...at, ...OUT, id: 'raw', kind: 'raw' },
        { ...at, id: 'unusedIn', type: 'evcc-in', evcc: 'nowhere', topics: ['site/pvPower'], inputs: 1 },
        { ...at, ...OUT, id: 'unusedOut', evcc: 'nowhere' },
        { ...at, id: 'errors', type: 'catch', scope: null },
        { ...at, id: 'dones', type: 'complete', scope: [...NODES_WITH_INPUT] },
        { id: 'sink', type: 'helper', z: 'tab', x: 1, y: 1 },
      ],
    );
    await until(() => helper.getNode('in').status.args.at(-1)?.[0].fill === 'green', 'a value');
  });
  const watchers: TestClient[] = [];
  afterEach(async () => {
    await helper.unload();
    for (const one of watchers.splice(0)) await one.close();
    await evcc.close();
    await broker.close();
  });

  /** Sends one message to each node; each has to end it exactly once, and nothing may leave the root or the node. */
  async function endures(make: () => object, what: string): Promise<void> {
    const before = ends.length;
    for (const id of NODES_WITH_INPUT) helper.getNode(id).receive(make());
    await until(() => ends.length >= before + NODES_WITH_INPUT.length || escaped.length > 0, `every end of ${what}`);
    expect([what, escaped]).toEqual([what, []]);
    const ended = ends.slice(before).map(({ id }) => id);
    expect([what, ended.sort()]).toEqual([what, [...NODES_WITH_INPUT].sort()]);
    expect([what, Object.getOwnPropertyNames(Object.prototype).includes('polluted')]).toEqual([what, false]);
  }

  /** How often it was told that the connection is not there. */
  let losses = 0;
  beforeEach(() => {
    losses = 0;
    const { connection } = helper.getNode('config') as unknown as {
      connection: { readonly online: boolean; listen(listener: { changed(): void }): void };
    };
    connection.listen({
      changed: () => {
        if (!connection.online) losses++;
      },
    });
  });

  test('as payload: every node ends it once, nothing leaves the root, the connection stays', async () => {
    for (const [what, make] of Object.entries(HOSTILE)) {
      await endures(() => ({ topic: 'loadpoints/1/limitSoc', payload: make() }), what);
      await endures(() => ({ topic: 'own/thing', payload: make() }), `${what}, raw`);
      await endures(() => ({ payload: make() }), `${what}, without a topic`);
    }
    expect(losses).toBe(0);
    expect(seen.filter((topic) => !topic.startsWith('evcc/'))).toEqual([]);
  });

  test('as topic: no broker hangs up, no wildcard and nothing outside the root is published', async () => {
    for (const topic of HOSTILE_TOPICS)
      await endures(() => ({ topic, payload: '1' }), JSON.stringify(topic.slice(0, 40)));
    for (const [what, make] of Object.entries(HOSTILE)) await endures(() => ({ topic: make(), payload: 1 }), what);
    expect(losses).toBe(0);
    expect(seen.filter((topic) => !topic.startsWith('evcc/'))).toEqual([]);
  });

  test('as message: frozen, with getters that throw, with a broker, file or address of its own', async () => {
    const throwing = (key: string) => () =>
      Object.defineProperty({ payload: 50, topic: 'loadpoints/1/limitSoc' }, key, {
        enumerable: true,
        get() {
          throw new Error('getter');
        },
      });
    for (const key of ['topic', 'payload', 'evcc', 'other']) await endures(throwing(key), `${key} throws`);
    await endures(() => Object.freeze({ _msgid: '1', topic: 'loadpoints/1/limitSoc', payload: 51 }), 'a frozen one');
    const chosen = {
      broker: 'mqtt://127.0.0.1:1',
      url: 'http://127.0.0.1:1',
      filename: '/etc/passwd',
      host: '127.0.0.1',
    };
    await endures(
      () => ({ ...chosen, root: 'other', rootTopic: 'other', topic: 'loadpoints/1/limitSoc', payload: 52 }),
      'one that chooses',
    );
    expect(losses).toBe(0);
    expect(seen.filter((topic) => !topic.startsWith('evcc/'))).toEqual([]);
    await until(() => seen.includes('evcc/loadpoints/1/limitSoc'), 'what the last one publishes');
  });
});
