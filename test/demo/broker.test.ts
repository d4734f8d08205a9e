import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoSite, Evcc, mqttTransport, systemClock } from '../../demo/evcc';
import { RetainedTree } from '../../demo/evcc/retained-tree';
import { eventually, Mosquitto, mosquittoInstalled } from './mosquitto';
import { kept, type Seen } from './support';

let mosquitto: Mosquitto;
let evcc: Evcc;

/** The text that a listener knows last of a topic. */
const last = (seen: readonly Seen[], topic: string) => seen.findLast((one) => one.topic === topic)?.text;

async function start(): Promise<void> {
  evcc.start();
  await eventually('evcc runs', () => evcc.phase === 'running');
}

describe.skipIf(!mosquittoInstalled)(
  'at a real broker, seen and steered with its own tools',
  { timeout: 90_000 },
  () => {
    beforeEach(async () => {
      mosquitto = await Mosquitto.start();
      evcc = new Evcc({
        site: { ...demoSite, interval: 2 },
        transport: mqttTransport({ url: `mqtt://127.0.0.1:${mosquitto.port}` }),
        clock: systemClock(),
        evcc: 'nightly',
      });
    });

    afterEach(async () => {
      if (evcc.phase !== 'stopped') evcc.crash();
      await mosquitto.end();
    });

    test('keeps thousands of topics there, in the order that the broker in memory would keep them', async () => {
      const live = await mosquitto.subscribe();
      await start();
      await eventually('the third loadpoint was computed', () => last(live, 'loadpoints/3/connected') === 'true');
      evcc.loseConnection();
      await eventually('evcc is offline', () => last(live, 'status') === 'offline');
      const stored = (await mosquitto.subscribe()).map(({ topic, text }) => [topic, text]);
      const tree = new RetainedTree();
      for (const { topic, text } of live) tree.set(topic, text);
      expect(stored.length).toBeGreaterThan(7300);
      expect(stored).toEqual(tree.matching('#'));
      expect(stored.length).toBe(kept(live).size);
    });

    test('takes a setting, acknowledges it, says the new state; refuses another one with the same acknowledgement', async () => {
      await start();
      const seen = await mosquitto.subscribe('evcc/loadpoints/#');
      const echoes = () => seen.filter(({ topic, text }) => topic.endsWith('/set') && text === '').length;
      await mosquitto.publish('evcc/loadpoints/2/mode/set', 'MinPV');
      await eventually('acknowledged', () => echoes() === 1);
      await eventually('applied', () => last(seen, 'loadpoints/2/mode') === 'minpv');
      await mosquitto.publish('evcc/loadpoints/2/limitSoc/set', '80.5');
      await eventually('acknowledged again', () => echoes() === 2);
      expect(last(seen, 'loadpoints/2/limitSoc')).toBe('0');
      await mosquitto.publish('evcc/loadpoints/2/phases/set', '1');
      await mosquitto.publish('evcc/loadpoints/2/limitSoc/set', '80');
      await eventually('acknowledged a third time', () => echoes() === 3);
      await eventually('applied', () => last(seen, 'loadpoints/2/limitSoc') === '80');
    });

    test('goes offline by its will when killed, wipes what it left at its next start, and says everything anew', async () => {
      await start();
      const seen = await mosquitto.subscribe();
      evcc.crash();
      await eventually('offline', () => last(seen, 'status') === 'offline');
      expect(last(seen, 'loadpoints/1/title')).toBe('Carport');
      const before = seen.length;
      await start();
      await eventually('told', () => last(seen, 'site/apiReady') === 'true');
      const texts = (topic: string) => seen.slice(before).flatMap((one) => (one.topic === topic ? [one.text] : []));
      expect(texts('status')).toEqual(['online']);
      expect(texts('loadpoints')).toEqual(['', '3']);
      expect(texts('loadpoints/1/title')).toEqual(['', 'Carport']);
    });

    test('an orderly stop leaves nothing but the word offline', async () => {
      await start();
      const seen = await mosquitto.subscribe();
      evcc.stop();
      await eventually('stopped', () => evcc.phase === 'stopped');
      await eventually('offline', () => last(seen, 'status') === 'offline');
      expect([...kept(seen)]).toEqual([['status', 'offline']]);
      expect((await mosquitto.subscribe()).map(({ topic, text }) => `${topic}=${text}`)).toEqual(['status=offline']);
    });

    test('comes back to a broker that forgot without its counts and titles', async () => {
      await start();
      await mosquitto.kill();
      await eventually('the connection is gone', () => evcc.phase === 'offline');
      await mosquitto.run();
      const seen = await mosquitto.subscribe();
      await eventually('online', () => last(seen, 'status') === 'online');
      await eventually('a cycle', () => last(seen, 'site/grid/power') !== undefined);
      expect(last(seen, 'loadpoints')).toBeUndefined();
      expect(last(seen, 'loadpoints/1/title')).toBeUndefined();
      await eventually('evcc listens', () => evcc.events.at(-1)?.event === 'listening');
      await mosquitto.publish('evcc/loadpoints/1/priority/set', '4');
      await eventually('the setting', () => last(seen, 'loadpoints/1/priority') === '4');
    });

    test('runs from the command line until it is told to end', async () => {
      const args = [
        '--broker',
        `127.0.0.1:${mosquitto.port}`,
        '--topic',
        'haus/evcc',
        '--evcc',
        '0.316',
        '--seed',
        '7',
      ];
      const child = spawn(process.execPath, [
        '--import',
        'tsx',
        'demo/evcc/main.ts',
        ...args,
        '--interval',
        '5',
        '--speed',
        '2',
      ]);
      const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
      const seen = await mosquitto.subscribe('haus/evcc/+/#');
      await eventually('apiReady', () => last(seen, 'haus/evcc/site/apiReady') === 'true');
      await eventually('smart', () => last(seen, 'haus/evcc/loadpoints/1/mode') === 'smart');
      child.kill('SIGTERM');
      expect(await exit).toBe(0);
      await eventually('offline', () => last(seen, 'haus/evcc/status') === 'offline');
      expect([...kept(seen).keys()]).toEqual(['haus/evcc/status']);
    });
  },
);
