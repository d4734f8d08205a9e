// Publishes as evcc does, retained at QoS 1, from a process of its own. Packets are made beforehand, so that a cycle at full speed is
// limited by the broker, not by who publishes.

import { Socket } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import { serve } from './rpc';

export interface Line {
  /** When in the cycle, ms. */
  readonly ms: number;
  readonly topic: string;
  readonly payload: string;
}

interface Burst {
  readonly lines: readonly Line[];
  /** All packets one after the other, and where each ends. */
  readonly whole: Buffer;
  readonly ends: readonly number[];
  /** Where the seconds of `updated` stand in it; none in what is stored. */
  readonly updated: number | undefined;
}

/** Packet identifiers of the bursts; the library's own begin at random, and its marks are answered by name. */
const IDS = 60_000;

function length(bytes: number): number[] {
  const result: number[] = [];
  for (let rest = bytes; ; ) {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    if (rest === 0) return [...result, digit];
    result.push(digit | 128);
  }
}

/** A PUBLISH packet: QoS 1, retained. */
function packet({ topic, payload }: Line, id: number): Buffer {
  const name = Buffer.from(topic);
  const text = Buffer.from(payload);
  const head = [0x33, ...length(2 + name.length + 2 + text.length), name.length >> 8, name.length & 255];
  return Buffer.concat([Buffer.from(head), name, Buffer.from([id >> 8, id & 255]), text]);
}

const clients = new Map<number, MqttClient>();
const bursts = new Map<string, Burst>();

async function clientOf(port: number): Promise<MqttClient> {
  const known = clients.get(port);
  if (known !== undefined) return known;
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 });
  // Small pieces go out at once, as evcc's do.
  if (client.stream instanceof Socket) client.stream.setNoDelay(true);
  // A broker that was closed takes its client along.
  client.on('error', () => undefined);
  clients.set(port, client);
  return client;
}

/** A burst that says that it is published now: with the clock of the recording there would be two evccs under one root. */
function burstOf(name: string): Burst {
  const burst = bursts.get(name);
  if (burst === undefined) throw new Error(`no burst ${name}`);
  const { whole, updated } = burst;
  if (updated !== undefined) whole.write(String(Math.floor(Date.now() / 1000)), updated, 'latin1');
  return burst;
}

/** Resolves when the broker has taken all that was sent before. */
async function taken(client: MqttClient): Promise<void> {
  await client.publishAsync('bench/taken', '', { qos: 1 });
}

serve({
  /** Makes the packets of a burst; `live`: its `updated` is the present time whenever it is played. */
  prepare: (name: string, lines: readonly Line[], live: boolean) => {
    const packets = lines.map((line, at) => packet(line, (at % IDS) + 1));
    let end = 0;
    const ends = packets.map(({ length: bytes }) => {
      end += bytes;
      return end;
    });
    const at = live ? lines.findIndex(({ topic }) => topic === 'evcc/updated') : -1;
    const updated = at < 0 ? undefined : (ends[at] ?? 0) - (lines[at]?.payload.length ?? 0);
    bursts.set(name, { lines, ends, whole: Buffer.concat(packets), updated });
  },
  /** Bursts one after the other at full speed; resolves when the broker has them. */
  burst: async (port: number, names: readonly string[]) => {
    const client = await clientOf(port);
    for (const name of names) {
      client.stream.write(burstOf(name).whole);
      await taken(client);
    }
  },
  /** A burst at its own pace; returns when each of its topics went out, ms of the machine's monotonic clock. */
  paced: async (port: number, name: string): Promise<[string, number][]> => {
    const client = await clientOf(port);
    const { lines, whole, ends } = burstOf(name);
    const sent: [string, number][] = [];
    const begin = performance.now() - (lines[0]?.ms ?? 0);
    for (let at = 0; at < lines.length; ) {
      const due = performance.now() - begin;
      const from = at;
      while (at < lines.length && (lines[at]?.ms ?? 0) <= due) at++;
      if (at > from) {
        const now = Number(process.hrtime.bigint()) / 1e6;
        client.stream.write(whole.subarray(ends[from - 1] ?? 0, ends[at - 1]));
        for (const { topic } of lines.slice(from, at)) sent.push([topic, now]);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await taken(client);
    return sent;
  },
  leave: async (port: number) => {
    const client = clients.get(port);
    clients.delete(port);
    await client?.endAsync(true);
  },
});
