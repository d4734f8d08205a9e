import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Evcc, mqttTransport, quickSite, Random, type ReleaseName, systemClock } from '../../demo/evcc';
import { CORE, collect, helper, type Message, NODES } from '../nodes/helper';
import { hasMosquitto } from '../support/available';
import { TestClient } from '../support/client';
import { Mosquitto } from '../support/mosquitto';
import { until } from '../support/until';

/** A fast cycle that still leaves the second of silence by which a start is known to be over. */
const SITE = { ...quickSite, interval: 3 };

const FLOW = [
  { id: 'tab', type: 'tab' },
  { id: 'catch', type: 'catch', z: 'tab', scope: ['out'], wires: [['caught']] },
  { id: 'complete', type: 'complete', z: 'tab', scope: ['out'], wires: [['completed']] },
  { id: 'status', type: 'status', z: 'tab', scope: ['out'], wires: [['statuses']] },
  ...['sink', 'caught', 'completed', 'statuses', 'mode'].map((id) => ({ id, type: 'helper', z: 'tab' })),
].map((node) => ('z' in node ? { x: 100, y: 100, ...node } : node));

describe.skipIf(!hasMosquitto)('evcc-out on a started Node-RED, a mosquitto and the stand-in evcc', () => {
  let broker: Mosquitto;
  let evcc: Evcc;
  let watch: TestClient;

  beforeAll(async () => {
    await new Promise<void>((resolve, reject) => helper.startServer((error) => (error ? reject(error) : resolve())));
  });
  afterAll(async () => {
    await new Promise<void>((resolve, reject) => helper.stopServer((error) => (error ? reject(error) : resolve())));
  });

  async function begin(release: ReleaseName, more: object = {}): Promise<void> {
    broker = await Mosquitto.start();
    watch = await TestClient.connect(broker.port);
    await watch.subscribe('evcc/#');
    evcc = new Evcc({
      site: SITE,
      transport: mqttTransport({ url: `mqtt://127.0.0.1:${broker.port}` }),
      clock: systemClock(1),
      seed: 7,
      evcc: release,
    });
    evcc.start();
    await until(() => evcc.phase === 'running', 'the stand-in runs');
    const config = { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' };
    const out = {
      id: 'out',
      type: 'evcc-out',
      z: 'tab',
      x: 1,
      y: 1,
      evcc: 'config',
      value: 'payload',
      valueType: 'msg',
      wires: [['sink']],
      ...more,
    };
    const mode = {
      id: 'in',
      type: 'evcc-in',
      z: 'tab',
      x: 1,
      y: 1,
      evcc: 'config',
      topics: ['loadpoints/1/mode'],
      wires: [['mode']],
    };
    await helper.load([...NODES, CORE.catch, CORE.complete, CORE.status], [...FLOW, config, out, mode]);
  }

  afterEach(async () => {
    await helper.unload();
    evcc.crash();
    await watch.close();
    await broker.close();
  });

  const outcomes = (): { sent: Message[]; failed: Message[]; completed: Message[] } => ({
    sent: collect('sink'),
    failed: collect('caught'),
    completed: collect('completed'),
  });

  test.each<[ReleaseName]>([['nightly'], ['0.316']])(
    'each mode word ends in the state that is meant, on %s',
    async (release) => {
      await begin(release, { target: 'loadpoints/1/mode' });
      const { sent, failed } = outcomes();
      const modes = collect('mode');
      const meant: [string, string][] = [
        ['now', 'now'],
        ['off', 'off'],
        ['minpv', 'minpv'],
        ['pv', 'pv'],
        ['Now', 'now'],
        ['smart', 'pv'],
      ];
      for (const [index, [word, mode]] of meant.entries()) {
        helper.getNode('out').receive({ payload: word });
        await until(() => sent.length + failed.length > index, `the outcome of ${word}`);
        expect(failed.map(({ error }) => error?.message)).toEqual([]);
        await until(() => modes.at(-1)?.payload === mode, `${word} is ${mode} in the flow`);
      }
      const written = watch.seen
        .filter(({ topic, payload }) => topic.endsWith('/set') && payload !== '')
        .map(({ payload }) => payload);
      // An older evcc would refuse it, and say so to nobody.
      if (release === 'nightly') expect(written).not.toContain('smart');
    },
  );

  test('a thousand commands at once over five settings: a thousand outcomes, one final state each', async () => {
    await begin('nightly');
    const { sent, failed, completed } = outcomes();
    const out = helper.getNode('out');
    const settings: [string, number][] = [
      ['loadpoints/1/limitSoc', 100],
      ['loadpoints/2/limitSoc', 100],
      ['loadpoints/1/priority', 10],
      ['site/residualPower', 1000],
      ['loadpoints/3/disableDelay', 600],
    ];
    const last = new Map<string, number>();
    const random = new Random(11);
    for (let i = 0; i < 1000; i++) {
      const [topic, range] = settings[i % settings.length] ?? ['', 1];
      const payload = Math.floor(random.next() * range);
      last.set(topic, payload);
      out.receive({ topic, payload, i });
    }
    await until(() => sent.length + failed.length >= 1000, 'a thousand outcomes', 120_000);
    expect(failed.map(({ error }) => error?.message)).toEqual([]);
    const numbers = sent.map((msg) => (msg as { i?: number }).i).sort((a, b) => Number(a) - Number(b));
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    await until(() => completed.length === 1000, 'a thousand completed messages');
    for (const [topic, value] of last) expect(evcc.published().get(topic), topic).toBe(String(value));
    const results = new Set(sent.map(({ evcc: meta }) => String(meta?.result)));
    expect([...results].every((result) => ['applied', 'unchanged', 'superseded'].includes(result))).toBe(true);
  });

  test('catch, complete and status nodes see the one outcome of a message', async () => {
    await begin('nightly');
    const { sent, failed, completed } = outcomes();
    const statuses = collect('statuses') as { status?: { fill?: string; shape?: string } }[];
    const out = helper.getNode('out');
    const step = async (payload: unknown, fill: string, counts: readonly number[]): Promise<void> => {
      statuses.length = 0;
      out.receive({ topic: 'loadpoints/1/limitSoc', payload });
      await until(() => sent.length + failed.length >= (counts[0] ?? 0) + (counts[1] ?? 0), `an outcome of ${payload}`);
      await until(() => statuses.at(-1)?.status?.fill === fill, `a ${fill} status for ${payload}`);
      await until(() => completed.length >= sent.length, 'the Complete node');
      expect([sent.length, failed.length, completed.length]).toEqual(counts);
    };
    await step(70, 'green', [1, 0, 1]);
    await step(170, 'red', [1, 1, 1]);
    await step(70, 'green', [2, 1, 2]);
    expect(sent.map(({ evcc: meta }) => meta?.result)).toEqual(['applied', 'unchanged']);
    expect(failed.map(({ error, evcc: meta }) => [error?.code, meta?.result])).toEqual([['EVCC_INVALID', 'failed']]);
    evcc.crash();
    await until(() => statuses.at(-1)?.status?.fill === 'red', 'a red status without evcc');
    evcc.start();
  });

  test('commands under way while evcc or the broker restarts: one outcome each, and what failed unsent is never executed', async () => {
    await begin('nightly', { timeout: 4 });
    const { sent, failed, completed } = outcomes();
    const out = helper.getNode('out');
    const random = new Random(5);
    let asked = 0;
    const ask = (): void => {
      // Each value once, so that what the broker saw tells which message it came from.
      out.receive({ topic: 'site/residualPower', payload: 1000 + asked, i: asked });
      asked++;
    };
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 5; i++) ask();
      const chance = random.next();
      if (chance < 0.34) {
        evcc.crash();
        for (let i = 0; i < 5; i++) ask();
        evcc.start();
      } else if (chance < 0.67) {
        evcc.stop();
        for (let i = 0; i < 5; i++) ask();
        await until(() => evcc.phase === 'stopped', 'the stand-in has stopped');
        evcc.start();
      } else {
        await broker.end('SIGKILL');
        for (let i = 0; i < 5; i++) ask();
        await broker.run();
      }
      await until(() => sent.length + failed.length >= asked, `the outcomes of round ${round}`, 60_000);
    }
    expect(sent.length + failed.length).toBe(asked);
    await until(() => completed.length === sent.length, 'what succeeded is complete');
    const numbers = (some: readonly Message[]) => some.map((msg) => (msg as { i?: number }).i).sort();
    expect(numbers(completed)).toEqual(numbers(sent));
    const ids = [...sent, ...failed].map((msg) => (msg as { i?: number }).i);
    expect(new Set(ids).size).toBe(asked);
    await until(() => evcc.phase === 'running', 'the stand-in runs again', 60_000);
    const seen = new Set(
      watch.seen.filter(({ topic }) => topic === 'evcc/site/residualPower/set').map(({ payload }) => payload),
    );
    for (const msg of failed) {
      if (msg.evcc?.sent === null) expect(seen.has(String(msg.payload)), `${msg.payload} was never sent`).toBe(false);
    }
    for (const msg of failed) expect(['EVCC_TIMEOUT', 'EVCC_OFFLINE', 'EVCC_REFUSED']).toContain(msg.error?.code);
  });
});
