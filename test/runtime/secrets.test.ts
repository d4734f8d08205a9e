import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasMosquitto } from '../support/available';
import { type Made, make } from '../support/certificates';
import { TestClient } from '../support/client';
import { file, passwordLine } from '../support/connections';
import { install } from '../support/installed';
import { leaks } from '../support/leaks';
import { freePort, Mosquitto } from '../support/mosquitto';
import { type FlowNode, NodeRed } from '../support/node-red';
import { recording } from '../support/replay';
import { until } from '../support/until';

const env = (name: string): string => `\${${name}}`;

/** Each a word that stands nowhere else. The last ones are part of an address, and so in the flow file, where who typed it put it. */
const WORDS = {
  user: 'Nutzer-Wort-4701',
  password: 'Geheim/Wort+4702 "ä"',
  wrongUser: 'Nutzer-Wort-4703',
  wrongPassword: 'Falsch-Wort-4704',
  envUser: 'Umgebung-Nutzer-4705',
  envPassword: 'Umgebung-Wort-4706',
  brokenPassword: 'Zeile-Wort-4707',
  noPem: 'Kein-Zertifikat-4708-Kein-Zertifikat',
  noKey: 'Kein-Schluessel-4709-Kein-Schluessel',
  corePassword: 'Kern-Wort-4710',
  envUrlUser: 'Adresse-Nutzer-4711',
  envUrlPassword: 'Adresse-Wort-4712',
} as const;
const IN_ADDRESS = { urlUser: 'Adresse-Nutzer-4713', urlPassword: 'Adresse-Wort-4714' } as const;

describe.skipIf(!hasMosquitto)('secrets', () => {
  let broker: Mosquitto;
  let evcc: TestClient;
  let runtime: NodeRed;
  let made: Record<'ca' | 'otherCa' | 'client' | 'strange' | 'other', Made>;
  let configs: Record<string, FlowNode>;
  let secrets: Record<string, string>;
  /** What an asker typed himself may come back in his dialog: a user, a certificate. A password or key never. */
  const never = (): Record<string, string> =>
    Object.fromEntries(Object.entries(secrets).filter(([name]) => /password|key/i.test(name)));
  const answers: string[] = [];

  beforeAll(async () => {
    const ca = await make('Home CA', { ca: true });
    const otherCa = await make('Other CA', { ca: true });
    made = {
      ca,
      otherCa,
      client: await make('node-red', { issuer: ca }),
      strange: await make('stranger', { issuer: otherCa }),
      other: await make('other', { issuer: ca }),
    };
    secrets = { ...WORDS, ...IN_ADDRESS };
    for (const [name, { cert, key }] of Object.entries(made)) {
      secrets[`${name} certificate`] = cert;
      // Its end is the public part, which the certificate tells.
      secrets[`${name} key`] = key.split('\n').slice(0, 3).join('\n');
    }
    const server = await make('127.0.0.1', { issuer: ca, names: ['127.0.0.1'] });
    const tls = await freePort();
    const users = passwordLine(WORDS.user, WORDS.password) + passwordLine(WORDS.envUser, WORDS.envPassword);
    broker = await Mosquitto.start({
      lines: [
        'allow_anonymous false',
        `password_file ${file('secrets', users)}`,
        `listener ${tls} 127.0.0.1`,
        'require_certificate true',
        `cafile ${file('secrets.ca', ca.cert)}`,
        `certfile ${file('secrets.crt', server.cert)}`,
        `keyfile ${file('secrets.key', server.key)}`,
      ],
    });
    evcc = await TestClient.connect(broker.port, { username: WORDS.user, password: WORDS.password });
    await evcc.replay(recording('demo-retained'));
    const plain = `127.0.0.1:${broker.port}`;
    const secure = `tls://127.0.0.1:${tls}`;
    const user = { user: WORDS.user, password: WORDS.password };
    const wrong = { user: WORDS.wrongUser, password: WORDS.wrongPassword };
    const trusted = { ...user, caCert: ca.cert };
    const config = (id: string, broker: string, credentials: object, more: object = {}): FlowNode => ({
      id,
      type: 'evcc-config',
      name: '',
      broker,
      topic: 'evcc',
      credentials,
      ...more,
    });
    configs = Object.fromEntries(
      [
        config('right', plain, user),
        config('wrong', plain, wrong),
        config('wrong5', plain, wrong, { protocolVersion: 5 }),
        config('env', plain, { user: env('EVCC_USER'), password: env('EVCC_PASSWORD') }),
        config('envunset', `${env('NO_SUCH_HOST')}:1883`, user),
        config('envurl', env('EVCC_URL'), {}),
        config('url', `mqtt://${IN_ADDRESS.urlUser}:${IN_ADDRESS.urlPassword}@${plain}`, {}),
        config('refused', '127.0.0.1:1', user),
        config('web', `ws://${plain}`, user),
        config('mutual', secure, { ...trusted, clientCert: made.client.cert, clientKey: made.client.key }),
        config('stranger', secure, { ...trusted, clientCert: made.strange.cert, clientKey: made.strange.key }),
        config('otherca', secure, { ...user, caCert: otherCa.cert }),
        config('pair', secure, { ...trusted, clientCert: made.other.cert, clientKey: made.client.key }),
        config('nopem', secure, { ...user, caCert: WORDS.noPem }),
        config('nokey', secure, { ...trusted, clientCert: made.client.cert, clientKey: WORDS.noKey }),
        config('plaintls', plain, trusted),
        config('line', plain, { user: WORDS.user, password: `${WORDS.brokenPassword}\nSET key value` }),
        config('long', plain, { user: WORDS.wrongUser.repeat(1000), password: WORDS.wrongPassword.repeat(1000) }),
      ].map((one) => [one.id, one]),
    );
    runtime = await NodeRed.start(await install('4.1'), {
      level: 'trace',
      env: {
        // What the MQTT library would tell of itself; packets in clear (`mqtt-packet*`) are what who asks for them wants to see.
        DEBUG: 'mqttjs*',
        EVCC_USER: WORDS.envUser,
        EVCC_PASSWORD: WORDS.envPassword,
        EVCC_URL: `mqtt://${WORDS.envUrlUser}:${WORDS.envUrlPassword}@${plain}`,
      },
    });
  });

  afterAll(async () => {
    await runtime?.stop();
    await evcc?.close();
    await broker?.close();
  });

  const GOOD = new Set(['right', 'env', 'mutual']);

  function flows(): FlowNode[] {
    const at = { z: 'tab' };
    const nodes = Object.values(configs).flatMap((config): FlowNode[] => [
      config,
      {
        ...at,
        id: `in-${config.id}`,
        type: 'evcc-in',
        evcc: config.id,
        topics: ['site'],
        inputs: 1,
        wires: [['told']],
      },
      {
        ...at,
        id: `out-${config.id}`,
        type: 'evcc-out',
        evcc: config.id,
        target: 'loadpoints/1/limitSoc',
        value: 'payload',
        valueType: 'msg',
        confirm: 'none',
        timeout: 1,
        wires: [['told']],
      },
    ]);
    const users = Object.keys(configs).flatMap((id) => [`in-${id}`, `out-${id}`]);
    const debug = {
      ...at,
      type: 'debug',
      active: true,
      tosidebar: true,
      console: true,
      tostatus: true,
      complete: 'true',
    };
    return [
      { id: 'tab', type: 'tab', label: 'evcc' },
      ...nodes,
      { ...at, id: 'go', type: 'inject', props: [{ p: 'payload', v: '50', vt: 'num' }], wires: [users] },
      { ...at, id: 'errors', type: 'catch', scope: null, uncaught: false, wires: [['told']] },
      { ...at, id: 'states', type: 'status', scope: null, wires: [['told']] },
      { ...debug, id: 'told', wires: [] },
      {
        id: 'core',
        type: 'mqtt-broker',
        broker: '127.0.0.1',
        port: '1',
        autoConnect: false,
        credentials: { user: 'core', password: WORDS.corePassword },
      },
    ];
  }

  /** Asks the admin interface, and keeps what it answers, headers too. */
  async function ask(path: string, body?: string, type = 'application/json'): Promise<number> {
    const response = await fetch(`${runtime.url}/evcc-config/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      // A connection that is kept may be closed by the other side just now.
      headers: { 'content-type': type, connection: 'close' },
    });
    answers.push(`${path} ${JSON.stringify([...response.headers])} ${await response.text()}`);
    return response.status;
  }

  test('whatever goes wrong, nothing that is told, logged, answered or exported holds one', async () => {
    await runtime.deploy(flows());
    const bad = Object.keys(configs).filter((id) => !GOOD.has(id));
    const failed = (): boolean => bad.every((id) => runtime.statuses.get(`in-${id}`)?.fill === 'red');
    const good = (): boolean => [...GOOD].every((id) => runtime.statuses.get(`in-${id}`)?.fill === 'green');
    await until(
      () => failed() && good(),
      'an error of every configuration that is wrong, and a value of every other',
      60_000,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)} ${JSON.stringify([...runtime.statuses])}`);
    });
    await runtime.inject('go');
    const caught = (id: string): boolean => runtime.debug.some(({ msg }) => msg.includes(`"id":"${id}"`));
    await until(() => bad.every((id) => caught(`in-${id}`) && caught(`out-${id}`)), 'every error in the sidebar');
    await runtime.deploy(flows(), 'nodes');
    await runtime.deploy(flows());

    for (const { id, broker: place, topic, protocolVersion = 4, credentials } of Object.values(configs)) {
      const typed = { broker: place, topic, protocolVersion, credentials };
      for (const path of ['test', 'discover', 'offer', 'certificate']) {
        const body = path === 'certificate' ? credentials : typed;
        const status = id === 'long' && path !== 'certificate' ? 400 : 200;
        expect([path, id, await ask(path, JSON.stringify(body))]).toEqual([path, id, status]);
      }
      const stored = { ...typed, id, credentials: { ...(credentials as object), password: '__PWRD__' } };
      await ask('test', JSON.stringify(stored));
      await ask(`${id}/offer`);
    }
    await ask('brokers');
    const all = JSON.stringify({ credentials: secrets });
    expect(await ask('test', JSON.stringify({ credentials: secrets, broker: 'x'.repeat(300_000) }))).toBe(413);
    expect(await ask('test', `${all.slice(0, -1)}, and no JSON}`)).toBe(400);
    expect(await ask('test', JSON.stringify({ broker: [secrets], credentials: Object.values(secrets) }))).toBe(400);
    expect(await ask('yaml', all)).toBe(400);
    expect(await ask('test', all, 'text/plain')).toBe(400);

    const read = (name: string): Promise<string> => readFile(join(runtime.folder, name), 'utf8');
    const stored: Record<string, string> = {
      'flow file': await read('flows.json'),
      export: JSON.stringify(await runtime.get('/flows')),
      credentials: await read('flows_cred.json'),
    };
    const places: Record<string, string> = {
      statuses: JSON.stringify([...runtime.statuses]),
      sidebar: runtime.debug.map(({ msg }) => msg).join('\n'),
      log: runtime.log,
      answers: answers.join('\n'),
      settings: JSON.stringify([await runtime.get('/settings'), await runtime.get('/settings/user')]),
    };
    for (const [place, text] of Object.entries({ ...stored, ...places }))
      expect([place, text.length > 100]).toEqual([place, true]);
    expect(runtime.log).toContain('[trace]');
    expect(leaks(secrets, places)).toEqual([]);
    const typedInto = Object.fromEntries(Object.entries(secrets).filter(([name]) => !(name in IN_ADDRESS)));
    expect(leaks(typedInto, stored)).toEqual([]);
  });

  test('whatever the admin endpoints are asked, they answer, and say no more than what is wrong with it', async () => {
    const before = answers.length;
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constantFrom('__proto__', 'constructor', '\0', '../..', '#', 'right', env('HOME'), env(''), '__PWRD__'),
    );
    const fields = [
      'id',
      'topic',
      'clientid',
      'insecure',
      'protocolVersion',
      'text',
      'caCert',
      'clientCert',
      'clientKey',
    ];
    const some = (names: readonly string[]): fc.Arbitrary<object> =>
      fc.record(Object.fromEntries(names.map((name) => [name, odd])), { requiredKeys: [] });
    const secretFields = ['user', 'password', 'caCert', 'clientCert', 'clientKey'];
    // Nobody listens at port 1: an address of chance is not to be looked up.
    const places = fc.constantFrom(
      '127.0.0.1:1',
      'tls://127.0.0.1:1',
      'http://h',
      'mqtt://',
      '[::1',
      '127.0.0.1:99999',
    );
    const body = fc
      .tuple(places, some(fields), fc.option(some(secretFields)))
      .map(([broker, rest, credentials]) => ({ ...rest, broker, ...(credentials !== null && { credentials }) }));
    const path = fc.constantFrom('test', 'discover', 'offer', 'yaml', 'certificate', 'test?id[__proto__][x]=1&id=2');
    await fc.assert(
      fc.asyncProperty(path, fc.oneof(body, fc.array(odd)), async (where, what) => {
        const status = await ask(where, JSON.stringify(what));
        expect([where, [200, 400].includes(status)]).toEqual([where, true]);
      }),
      { numRuns: 100 },
    );
    for (const id of ['__proto__', 'constructor', '%00', '..%2f..', '%2e%2e', 'tab', 'in-right', 'x'.repeat(5000)]) {
      expect([id, await ask(`${id}/offer`)]).toEqual([id, 404]);
    }
    expect(await ask('right/offer?id=wrong&__proto__[polluted]=1')).toBe(200);
    expect(answers.slice(before).filter((one) => /\bat .+:\d+:\d+|node_modules/.test(one))).toEqual([]);
    expect(runtime.log).not.toMatch(/TypeError|RangeError|Uncaught|UnhandledPromise/);
  });

  test('of what was stored a dialog gets users and certificates again, and no password and no key', async () => {
    const shown: Record<string, string> = {};
    for (const id of Object.keys(configs)) {
      shown[id] = JSON.stringify(await runtime.get(`/credentials/evcc-config/${id}`));
    }
    expect(shown.right).toContain('"has_password":true');
    expect(leaks(never(), shown)).toEqual([]);
  });

  test('the block of an evcc.yaml is read without telling its password and key', async () => {
    const before = answers.length;
    const indented = (text: string): string => text.replace(/^/gm, '    ').trimEnd();
    const block = (key: string): string =>
      `mqtt:\n  broker: tls://h\n  user: u\n  password: '${WORDS.password}'\n  clientCert: |\n${indented(made.client.cert)}\n  clientKey: |\n${indented(key)}\n`;
    expect(await ask('yaml', JSON.stringify({ text: block(made.client.key) }))).toBe(200);
    expect(await ask('yaml', JSON.stringify({ text: block(WORDS.noKey).replace('password', 'pass word') }))).toBe(200);
    expect(await ask('yaml', JSON.stringify({ text: `${block(made.client.key)}\n  - broken: [` }))).toBe(200);
    expect(leaks(never(), { yaml: answers.slice(before).join('\n'), log: runtime.log })).toEqual([]);
  });
});
