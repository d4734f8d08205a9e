import { spawn } from 'node:child_process';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createServer as createTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../src/lib/diagnosis/types';
import type { ConfigCredentials, ConfigDef } from '../../src/nodes/shared/types';
import { hasMosquitto } from '../support/available';
import { type Made, make } from '../support/certificates';
import { file, names, passwordLine, read, Tried, tried } from '../support/connections';
import { freePort, Mosquitto } from '../support/mosquitto';
import { until } from '../support/until';

const HOST = 'broker.test';
const LOOPBACK = [{ address: '127.0.0.1', family: 4 }] as const;
const brokers: Mosquitto[] = [];
const servers: { close(): unknown }[] = [];
let forget: () => void;
let ca: Made;
let other: Made;
let client: Made;
let stranger: Made;
let self: Made;
const ports: Record<string, number> = {};

async function start(name: string, lines: readonly string[]): Promise<void> {
  const broker = await Mosquitto.start({ lines });
  brokers.push(broker);
  ports[name] = broker.port;
}

/** Lines of a TLS listener that shows this certificate. */
function shows(name: string, { cert, key }: Made): string[] {
  return [`certfile ${file(`${name}.crt`, cert)}`, `keyfile ${file(`${name}.key`, key)}`];
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const at = (name: string, scheme = 'tls', host = '127.0.0.1'): string => `${scheme}://${host}:${ports[name]}`;

beforeAll(async () => {
  forget = names({ [HOST]: LOOPBACK, 'asleep.test': 'EAI_AGAIN' });
  if (!hasMosquitto) return;
  ca = await make('Home CA', { ca: true });
  other = await make('Other CA', { ca: true });
  client = await make('node-red', { issuer: ca });
  stranger = await make('stranger', { issuer: other });
  const names_ = [HOST, '127.0.0.1'];
  const server = await make(HOST, { issuer: ca, names: names_ });
  const caFile = file('ca.crt', ca.cert);
  await start('plain', []);
  await start('password', ['allow_anonymous false', `password_file ${file('users', passwordLine('evcc', 'geheim'))}`]);
  await start('tls', shows('server', server));
  await start('mutual', [...shows('mutual', server), `cafile ${caFile}`, 'require_certificate true']);
  await start('mutual12', [
    ...shows('m12', server),
    `cafile ${caFile}`,
    'require_certificate true',
    'tls_version tlsv1.2',
  ]);
  // Mosquitto 2.0.11 does not start with nothing but websocket listeners.
  ports.web = await freePort();
  ports.wss = await freePort();
  const listener = (port: number | undefined) => [`listener ${port} 127.0.0.1`, 'protocol websockets'];
  await start('webs', [...listener(ports.web), ...listener(ports.wss), ...shows('wss', server)]);
  await start('expired', shows('expired', await make(HOST, { issuer: ca, names: names_, from: -10, until: -1 })));
  await start('future', shows('future', await make(HOST, { issuer: ca, names: names_, from: 2 })));
  await start(
    'elsewhere',
    shows('elsewhere', await make('elsewhere.test', { issuer: ca, names: ['elsewhere.test', '10.0.0.9'] })),
  );
  self = await make(HOST, { names: names_ });
  await start('self', shows('self', self));
});

afterAll(async () => {
  forget();
  for (const server of servers) server.close();
  await Promise.all(brokers.map((broker) => broker.close()));
});

describe.skipIf(!hasMosquitto)('connects', () => {
  const cases: [string, () => Partial<ConfigDef>, () => ConfigCredentials][] = [
    ['plain', () => ({ broker: `127.0.0.1:${ports.plain}` }), () => ({})],
    ['with MQTT 5', () => ({ broker: at('plain', 'mqtt'), protocolVersion: 5 }), () => ({})],
    ['with a password', () => ({ broker: at('password', 'tcp') }), () => ({ user: 'evcc', password: 'geheim' })],
    ['with a private CA', () => ({ broker: at('tls') }), () => ({ caCert: ca.cert })],
    ['by name', () => ({ broker: at('tls', 'tls', HOST) }), () => ({ caCert: ca.cert })],
    ['with several CAs in one text', () => ({ broker: at('tls') }), () => ({ caCert: other.cert + ca.cert })],
    [
      'with a CA indented and with other line ends',
      () => ({ broker: at('tls', 'ssl') }),
      () => ({ caCert: ca.cert.replace(/\n/g, '\r\n      ') }),
    ],
    ['with a CA on one line', () => ({ broker: at('tls', 'mqtts') }), () => ({ caCert: ca.cert.replace(/\n/g, ' ') })],
    ['insecure', () => ({ broker: at('self'), insecure: true }), () => ({})],
    ['with the broker’s own certificate as CA', () => ({ broker: at('self') }), () => ({ caCert: self.cert })],
    [
      'with a client certificate',
      () => ({ broker: at('mutual') }),
      () => ({ caCert: ca.cert, clientCert: client.cert, clientKey: client.key }),
    ],
    [
      'with a client certificate, unchecked',
      () => ({ broker: at('mutual12'), insecure: true }),
      () => ({ clientCert: client.cert, clientKey: client.key }),
    ],
    ['by websocket', () => ({ broker: at('web', 'ws') }), () => ({})],
    ['by websocket with TLS', () => ({ broker: at('wss', 'wss') }), () => ({ caCert: ca.cert })],
  ];
  test.each(cases)('%s', async (_name, def, credentials) => {
    expect(await tried(def(), credentials())).toBeUndefined();
  });

  test('to an IPv6 address, plain and with TLS', async () => {
    const hasIpv6 = Object.values(networkInterfaces()).some((one) => one?.some(({ address }) => address === '::1'));
    const [plain, tls] = [await freePort(), await freePort()];
    if (hasIpv6) {
      const server = await make('six', { issuer: ca, names: ['::1'] });
      await start('six', [`listener ${plain} ::1`, `listener ${tls} ::1`, ...shows('six', server)]);
    }
    const reached = [
      await tried({ broker: `[::1]:${plain}` }),
      await tried({ broker: `tls://[::1]:${tls}` }, { caCert: ca.cert }),
    ];
    // Without IPv6 on the machine it is at least said that nothing is there.
    if (hasIpv6) expect(reached).toEqual([undefined, undefined]);
    else for (const diagnosis of reached) expect(['unreachable', 'refused']).toContain(diagnosis?.key);
  });

  test('to the address of a host that answers', async () => {
    const end = names({ 'both.test': [{ address: '::1', family: 6 }, ...LOOPBACK] });
    expect(await tried({ broker: `both.test:${ports.plain}` })).toBeUndefined();
    end();
    forget = names({ [HOST]: LOOPBACK, 'asleep.test': 'EAI_AGAIN' });
  });

  test('insecure and a CA of one connection mean nothing to another', async () => {
    const one = await new Tried({ broker: at('tls'), insecure: true }).online();
    const two = await new Tried({ broker: at('tls') }, { caCert: ca.cert }).online();
    expect((await tried({ broker: at('tls') }))?.key).toBe('unknownCa');
    expect((await tried({ broker: at('wss', 'wss') }))?.key).toBe('unknownCa');
    expect(one.warnings.map(({ key }) => key)).toEqual(['insecure']);
    expect(two.warnings).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });
});

/** What is said of a configuration that fails, by a name: the texts are kept beside the test, to be read. */
async function failure(def: Partial<ConfigDef>, credentials: ConfigCredentials = {}): Promise<Diagnosis> {
  const diagnosis = await tried(def, credentials);
  if (diagnosis === undefined) throw new Error('it connected');
  return diagnosis;
}

test.each(['tls', 'wss'])('nothing is sent to a broker whose certificate is not trusted: %s', async (scheme) => {
  const cert = await make('impostor', { names: ['127.0.0.1'] });
  const heard: Buffer[] = [];
  let handshakes = 0;
  const server = createTls({ cert: cert.cert, key: cert.key }, (socket) => {
    handshakes++;
    socket.on('error', () => undefined).on('data', (data) => heard.push(data));
  });
  server.on('tlsClientError', () => handshakes++);
  const port = await listen(server);
  const broker = `${scheme}://127.0.0.1:${port}`;
  const credentials = { user: 'evcc', password: 'geheim' };
  const trusted = (await make('CA', { ca: true })).cert;
  for (const caCert of [undefined, trusted]) {
    const diagnosis = await tried({ broker }, { ...credentials, ...(caCert && { caCert }) });
    expect(diagnosis?.key).toBe('selfSigned');
  }
  await until(() => handshakes >= 2, 'both attempts');
  expect(heard).toEqual([]);
  // Only who asks for it gets a connection without a check.
  const unchecked = new Tried({ broker, insecure: true }, credentials);
  await until(() => heard.length > 0, 'what is sent then');
  await unchecked.close();
});

describe.skipIf(!hasMosquitto)('says what is wrong', () => {
  const cases: [string, string, () => Partial<ConfigDef>, () => ConfigCredentials][] = [
    ['a name that nobody knows', 'nameNotFound', () => ({ broker: 'nowhere.test' }), () => ({})],
    ['a name server that does not answer', 'lookupFailed', () => ({ broker: 'asleep.test' }), () => ({})],
    ['TLS on a plain port', 'plainPort', () => ({ broker: at('plain') }), () => ({})],
    ['plain on a TLS port', 'tlsPort', () => ({ broker: at('tls', 'mqtt') }), () => ({})],
    ['an unknown CA', 'unknownCa', () => ({ broker: at('tls') }), () => ({})],
    ['another CA', 'unknownCa', () => ({ broker: at('tls') }), () => ({ caCert: other.cert })],
    ['an unknown CA by websocket', 'unknownCa', () => ({ broker: at('wss', 'wss') }), () => ({})],
    ['a certificate signed by itself', 'selfSigned', () => ({ broker: at('self') }), () => ({})],
    ['an expired certificate', 'expired', () => ({ broker: at('expired') }), () => ({ caCert: ca.cert })],
    ['a certificate of tomorrow', 'notYetValid', () => ({ broker: at('future') }), () => ({ caCert: ca.cert })],
    ['a certificate of another host', 'hostMismatch', () => ({ broker: at('elsewhere') }), () => ({ caCert: ca.cert })],
    ['no client certificate', 'clientCertRequired', () => ({ broker: at('mutual') }), () => ({ caCert: ca.cert })],
    [
      'no client certificate, TLS 1.2',
      'clientCertRequired',
      () => ({ broker: at('mutual12') }),
      () => ({ caCert: ca.cert }),
    ],
    [
      'a strange client certificate',
      'clientCertRefused',
      () => ({ broker: at('mutual') }),
      () => ({ caCert: ca.cert, clientCert: stranger.cert, clientKey: stranger.key }),
    ],
    [
      'a strange client certificate, TLS 1.2',
      'clientCertRefused',
      () => ({ broker: at('mutual12') }),
      () => ({ caCert: ca.cert, clientCert: stranger.cert, clientKey: stranger.key }),
    ],
    [
      'a wrong password',
      'auth',
      () => ({ broker: at('password', 'mqtt') }),
      () => ({ user: 'evcc', password: 'falsch' }),
    ],
    [
      'a wrong password, MQTT 5',
      'auth',
      () => ({ broker: at('password', 'mqtt'), protocolVersion: 5 }),
      () => ({ user: 'evcc', password: 'falsch' }),
    ],
    ['no password', 'authNeeded', () => ({ broker: at('password', 'mqtt') }), () => ({})],
    ['websocket on a plain port', 'closed', () => ({ broker: at('plain', 'ws') }), () => ({})],
  ];
  test.each(cases)('%s', async (_name, key, def, credentials) => {
    const diagnosis = await failure(def(), credentials());
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
    expect(diagnosis.key).toBe(key);
  });

  test('nothing at a port', async () => {
    const diagnosis = await failure({ broker: `127.0.0.1:${await freePort()}` });
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('a web server, by MQTT and by websocket', async () => {
    const port = await listen(createHttp((_request, response) => response.writeHead(404).end('no')));
    for (const scheme of ['mqtt', 'ws']) {
      const diagnosis = await failure({ broker: `${scheme}://127.0.0.1:${port}` });
      expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
    }
  });

  test('something that speaks something else', async () => {
    const port = await listen(
      createServer((socket) => socket.on('error', () => undefined).write('SSH-2.0-OpenSSH_9.2\r\n')),
    );
    const diagnosis = await failure({ broker: `127.0.0.1:${port}` });
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('something that hangs up', async () => {
    const port = await listen(createServer((socket) => socket.on('error', () => undefined).end()));
    const diagnosis = await failure({ broker: `127.0.0.1:${port}` });
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('something that says nothing', async () => {
    const sockets: Socket[] = [];
    const port = await listen(createServer((socket) => sockets.push(socket.on('error', () => undefined))));
    const diagnosis = await failure({ broker: `127.0.0.1:${port}` });
    for (const socket of sockets) socket.destroy();
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('a host that does not answer', async () => {
    // A process that stands still, with its queue of connections full: further ones are not even refused.
    const child = spawn(process.execPath, [
      '-e',
      "require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},function(){console.log(this.address().port)})",
    ]);
    const port = Number(await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data)))));
    child.kill('SIGSTOP');
    const sockets = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    await until(() => sockets.some(({ connecting }) => !connecting), 'a full queue');
    const diagnosis = await failure({ broker: `127.0.0.1:${port}` });
    for (const socket of sockets) socket.destroy();
    child.kill('SIGKILL');
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('an old TLS', async () => {
    const server = createTls({
      cert: stranger.cert,
      key: stranger.key,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const diagnosis = await failure({ broker: `tls://127.0.0.1:${await listen(server)}`, insecure: true });
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });
});
