import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasMosquitto } from '../support/available';
import { TestClient } from '../support/client';
import { type Installed, install } from '../support/installed';
import { Mosquitto } from '../support/mosquitto';
import { type FlowNode, NodeRed } from '../support/node-red';
import { recording } from '../support/replay';
import { until } from '../support/until';

interface Given {
  readonly topic: string;
  readonly payload: unknown;
  readonly evcc: { readonly initial: boolean };
}

describe.skipIf(!hasMosquitto)('deploys on a started Node-RED', () => {
  let installed: Installed;
  let broker: Mosquitto;
  let evcc: TestClient;
  let runtime: NodeRed;

  const config = (): FlowNode => ({
    id: 'config',
    type: 'evcc-config',
    name: '',
    broker: `127.0.0.1:${broker.port}`,
    topic: 'evcc',
    clientid: 'node-red',
  });
  const tab: FlowNode = { id: 'tab', type: 'tab', label: 'evcc' };
  const evccIn = (id: string, topics: readonly string[], more: object = {}): FlowNode => ({
    id,
    type: 'evcc-in',
    z: 'tab',
    evcc: 'config',
    topics,
    output: 'value',
    emit: 'change',
    initial: true,
    wires: [[`${id}-debug`]],
    ...more,
  });
  const debug = (id: string): FlowNode => ({
    id: `${id}-debug`,
    type: 'debug',
    z: 'tab',
    active: true,
    tosidebar: true,
    complete: 'true',
    targetType: 'full',
    wires: [],
  });
  const both = (id: string, topics: readonly string[], more: object = {}): FlowNode[] => [
    evccIn(id, topics, more),
    debug(id),
  ];
  const payloads = (id: string) =>
    runtime.given<Given>(`${id}-debug`).map(({ payload, evcc: meta }) => [payload, meta.initial]);
  /** Connections that the broker accepted from Node-RED. */
  const connections = () =>
    broker.log.split('\n').filter((line) => /New client connected .* as node-red /.test(line)).length;

  beforeAll(async () => {
    installed = await install('4.1');
    broker = await Mosquitto.start({ lines: ['log_type all'] });
    evcc = await TestClient.connect(broker.port);
    await evcc.replay(recording('demo-retained'));
    runtime = await NodeRed.start(installed);
  });
  afterAll(async () => {
    await runtime?.stop();
    await evcc?.close();
    await broker?.close();
  });

  test('a node that a deploy changes tells its selection once more, on the connection that is there', async () => {
    await runtime.deploy([tab, config(), ...both('a', ['site/pvPower'])]);
    await until(() => payloads('a').length === 1, 'the first value');
    await runtime.deploy([tab, config(), ...both('a', ['site/pvPower'], { name: 'again' })], 'nodes');
    await until(() => payloads('a').length === 2, 'the value once more');
    expect(payloads('a')).toEqual([
      [8058.715, true],
      [8058.715, true],
    ]);
    expect(connections()).toBe(1);
  });

  test('a late node gets what is known, and the values of a filter that is subscribed already', async () => {
    await runtime.deploy(
      [
        tab,
        config(),
        ...both('a', ['site/pvPower'], { name: 'again' }),
        ...both('late', ['loadpoints/+/title', 'site/pvPower']),
      ],
      'nodes',
    );
    await until(() => payloads('late').length === 4, 'four values');
    expect(payloads('a')).toHaveLength(2);
    expect(connections()).toBe(1);
  });

  test('without its last node the connection ends, and with a new one it works as before', async () => {
    await runtime.deploy([tab, config()], 'nodes');
    await until(() => /Client node-red (disconnected|closed)/.test(broker.log), 'the end of the connection');
    await evcc.publish({ 'site/pvPower': '100' });
    await runtime.deploy([tab, config(), ...both('b', ['site/pvPower', 'site/homePower'])], 'nodes');
    await until(() => payloads('b').length === 2, 'the values');
    expect(payloads('b')).toContainEqual([100, true]);
    await evcc.publish({ 'site/pvPower': '200' });
    await until(() => payloads('b').length === 3, 'the change');
    expect(connections()).toBe(2);
  });

  test('a full deploy begins anew, and nothing is left of the former connection', async () => {
    await runtime.deploy([tab, config(), ...both('c', ['site/pvPower'])], 'full');
    await until(() => payloads('c').length === 1, 'the value');
    await evcc.publish({ 'site/pvPower': '300' });
    await until(() => payloads('c').length === 2, 'the change');
    expect(payloads('b')).toHaveLength(3);
  });
});
