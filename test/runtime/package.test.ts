import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasMosquitto } from '../support/available';
import { TestClient } from '../support/client';
import { type Installed, install, pack, VERSIONS, type Version } from '../support/installed';
import { Mosquitto } from '../support/mosquitto';
import { type FlowNode, NodeRed } from '../support/node-red';
import { recording } from '../support/replay';
import { until } from '../support/until';

const run = promisify(execFile);

test('the tarball holds what users need and nothing else', async () => {
  const { stdout } = await run('tar', ['-tzf', await pack()]);
  const files = stdout
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
  expect(files).toContain('dist/nodes/evcc-in.js');
  expect(files).toContain('dist/nodes/locales/de/evcc-in.json');
  expect(files).toContain('dist/nodes/icons/evcc.svg');
  expect(files).toContain('README.md');
  expect(files).toContain('LICENSE');
  const strange = files.filter(
    (file) => !/^(dist\/|examples\/|package\.json$|README(\.de)?\.md$|CHANGELOG\.md$|LICENSE$)/.test(file),
  );
  expect(strange).toEqual([]);
  expect(files.filter((file) => /\.ts$|\.map$|tsbuildinfo/.test(file))).toEqual([]);
  // Some hundred small files of text; a picture or a recording that slips in is noticed.
  expect((await stat(await pack())).size).toBeLessThan(400_000);
});

interface NodeSet {
  readonly id: string;
  readonly types: readonly string[];
  readonly enabled: boolean;
  readonly err?: unknown;
}

const FLOW = (port: number): FlowNode[] => [
  { id: 'tab', type: 'tab', label: 'evcc' },
  { id: 'config', type: 'evcc-config', name: '', broker: `127.0.0.1:${port}`, topic: 'evcc' },
  {
    id: 'in',
    type: 'evcc-in',
    z: 'tab',
    evcc: 'config',
    topics: ['site/pvPower', 'site/forecast/grid', 'loadpoints/Carport/mode'],
    output: 'value',
    emit: 'change',
    initial: true,
    wires: [['debug']],
  },
  {
    id: 'debug',
    type: 'debug',
    z: 'tab',
    active: true,
    tosidebar: true,
    complete: 'true',
    targetType: 'full',
    wires: [],
  },
  {
    id: 'button',
    type: 'inject',
    z: 'tab',
    props: [{ p: 'payload' }],
    payload: 'now',
    payloadType: 'str',
    repeat: '',
    once: false,
    wires: [['out']],
  },
  {
    id: 'out',
    type: 'evcc-out',
    z: 'tab',
    evcc: 'config',
    kind: 'setting',
    target: 'loadpoints/1/mode',
    value: 'payload',
    valueType: 'msg',
    confirm: 'applied',
    timeout: 10,
    wires: [['done']],
  },
  {
    id: 'done',
    type: 'debug',
    z: 'tab',
    active: true,
    tosidebar: true,
    complete: 'true',
    targetType: 'full',
    wires: [],
  },
];

describe.each(Object.keys(VERSIONS) as Version[])('Node-RED %s', (version) => {
  let installed: Installed;
  let runtime: NodeRed;
  let broker: Mosquitto | undefined;
  let evcc: TestClient | undefined;

  beforeAll(async () => {
    installed = await install(version);
    if (hasMosquitto) {
      broker = await Mosquitto.start();
      evcc = await TestClient.connect(broker.port);
      await evcc.replay(recording('demo-retained'));
      await evcc.answer();
    }
    runtime = await NodeRed.start(installed, { lang: 'de', flows: FLOW(broker?.port ?? 1) });
  });

  afterAll(async () => {
    await runtime?.stop();
    await evcc?.close();
    await broker?.close();
  });

  test('is the version it is meant to be', async () => {
    const { version: running } = await runtime.get<{ version: string }>('/settings');
    expect(running.startsWith(version)).toBe(true);
  });

  test('has the three nodes in its palette, without an error', async () => {
    const sets = await runtime.get<NodeSet[]>('/nodes');
    const ours = sets.filter(({ id }) => id.startsWith('node-red-contrib-evcc/'));
    expect(ours.map(({ types, enabled, err }) => [types, enabled, err])).toEqual([
      [['evcc-config'], true, undefined],
      [['evcc-in'], true, undefined],
      [['evcc-out'], true, undefined],
    ]);
  });

  test('serves the texts in both languages', async () => {
    for (const node of ['evcc-config', 'evcc-in', 'evcc-out']) {
      const of = (lng: string) =>
        runtime.get<Record<string, unknown>>(`/nodes/node-red-contrib-evcc/${node}/messages?lng=${lng}`);
      const [de, en] = await Promise.all([of('de'), of('en-US')]);
      expect(Object.keys(de)).toContain(node);
      expect(de).not.toEqual(en);
    }
  });

  test('serves the icon and the help', async () => {
    const icon = await fetch(`${runtime.url}/icons/node-red-contrib-evcc/evcc.svg`);
    expect(icon.status).toBe(200);
    expect(await icon.text()).toContain('<svg');
    const html = await (
      await fetch(`${runtime.url}/nodes`, { headers: { accept: 'text/html', 'accept-language': 'de' } })
    ).text();
    for (const node of ['evcc-config', 'evcc-in', 'evcc-out']) expect(html).toContain(`data-help-name="${node}"`);
  });

  test('offers the examples in its import menu', async () => {
    const examples = await runtime.get<{ f?: string[]; d?: Record<string, unknown> }>('/library/examples/flows');
    expect(JSON.stringify(examples)).toContain('node-red-contrib-evcc');
  });

  test.skipIf(!hasMosquitto)('carries recorded values into a flow, typed and in German words', async () => {
    const [pv] = await until(() => {
      const found = runtime.given<{ topic: string; payload: unknown; evcc: Record<string, unknown> }>('debug');
      return found.length >= 3 ? found.filter(({ topic }) => topic === 'evcc/site/pvPower') : undefined;
    }, 'three messages');
    expect(pv?.payload).toBe(8058.715);
    expect(pv?.evcc).toMatchObject({
      topic: 'site/pvPower',
      scope: 'site',
      key: 'pvPower',
      unit: 'W',
      text: '8,1 kW',
      initial: true,
    });
    const slots = runtime
      .given<{ topic: string; payload: unknown[] }>('debug')
      .find(({ topic }) => topic.endsWith('forecast/grid'));
    expect(slots?.payload).toHaveLength(288);
    const mode = runtime
      .given<{ topic: string; payload: unknown; evcc: unknown }>('debug')
      .find(({ topic }) => topic.endsWith('/mode'));
    expect(mode).toMatchObject({
      topic: 'evcc/loadpoints/1/mode',
      payload: 'pv',
      evcc: { id: 1, title: 'Carport', name: 'lp-1' },
    });
  });

  test.skipIf(!hasMosquitto)(
    'sets a mode, not retained, and passes the message on when evcc has applied it',
    async () => {
      await runtime.inject('button');
      const set = await evcc?.saw(
        'the command',
        ({ topic, payload }) => topic === 'evcc/loadpoints/1/mode/set' && payload === 'now',
      );
      expect(set?.retain).toBe(false);
      const [message] = await until(
        () =>
          runtime.given<{ payload: unknown; evcc: unknown }>('done').slice(0, 1)[0] &&
          runtime.given<{ payload: unknown; evcc: unknown }>('done'),
        'the outcome',
      );
      expect(message).toMatchObject({
        payload: 'now',
        evcc: { topic: 'loadpoints/1/mode', sent: 'now', result: 'applied' },
      });
      await until(
        () => runtime.given<{ topic: string; payload: unknown }>('debug').some(({ payload }) => payload === 'now'),
        'the new mode in the flow',
      );
    },
  );
});
