import { readFileSync } from 'node:fs';
import {
  Evcc,
  type Loadpoint,
  mqttTransport,
  type Physics,
  quickSite,
  type ReleaseName,
  type Site,
  systemClock,
} from '../../demo/evcc';
import { Mosquitto } from './mosquitto';
import type { DebugMessage, FlowNode, InjectProp, NodeRed, Status } from './node-red';
import { until } from './until';

/** Folder of the import menu, the language of who reads it, and the Node-RED it is tried on: the flows are the same in both. */
export const FOLDERS = {
  English: { lang: 'en-US', version: '4.1' },
  Deutsch: { lang: 'de', version: '5.0' },
} as const;
export type Folder = keyof typeof FOLDERS;

/** Neither connecting nor failed. */
const isWell = (status: Status | undefined): boolean => status?.fill === 'green' || status?.fill === 'blue';

export interface ExampleOptions {
  readonly site?: Site;
  /** Which evcc runs. Default: the newest with the charge modes that the tests' words are. */
  readonly release?: ReleaseName;
  /** Root topics, each of an evcc of its own. */
  readonly roots?: readonly string[];
  /** Default: as the stand-in's demo moves. */
  readonly physics?: Physics;
  /** How the house is when the flow starts; called when evcc runs. */
  readonly before?: (evcc: Evcc) => Promise<unknown>;
  /** What differs from a user's machine, beside the address of the broker. */
  readonly change?: (node: FlowNode) => object;
}

/** Node that shows loadpoint 1 as a whole, beside an example. */
const WATCH = 'watch';

/**
 * What a node sees within a pause of its start is no event, but how things stand. A loadpoint is given as a whole after the same pause:
 * when it is, the example's events have begun.
 */
function watch(flow: readonly FlowNode[]): FlowNode[] {
  const evcc = flow.find(({ type }) => type === 'evcc-config')?.id;
  const isEvent = ({ topics }: FlowNode): boolean => JSON.stringify(topics ?? '').includes('/events/');
  if (!flow.some(isEvent)) return [];
  const debug = {
    active: true,
    tosidebar: true,
    console: false,
    tostatus: false,
    complete: 'true',
    targetType: 'full',
  };
  return [
    { id: 'watch-tab', type: 'tab', label: '' },
    { id: 'watch-in', type: 'evcc-in', z: 'watch-tab', evcc, topics: ['loadpoints/1'], wires: [[WATCH]] },
    { id: WATCH, type: 'debug', z: 'watch-tab', ...debug, wires: [] },
  ];
}

/** An example, imported into a started Node-RED with a broker and an evcc that it alone uses. */
export class Example {
  private constructor(
    private readonly nodeRed: NodeRed,
    readonly flow: readonly FlowNode[],
    readonly broker: Mosquitto,
    readonly evccs: readonly Evcc[],
  ) {}

  /** One of the import menu. */
  static run(nodeRed: NodeRed, folder: Folder, name: string, options?: ExampleOptions): Promise<Example> {
    return Example.runFile(nodeRed, `examples/${folder}/${name}.json`, options);
  }

  /** Any flow of the checkout; of a node that names a broker, ours or core's, the address is changed. */
  static async runFile(nodeRed: NodeRed, path: string, options: ExampleOptions = {}): Promise<Example> {
    const { site = quickSite, release = '0.315', roots = ['evcc'], physics, before, change = () => ({}) } = options;
    const broker = await Mosquitto.start();
    const evccs = roots.map((root) => {
      const transport = mqttTransport({ url: `mqtt://127.0.0.1:${broker.port}` });
      return new Evcc({ site, transport, clock: systemClock(1), root, evcc: release, ...(physics && { physics }) });
    });
    const nodes = JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as FlowNode[];
    const addresses: Readonly<Record<string, object>> = {
      'evcc-config': { broker: `127.0.0.1:${broker.port}` },
      'mqtt-broker': { broker: '127.0.0.1', port: String(broker.port) },
    };
    const flow = nodes.map((node) => ({ ...node, ...(addresses[node.type] ?? change(node)) }));
    const example = new Example(nodeRed, flow, broker, evccs);
    try {
      for (const evcc of evccs) evcc.start();
      await until(() => evccs.every(({ phase }) => phase === 'running'), 'evcc runs');
      for (const evcc of evccs) await before?.(evcc);
      nodeRed.statuses.clear();
      nodeRed.debug.length = 0;
      const watching = watch(flow);
      await nodeRed.deploy([...flow, ...watching]);
      const ours = flow.filter(({ type }) => /^(evcc-|mqtt )(in|out)$/.test(type));
      await until(() => ours.every(({ id }) => isWell(nodeRed.statuses.get(id))), 'evcc is known to run');
      if (watching.length > 0) await until(() => nodeRed.debug.some(({ id }) => id === WATCH), 'events have begun');
      return example;
    } catch (error) {
      await example.close();
      throw error;
    }
  }

  get evcc(): Evcc {
    const [evcc] = this.evccs;
    if (evcc === undefined) throw new Error('no evcc');
    return evcc;
  }

  get loadpoint(): Loadpoint {
    return this.evcc.loadpoint('lp-1');
  }

  /** What the Debug nodes have shown since the import. */
  get shown(): readonly DebugMessage[] {
    return this.nodeRed.debug.filter(({ id }) => id !== WATCH);
  }

  /** Presses a button, counted from the top; `props`: as when other values had been typed into its dialog. */
  async press(at: number, props?: readonly InjectProp[]): Promise<void> {
    const button = this.flow.filter(({ type }) => type === 'inject')[at];
    if (button === undefined) throw new Error(`no button ${at}`);
    await this.nodeRed.inject(button.id, props);
  }

  /** Presses a button, and waits for what the Debug node shows of it. */
  async outcome(at: number, props?: readonly InjectProp[]): Promise<DebugMessage> {
    const before = this.shown.length;
    await this.press(at, props);
    return until(() => this.shown[before], 'what the button did');
  }

  async close(): Promise<void> {
    await this.nodeRed.deploy([]);
    for (const evcc of this.evccs) if (evcc.phase !== 'stopped') evcc.crash();
    await until(() => this.evccs.every(({ phase }) => phase === 'stopped'), 'evcc has stopped');
    await this.broker.close();
  }
}
