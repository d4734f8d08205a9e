import { type AddressInfo, createServer } from 'node:net';
import mqtt from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { Evcc, mqttTransport, quickSite, systemClock } from '../../demo/evcc';
import type { Outcome } from '../../src/lib/command/types';
import { Acknowledged } from '../../src/nodes/evcc-config/acknowledged';
import { hasMosquitto } from '../support/available';
import { file, Tried } from '../support/connections';
import { Mosquitto } from '../support/mosquitto';
import { until } from '../support/until';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A broker where evcc may do all, and others may read, but write only one setting. */
async function limited(): Promise<Mosquitto> {
  const rights = ['topic read evcc/#', 'topic write evcc/loadpoints/1/limitSoc/set', 'user evcc', 'topic readwrite #'];
  const broker = await Mosquitto.start({ lines: [`acl_file ${file('rights.acl', `${rights.join('\n')}\n`)}`] });
  open.push(() => broker.close());
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const transport = mqttTransport({ url, user: 'evcc' });
  const evcc = new Evcc({ site: { ...quickSite, interval: 3 }, transport, clock: systemClock(1), seed: 7 });
  open.push(() => evcc.crash());
  evcc.start();
  await until(() => evcc.phase === 'running', 'the stand-in runs');
  return broker;
}

describe.skipIf(!hasMosquitto)('a user who may read and not write', () => {
  test.each([
    [4, 'EVCC_TIMEOUT', 'notPassed'],
    [5, 'EVCC_REFUSED', 'notAuthorized'],
  ] as const)('is told so, MQTT %s', async (protocolVersion, code, key) => {
    const broker = await limited();
    const one = new Tried({ broker: `127.0.0.1:${broker.port}`, protocolVersion });
    open.push(() => one.close());
    await one.online();
    const { commands, state } = one.connection;
    await until(() => state.phase === 'running', 'evcc is seen running');
    const run = (key: string, value: unknown): Promise<Outcome> =>
      commands.run({ settings: [{ topic: `loadpoints/1/${key}`, value }], confirm: 'applied', timeout: 3 });
    expect((await run('minSoc', 33)).error).toMatchObject({ code, key });
    expect((await run('limitSoc', 66)).result).toBe('applied');
  });
});

const [CONNECT, PUBLISH] = [1, 3];
/** Taken, no session of before, no properties. */
const CONNACK = Buffer.from([0x20, 3, 0, 0, 0]);

test('a command that was not acknowledged is not sent again at the next connection', async () => {
  const commands: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    const first = connections === 1;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      // Packets of less than 128 bytes: kind, length, and of a publish the topic's length and text.
      for (let at = 0; at < data.length; at += 2 + data.readUInt8(at + 1)) {
        const kind = data.readUInt8(at) >> 4;
        if (kind === CONNECT) socket.write(CONNACK);
        if (kind !== PUBLISH) continue;
        commands.push(data.toString('utf8', at + 4, at + 4 + data.readUInt16BE(at + 2)));
        // The network fails before it is acknowledged.
        if (first) socket.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
    protocolVersion: 5,
    reconnectPeriod: 50,
    resubscribe: false,
  });
  open.push(() => server.close());
  open.push(() => client.endAsync(true));
  const acknowledged = new Acknowledged();
  client.on('close', () => acknowledged.forget(client));
  await until(() => client.connected, 'a connection');
  acknowledged.publish(client, 'evcc/loadpoints/1/mode/set', 'now', () => expect.unreachable());
  await until(() => connections > 1 && client.connected, 'the next connection');
  client.publish('evcc/other', 'x', { qos: 0 });
  await until(() => commands.includes('evcc/other'), 'what is sent then');
  expect(commands).toEqual(['evcc/loadpoints/1/mode/set', 'evcc/other']);
});
