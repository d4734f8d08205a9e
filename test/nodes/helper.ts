import { createRequire } from 'node:module';
import type { NodeAPI } from 'node-red';

const require = createRequire(import.meta.url);
/** The helper is CommonJS and starts the Node-RED of this checkout. */
export const helper = require('node-red-node-test-helper') as {
  init(path: string): void;
  load(nodes: readonly unknown[], flow: readonly object[], credentials?: object): Promise<void>;
  unload(): Promise<void>;
  getNode(id: string): TestNode;
  /** What was logged. */
  log(): { readonly args: readonly (readonly [{ readonly id?: string; readonly msg?: unknown }])[] };
  startServer(done: (error?: Error) => void): void;
  stopServer(done: (error?: Error) => void): void;
};

/** A node as the helper gives it, with what it was asked to show. */
export interface TestNode {
  readonly status: {
    readonly args: readonly (readonly [{ readonly fill?: string; readonly shape?: string; readonly text?: string }])[];
  };
  on(event: 'input', call: (msg: Message) => void): void;
  receive(msg: object): void;
}

export interface Message {
  readonly topic?: string;
  readonly payload?: unknown;
  readonly retain?: boolean;
  readonly error?: { readonly message: string; readonly code?: string };
  readonly evcc?: Readonly<Record<string, unknown>>;
}

helper.init(require.resolve('node-red'));

/** The built nodes, as Node-RED's loader takes them. */
export const NODES = ['evcc-config', 'evcc-in', 'evcc-out'].map(
  (name) => require(`../../dist/nodes/${name}.js`) as (RED: NodeAPI) => void,
);
export const CORE = {
  catch: require('@node-red/nodes/core/common/25-catch.js') as (RED: NodeAPI) => void,
  complete: require('@node-red/nodes/core/common/24-complete.js') as (RED: NodeAPI) => void,
  status: require('@node-red/nodes/core/common/25-status.js') as (RED: NodeAPI) => void,
};

/** Collects what reaches a helper node. */
export function collect(id: string): Message[] {
  const messages: Message[] = [];
  helper.getNode(id).on('input', (msg) => messages.push(msg));
  return messages;
}
