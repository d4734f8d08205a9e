// What a program does that knows its topics: mqtt.js alone, each topic subscribed by its name, the handlers in a Map.

import mqtt from 'mqtt';
import { Counter, measured } from './measure';

const { port, topics } = JSON.parse(process.argv[2] ?? '{}') as { port: number; topics: string[] };
const counter = new Counter();
const handlers = new Map(
  topics.map((topic) => [topic, (payload: Buffer) => counter.count(topic, payload.toString())] as const),
);
const client = mqtt.connect(`mqtt://127.0.0.1:${port}`);
client.on('message', (topic, payload) => handlers.get(topic)?.(payload));
client.once('connect', () => {
  const waits: Promise<unknown>[] = [];
  for (let at = 0; at < topics.length; at += 200) {
    waits.push(client.subscribeAsync(topics.slice(at, at + 200), { qos: 0 }));
  }
  void Promise.all(waits).then(() => console.log('subscribed'));
});
measured(counter);
