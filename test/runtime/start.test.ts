import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readOptions } from '../../demo/options';
import { AedesBroker } from '../support/aedes-broker';
import { TestClient } from '../support/client';
import { Demo } from '../support/demo';
import { accepts, freePort } from '../support/mosquitto';
import { until } from '../support/until';

let demo: Demo | undefined;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await demo?.close();
  demo = undefined;
  for (const close of closing.splice(0)) await close();
});

interface StoredNode {
  readonly type: string;
  readonly broker?: string;
  readonly topic?: string;
}

async function get<T>(address: string, path: string): Promise<T> {
  const response = await fetch(new URL(path, address), { headers: { accept: 'application/json' } });
  return (await response.json()) as T;
}

describe('npm start', () => {
  test('starts a broker, an evcc and a Node-RED with the nodes and a flow, on the loopback only', async () => {
    demo = await Demo.start();
    const address = await demo.address();
    expect(address).toBe(`http://127.0.0.1:${demo.port}/`);
    const sets = await get<{ id: string; enabled: boolean; err?: unknown }[]>(address, '/nodes');
    const ours = sets.filter(({ id }) => id.startsWith('node-red-contrib-evcc/'));
    expect(ours.map(({ enabled, err }) => [enabled, err])).toEqual(Array(3).fill([true, undefined]));
    const flows = await get<StoredNode[]>(address, '/flows');
    expect(flows.find(({ type }) => type === 'evcc-config')).toMatchObject({
      broker: `127.0.0.1:${demo.mqttPort}`,
      topic: 'evcc',
    });

    const client = await TestClient.connect(demo.mqttPort);
    closing.push(() => client.close());
    await client.subscribe('evcc/#');
    await client.saw('a title', ({ topic, payload }) => topic === 'evcc/loadpoints/1/title' && payload !== '');
    await client.client.publishAsync('evcc/loadpoints/1/mode/set', 'now');
    await client.saw('the mode', ({ topic, payload }) => topic === 'evcc/loadpoints/1/mode' && payload === 'now');

    expect(demo.outside()).toEqual([]);
  });

  test.each([
    ['Ctrl-C', 'SIGINT', 'all'],
    ['a closed terminal', 'SIGHUP', 'all'],
    ['the end of npm', 'SIGTERM', 'npm'],
  ] as const)('%s ends everything in order', async (_name, signal, to) => {
    demo = await Demo.start();
    await demo.address();
    demo.signal(signal, to);
    await demo.end();
    const { port, mqttPort } = demo;
    await until(async () => !(await accepts(port)) && !(await accepts(mqttPort)), 'both ports are free');
    await until(() => demo?.left().length === 0, 'its folder is removed');
  });

  test('Ctrl-C while it is starting leaves nothing behind', async () => {
    demo = await Demo.start();
    const { port, mqttPort } = demo;
    await until(() => accepts(mqttPort), 'the broker is up');
    demo.signal('SIGINT', 'all');
    await demo.end();
    await until(async () => !(await accepts(port)) && !(await accepts(mqttPort)), 'both ports are free');
    await until(() => demo?.left().length === 0, 'its folder is removed');
    expect(demo.out).not.toContain('http://');
  });

  test('Node-RED does not outlive a demo that is killed', async () => {
    demo = await Demo.start();
    await demo.address();
    demo.signal('SIGKILL', 'all');
    await demo.end();
    const { port } = demo;
    await until(async () => !(await accepts(port)), 'the port is free');
  });

  test('takes a real evcc instead', async () => {
    const broker = await AedesBroker.start();
    closing.push(() => broker.close());
    demo = await Demo.start(['--broker', `127.0.0.1:${broker.port}`, '--topic', 'haus/evcc']);
    const address = await demo.address();
    expect(demo.out).toContain(`topic haus/evcc, broker 127.0.0.1:${broker.port}`);
    const flows = await get<StoredNode[]>(address, '/flows');
    expect(flows.find(({ type }) => type === 'evcc-config')).toMatchObject({
      broker: `127.0.0.1:${broker.port}`,
      topic: 'haus/evcc',
    });
    await until(() => broker.connected === 1, 'the nodes are connected, and nobody else');
    expect(await accepts(demo.mqttPort)).toBe(false);
  });
});

describe('npm start says in one sentence what is wrong, and ends with 1', () => {
  async function says(args: readonly string[]): Promise<string> {
    demo = await Demo.start(args);
    expect(await demo.end()).toBe(1);
    expect(demo.left()).toEqual([]);
    return demo.out.trim();
  }

  test('a port that is taken', async () => {
    const broker = await AedesBroker.start();
    closing.push(() => broker.close());
    const taken = String(broker.port);
    expect(await says(['--port', taken])).toBe(
      `Port ${taken} is taken; choose another one for Node-RED: npm start -- --port 1890`,
    );
    await demo?.close();
    expect(await says(['--mqtt-port', taken])).toBe(
      `Port ${taken} is taken; choose another one for the broker: npm start -- --mqtt-port 1894`,
    );
  });

  test('a broker that is not there', async () => {
    const port = await freePort();
    expect(await says(['--broker', `127.0.0.1:${port}`])).toBe(`No broker answers at 127.0.0.1:${port}.`);
  });

  test('a port at which something else than a broker answers', async () => {
    for (const greeting of ['HTTP/1.1 400 Bad Request\r\n\r\n', '']) {
      const server = createServer((socket) =>
        socket
          .on('error', () => undefined)
          .resume()
          .end(greeting),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
      expect(await says(['--broker', `127.0.0.1:${port}`])).toBe(
        `What answers at 127.0.0.1:${port} is no MQTT broker, or wants TLS, which npm start does not do.`,
      );
      await demo?.close();
    }
  });

  test('an unknown option', async () => {
    expect(await says(['--brocker', 'x'])).toBe(
      'There is no option --brocker, but --port, --mqtt-port, --broker host:port, --topic, --interval, --speed, --time, --evcc.',
    );
  });

  test.each([
    [['--port', '99999'], '--port 99999: a port is a number from 1 to 65535.'],
    [['--port', 'abc'], '--port abc: a port is a number from 1 to 65535.'],
    [['--port'], '--port needs a value.'],
    [['--port', '--topic', 'evcc'], '--port needs a value.'],
    [['--broker='], '--broker needs a value.'],
    [['--broker', 'http://x'], '--broker http://x: write it as host or host:port.'],
    [['--speed', '0.5'], '--speed 0.5: how many times as fast a day passes, 1 to 3600.'],
    [['--time', '25:00'], '--time 25:00: a time of day, "18:00" for instance.'],
    [['--interval', '0'], '--interval 0: seconds of a control cycle, 1 or more.'],
    [
      ['x'],
      '"x" is not an option; there are --port, --mqtt-port, --broker host:port, --topic, --interval, --speed, --time, --evcc.',
    ],
  ])('%j', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});
