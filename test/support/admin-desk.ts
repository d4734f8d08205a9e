import type { RequestHandler } from 'express';
import type { NodeAPI } from 'node-red';
import { registerAdmin } from '../../src/nodes/evcc-config/admin';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import { CONFIG } from './connections';

/** What an endpoint answered. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** What the runtime holds for the endpoints: definitions, their credentials, and the configurations that run. */
export interface Held {
  readonly definitions?: readonly object[];
  readonly credentials?: (id: string) => object | undefined;
  /** Flows are in safe mode: Node-RED has none. */
  readonly safeMode?: boolean;
  /** Flows are stopped: nothing runs. */
  readonly stopped?: boolean;
}

/** Where nobody listens. */
export const NOWHERE = '127.0.0.1:1';

/** The admin endpoints on a Node-RED that is none: asked directly, without a network or a login. */
export class AdminDesk {
  private readonly routes = new Map<string, RequestHandler>();
  private readonly node = {
    id: 'config',
    type: 'evcc-config',
    settings: settingsOf({ ...CONFIG, broker: NOWHERE }, { user: 'evcc', password: 'geheim' }),
    once: () => undefined,
    removeListener: () => undefined,
  };

  constructor(public held: Held = {}) {
    const route =
      (method: string) =>
      (path: string, ...handlers: readonly RequestHandler[]) => {
        const last = handlers.at(-1);
        if (last !== undefined) this.routes.set(`${method} ${path.replace('/evcc-config/', '')}`, last);
      };
    const RED = {
      auth: { needsPermission: () => () => undefined },
      httpAdmin: { get: route('GET'), post: route('POST') },
      nodes: {
        getNode: (id: string) => (id === 'config' && !this.held.safeMode && !this.held.stopped ? this.node : null),
        eachNode: (each: (def: object) => void) => {
          if (this.held.safeMode) throw new TypeError("Cannot read properties of null (reading 'allNodes')");
          this.held.definitions?.forEach(each);
        },
        getCredentials: (id: string) => this.held.credentials?.(id),
      },
      util: { getSetting: (_node: object, name: string) => (name === 'LONG' ? 'x'.repeat(9000) : undefined) },
    };
    registerAdmin(RED as unknown as NodeAPI);
  }

  get paths(): string[] {
    return [...this.routes.keys()];
  }

  /** Asks as the editor would, with a body that went through JSON. */
  ask(path: string, body: unknown = {}, id = 'config'): Promise<Answered> {
    const handler = this.routes.get(path);
    if (handler === undefined) throw new Error(`no endpoint: ${path}`);
    const text = JSON.stringify(body) ?? '';
    return new Promise((resolve, reject) => {
      let status = 200;
      const response = {
        status: (code: number) => {
          status = code;
          return response;
        },
        json: (answer: unknown) => resolve({ status, body: answer }),
        end: () => resolve({ status, body: undefined }),
      };
      const request = {
        headers: { 'content-length': String(Buffer.byteLength(text)) },
        is: () => true,
        body: text === '' ? undefined : JSON.parse(text),
        params: { id },
      };
      handler(
        request as unknown as Parameters<RequestHandler>[0],
        response as unknown as Parameters<RequestHandler>[1],
        reject,
      );
    });
  }
}
