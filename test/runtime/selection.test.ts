import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Evcc, mqttTransport, quickSite, systemClock } from '../../demo/evcc';
import { MOSQUITTO } from '../support/available';
import { TestClient } from '../support/client';
import { canInstall, install, VERSIONS, type Version } from '../support/installed';
import { Mosquitto } from '../support/mosquitto';
import { type FlowNode, NodeRed } from '../support/node-red';
import { until } from '../support/until';

/** What a debug node gives of a message. */
interface Given {
  readonly topic: string;
  readonly payload: unknown;
  readonly mine?: string;
  readonly evcc: {
    readonly topic: string;
    readonly title?: string;
    readonly initial: boolean;
    readonly changed?: readonly string[];
  };
}

const online = await canInstall();

const usable = MOSQUITTO !== undefined && online;

describe.skipIf(!usable).each(Object.keys(VERSIONS) as Version[])('evcc-in in a started Node-RED %s', (version) => {
  let broker: Mosquitto;
  let evcc: Evcc;
  let nodeRed: NodeRed;
  /** Publishes what this evcc does not. */
  let publisher: TestClient;

  const node = (id: string, topics: readonly string[], more: object = {}): FlowNode[] => [
    { id, type: 'evcc-in', z: 'tab', evcc: 'config', topics, wires: [[`${id}-debug`]], ...more },
    { id: `${id}-debug`, type: 'debug', z: 'tab', active: true, tosidebar: true, complete: 'true', wires: [] },
  ];
  const out = (id: string, target: string, value: string, valueType: string, more: object = {}): FlowNode[] => [
    { id: `${id}-button`, type: 'inject', z: 'tab', props: [], wires: [[id]] },
    { id, type: 'evcc-out', z: 'tab', evcc: 'config', target, value, valueType, wires: [[]], ...more },
  ];
  const flows = (): FlowNode[] => [
    { id: 'tab', type: 'tab', label: 'tab' },
    { id: 'config', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc' },
    { id: 'other', type: 'evcc-config', broker: `127.0.0.1:${broker.port}`, topic: 'evcc', modeNames: 'smart' },
    ...node('title', ['loadpoints/Carport/priority', 'loadpoints/Carport/name']),
    ...node('mode', ['loadpoints/lp-1/mode']),
    ...node('events', ['loadpoints/lp-1/events/+', 'site/events/restarted']),
    ...node('object', ['loadpoints/lp-2/priority', 'loadpoints/lp-2/limitSoc', 'site/siteTitle'], { output: 'object' }),
    ...node('query', ['site/siteTitle'], { inputs: 1, initial: false }),
    ...node('unknown', ['loadpoints/Hof/mode']),
    ...node('ambiguous', ['loadpoints/Carport/title', 'vehicles/Zwilling/title']),
    ...node('words', ['loadpoints/lp-1/mode'], { evcc: 'other' }),
    ...node('former', ['site/gridPower']),
    ...node('absent', ['loadpoints/1/alwaysCharge']),
    ...node('band', ['site/test'], { deadband: 10 }),
    ...node('percent', ['site/test'], { deadband: 10, deadbandType: '%' }),
    ...node('rest', ['site/test'], { interval: 3600 }),
    ...node('change', ['site/test']),
    ...node('update', ['site/test'], { emit: 'update' }),
    ...node('changed', ['site/test', 'site/siteTitle'], { output: 'object' }),
    ...node('away', ['status']),
    ...out(
      'several',
      '',
      '{"site/residualPower":200,"loadpoints/lp-2/priority":2,"loadpoints/lp-2/limitEnergy":7}',
      'json',
    ),
    ...out('hold', 'site/batteryMode', 'hold', 'str', { hold: true }),
    ...out('normal', 'site/batteryMode', 'normal', 'str'),
    {
      id: 'inject',
      type: 'inject',
      z: 'tab',
      props: [
        { p: 'topic', vt: 'str' },
        { p: 'mine', v: 'kept', vt: 'str' },
      ],
      topic: 'loadpoints/Garage/name',
      wires: [['query']],
    },
  ];

  const given = (id: string): Given[] => nodeRed.given<Given>(`${id}-debug`);
  const payloads = (id: string): unknown[] => given(id).map(({ payload }) => payload);
  const running = (): Promise<unknown> => until(() => evcc.phase === 'running', 'evcc runs');
  /** Evcc starts anew; over when the flow was told so. */
  async function restart(): Promise<void> {
    const before = payloads('events').length;
    evcc.stop();
    await until(() => evcc.phase === 'stopped', 'evcc has stopped');
    evcc.start();
    await running();
    await until(() => payloads('events').length > before, 'the restart is told');
  }

  beforeAll(async () => {
    broker = await Mosquitto.start({ persistence: true });
    evcc = new Evcc({
      site: quickSite,
      transport: mqttTransport({ url: `mqtt://127.0.0.1:${broker.port}` }),
      clock: systemClock(1),
      evcc: 'nightly',
    });
    for (const [at, lp] of evcc.house.loadpoints.entries()) lp.settings.priority = at + 1;
    evcc.leave('lp-1');
    for (const name of ['vehicle_1', 'vehicle_2']) evcc.renameVehicle(name, 'Zwilling');
    evcc.start();
    await running();
    publisher = await TestClient.connect(broker.port);
    await publisher.publish({ 'site/test': '100' });
    nodeRed = await NodeRed.start(await install(version), { flows: flows() });
    await until(() => payloads('title').length >= 2 && payloads('object').length >= 1, 'what is known at the start');
  });
  afterAll(async () => {
    await nodeRed?.stop();
    await publisher?.close();
    if (evcc?.phase === 'running') {
      evcc.stop();
      await until(() => evcc.phase === 'stopped', 'evcc has stopped');
    }
    await broker?.close();
  });

  test('a title that nobody has is said in the status and in the log, once', async () => {
    await until(() => nodeRed.statuses.get('unknown')?.fill === 'red', 'a red status');
    expect(nodeRed.statuses.get('unknown')?.text).toBe('no loadpoint “Hof”');
    expect(nodeRed.log.split('Hof').length - 1).toBeGreaterThan(0);
    expect(nodeRed.log.match(/\[evcc-in:[^\]]*\].*Hof/g)).toHaveLength(1);
  });

  test('a title that two have is said in the status and in the log, once', async () => {
    await until(() => nodeRed.statuses.get('ambiguous')?.fill === 'red', 'a red status');
    expect(nodeRed.statuses.get('ambiguous')?.text).toBe('more than one “Zwilling”');
    expect(nodeRed.log.match(/\[evcc-in:[^\]]*\].*Zwilling/g)).toHaveLength(1);
  });

  test('a former topic gives the value of the present one, with one warning', async () => {
    await until(() => payloads('former').length > 0, 'a value');
    expect(given('former')[0]).toMatchObject({
      topic: 'evcc/site/grid/power',
      payload: expect.any(Number),
      evcc: { topic: 'site/grid/power' },
    });
    expect(nodeRed.log.match(/\[warn\] \[evcc-in:[^\]]*\].*site\/gridPower/g)).toHaveLength(1);
  });

  test('what this evcc does not publish is said once it has started', async () => {
    await until(() => nodeRed.statuses.get('absent')?.text?.includes('0.313'), 'a status with the version');
    expect(nodeRed.statuses.get('absent')?.text).toContain('alwaysCharge');
    expect(payloads('absent')).toEqual([]);
  });

  test('another configuration has its own words for a mode', async () => {
    await until(() => payloads('words').length > 0 && payloads('mode').length > 0, 'both modes');
    expect([payloads('mode')[0], payloads('words')[0]]).toEqual(['pv', 'smart']);
  });

  test('evcc-out says how many settings went through, and that a battery mode is held until another one comes', async () => {
    const press = async (id: string, text: string): Promise<void> => {
      await nodeRed.inject(`${id}-button`);
      await until(() => nodeRed.statuses.get(id)?.text === text, `${id} says ${text}`);
    };
    await press('several', '3 settings: applied');
    await press('hold', 'Battery mode: held');
    await press('normal', 'Battery mode: applied');
    await until(() => nodeRed.statuses.get('hold')?.text === 'Battery mode: applied', 'no longer held');
  });

  test('filters over time: deadband as a number and in %, interval, change and update', async () => {
    const ids = ['band', 'percent', 'rest', 'change', 'update', 'changed'] as const;
    await until(() => ids.every((id) => id === 'update' || payloads(id).length === 1), 'what is known');
    for (const value of ['100', '110', '110', '111', '121', '122']) await publisher.publish({ 'site/test': value });
    await until(() => payloads('update').length >= 6 && payloads('change').length >= 5, 'all values');
    await until(() => (payloads('changed').at(-1) as { site: { test: number } }).site.test === 122, 'the object');
    expect(payloads('band')).toEqual([100, 111, 122]);
    expect(payloads('percent')).toEqual([100, 111]);
    expect(payloads('rest')).toEqual([100]);
    expect(payloads('change')).toEqual([100, 110, 111, 121, 122]);
    // What is known at the start is given once, whatever the filter.
    expect(payloads('update').slice(-6)).toEqual([100, 110, 110, 111, 121, 122]);
    for (const {
      evcc: { changed },
    } of given('changed').slice(1))
      expect(changed).toEqual(['site/test']);
  });

  test('a message to the input gets an answer, and keeps what else it held', async () => {
    await nodeRed.inject('inject');
    await until(() => payloads('query').length > 0, 'the answer');
    expect(given('query')[0]).toMatchObject({ topic: 'evcc/loadpoints/2/name', payload: 'lp-2', mine: 'kept' });
  });

  test('a redeploy gives the selection once as initial, and nothing twice', async () => {
    const before = payloads('title').length;
    const objects = payloads('object').length;
    await nodeRed.deploy(flows());
    await until(() => payloads('object').length > objects, 'the object again');
    const again = given('title').slice(before);
    expect(again.map(({ evcc: { topic, initial } }) => [topic, initial]).sort()).toEqual([
      ['loadpoints/1/name', true],
      ['loadpoints/1/priority', true],
    ]);
    expect(given('object').slice(objects)).toMatchObject([
      {
        payload: { loadpoints: { 2: { priority: 2, limitSoc: 0 } }, site: { siteTitle: 'Demo Mode' } },
        evcc: { initial: true },
      },
    ]);
  });

  test('a car that arrives, charges, stops and leaves is four events', async () => {
    const before = payloads('events').length;
    const names = () =>
      given('events')
        .slice(before)
        .map(({ payload }) => (payload as { event: string }).event);
    const happens = async (count: number, happen: () => void): Promise<void> => {
      happen();
      evcc.look('lp-1');
      await until(() => names().length >= count, `${count} events`);
    };
    await happens(1, () => evcc.arrive('lp-1', 'vehicle_1'));
    await happens(2, () => evcc.charge('lp-1', true));
    await happens(3, () => evcc.charge('lp-1', false));
    await happens(4, () => evcc.leave('lp-1'));
    expect(names()).toEqual(['connected', 'started', 'stopped', 'disconnected']);
  });

  test('a loadpoint that is moved is followed by its title, and another one that takes the title is', async () => {
    const before = payloads('title').length;
    evcc.reorderLoadpoints('lp-2', 'lp-3', 'lp-1');
    await restart();
    evcc.renameLoadpoint('lp-1', 'Hof');
    evcc.renameLoadpoint('lp-3', 'Carport');
    await until(() => payloads('title').includes('lp-3'), 'the other loadpoint');
    await until(() => payloads('title').includes(3), 'its priority');
    const told = given('title').slice(before);
    expect(told.every(({ evcc: { topic, title } }) => topic.startsWith('loadpoints/2/') && title === 'Carport')).toBe(
      true,
    );
    expect(told.map(({ payload }) => payload).sort()).toEqual([3, 'lp-3']);
    await until(() => nodeRed.statuses.get('unknown')?.fill !== 'red', 'the title that was unknown is known');
  });

  test('the words of a mode stay the same when evcc is updated', async () => {
    const before = payloads('mode').length;
    const last = payloads('mode').at(-1);
    evcc.upgrade('0.316');
    await restart();
    expect(evcc.release).toBe('0.316');
    expect(payloads('mode').slice(before)).toEqual([]);
    expect(['off', 'pv', 'minpv', 'now']).toContain(last);
  });

  test('status tells each time that evcc is away, and that it is back', () => {
    // The second is the redeploy's.
    expect(given('away').map(({ payload, evcc: { initial } }) => [payload, initial])).toEqual([
      ['online', true],
      ['online', true],
      ['offline', false],
      ['online', false],
      ['offline', false],
      ['online', false],
    ]);
  });
});
