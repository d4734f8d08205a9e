import type { Node, NodeAPI, NodeDef } from 'node-red';
import { z } from 'zod';
import { type ConfigRequest, STORED_SECRET } from '../../lib/admin-types';
import { parseBroker } from '../../lib/broker';
import { MAX_PEM, MAX_TEXT } from '../../lib/limits';
import type { ConfigCredentials, ConfigDef } from '../shared/types';
import { type Lookup, withEnv } from './env';
import { type Settings, settingsOf } from './options';
import type { EvccConfigNode } from './runtime';

const text = z.string().max(MAX_TEXT);
const pem = z.string().max(MAX_PEM);

/** The form of a ConfigRequest; what is not in it is left out. */
export const configRequest = z.object({
  id: text.optional(),
  broker: text.optional(),
  topic: text.optional(),
  clientid: text.optional(),
  insecure: z.boolean().optional(),
  protocolVersion: z.union([z.number(), text]).optional(),
  credentials: z
    .object({
      user: text.optional(),
      password: text.optional(),
      caCert: pem.optional(),
      clientCert: pem.optional(),
      clientKey: pem.optional(),
    })
    .optional(),
});

/** What flows hold that were started or stopped; in safe mode Node-RED has loaded none, and its own walk over them throws. */
export function eachDefinition(RED: NodeAPI, each: (def: NodeDef) => void): void {
  const found: NodeDef[] = [];
  try {
    RED.nodes.eachNode((def) => found.push(def));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  found.forEach(each);
}

/** Whether a configuration is there and does not run: flows are stopped, in safe mode not even loaded, or it is disabled. */
function isStopped(RED: NodeAPI, id: string): boolean {
  if (RED.nodes.getNode(id) !== null) return false;
  let some = false;
  let known = false;
  eachDefinition(RED, (def) => {
    some = true;
    known ||= def.id === id;
  });
  return known || !some;
}

/** Node-RED's look-up in the scope of a deployed node; of one that is not deployed yet, in that of any configuration node. */
function lookupFor(RED: NodeAPI, id: string | undefined): Lookup {
  let node: Node | null = id === undefined ? null : RED.nodes.getNode(id);
  if (node === null) {
    eachDefinition(RED, (def) => {
      if (node === null && def.z === undefined) node = RED.nodes.getNode(def.id);
    });
  }
  // Without any node Node-RED looks in the machine's environment only.
  const scope = (node ?? {}) as Node;
  return (name) => RED.util.getSetting(scope, name);
}

/**
 * Whether a stored secret may go where a configuration that is not saved yet would send it: only to the very broker it is stored for,
 * and under a check of its certificate that is no weaker. Else whoever may try a configuration could have the password sent to a
 * machine of his own.
 */
function sameTarget(stored: Settings, def: ConfigDef, credentials: ConfigCredentials): boolean {
  const asked = parseBroker(def.broker?.trim() || 'localhost:1883');
  const { address, tls } = stored;
  const place = (['protocol', 'host', 'port', 'path'] as const).every((part) => address[part] === asked[part]);
  if (!place || tls === undefined || tls.insecure) return place;
  const trial = settingsOf(
    { ...def, topic: 'evcc' },
    { ...(credentials.caCert ? { caCert: credentials.caCert } : {}) },
  );
  return !trial.tls?.insecure && trial.tls?.ca === tls.ca;
}

/** What a request asks to connect with, or why the stored secrets may not be used for it: a key below `warnings.`. */
export function requested(RED: NodeAPI, request: ConfigRequest): Settings | 'secretsKept' | 'flowsStopped' {
  const { id, credentials: given = {}, ...rest } = request;
  const def: ConfigDef = { type: 'evcc-config', name: '', z: '', id: id ?? 'new', ...present(rest) };
  const lookup = lookupFor(RED, id);
  const filled = withEnv(def, present(given), lookup);
  const wanted = (['password', 'clientKey'] as const).filter((field) => given[field] === STORED_SECRET);
  if (wanted.length === 0) return settingsOf(filled.def, filled.credentials);
  if (id !== undefined && isStopped(RED, id)) return 'flowsStopped';
  const node = id === undefined ? null : (RED.nodes.getNode(id) as EvccConfigNode | null);
  if (node?.settings === undefined || !sameTarget(node.settings, filled.def, filled.credentials)) return 'secretsKept';
  const { password, tls } = node.settings;
  const secrets = { ...filled.credentials };
  for (const field of wanted) delete secrets[field];
  return settingsOf(filled.def, {
    ...secrets,
    ...(wanted.includes('password') && password !== undefined && { password }),
    ...(wanted.includes('clientKey') && tls?.key !== undefined && { clientKey: tls.key }),
  });
}

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Without what is undefined. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;
}
