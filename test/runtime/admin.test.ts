import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  BrokersAnswer,
  CertificateAnswer,
  DiscoverAnswer,
  OfferAnswer,
  TestAnswer,
  YamlAnswer,
} from '../../src/lib/admin-types';
import { hasMosquitto } from '../support/available';
import { type Made, make } from '../support/certificates';
import { TestClient } from '../support/client';
import { file, passwordLine } from '../support/connections';
import { install, VERSIONS, type Version } from '../support/installed';
import { leaks } from '../support/leaks';
import { freePort, Mosquitto } from '../support/mosquitto';
import { type FlowNode, NodeRed } from '../support/node-red';
import { recording } from '../support/replay';
import { until } from '../support/until';

/** Words that must not turn up anywhere, whatever is done with them. */
const SECRETS = {
  password: 'Geheim-Wort-4711',
  typed: 'Getippt-Wort-4712',
  core: 'Kern-Wort-4713',
};

/** What a field holds that asks for something of the environment. */
const env = (name: string): string => `\${${name}}`;

/** A server that counts who comes, and says nothing. */
class Silent {
  visits = 0;
  readonly server: Server = createServer((socket) => {
    this.visits++;
    socket.on('error', () => undefined);
  });

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }
}

/** Permissions by token: whoever has none may do nothing. */
const AUTH = `  adminAuth: {
    type: 'credentials',
    users: () => Promise.resolve(null),
    authenticate: () => Promise.resolve(null),
    tokens: (token) => Promise.resolve({
      all: { username: 'all', permissions: '*' },
      reader: { username: 'reader', permissions: ['read'] },
      tester: { username: 'tester', permissions: ['evcc-config.write'] },
    }[token] ?? null),
  },`;

describe.skipIf(!hasMosquitto).each(Object.keys(VERSIONS) as Version[])('admin endpoints, Node-RED %s', (version) => {
  let runtime: NodeRed;
  let broker: Mosquitto;
  let evcc: TestClient;
  let ca: Made;
  let client: Made;
  const silent = new Silent();
  let silentPort = 0;
  let tlsPort = 0;
  const answers: string[] = [];

  const flow = (): FlowNode[] => [
    { id: 'tab', type: 'tab', label: 'evcc', env: [{ name: 'SITE', value: 'evcc', type: 'str' }] },
    {
      id: 'config',
      type: 'evcc-config',
      name: '',
      broker: `127.0.0.1:${env('EVCC_PORT')}`,
      topic: 'evcc',
      credentials: { user: 'evcc', password: env('EVCC_PASSWORD') },
    },
    {
      id: 'typed',
      type: 'evcc-config',
      name: '',
      broker: `127.0.0.1:${broker.port}`,
      topic: 'haus/evcc',
      credentials: { user: 'evcc', password: SECRETS.password },
    },
    {
      id: 'unset',
      type: 'evcc-config',
      name: '',
      broker: `tls://${env('NO_SUCH_HOST')}:8883`,
      topic: 'evcc',
      credentials: {},
    },
    {
      id: 'unchecked',
      type: 'evcc-config',
      name: '',
      broker: `tls://127.0.0.1:${tlsPort}`,
      topic: 'evcc',
      insecure: true,
      credentials: { user: 'evcc', password: SECRETS.password },
    },
    {
      id: 'mutual',
      type: 'evcc-config',
      name: '',
      broker: `tls://127.0.0.1:${broker.port}`,
      topic: 'evcc',
      credentials: {
        user: 'evcc',
        password: SECRETS.typed,
        caCert: ca.cert,
        clientCert: client.cert,
        clientKey: client.key,
      },
    },
    {
      id: 'core',
      type: 'mqtt-broker',
      name: 'house',
      broker: '127.0.0.1',
      port: '8883',
      usetls: true,
      tls: 'coretls',
      protocolVersion: '4',
      credentials: { user: 'house', password: SECRETS.core },
    },
    {
      id: 'coretls',
      type: 'tls-config',
      name: '',
      cert: '',
      key: '',
      ca: '',
      verifyservercert: true,
      credentials: { cadata: ca.cert, certdata: client.cert, keydata: client.key },
    },
    ...(['config', 'typed', 'unset', 'mutual', 'unchecked'] as const).map((evccId) => ({
      id: `in-${evccId}`,
      type: 'evcc-in',
      z: 'tab',
      evcc: evccId,
      topics: ['site/pvPower'],
      output: 'value',
      wires: [[]],
    })),
  ];

  async function ask<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${runtime.url}/evcc-config/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
    const text = await response.text();
    answers.push(text);
    expect([path, response.status, text.slice(0, 200)]).toEqual([path, 200, expect.anything()]);
    return JSON.parse(text) as T;
  }

  beforeAll(async () => {
    ca = await make('Home CA', { ca: true });
    client = await make('node-red', { issuer: ca });
    const users = passwordLine('evcc', SECRETS.password);
    const server = await make('127.0.0.1', { issuer: ca, names: ['127.0.0.1'] });
    tlsPort = await freePort();
    broker = await Mosquitto.start({
      lines: [
        'allow_anonymous false',
        `password_file ${file('admin', users)}`,
        `listener ${tlsPort} 127.0.0.1`,
        `certfile ${file('admin.crt', server.cert)}`,
        `keyfile ${file('admin.key', server.key)}`,
      ],
    });
    evcc = await TestClient.connect(broker.port, { username: 'evcc', password: SECRETS.password });
    await evcc.replay(recording('demo-retained'));
    await evcc.publish({ 'site/version': '0.300.0', status: 'offline', updated: '1795386508' }, 'haus/evcc');
    silentPort = await silent.start();
    runtime = await NodeRed.start(await install(version), {
      lang: 'de',
      level: 'trace',
      env: {
        EVCC_PORT: String(broker.port),
        EVCC_PASSWORD: SECRETS.password,
        // All of the MQTT library's own output that could show what is sent.
        DEBUG: 'mqttjs*,mqtt-packet:writeToStream',
      },
    });
    await runtime.deploy(flow());
  });

  afterAll(async () => {
    await runtime?.stop();
    await evcc?.close();
    await broker?.close();
    silent.server.close();
  });

  test('environment variables inside values and in credentials; one that is not set is named', async () => {
    await until(() => runtime.statuses.get('in-config')?.fill === 'green', 'values by way of the environment');
    await until(() => /tls:.*NO_SUCH_HOST|NO_SUCH_HOST/.test(runtime.log), 'the name in the log');
    await until(() => runtime.log.includes('der Port spricht kein TLS'), 'the failure of another in the log');
    expect(runtime.statuses.get('in-mutual')?.text).toBe('Port ohne TLS');
    expect(runtime.log).toContain('die Umgebungsvariable NO_SUCH_HOST ist nicht gesetzt');
  });

  test('a connection without a check says so in every status, and once in the log', async () => {
    const status = await until(() => {
      const one = runtime.statuses.get('in-unchecked');
      return one?.text?.includes('W') ? one : undefined;
    }, 'a value');
    expect(status).toMatchObject({ fill: 'yellow', text: '8,1 kW · TLS ungeprüft' });
    expect(runtime.log.match(/Das Zertifikat von mqtts:\S+ wird nicht geprüft/g)).toHaveLength(1);
  });

  test('tries what is not saved, with what was typed', async () => {
    const answer = await ask<TestAnswer>('test', {
      broker: `127.0.0.1:${broker.port}`,
      topic: 'evcc',
      credentials: { user: 'evcc', password: SECRETS.password },
    });
    expect(answer).toMatchObject({ ok: true, version: expect.stringMatching(/^0\.313/) });
    expect(answer.evccs.map(({ root }) => root)).toEqual(['evcc', 'haus/evcc']);
    const wrong = await ask<TestAnswer>('test', {
      broker: `127.0.0.1:${broker.port}`,
      topic: 'evcc',
      credentials: { user: 'evcc', password: SECRETS.typed },
    });
    expect(wrong).toMatchObject({ ok: false, problem: { key: 'diagnosis.auth', remedy: 'auth' } });
    const elsewhere = await ask<TestAnswer>('test', {
      broker: `127.0.0.1:${broker.port}`,
      topic: 'ecvv',
      credentials: { user: 'evcc', password: SECRETS.password },
    });
    expect(elsewhere).toMatchObject({
      ok: false,
      problem: { key: 'diagnosis.noEvccHere', params: { roots: 'evcc, haus/evcc' } },
    });
    const offline = await ask<TestAnswer>('test', {
      broker: `127.0.0.1:${broker.port}`,
      topic: 'haus/evcc',
      credentials: { user: 'evcc', password: SECRETS.password },
    });
    expect(offline).toMatchObject({
      ok: true,
      notes: [{ key: 'diagnosis.offlineSince', params: { since: 1795386508000 } }],
    });
  });

  test('takes a stored password for the broker it is stored for, and for no other', async () => {
    const given = { id: 'typed', topic: 'evcc', credentials: { user: 'evcc', password: '__PWRD__' } };
    expect(await ask<TestAnswer>('test', { ...given, broker: `mqtt://127.0.0.1:${broker.port}` })).toMatchObject({
      ok: true,
    });
    const before = silent.visits;
    for (const place of [`127.0.0.1:${silentPort}`, `ws://127.0.0.1:${broker.port}`, `localhost:${broker.port}`]) {
      expect(await ask<TestAnswer>('test', { ...given, broker: place })).toMatchObject({
        ok: false,
        problem: { key: 'warnings.secretsKept' },
      });
    }
    expect(silent.visits).toBe(before);
  });

  test('says what is wrong with a configuration before connecting', async () => {
    const before = silent.visits;
    const tls = await ask<TestAnswer>('test', { broker: `127.0.0.1:${silentPort}`, topic: 'evcc', insecure: true });
    expect(tls.problem?.key).toBe('errors.tlsOnly');
    const unset = await ask<TestAnswer>('test', { broker: `${env('NOBODY')}:${silentPort}`, topic: 'evcc' });
    expect(unset.problem).toEqual({ key: 'errors.envUnset', params: { field: 'broker', name: 'NOBODY' } });
    const line = await ask<TestAnswer>('test', {
      broker: `127.0.0.1:${silentPort}`,
      credentials: { user: 'x\r\nSET key value\r\n' },
    });
    expect(line.problem?.key).toBe('errors.controlCharacter');
    expect(silent.visits).toBe(before);
  });

  test('finds the roots on a broker', async () => {
    const answer = await ask<DiscoverAnswer>('discover', {
      id: 'typed',
      broker: `127.0.0.1:${broker.port}`,
      credentials: { user: 'evcc', password: '__PWRD__' },
    });
    expect(answer).toMatchObject({ ok: true, evccs: [{ root: 'evcc' }, { root: 'haus/evcc', version: '0.300.0' }] });
  });

  test('reads what an evcc offers, without forecasts and without its own configuration', async () => {
    const answer = await ask<OfferAnswer>('config/offer');
    expect(answer).toMatchObject({ ok: true, root: 'evcc', version: expect.stringMatching(/^0\.313/) });
    expect(answer.loadpoints[0]).toEqual({ id: 1, name: 'lp-1', title: 'Carport' });
    expect(answer.vehicles.length).toBeGreaterThan(0);
    expect(answer.values['site/pvPower']).toBe(8058.715);
    expect(Object.keys(answer.values).length).toBeGreaterThan(250);
    const topics = Object.keys(answer.values).join('\n');
    expect(topics).not.toMatch(/site\/forecast\/|eebus|sponsor|influx|site\/mqtt|\/set$/m);
    expect(JSON.stringify(answer).length).toBeLessThan(100_000);
    expect(answer.truncated).toBe(false);
  });

  test('understands the block of an evcc.yaml', async () => {
    const text = `network:\n  port: 7070\nmqtt:\n  broker: tls://broker.home\n  topic: haus/evcc\n  clientID: evcc-1\n  user: evcc\n  password: "${SECRETS.typed}"\n  caCert: |\n${ca.cert.replace(/^/gm, '    ').trimEnd()}\n  keepalive: 3\n`;
    const answer = await ask<YamlAnswer>('yaml', { text });
    expect(answer).toMatchObject({ ok: true, broker: 'tls://broker.home:1883', topic: 'haus/evcc', user: 'evcc' });
    const { start = 0, end = 0 } = answer.secrets.password ?? {};
    expect(text.slice(start, end)).toBe(`"${SECRETS.typed}"`);
    expect(answer.notes).toEqual([
      { key: 'yaml.port', params: {} },
      { key: 'yaml.clientid', params: { line: 6 } },
      {
        key: 'yaml.unknown',
        params: { line: text.split('\n').findIndex((line) => line.includes('keepalive')) + 1, name: 'keepalive' },
      },
    ]);
  });

  test('offers the core broker nodes', async () => {
    const { brokers } = await ask<BrokersAnswer>('brokers');
    expect(brokers).toEqual([
      {
        id: 'core',
        name: 'house',
        broker: 'tls://127.0.0.1:8883',
        user: 'house',
        protocolVersion: 4,
        insecure: false,
        caCert: ca.cert,
        clientCert: client.cert,
        notes: [
          { key: 'takeover.password', params: {} },
          { key: 'takeover.clientKey', params: {} },
        ],
      },
    ]);
  });

  test('says what is in a certificate field', async () => {
    const soon = await make('soon', { issuer: ca, until: 3 });
    const answer = await ask<CertificateAnswer>('certificate', {
      caCert: ca.cert,
      clientCert: soon.cert,
      clientKey: soon.key,
    });
    expect(answer).toMatchObject({
      ok: true,
      caCert: [{ subject: 'Home CA', issuer: 'Home CA', ca: true }],
      clientCert: [{ subject: 'soon', issuer: 'Home CA', ca: false }],
      notes: [{ key: 'warnings.certExpires', params: { field: 'clientCert', subject: 'soon' } }],
    });
    const pair = await ask<CertificateAnswer>('certificate', { clientCert: soon.cert, clientKey: client.key });
    expect(pair.problem?.key).toBe('errors.pem.pair');
  });

  test('answers a silent broker within ten seconds, and only a few at once', async () => {
    const begun = Date.now();
    const ask5 = Array.from({ length: 5 }, () =>
      fetch(`${runtime.url}/evcc-config/test`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ broker: `127.0.0.1:${silentPort}`, topic: 'evcc' }),
      }),
    );
    const all = await Promise.all(ask5);
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    const bodies = await Promise.all(all.filter(({ status }) => status === 200).map((one) => one.json()));
    for (const one of bodies as TestAnswer[]) expect(one.problem?.key).toBe('diagnosis.silent');
  });

  test('answers although a broker that accepted never lets go, as often as it is asked', async () => {
    // Accepts (CONNACK), and then neither answers nor hangs up.
    const held: Socket[] = [];
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      held.push(socket);
      socket.on('error', () => undefined).once('data', () => socket.write(Buffer.from([0x20, 2, 0, 0])));
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
    for (let i = 0; i < 4; i++) {
      const answer = await ask<TestAnswer>('test', { broker: `127.0.0.1:${port}`, topic: 'evcc' });
      expect(answer.problem?.key).toBe('diagnosis.noEvcc');
    }
    for (const socket of held) socket.destroy();
    server.close();
  });

  test('answers within ten seconds whatever it is that does not answer', async () => {
    for (const scheme of ['tls', 'ws', 'wss']) {
      const begun = Date.now();
      const answer = await ask<TestAnswer>('test', { broker: `${scheme}://127.0.0.1:${silentPort}`, topic: 'evcc' });
      expect(Date.now() - begun).toBeLessThan(10_000);
      expect([scheme, answer.problem?.key]).toEqual([scheme, 'diagnosis.silent']);
    }
  });

  test('refuses what is too large, what is no JSON, and what is not deployed', async () => {
    const post = (body: string, type = 'application/json') =>
      fetch(`${runtime.url}/evcc-config/yaml`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await post(JSON.stringify({ text: 'x'.repeat(300_000) }))).status).toBe(413);
    expect((await post('text=x', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await post('{}')).status).toBe(400);
    expect((await fetch(`${runtime.url}/evcc-config/core/offer`)).status).toBe(404);
    expect((await fetch(`${runtime.url}/evcc-config/nothing/offer`)).status).toBe(404);
  });

  test('no secret anywhere: flow file, export, log at trace, statuses, answers', async () => {
    // Its end is the public part, which the certificate tells.
    const key = client.key.split('\n').slice(0, 3).join('\n');
    const places: Record<string, string> = {
      flows: await readFile(join(runtime.folder, 'flows.json'), 'utf8'),
      credentials: await readFile(join(runtime.folder, 'flows_cred.json'), 'utf8'),
      export: JSON.stringify(await runtime.get('/flows')),
      node: JSON.stringify(await runtime.get('/credentials/evcc-config/typed')),
      log: runtime.log,
      statuses: JSON.stringify([...runtime.statuses]),
      answers: answers.join('\n'),
    };
    expect(places.log?.length).toBeGreaterThan(1000);
    expect(places.log).toContain('mqtt-packet:writeToStream');
    expect(leaks({ ...SECRETS, key }, places)).toEqual([]);
  });

  test('without permission: 401 or 403, and nobody is visited', async () => {
    const guarded = await NodeRed.start(await install(version), {
      settings: `${AUTH}\n  runtimeState: { enabled: true, ui: false },`,
    });
    try {
      const before = silent.visits;
      const body = JSON.stringify({ broker: `127.0.0.1:${silentPort}`, topic: 'evcc', text: 'mqtt:\n  broker: x\n' });
      const status = async (method: string, path: string, token?: string): Promise<number> => {
        const headers = {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        };
        const response = await fetch(`${guarded.url}/evcc-config/${path}`, {
          method,
          headers,
          ...(method === 'POST' ? { body } : {}),
        });
        return response.status;
      };
      for (const path of ['test', 'discover', 'offer', 'yaml', 'certificate']) {
        expect([path, await status('POST', path), await status('POST', path, 'reader')]).toEqual([path, 401, 401]);
      }
      for (const path of ['test', 'discover', 'offer'])
        expect([path, await status('POST', path, 'tester')]).toEqual([path, 401]);
      expect([await status('GET', 'brokers'), await status('GET', 'brokers', 'reader')]).toEqual([401, 401]);
      expect([await status('GET', 'x/names'), await status('GET', 'x/names', 'reader')]).toEqual([401, 404]);
      for (const token of [undefined, 'reader', 'tester']) expect(await status('GET', 'x/offer', token)).toBe(401);
      expect(await status('GET', 'x/offer', 'all')).toBe(404);
      expect(silent.visits).toBe(before);
      expect(await status('POST', 'yaml', 'all')).toBe(200);
      // Who may write configurations and not deploy gets what needs no visit, and none that makes one.
      expect(await status('POST', 'yaml', 'tester')).toBe(200);
      expect(await status('POST', 'certificate', 'tester')).toBe(200);
      // A reader gets names that a flow's connection knows, no values, and nothing is connected for it.
      const as = (token: string): Record<string, string> => ({
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      });
      const deployed = await fetch(`${guarded.url}/flows`, {
        method: 'POST',
        headers: as('all'),
        body: JSON.stringify(flow().filter(({ id }) => /^(tab|typed|in-typed)$/.test(id))),
      });
      expect(deployed.ok).toBe(true);
      // Node-RED answers a deploy before it has started the nodes.
      const offered = await until(async () => {
        const response = await fetch(`${guarded.url}/evcc-config/typed/names`, { headers: as('reader') });
        return response.status !== 404 && response;
      }, 'the node that was deployed');
      const offer = await offered.text();
      expect([offered.status, JSON.parse(offer)]).toMatchObject([200, { root: 'haus/evcc', values: {} }]);
      const whole = await fetch(`${guarded.url}/evcc-config/typed/offer`, { headers: as('all') });
      expect([whole.status, await whole.json()]).toMatchObject([200, { ok: true, root: 'haus/evcc' }]);
      // What is stored is used only by what runs.
      const stop = await fetch(`${guarded.url}/flows/state`, {
        method: 'POST',
        headers: as('all'),
        body: JSON.stringify({ state: 'stop' }),
      });
      expect(stop.ok).toBe(true);
      const tried = await fetch(`${guarded.url}/evcc-config/test`, {
        method: 'POST',
        headers: as('all'),
        body: JSON.stringify({
          id: 'typed',
          broker: `127.0.0.1:${broker.port}`,
          topic: 'haus/evcc',
          credentials: { user: 'evcc', password: '__PWRD__' },
        }),
      });
      expect(await tried.json()).toMatchObject({ ok: false, problem: { key: 'warnings.flowsStopped' } });
      expect(leaks(SECRETS, { offer, headers: JSON.stringify([...offered.headers]), log: guarded.log })).toEqual([]);
    } finally {
      await guarded.stop();
    }
  });
});
