// The measured flows: the same values by evcc-in and by Node-RED's own nodes at their defaults, into one counting node.

import type { FlowNode } from '../../test/support/node-red';
import { ROOT } from './topics';

const TAB = { id: 'tab', type: 'tab', label: 'bench' };
const SINK = { id: 'sink', type: 'bench-sink', z: 'tab' };
const COUNTED = [['sink']];

export interface OursOptions {
  readonly emit: 'change' | 'update';
  readonly output?: 'value' | 'object';
  /** All topics in one node. */
  readonly together?: boolean;
}

export function ours(port: number, topics: readonly string[], { emit, output, together }: OursOptions): FlowNode[] {
  const groups = together === true ? [topics] : topics.map((topic) => [topic]);
  return [
    TAB,
    SINK,
    { id: 'connection', type: 'evcc-config', broker: `127.0.0.1:${port}`, topic: ROOT, protocolVersion: 4 },
    ...groups.map((some, at) => ({
      id: `in${at}`,
      type: 'evcc-in',
      z: 'tab',
      evcc: 'connection',
      topics: some,
      output: output ?? 'value',
      emit,
      initial: true,
      deadband: 0,
      deadbandType: 'num',
      interval: 0,
      inputs: 0,
      wires: COUNTED,
    })),
  ];
}

function coreBroker(port: number, version: 4 | 5): FlowNode {
  const connection = { broker: '127.0.0.1', port: String(port), clientid: '', autoConnect: true, usetls: false };
  const session = { protocolVersion: String(version), keepalive: '60', cleansession: true, autoUnsubscribe: true };
  return { id: 'broker', type: 'mqtt-broker', ...connection, ...session };
}

function coreIn(id: string, topic: string, wires: string[][]): FlowNode {
  const options = { qos: '2', datatype: 'auto-detect', broker: 'broker', nl: false, rap: true, rh: 0, inputs: 0 };
  return { id, type: 'mqtt in', z: 'tab', topic, ...options, wires };
}

/** An `mqtt in` for each topic. */
export function core(port: number, topics: readonly string[], version: 4 | 5 = 4): FlowNode[] {
  const nodes = topics.map((topic, at) => coreIn(`in${at}`, `${ROOT}/${topic}`, COUNTED));
  return [TAB, SINK, coreBroker(port, version), ...nodes];
}

/** One `mqtt in` on everything; behind it a switch with an output for each topic, or nothing, or the counting node. */
export function coreOfAll(port: number, behind: readonly string[] | 'nothing' | 'sink'): FlowNode[] {
  const all = (wires: string[][]): FlowNode[] => [TAB, SINK, coreBroker(port, 4), coreIn('in', `${ROOT}/#`, wires)];
  if (behind === 'nothing') return all([[]]);
  if (behind === 'sink') return all(COUNTED);
  const rules = behind.map((topic) => ({ t: 'eq', v: `${ROOT}/${topic}`, vt: 'str' }));
  const options = { property: 'topic', propertyType: 'msg', checkall: 'true', repair: false, outputs: rules.length };
  const wires = behind.map(() => ['sink']);
  return [...all([['switch']]), { id: 'switch', type: 'switch', z: 'tab', rules, ...options, wires }];
}

/** A node for each topic that sends its texts as mqtt.js gives them. */
export function least(port: number, topics: readonly string[]): FlowNode[] {
  const node = (topic: string, at: number): FlowNode => {
    return { id: `in${at}`, type: 'bench-in', z: 'tab', port, topic: `${ROOT}/${topic}`, wires: COUNTED };
  };
  return [TAB, SINK, ...topics.map(node)];
}

/** Messages handed to `evcc-out`, or to core's `mqtt out`. */
export function commands(port: number, by: 'ours' | 'core'): FlowNode[] {
  const source = { id: 'source', type: 'bench-source', z: 'tab', wires: [['out']] };
  const setting = { kind: 'setting', target: '', value: 'payload', valueType: 'msg', confirm: 'none', timeout: 10 };
  const out =
    by === 'ours'
      ? { id: 'out', type: 'evcc-out', z: 'tab', evcc: 'connection', ...setting, hold: false, wires: [[]] }
      : { id: 'out', type: 'mqtt out', z: 'tab', broker: 'broker', topic: '', qos: '', retain: '', wires: [] };
  const evcc = { id: 'connection', type: 'evcc-config', broker: `127.0.0.1:${port}`, topic: ROOT, protocolVersion: 4 };
  return [TAB, source, by === 'ours' ? evcc : coreBroker(port, 4), out];
}

/** A Node-RED with nothing in it. */
export const EMPTY: readonly FlowNode[] = [TAB, SINK];
