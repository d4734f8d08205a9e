// Stands in for the evcc that commands go to: takes them, and answers each as evcc does, with an empty text on the setter's topic and
// the new value.

import mqtt from 'mqtt';
import { serve } from './rpc';

const { port } = JSON.parse(process.argv[2] ?? '{}') as { port: number };
const client = mqtt.connect(`mqtt://127.0.0.1:${port}`);
let taken = 0;
let last = 0;
let awaited = 0;
let reached: () => void = () => undefined;

client.on('message', (topic, payload) => {
  if (payload.length === 0) return;
  last = Number(process.hrtime.bigint()) / 1e6;
  // Answered when all are there: what a burst costs its sender is not mixed with how fast it is answered.
  if (++taken === awaited) reached();
  answers.push([topic, payload]);
  if (answers.length === awaited) answer();
});

const answers: [string, Buffer][] = [];
function answer(): void {
  for (const [topic, payload] of answers.splice(0)) {
    client.publish(topic, '', { qos: 1, retain: true });
    client.publish(topic.slice(0, -'/set'.length), payload, { qos: 1, retain: true });
  }
}

client.once('connect', () => {
  void client.subscribeAsync('evcc/loadpoints/+/+/set', { qos: 1 }).then(() => console.log('subscribed'));
});

serve({
  expect: (count: number) => {
    taken = 0;
    awaited = count;
  },
  /** Resolves when as many came, with the time of the last, ms of the machine's monotonic clock; or after a while with how many did. */
  came: async (guard: number) => {
    if (taken < awaited) {
      await Promise.race([
        new Promise<void>((resolve) => {
          reached = resolve;
        }),
        new Promise((resolve) => setTimeout(resolve, guard)),
      ]);
    }
    answer();
    return { taken, last };
  },
});
