// What reaches a flow while evcc is stopped, started, crashed and started again (the recording demo-restart, at its own pace, over a
// real mosquitto): by the topics outside the forecast, one node each, and by one node on everything; evcc-in beside Node-RED's own
// `mqtt in`, all in one started Node-RED. Run: npm run build && npx tsx bench/restart-messages.ts

import { createRequire } from 'node:module';
import type { NodeAPI } from 'node-red';
import { helper, NODES } from '../test/nodes/helper';
import { TestClient } from '../test/support/client';
import { Mosquitto } from '../test/support/mosquitto';
import { recording } from '../test/support/replay';
import { until } from '../test/support/until';

const MQTT = createRequire(import.meta.url)('@node-red/nodes/core/network/10-mqtt.js') as (RED: NodeAPI) => void;
const FORECAST = /^evcc\/site\/forecast\//;
/** Recorded stored copies come at once; the first thing that happens is an orderly stop. */
const STORED_MS = 2800;

interface Counted {
  readonly name: string;
  initial: number;
  live: number;
  /** Of these: without a value, though evcc has one. */
  empty: number;
}

async function main(): Promise<void> {
  const broker = await Mosquitto.start();
  const evcc = await TestClient.connect(broker.port);
  const lines = recording('demo-restart').filter(({ event }) => event === undefined);
  const stored = lines.filter(({ ms }) => ms < STORED_MS);
  const final = new Map(lines.map(({ topic, payload }) => [topic, payload]));
  const outside = [...new Set(lines.map(({ topic }) => topic).filter((topic) => !FORECAST.test(topic)))].filter(
    (topic) => stored.some((line) => line.topic === topic && line.payload !== ''),
  );
  await evcc.replay(stored);

  await new Promise<void>((resolve, reject) => helper.startServer((error) => (error ? reject(error) : resolve())));
  const sink = (id: string): object => ({ id, type: 'helper', z: 'tab', x: 1, y: 1 });
  const core = (id: string, topic: string, to: string): object => {
    const options = { broker: 'broker', topic, qos: '2', datatype: 'auto-detect', inputs: 0 };
    return { id, type: 'mqtt in', z: 'tab', x: 1, y: 1, ...options, wires: [[to]] };
  };
  const ours = (id: string, topic: string, to: string): object => {
    return { id, type: 'evcc-in', z: 'tab', x: 1, y: 1, evcc: 'config', topics: [topic], wires: [[to]] };
  };
  await helper.load(
    [...NODES, MQTT],
    [
      { id: 'tab', type: 'tab' },
      { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' },
      { id: 'broker', type: 'mqtt-broker', broker: '127.0.0.1', port: String(broker.port), protocolVersion: '4' },
      ...['ours', 'core', 'oursAll', 'coreAll'].map(sink),
      ...outside.flatMap((topic, at) => [
        core(`core${at}`, topic, 'core'),
        ours(`ours${at}`, topic.slice('evcc/'.length), 'ours'),
      ]),
      core('coreOne', 'evcc/#', 'coreAll'),
      ours('oursOne', '#', 'oursAll'),
    ],
  );
  let playing = false;
  const rows: Counted[] = [
    ['ours', `evcc-in, ${outside.length} topics`],
    ['core', `mqtt in, ${outside.length} topics`],
    ['oursAll', 'evcc-in on #'],
    ['coreAll', 'mqtt in on evcc/#'],
  ].map(([id = '', name = '']) => {
    const row: Counted = { name, initial: 0, live: 0, empty: 0 };
    helper.getNode(id).on('input', ({ topic, payload }) => {
      if (!playing) row.initial++;
      else {
        row.live++;
        if ((payload === '' || payload === null) && final.get(topic ?? '') !== '') row.empty++;
      }
    });
    return row;
  });
  // Quiet for a while: all copies have come.
  let before = -1;
  await until(async () => {
    const now = rows.reduce((sum, { initial }) => sum + initial, 0);
    const quiet = now > 0 && now === before;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return quiet;
  }, 'the stored copies');

  playing = true;
  const begun = Date.now() - STORED_MS;
  for (const { ms, topic, payload } of lines.filter((line) => line.ms >= STORED_MS)) {
    const wait = begun + ms - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    evcc.client.publish(topic, payload, { qos: 1, retain: true });
  }
  await new Promise((resolve) => setTimeout(resolve, 5000));

  console.log(`| messages into the flow | stored copies | stop, start, crash, start | of these wiped values |`);
  console.log('|---|---|---|---|');
  for (const { name, initial, live, empty } of rows) console.log(`| ${name} | ${initial} | ${live} | ${empty} |`);
  await helper.unload();
  await new Promise<void>((resolve, reject) => helper.stopServer((error) => (error ? reject(error) : resolve())));
  await evcc.close();
  await broker.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
