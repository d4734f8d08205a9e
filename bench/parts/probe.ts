// Nodes for the measured Node-RED: `bench-sink` counts what reaches a flow, `bench-source` hands messages to one, `bench-in` sends a
// topic's texts as mqtt.js gives them: the least that a node of Node-RED can do. Bundled and put into Node-RED's user directory by
// `node-red.ts`.

import type { MqttClient } from 'mqtt';
import type { Node, NodeAPI, NodeDef, NodeMessage } from 'node-red';
import { type Cost, Counter, cpuMs, measured } from './measure';

/** How long a flow took from its start to what was awaited, ms: by the clock, and of CPU time. */
export interface Started {
  readonly ms: number;
  readonly cpu: number;
}

export default function probe(RED: NodeAPI): void {
  const sources = new Set<Node>();
  let began: Started = { ms: 0, cpu: 0 };
  let started: Started | undefined;
  const counter = new Counter();
  counter.awaits(Number(process.env.BENCH_AWAITED ?? 0), () => {
    started = { ms: performance.now() - began.ms, cpu: cpuMs() - began.cpu };
  });
  RED.events.on('flows:starting', () => {
    began = { ms: performance.now(), cpu: cpuMs() };
  });

  RED.nodes.registerType('bench-sink', function (this: Node, def) {
    RED.nodes.createNode(this, def);
    // One argument: Node-RED then waits for no `done`.
    this.on('input', (msg: NodeMessage) => counter.count(msg.topic ?? '', msg.payload));
  });
  RED.nodes.registerType('bench-source', function (this: Node, def) {
    RED.nodes.createNode(this, def);
    sources.add(this);
    this.on('close', () => sources.delete(this));
  });

  const listeners = new Map<string, Node>();
  let client: MqttClient | undefined;
  RED.nodes.registerType('bench-in', function (this: Node, def: NodeDef & { port: number; topic: string }) {
    RED.nodes.createNode(this, def);
    listeners.set(def.topic, this);
    if (client === undefined) {
      const { connect } = require(process.env.BENCH_MQTT ?? 'mqtt') as typeof import('mqtt');
      client = connect(`mqtt://127.0.0.1:${def.port}`);
      client.on('message', (topic, payload) => listeners.get(topic)?.send({ topic, payload: payload.toString() }));
    }
    client.subscribe(def.topic, { qos: 0 });
  });

  measured(counter, {
    /** What came since the flow's start, and when the awaited number of messages had; absent when they have not. */
    started: (): Cost & { readonly started: Started | undefined } => ({ ...counter.end(), started }),
    /** Hands messages to a flow all at once; returns when, ms of the machine's monotonic clock. */
    give: (messages: readonly NodeMessage[]): number => {
      const began = Number(process.hrtime.bigint()) / 1e6;
      for (const source of sources) for (const message of messages) source.send({ ...message });
      return began;
    },
  });
}
