import { execFile } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { AedesBroker } from '../support/aedes-broker';
import { hasMosquitto } from '../support/available';
import { make } from '../support/certificates';
import { TestClient } from '../support/client';
import { file, read, Tried } from '../support/connections';
import { freePort, Mosquitto } from '../support/mosquitto';
import { until } from '../support/until';

const run = promisify(execFile);
const open: { close(): Promise<unknown> }[] = [];

/** Has something closed after the test, the last opened first. */
function closing<T extends { close(): Promise<unknown> }>(one: T): T {
  open.unshift(one);
  return one;
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const key = (one: Tried): string | undefined => one.connection.diagnosis?.key;

/** The end of a start: a loadpoint was computed. */
const COMPUTED = { 'site/apiReady': 'true', 'loadpoints/1/connected': 'false', 'loadpoints/1/planOverrun': '0' };

describe.skipIf(!hasMosquitto)('behind a broker that accepts', () => {
  test('no evcc at all, then one under another root', async () => {
    const broker = closing(await Mosquitto.start());
    const one = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    const nothing = await until(() => one.diagnoses[0], 'a diagnosis');
    expect([nothing.key, ...read(nothing)]).toMatchSnapshot();
    const evcc = closing(await TestClient.connect(broker.port));
    await evcc.publish({ status: 'online', 'site/version': '0.313.0' }, 'haus/keller/evcc');
    const two = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    const elsewhere = await until(() => two.diagnoses[0], 'a diagnosis');
    expect([elsewhere.key, ...read(elsewhere)]).toMatchSnapshot();
    // It comes after all: nothing is wrong any more.
    await evcc.publish({ status: 'online', loadpoints: '1', vehicles: '0', ...COMPUTED });
    await until(() => two.connection.state.phase === 'running' && key(two) === undefined, 'a running evcc');
  });

  test('an evcc that is offline, and since when', async () => {
    const broker = closing(await Mosquitto.start());
    const evcc = closing(await TestClient.connect(broker.port));
    await evcc.publish({ status: 'offline', updated: '1795386508' });
    const one = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    const diagnosis = await until(() => one.connection.diagnosis, 'a diagnosis');
    expect(diagnosis.params).toEqual({ root: 'evcc', since: 1795386508000 });
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
    // That is evcc's business: no line in the log.
    expect(one.diagnoses).toEqual([]);
  });

  test('a status that nobody stored: evcc is online when it publishes, and is asked for again', async () => {
    const broker = closing(await Mosquitto.start());
    const evcc = closing(await TestClient.connect(broker.port));
    await evcc.publish({ loadpoints: '1', vehicles: '0', ...COMPUTED });
    const one = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    await until(() => one.connection.state.epoch > 0, 'a connection');
    await until(async () => {
      await evcc.publish({ updated: String(Math.round(Date.now() / 1000)) });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return one.connection.state.phase === 'running';
    }, 'a running evcc');
    expect([key(one), one.connection.state.lifecycle.assumed]).toEqual([undefined, true]);
    await evcc.publish({ status: 'online' });
    await until(() => !one.connection.state.lifecycle.assumed, 'its own word');
    expect([one.connection.state.phase, one.connection.state.starts]).toEqual(['running', 0]);
  });

  test('an evcc that is online and publishes nothing else is said once to have a fault', async () => {
    const broker = closing(await Mosquitto.start());
    const evcc = closing(await TestClient.connect(broker.port));
    await evcc.publish({ status: 'online' });
    const one = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    await until(() => one.connection.summary.phase === 'fatal', 'the fault', 20_000);
    expect(one.warnings.map(({ key: said }) => said)).toEqual(['fatal']);
  });

  test('two evccs, one of which stops while the other goes on', async () => {
    const broker = closing(await Mosquitto.start());
    const evcc = closing(await TestClient.connect(broker.port));
    const start = { status: 'online', loadpoints: '1', vehicles: '0', ...COMPUTED };
    await evcc.publish({ ...start, updated: '1795386508' });
    const one = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    await until(() => one.connection.state.phase === 'running', 'a running evcc');
    await evcc.publish({ status: 'offline' });
    const begun = Date.now();
    await until(async () => {
      await evcc.publish({ updated: String(1795386508 + Math.round((Date.now() - begun) / 1000)) });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return key(one) === 'twoEvccs';
    }, 'two evccs');
    const [diagnosis] = one.diagnoses;
    expect(diagnosis && [diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('two evccs whose clocks differ, by their stamps that take turns', async () => {
    const broker = closing(await Mosquitto.start());
    const evcc = closing(await TestClient.connect(broker.port));
    await evcc.publish({ status: 'online', loadpoints: '1', vehicles: '0', ...COMPUTED });
    const one = closing(new Tried({ broker: `127.0.0.1:${broker.port}` }));
    await until(() => one.connection.state.phase === 'running', 'a running evcc');
    for (let turn = 0; turn < 4; turn++) {
      const now = Math.round(Date.now() / 1000);
      await evcc.publish({ updated: String(now) });
      await evcc.publish({ updated: String(now - 100) });
    }
    const diagnosis = await until(() => one.diagnoses[0], 'two evccs');
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
    expect(diagnosis.key).toBe('twoEvccs');
  });

  test('a topic that the user may not read', async () => {
    // Mosquitto's own access list never refuses a subscription; its plugin for roles does.
    const plugin = '/usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so';
    const roles = file(
      'roles.json',
      JSON.stringify({
        defaultACLAccess: { publishClientSend: true, publishClientReceive: true, subscribe: false, unsubscribe: true },
        anonymousGroup: 'all',
        groups: [{ groupname: 'all', roles: [{ rolename: 'some' }] }],
        roles: [{ rolename: 'some', acls: [{ acltype: 'subscribePattern', topic: 'evcc/loadpoints/#', allow: true }] }],
      }),
    );
    const broker = await Mosquitto.start({
      lines: ['allow_anonymous true', `plugin ${plugin}`, `plugin_opt_config_file ${roles}`],
    }).catch(() => undefined);
    const port =
      broker === undefined ? closing(await AedesBroker.start({ deny: /^evcc\/status$/ })).port : closing(broker).port;
    for (const protocolVersion of [4, 5]) {
      const one = closing(new Tried({ broker: `127.0.0.1:${port}`, protocolVersion }));
      const diagnosis = await until(() => one.diagnoses[0], 'a diagnosis');
      expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
    }
  });
});

describe.skipIf(!hasMosquitto)('over time', () => {
  test.each([4, 5])('the same client id in use twice is said, MQTT %s', async (protocolVersion) => {
    const broker = closing(await Mosquitto.start());
    const one = closing(
      await new Tried({ broker: `127.0.0.1:${broker.port}`, clientid: 'evcc', protocolVersion }).online(),
    );
    // Another one with the same id, that comes back whenever it is thrown out, as evcc does.
    const other = await TestClient.connect(broker.port, { clientId: 'evcc', reconnectPeriod: 100 });
    closing(other);
    const diagnosis = await until(() => one.diagnoses.find(({ key }) => key === 'clientIdTwice'), 'the cause');
    expect([diagnosis.key, ...read(diagnosis)]).toMatchSnapshot();
  });

  test('a broker that is away for long is tried ever more seldom, and not by a burst when it is back', async () => {
    const port = await freePort();
    const times: number[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      times.push(Date.now());
      sockets.add(socket.on('error', () => undefined));
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const one = closing(new Tried({ broker: `127.0.0.1:${port}` }));
    // A plain port that hangs up is asked once whether it speaks TLS: one socket more.
    await until(() => times.length >= 6, 'some attempts');
    const gaps = times.slice(2).map((time, index) => time - (times[index + 1] ?? 0));
    for (const [index, gap] of gaps.entries()) expect([index, gap > 350 * 2 ** index]).toEqual([index, true]);
    await new Promise((resolve) => server.close(resolve));
    const broker = closing(await Mosquitto.start({ port }));
    await until(() => one.connection.online, 'the connection');
    expect(broker.log.match(/New client connected/g)).toHaveLength(1);
    expect(one.diagnoses.map(({ key }) => key)).toEqual(['closed']);
  });
});

describe.skipIf(!hasMosquitto)("the machine's certificates", () => {
  /** Tries a TLS broker in a process of its own, whose environment says where certificates are. */
  async function child(port: number, env: Record<string, string>, credentials = {}): Promise<string> {
    const script = `
      const { settingsOf } = require('./dist/nodes/evcc-config/options.js');
      const { openClient } = require('./dist/nodes/evcc-config/client.js');
      const settings = settingsOf({ id: 'x', type: 'evcc-config', broker: 'tls://127.0.0.1:${port}' }, ${JSON.stringify(credentials)});
      const end = (word) => { console.log(word); process.exit(0); };
      openClient(settings, { trying: () => 0, connected: () => end('connected'), closed: ({ key }) => end(key) });`;
    const { stdout } = await run(process.execPath, ['-e', script], {
      cwd: new URL('../..', import.meta.url).pathname,
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    return stdout.trim();
  }

  test('a CA that is only there is trusted; a given one replaces them', async () => {
    const ca = await make('Machine CA', { ca: true });
    const other = await make('Other CA', { ca: true });
    const server = await make('127.0.0.1', { issuer: ca, names: ['127.0.0.1'] });
    const broker = closing(
      await Mosquitto.start({
        lines: [`certfile ${file('machine.crt', server.cert)}`, `keyfile ${file('machine.key', server.key)}`],
      }),
    );
    const store = file('store.pem', other.cert + ca.cert);
    expect(await child(broker.port, {})).toBe('unknownCa');
    expect(await child(broker.port, { SSL_CERT_FILE: store })).toBe('connected');
    expect(await child(broker.port, { NODE_EXTRA_CA_CERTS: store })).toBe('connected');
    expect(await child(broker.port, { SSL_CERT_FILE: store }, { caCert: other.cert })).toBe('unknownCa');
    // A variable that would have Node.js check nothing at all has no say here.
    expect(await child(broker.port, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toBe('unknownCa');
  });
});
