import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { ended, owned } from './child';
import type { Installed } from './installed';
import { accepts, freePort } from './mosquitto';
import { until } from './until';

/** A node of a flow file. */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface NodeRedOptions {
  readonly lang?: 'de' | 'en-US';
  readonly level?: 'info' | 'debug' | 'trace';
  readonly flows?: readonly FlowNode[];
  /** Lines put into the settings object, as JavaScript. */
  readonly settings?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A property of an Inject node's message: its name, its value as text, the value's type. */
export interface InjectProp {
  readonly p: string;
  readonly v: string;
  readonly vt: string;
}

/** One message of a debug node, as the editor's sidebar gets it. */
export interface DebugMessage {
  readonly id: string;
  readonly topic?: string;
  readonly property?: string;
  readonly msg: string;
  readonly format: string;
}

export interface Status {
  readonly fill?: string;
  readonly shape?: string;
  readonly text?: string;
}

/** A started Node-RED with its own user directory, seen as a user's browser sees it. */
export class NodeRed {
  log = '';
  readonly statuses = new Map<string, Status>();
  readonly debug: DebugMessage[] = [];
  private socket: WebSocket | undefined = undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly folder: string,
  ) {}

  static async start(installed: Installed, options: NodeRedOptions = {}): Promise<NodeRed> {
    const folder = await mkdtemp(join(tmpdir(), 'evcc-node-red-'));
    const port = await freePort();
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'test', dependencies: { 'node-red-contrib-evcc': '*' } }),
    );
    await symlink(
      join(installed.folder, 'node_modules', 'node-red-contrib-evcc'),
      join(folder, 'node_modules', 'node-red-contrib-evcc'),
    );
    await writeFile(join(folder, 'flows.json'), '[]');
    await writeFile(join(folder, 'settings.js'), settings(port, options));
    const child = owned(
      spawn(installed.node, [installed.script, '--userDir', folder, '--settings', join(folder, 'settings.js')], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, LANG: 'C', LC_ALL: 'C', ...options.env },
      }),
    );
    const runtime = new NodeRed(child, port, folder);
    const keep = (chunk: Buffer): void => {
      runtime.log += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    await until(
      () => {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Node-RED ended:\n${runtime.log}`);
        return /Started flows|Flows sind gestartet/.test(runtime.log);
      },
      'Node-RED has started its flows',
      120_000,
    ).catch(async (error: unknown) => {
      await runtime.stop();
      throw new Error(`${String(error)}\n${runtime.log}`);
    });
    // It listens only after that.
    await until(() => accepts(port), 'Node-RED accepts connections', 60_000);
    await runtime.connect();
    // Only now: what nodes send at their start should be seen.
    if (options.flows !== undefined) await runtime.deploy(options.flows);
    return runtime;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** An answer of the admin interface. */
  async get<T>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const response = await this.request(path, { headers: { accept: 'application/json', ...headers } });
    return (await response.json()) as T;
  }

  /** Deploys flows: `full` starts all anew, `nodes` only what changed. */
  async deploy(flows: readonly FlowNode[], type: 'full' | 'nodes' | 'flows' = 'full'): Promise<void> {
    await this.post('/flows', placed(flows), { 'node-red-api-version': 'v1', 'node-red-deployment-type': type });
  }

  /** Presses the button of an Inject node; `props`: as when these were in its dialog, as the dialog's own button does it. */
  async inject(id: string, props?: readonly InjectProp[]): Promise<void> {
    await this.post(`/inject/${id}`, props === undefined ? {} : { __user_inject_props__: props });
  }

  /** Hands JSON to an address of the admin interface or of an HTTP In node. */
  async post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    await (await this.request(path, init)).arrayBuffer();
  }

  /** On a connection of its own: Node-RED ends a kept one after 5 s, and a request that meets that moment fails. */
  private async request(
    path: string,
    init: RequestInit & { readonly headers: Record<string, string> },
  ): Promise<Response> {
    const response = await fetch(this.url + path, { ...init, headers: { connection: 'close', ...init.headers } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  /** The messages that a debug node gave, whole, as objects. */
  given<T = Record<string, unknown>>(id: string): T[] {
    return this.debug.filter((one) => one.id === id).map((one) => JSON.parse(one.msg) as T);
  }

  /** Ends it as a service manager does. */
  async stop(): Promise<void> {
    this.socket?.terminate();
    await ended(this.child).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.log}`);
    });
    await rm(this.folder, { recursive: true, force: true });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  private async connect(): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/comms`);
    this.socket = socket;
    socket.on('message', (data) => {
      const messages = JSON.parse(String(data)) as { topic?: string; data?: unknown }[];
      for (const { topic, data: content } of Array.isArray(messages) ? messages : []) {
        if (topic?.startsWith('status/')) this.statuses.set(topic.slice('status/'.length), content as Status);
        if (topic === 'debug') this.debug.push(content as DebugMessage);
      }
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    for (const topic of ['status/#', 'debug']) socket.send(JSON.stringify({ subscribe: topic }));
  }
}

/** Nodes on a tab have a place; without one Node-RED takes a node for a configuration. */
function placed(flows: readonly FlowNode[]): FlowNode[] {
  return flows.map((node, index) => (node.z === undefined ? node : { x: 100, y: 40 * (index + 1), ...node }));
}

function settings(port: number, options: NodeRedOptions): string {
  return `module.exports = {
  uiHost: '127.0.0.1',
  uiPort: ${port},
  flowFile: 'flows.json',
  credentialSecret: 'test',
  lang: '${options.lang ?? 'en-US'}',
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { palette: { allowInstall: false } },
  editorTheme: { tours: false, palette: { editable: false }, projects: { enabled: false } },
  debugMaxLength: 1000000,
  logging: { console: { level: '${options.level ?? 'info'}', metrics: false, audit: false } },
${options.settings ?? ''}
};
`;
}
