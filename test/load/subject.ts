import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../support/installed';
import { type FlowNode, NodeRed } from '../support/node-red';
import { until } from '../support/until';

const NODES = fileURLToPath(new URL('./nodes', import.meta.url));

/** Bytes, after a collection. */
export interface Memory {
  readonly heap: number;
  readonly rss: number;
  readonly external: number;
}

/** ms: how long our own code held the event loop in a turn of it, and how late turns were, whoever held them up. */
export interface Times {
  readonly turns: number;
  readonly calls: number;
  readonly callMean: number;
  readonly call999: number;
  readonly callMax: number;
  readonly own999: number;
  readonly ownMax: number;
  readonly delay999: number;
  readonly delayMax: number;
}

/** A started Node-RED under load. */
export class Subject {
  private constructor(private readonly nodeRed: NodeRed) {}

  static async start(flows: readonly FlowNode[]): Promise<Subject> {
    const installed = await install('4.1');
    const nodeRed = await NodeRed.start(installed, {
      flows,
      settings: `nodesDir: ${JSON.stringify(NODES)},`,
      env: { EVCC_LOAD_PACKAGE: join(installed.folder, 'node_modules', 'node-red-contrib-evcc', 'package.json') },
    });
    return new Subject(nodeRed);
  }

  async reset(): Promise<void> {
    await this.nodeRed.post('/load/reset', {});
  }

  /** Messages that reached the flow, by the name of the sink. */
  received(): Promise<Record<string, number>> {
    return this.nodeRed.get('/load/received');
  }

  /** The last payload of each topic, by the name of the sink. */
  last(): Promise<Record<string, Record<string, unknown>>> {
    return this.nodeRed.get('/load/last');
  }

  memory(): Promise<Memory> {
    return this.nodeRed.get('/load/memory');
  }

  times(): Promise<Times> {
    return this.nodeRed.get('/load/times');
  }

  /** Waits until every sink has got so many messages, and says what each got. */
  async sinks(count: number, expected: number): Promise<void> {
    let now: Record<string, number> = {};
    await until(
      async () => {
        now = await this.received();
        return Object.keys(now).length === count && Object.values(now).every((one) => one >= expected);
      },
      `${expected} messages in ${count} flows`,
      180_000,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify(now)}`);
    });
  }

  stop(): Promise<void> {
    return this.nodeRed.stop();
  }
}

/** A connection and an evcc-in behind it, with a sink of that name. */
export function branch(name: string, port: number, topics: readonly string[], root = 'evcc'): FlowNode[] {
  return [
    { id: `config-${name}`, type: 'evcc-config', topic: root, broker: `127.0.0.1:${port}` },
    {
      id: `in-${name}`,
      type: 'evcc-in',
      z: 'flow',
      evcc: `config-${name}`,
      topics,
      emit: 'update',
      wires: [[`sink-${name}`]],
    },
    { id: `sink-${name}`, type: 'evcc-load', z: 'flow', name, wires: [] },
  ];
}

export const TAB: FlowNode = { id: 'flow', type: 'tab', label: 'flow' };
