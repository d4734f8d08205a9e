import { Duplex } from 'node:stream';
import type { IPublishPacket, MqttClient } from 'mqtt';
import { expect, test } from 'vitest';
import { breathing } from '../../src/nodes/evcc-config/breath';

const PACKET: IPublishPacket = {
  cmd: 'publish',
  topic: 'evcc/site/pvPower',
  payload: '1',
  qos: 0,
  dup: false,
  retain: false,
};

interface Client {
  handleMessage: MqttClient['handleMessage'];
  readonly stream: Duplex;
}

/** A client that has nothing to say itself. */
const client = (): Client => ({ handleMessage: (_packet, done) => done(), stream: new Duplex() });

/** A clock by which each message takes a millisecond. */
function clock(): { now: number } {
  return { now: 0 };
}

/** As the library does it: hands over the next message when the last one is done. Resolves with how many came in each turn of the event loop. */
async function flood(clients: readonly Client[], messages: number, time: { now: number }): Promise<number[]> {
  const turns: number[] = [0];
  let open = true;
  const count = (): void => {
    if (!open) return;
    turns.push(0);
    setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(
    clients.map(
      (one) =>
        new Promise<void>((resolve) => {
          let left = messages;
          const next = (): void => {
            if (left-- === 0) {
              resolve();
              return;
            }
            time.now++;
            turns[turns.length - 1] = (turns.at(-1) ?? 0) + 1;
            one.handleMessage(PACKET, () => process.nextTick(next));
          };
          next();
        }),
    ),
  );
  open = false;
  return turns;
}

test('a flood gives way to everything else every ten milliseconds, and comes whole', async () => {
  const time = clock();
  const one = client();
  breathing(() => time.now)(one);
  const turns = await flood([one], 1000, time);
  expect(turns.reduce((sum, many) => sum + many)).toBe(1000);
  // Ten, and those until the next look at the clock.
  expect(Math.max(...turns)).toBeLessThanOrEqual(10 + 16);
});

test('connections that are flooded at once share the time', async () => {
  const time = clock();
  const all = Array.from({ length: 30 }, client);
  const breathe = breathing(() => time.now);
  for (const one of all) breathe(one);
  const turns = await flood(all, 100, time);
  expect(turns.reduce((sum, many) => sum + many)).toBe(3000);
  // Each of them ends the message that it is at.
  expect(Math.max(...turns)).toBeLessThanOrEqual(10 + 16 + 30);
});

test('what is left of a connection that ended does not come after its end', async () => {
  const time = clock();
  const one = client();
  breathing(() => time.now)(one);
  let done = 0;
  for (let at = 0; at < 15; at++) one.handleMessage(PACKET, () => done++);
  time.now = 100;
  one.handleMessage(PACKET, () => done++);
  one.stream.destroy();
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBe(15);
});
