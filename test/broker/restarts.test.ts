import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Evcc, mqttTransport, quickSite, systemClock } from '../../demo/evcc';
import { collect, helper, type Message, NODES } from '../nodes/helper';
import { hasMosquitto } from '../support/available';
import { TestClient } from '../support/client';
import { Mosquitto } from '../support/mosquitto';
import { until } from '../support/until';

/** A fast cycle that still leaves the second of silence by which a start is known to be over. */
const SITE = { ...quickSite, interval: 3 };

const relative = (message: Message): string => String(message.evcc?.topic);

describe.skipIf(!hasMosquitto)('evcc-in on a started Node-RED and a mosquitto', () => {
  const open: { close(): Promise<unknown> }[] = [];
  let broker: Mosquitto;

  beforeAll(async () => {
    await new Promise<void>((resolve, reject) => helper.startServer((error) => (error ? reject(error) : resolve())));
  });
  afterAll(async () => {
    await new Promise<void>((resolve, reject) => helper.stopServer((error) => (error ? reject(error) : resolve())));
  });
  afterEach(async () => {
    await helper.unload();
    for (const one of open.splice(0)) await one.close();
    await broker.close();
  });

  async function load(topics: readonly string[], more: object = {}): Promise<Message[]> {
    await helper.load(NODES, [
      { id: 'tab', type: 'tab' },
      { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' },
      { id: 'in', type: 'evcc-in', z: 'tab', x: 1, y: 1, evcc: 'config', topics, wires: [['sink']], ...more },
      { id: 'sink', type: 'helper', z: 'tab', x: 1, y: 1 },
    ]);
    return collect('sink');
  }

  /** The stand-in runs, and a node has told everything of it. */
  async function begin(): Promise<{ evcc: Evcc; told: Message[]; seen: () => Promise<void> }> {
    broker = await Mosquitto.start();
    const evcc = new Evcc({
      site: SITE,
      transport: mqttTransport({ url: `mqtt://127.0.0.1:${broker.port}` }),
      clock: systemClock(1),
      seed: 3,
      evcc: 'nightly',
    });
    open.push({ close: async () => evcc.crash() });
    evcc.start();
    await until(() => evcc.phase === 'running', 'the stand-in runs');
    const told = await load(['#', 'site', 'loadpoints/1']);
    await until(() => told.some((one) => relative(one) === 'site'), 'the whole site');
    /** Evcc publishes two more cycles, and the node knows the last of it. */
    const seen = async (): Promise<void> => {
      const from = told.length;
      const updates = (): number => told.slice(from).filter((one) => relative(one) === 'updated').length;
      await until(() => updates() >= 2, 'two cycles', 60_000);
    };
    return { evcc, told, seen };
  }

  const last = (told: readonly Message[]): Map<string, unknown> =>
    new Map(told.map((one) => [relative(one), one.payload]));
  const statuses = (told: readonly Message[]): unknown[] =>
    told.filter((one) => relative(one) === 'status').map(({ payload }) => payload);

  /** What is wrong with what was told since a moment: a value that is not evcc's own, or one that is as before. */
  function wrong(evcc: Evcc, before: readonly Message[], since: readonly Message[]): string[] {
    const known = last(before);
    const texts = evcc.published();
    return since.flatMap((one) => {
      const topic = relative(one);
      const same = JSON.stringify(known.get(topic)) === JSON.stringify(one.payload);
      known.set(topic, one.payload);
      const said = topic === 'status' || topic === 'stale';
      return [
        ...(same ? [`${topic} is told again: ${JSON.stringify(one.payload)}`] : []),
        ...(!said && one.payload === null && !['', 'null', undefined].includes(texts.get(topic))
          ? [`${topic} is told to be nothing`]
          : []),
      ];
    });
  }

  test.each([
    ['an orderly stop', async (evcc: Evcc) => evcc.stop()],
    ['a crash', async (evcc: Evcc) => evcc.crash()],
  ])('%s and a start: offline and online once, no wiped value, nothing unchanged', async (_name, end) => {
    const { evcc, told, seen } = await begin();
    await seen();
    const from = told.length;
    await end(evcc);
    await until(() => evcc.phase === 'stopped', 'the stand-in has ended');
    await until(() => statuses(told).at(-1) === 'offline', 'offline');
    const offline = told.length;
    evcc.start();
    await until(() => statuses(told).at(-1) === 'online', 'online', 60_000);
    // Between the two nothing was told, and `online` is the first that is.
    expect(told.slice(offline).map(relative)[0]).toBe('status');
    await seen();
    expect(statuses(told.slice(from))).toEqual(['offline', 'online']);
    expect(wrong(evcc, told.slice(0, from), told.slice(from))).toEqual([]);
  });

  test('a broker that forgets: what evcc does not publish again stays known, and a later Node-RED works with what comes', async () => {
    const { evcc, told, seen } = await begin();
    await seen();
    const from = told.length;
    const titles = ['loadpoints/1/title', 'loadpoints/2/title', 'loadpoints', 'vehicles'];
    const known = titles.map((topic) => last(told).get(topic));
    await broker.end('SIGKILL');
    await until(() => statuses(told).at(-1) === 'offline', 'offline');
    await broker.run();
    await until(() => statuses(told).at(-1) === 'online', 'online', 60_000);
    await seen();
    expect(statuses(told.slice(from))).toEqual(['offline', 'online']);
    expect(wrong(evcc, told.slice(0, from), told.slice(from))).toEqual([]);

    expect(titles.map((topic) => last(told).get(topic))).toEqual(known);
    expect(known).toEqual(['Carport', 'Garage', 3, 4]);

    await helper.unload();
    const later = await load(['site/pvPower', 'loadpoints/1/title']);
    await until(() => last(later).has('site/pvPower'), 'a value without counts', 60_000);
    expect(last(later).has('loadpoints/1/title')).toBe(false);
    // The words are the real runtime's; here the look of "the broker has lost evcc's values" stays over the value's own.
    const status = () => helper.getNode('in').status.args.at(-1)?.[0];
    await until(() => status()?.fill === 'yellow' && status()?.shape === 'dot', 'what is wrong in the status');
  });

  test('an evcc that is online and publishes nothing for three control cycles is stale, until it does', async () => {
    broker = await Mosquitto.start();
    const evcc = await TestClient.connect(broker.port);
    open.push(evcc);
    await evcc.publish({
      status: 'online',
      loadpoints: '1',
      vehicles: '0',
      'site/apiReady': 'true',
      'loadpoints/1/connected': 'false',
      'loadpoints/1/planOverrun': '0',
      'site/interval': '1',
    });
    const told = await load(['stale']);
    await until(() => told.length > 0, 'a first word');
    await until(() => last(told).get('stale') === true, 'stale', 60_000);
    await evcc.publish({ updated: String(Math.round(Date.now() / 1000)) });
    await until(() => last(told).get('stale') === false, 'fresh again');
    expect(told.map(({ payload }) => payload)).toEqual([false, true, false]);
  });
});
