import { afterEach, describe, expect, test } from 'vitest';
import { Evcc, mqttTransport, quickSite, systemClock } from '../../demo/evcc';
import type { Outcome } from '../../src/lib/command/types';
import { hasMosquitto } from '../support/available';
import { file, Tried } from '../support/connections';
import { Mosquitto } from '../support/mosquitto';
import { until } from '../support/until';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A broker where evcc may do all, and others may read, but write only one setting. */
async function limited(): Promise<Mosquitto> {
  const rights = ['topic read evcc/#', 'topic write evcc/loadpoints/1/limitSoc/set', 'user evcc', 'topic readwrite #'];
  const broker = await Mosquitto.start({ lines: [`acl_file ${file('rights.acl', `${rights.join('\n')}\n`)}`] });
  open.push(() => broker.close());
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const transport = mqttTransport({ url, user: 'evcc' });
  const evcc = new Evcc({ site: { ...quickSite, interval: 3 }, transport, clock: systemClock(1), seed: 7 });
  open.push(() => evcc.crash());
  evcc.start();
  await until(() => evcc.phase === 'running', 'the stand-in runs');
  return broker;
}

describe.skipIf(!hasMosquitto)('a user who may read and not write', () => {
  test.each([
    [4, 'EVCC_TIMEOUT', 'notPassed'],
    [5, 'EVCC_REFUSED', 'notAuthorized'],
  ] as const)('is told so, MQTT %s', async (protocolVersion, code, key) => {
    const broker = await limited();
    const one = new Tried({ broker: `127.0.0.1:${broker.port}`, protocolVersion });
    open.push(() => one.close());
    await one.online();
    const { commands, state } = one.connection;
    await until(() => state.phase === 'running', 'evcc is seen running');
    const run = (key: string, value: unknown): Promise<Outcome> =>
      commands.run({ settings: [{ topic: `loadpoints/1/${key}`, value }], confirm: 'applied', timeout: 3 });
    expect((await run('minSoc', 33)).error).toMatchObject({ code, key });
    expect((await run('limitSoc', 66)).result).toBe('applied');
  });
});
