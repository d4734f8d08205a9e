// Everything that may break between Node-RED and evcc, broken on purpose. Seeded: `EVCC_FAULTS_SEED=7 npm run test:faults` repeats a
// run; without `EVCC_FAULTS=long` each fault comes a few times only.

import { writeFileSync } from 'node:fs';
import mqtt from 'mqtt';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { MOSQUITTO } from '../support/available';
import { make } from '../support/certificates';
import { file, passwordLine } from '../support/connections';
import { canInstall } from '../support/installed';
import { freePort } from '../support/mosquitto';
import { until } from '../support/until';
import { TOOLS } from './flow';
import { House, type HouseOptions } from './house';
import { report, type Tried } from './report';

const LONG = process.env.EVCC_FAULTS === 'long';
const SEED = Number(process.env.EVCC_FAULTS_SEED ?? 1);
/** How often a fault comes: in a long run, in a short one. */
const times = (long: number, short: number): number => (LONG ? long : short);
const DAY = 24 * 3600 * 1000;

const usable = MOSQUITTO !== undefined && (await canInstall());
const tried: Tried[] = [];

afterAll(() => report('faults', SEED, tried));

describe.skipIf(!usable)('a flow comes back by itself', () => {
  let house: House;
  const begin = async (options: Partial<HouseOptions> = {}): Promise<void> => {
    house = await House.start({ seed: SEED, ...options });
    await house.check('the start');
  };
  const done = (fault: string, rounds: number, measured?: Tried['measured']): void => {
    tried.push({ fault, rounds, commands: house.results, ...(measured && { measured }) });
  };
  /** Without the flow nothing of ours is left in Node-RED's process. */
  const leavesNothing = async (): Promise<void> => {
    await house.nodeRed.deploy(TOOLS);
    await until(() => house.network.connections === 0, 'no connection is left');
    const { active, listeners } = house.before;
    await until(
      async () => {
        const now = await house.resources();
        return Object.entries(now.active).every(([kind, count]) => count <= (active[kind] ?? 0)) && now;
      },
      `no more resources than ${JSON.stringify(active)}`,
      90_000,
    ).catch(async (error: unknown) => {
      throw new Error(`${String(error)}; now ${JSON.stringify((await house.resources()).active)}`);
    });
    expect((await house.resources()).listeners).toEqual(listeners);
  };

  afterEach(async () => {
    await house.close();
  });

  test.each([false, true])(
    'from a broker that is killed (persistence %s), at any moment of a cycle',
    async (persistence) => {
      await begin({ persistence });
      const rounds = times(25, 2);
      for (let round = 0; round < rounds; round++) {
        await house.moment();
        await house.ask();
        await house.broker.end('SIGKILL');
        await house.ask();
        await house.moment(500);
        await house.broker.run();
        await house.ask();
        await house.check(`broker killed, round ${round}`);
      }
      await leavesNothing();
      done(`broker killed and started again, persistence ${persistence ? 'on' : 'off'}`, rounds);
    },
  );

  test('from an evcc that is stopped or crashes, with commands under way; and from both at once', async () => {
    await begin();
    const rounds = times(20, 2);
    for (let round = 0; round < rounds; round++) {
      await house.moment();
      await house.ask();
      if (round % 2 === 0) house.evcc.stop();
      else house.evcc.crash();
      await house.ask();
      await until(() => house.evcc.phase === 'stopped', 'the stand-in has ended');
      house.evcc.start();
      await house.ask();
      await house.check(`evcc ${round % 2 === 0 ? 'stopped' : 'crashed'}, round ${round}`);
    }
    done('evcc stopped or crashed and started again', rounds);
    const both = times(10, 1);
    for (let round = 0; round < both; round++) {
      await house.moment();
      await house.ask();
      await house.broker.end('SIGKILL');
      house.evcc.crash();
      await house.ask();
      if (round % 2 === 0) house.evcc.start();
      await house.moment(1000);
      await house.broker.run();
      if (round % 2 === 1) house.evcc.start();
      await house.check(`both, round ${round}`);
    }
    await leavesNothing();
    done('broker and evcc at once', both);
  });

  test('from a slow network, tiny segments, and a cut in the middle of a packet', async () => {
    await begin();
    const rounds = times(30, 2);
    for (let round = 0; round < rounds; round++) {
      const { network, random } = house;
      network.segment = 1 + Math.floor(random.next() * 40);
      network.delay = round % 4 === 3 ? 1 : 0;
      network.drop();
      await until(() => network.connections > 0, 'a connection');
      // Somewhere in what a connection brings: the handshake, the stored copies, a cycle.
      network.cutAfter(1 + Math.floor(random.next() * 30_000));
      await house.ask();
      await house.moment();
      network.segment = Number.POSITIVE_INFINITY;
      network.delay = 0;
      await house.check(`a cut, round ${round}`);
    }
    await leavesNothing();
    done('slow network, tiny segments, cut in the middle of a packet', rounds);
  });

  test('from a connection whose packets vanish', async () => {
    await begin();
    const rounds = times(4, 1);
    let longest = 0;
    for (let round = 0; round < rounds; round++) {
      await house.moment();
      house.network.freeze();
      const from = performance.now();
      await house.ask();
      await until(() => house.latest('status') === 'offline', 'the silence is noticed', 300_000);
      longest = Math.max(longest, performance.now() - from);
      house.network.thaw();
      await house.check(`packets vanished, round ${round}`);
    }
    await leavesNothing();
    done('half-open connection', rounds, { 'noticed after at most, s': Math.round(longest / 1000) });
  });

  test('from somebody else with its client id', async () => {
    await begin({ config: { clientid: 'the-same' } });
    const rounds = times(20, 3);
    for (let round = 0; round < rounds; round++) {
      await house.moment(500);
      const options = { clientId: 'the-same', reconnectPeriod: 0 };
      const other = await mqtt.connectAsync(`mqtt://127.0.0.1:${house.broker.port}`, options);
      await house.ask();
      await until(() => !other.connected, 'the other one is sent away in its turn', 120_000);
      await other.endAsync(true);
    }
    await house.check('the same client id');
    await leavesNothing();
    done('the same client id elsewhere', rounds);
  });

  test('from rights that were withdrawn, and returned', async () => {
    const passwords = file('faults.passwd', passwordLine('evcc', 'e') + passwordLine('flows', 'f'));
    const rights = (flows: string): string => `user evcc\ntopic readwrite #\nuser flows\n${flows}\n`;
    const list = file('faults.acl', rights('topic readwrite #'));
    await begin({
      lines: ['allow_anonymous false', `password_file ${passwords}`, `acl_file ${list}`],
      evcc: { user: 'evcc', password: 'e' },
      config: { credentials: { user: 'flows', password: 'f' } },
    });
    const rounds = times(3, 1);
    for (let round = 0; round < rounds; round++) {
      writeFileSync(list, rights('topic write #'));
      house.broker.reload();
      await until(() => house.latest('stale') === true, 'nothing arrives any more', 120_000);
      const known = house.latest('loadpoints/1/limitSoc');
      // Published once, and not again in a cycle: who reads again has to ask for it.
      const other = await mqtt.connectAsync(`mqtt://127.0.0.1:${house.broker.port}`, {
        username: 'evcc',
        password: 'e',
      });
      await other.publishAsync('evcc/loadpoints/1/limitSoc/set', String(50 + round), { qos: 1 });
      await until(() => house.evcc.published().get('loadpoints/1/limitSoc') === String(50 + round), 'evcc has it');
      await other.endAsync();
      expect(house.latest('loadpoints/1/limitSoc')).toBe(known);
      expect(house.latest('status')).toBe('online');
      // A status is shown at most twice a second, and comes after the message.
      await until(() => house.nodeRed.statuses.get('in')?.fill === 'yellow', 'the status of stale');
      writeFileSync(list, rights('topic readwrite #'));
      house.broker.reload();
      await house.check(`rights returned, round ${round}`);
    }
    await leavesNothing();
    done('rights withdrawn and returned', rounds);
  });

  test('from a certificate that has expired, once it is replaced', async () => {
    const ca = await make('Test CA', { ca: true });
    const server = (until: number) => make('127.0.0.1', { names: ['127.0.0.1'], issuer: ca, from: -2, until });
    const good = await server(10);
    const cert = file('faults.crt', good.cert);
    const key = file('faults.key', good.key);
    const show = ({ cert: text, key: secret }: { cert: string; key: string }): void => {
      writeFileSync(cert, text);
      writeFileSync(key, secret);
    };
    const plain = await freePort();
    await begin({
      lines: [`certfile ${cert}`, `keyfile ${key}`, `listener ${plain} 127.0.0.1`],
      plain,
      url: (port) => `tls://127.0.0.1:${port}`,
      config: { credentials: { caCert: ca.cert } },
    });
    const rounds = times(3, 1);
    for (let round = 0; round < rounds; round++) {
      show(await server(-1));
      await house.broker.end('SIGTERM');
      await house.broker.run();
      await until(() => house.nodeRed.statuses.get('in')?.text === 'certificate expired', 'it is said', 120_000);
      await house.ask();
      show(await server(10));
      await house.broker.end('SIGTERM');
      await house.broker.run();
      await house.check(`certificate replaced, round ${round}`);
    }
    await leavesNothing();
    done('certificate expired and replaced', rounds);
  });

  test('from a clock that is set', async () => {
    await begin();
    const shifts = LONG ? [DAY, -DAY, 3_600_000, -30_000, 400 * DAY, 0] : [DAY, -DAY, 0];
    for (const ms of shifts) {
      await house.shift(ms);
      await house.ask();
      await house.moment();
      house.network.drop();
      await house.check(`a clock set by ${ms} ms`);
      expect(house.latest('stale')).toBe(false);
    }
    await leavesNothing();
    done('clock set forward and back', shifts.length);
  });

  test('from a process that is busy for seconds while evcc wipes, starts and publishes', async () => {
    await begin();
    const rounds = times(30, 3);
    for (let round = 0; round < rounds; round++) {
      const before = house.evcc.events.length;
      house.evcc.stop();
      await until(() => house.evcc.events.slice(before).some(({ event }) => event === 'wipe'), 'it wipes');
      await house.moment(60);
      await house.busy(2500);
      await until(() => house.evcc.phase === 'stopped', 'the stand-in has ended');
      house.evcc.start();
      await house.moment();
      await house.busy(1000 + 2000 * house.random.next());
      await house.check(`a busy process, round ${round}`);
    }
    await leavesNothing();
    done('process busy for seconds while evcc stops and starts', rounds);
  });

  test('from deploys while values flow', async () => {
    await begin();
    const rounds = times(100, 8);
    for (let round = 0; round < rounds; round++) {
      if (round % 4 === 3) {
        await house.deploy('full');
      } else {
        // Of another node: the command goes its way.
        await house.ask();
        await house.deploy('nodes');
      }
      await house.moment(300);
      if (round % 4 === 2) await house.check(`deploy ${round}`);
    }
    await house.check('deploys');
    await leavesNothing();
    done('full and partial deploys', rounds);
  });

  test('and ends in order in the middle of all that', async () => {
    await begin({ persistence: true });
    const rounds = times(8, 2);
    for (let round = 0; round < rounds; round++) {
      await house.moment();
      const killed = round % 2 === 0;
      if (killed) await house.broker.end('SIGKILL');
      if (!killed) house.network.freeze();
      await house.moment(1000);
      await house.nodeRed.stop();
      if (killed) await house.broker.run();
      house.network.thaw();
      await house.startNodeRed();
      await house.check(`Node-RED ended and started, round ${round}`);
    }
    await leavesNothing();
    done('Node-RED ended and started again', rounds);
  });
});
