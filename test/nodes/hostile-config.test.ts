import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EvccError } from '../../src/lib/errors';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import { storedConfig, storedSecrets } from '../../src/nodes/shared/stored';
import { AedesBroker } from '../support/aedes-broker';
import { TestClient } from '../support/client';
import { recording } from '../support/replay';
import { until } from '../support/until';
import { CORE, helper, NODES } from './helper';

interface Completed {
  readonly node: { readonly node: { readonly id: string } };
}
const { hooks } = createRequire(import.meta.url)('@node-red/util') as {
  hooks: { add(name: string, hook: (event: Completed) => void): void; remove(name: string): void };
};

const CONFIG = ['broker', 'topic', 'clientid', 'insecure', 'protocolVersion', 'modeNames'] as const;
const CREDENTIALS = ['user', 'password', 'caCert', 'clientCert', 'clientKey'] as const;
const IN = ['evcc', 'topics', 'output', 'emit', 'initial', 'deadband', 'deadbandType', 'interval', 'inputs'] as const;
const OUT = ['evcc', 'kind', 'target', 'value', 'valueType', 'confirm', 'timeout', 'hold', 'qos', 'retain'] as const;

/**
 * What a flow file can hold that no dialog of ours writes: it is edited by hand, by programs, and by who means no good. What Node-RED 4.1
 * itself does not survive is left out: an object that cannot be made a text.
 */
const ODD: readonly unknown[] = [
  null,
  -1,
  2 ** 60,
  [null, 5, {}, ['a']],
  {},
  '__proto__',
  '\0\u0001\uffff\ud800',
  '#',
  '$SYS/#',
  '../../etc/passwd',
  ['__proto__/a', 'constructor', '\0', '#/#', `a${'/a'.repeat(300)}`],
  'x'.repeat(100_000),
];

const anything = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom({ toString: 1, valueOf: 1 }, JSON.parse('{"__proto__":{"polluted":1}}')),
);
const definition = fc.record(Object.fromEntries(CONFIG.map((field) => [field, anything])));
const secrets = fc.record(Object.fromEntries(CREDENTIALS.map((field) => [field, anything])), { requiredKeys: [] });

test('any configuration is one to connect with or an error of ours, and never asks for more than its root', () => {
  fc.assert(
    fc.property(definition, secrets, (def, credentials) => {
      try {
        const given = { id: 'config', type: 'evcc-config', name: '', z: '', ...def };
        const { rootTopic, tls } = settingsOf(storedConfig(given), storedSecrets(credentials));
        expect(rootTopic).not.toMatch(/^$|[+#\0]|^\$/);
        expect(tls?.insecure ?? false).toBe([true, 'true', '1'].includes(def.insecure as string));
      } catch (error) {
        if (!(error instanceof EvccError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});

let broker: AedesBroker;
let evcc: TestClient;
beforeAll(async () => {
  await new Promise<void>((resolve, reject) => helper.startServer((error) => (error ? reject(error) : resolve())));
  broker = await AedesBroker.start();
  evcc = await TestClient.connect(broker.port);
  await evcc.replay(recording('demo-retained'));
});
afterAll(async () => {
  await evcc.close();
  await broker.close();
  await new Promise<void>((resolve, reject) => helper.stopServer((error) => (error ? reject(error) : resolve())));
});
afterEach(() => helper.unload());

test('whatever a flow holds in any field, no node throws, each tells its state, and each ends a message', async () => {
  const escaped: unknown[] = [];
  const noted = (error: unknown): void => {
    escaped.push(error);
  };
  process.on('unhandledRejection', noted).on('uncaughtException', noted);
  const ends: string[] = [];
  hooks.add('onComplete.hostileConfig', ({ node }) => ends.push(node.node.id));
  const at = { z: 'tab', x: 1, y: 1, wires: [['sink']] };
  const credentials: Record<string, object> = {};
  const flow: { id: string; type: string; [key: string]: unknown }[] = [];
  const each = (type: string, fields: readonly string[], good: object): void => {
    for (const field of fields)
      for (const [n, odd] of ODD.entries()) flow.push({ ...good, [field]: odd, id: `${type}-${field}-${n}`, type });
  };
  // Nobody listens there: what counts is what is made of the fields. An odd address has no user: nothing is looked up.
  const nowhere = { broker: 'tls://127.0.0.1:1', topic: 'evcc' };
  each('evcc-config', CONFIG, nowhere);
  for (const field of CREDENTIALS) {
    for (const [n, odd] of ODD.entries()) {
      const id = `evcc-config-${field}-${n}`;
      flow.push({ ...nowhere, id, type: 'evcc-config' });
      credentials[id] = { [field]: odd };
    }
  }
  const users = flow.flatMap(({ id }) =>
    /-broker-/.test(id) ? [] : [{ ...at, id: `user-${id}`, type: 'evcc-in', evcc: id, topics: ['status'], inputs: 1 }],
  );
  each('evcc-in', IN, { ...at, evcc: 'config', topics: ['site/pvPower'], inputs: 1 });
  each('evcc-out', OUT, { ...at, evcc: 'config', target: 'loadpoints/1/limitSoc', value: 'payload', timeout: 1 });
  const nodes = [...flow.filter(({ type }) => type !== 'evcc-config'), ...users];
  try {
    await helper.load(
      [...NODES, CORE.catch],
      [
        { id: 'tab', type: 'tab' },
        { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' },
        ...flow,
        ...users,
        { ...at, id: 'errors', type: 'catch', scope: null },
        { id: 'sink', type: 'helper', z: 'tab', x: 1, y: 1 },
      ],
      credentials,
    );
    const thrown = helper
      .log()
      .args.map(([entry]) => entry)
      .filter(({ msg }) => msg instanceof Error)
      .map(({ id, msg }) => `${id}: ${String(msg)}`);
    expect(thrown).toEqual([]);
    for (const { id } of nodes) helper.getNode(id).receive({ payload: 50 });
    await until(
      () => nodes.every(({ id }) => ends.includes(id)) || escaped.length > 0,
      'an end of every message',
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${nodes.filter(({ id }) => !ends.includes(id)).map(({ id }) => id)}`);
    });
    expect(escaped).toEqual([]);
    expect(nodes.filter(({ id }) => helper.getNode(id).status.args.length === 0).map(({ id }) => id)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  } finally {
    hooks.remove('*.hostileConfig');
    process.off('unhandledRejection', noted).off('uncaughtException', noted);
  }
});
