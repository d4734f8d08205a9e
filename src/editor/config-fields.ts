import type { ConfigRequest } from '../lib/admin-types';
import { defined } from './ask';
import { checkbox, field } from './dom';

/** The dialog's fields by the names of the properties. */
const PREFIX = 'node-config-input-';

/** Ids of the fields that a connection is made by. */
export const QUESTION: readonly string[] = [
  'broker',
  'topic',
  'clientid',
  'user',
  'password',
  'insecure',
  'caCert',
  'clientCert',
  'clientKey',
  'protocolVersion',
].map((name) => PREFIX + name);

export type TextField = 'broker' | 'topic' | 'clientid' | 'user' | 'password' | 'caCert' | 'clientCert' | 'clientKey';

export function get(name: TextField): string {
  return field(PREFIX + name).value;
}

/** Fills a field as if the user had: what watches it takes notice. */
export function set(name: TextField | 'protocolVersion' | 'modeNames', value: string): void {
  const element = field(PREFIX + name);
  element.value = value;
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

export function setInsecure(on: boolean): void {
  const box = checkbox(`${PREFIX}insecure`);
  box.checked = on;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

const filled = (name: TextField): string | undefined => get(name) || undefined;

/** What the dialog says, saved or not, as a question. A stored secret is in its field as the editor's word for it. */
export function request(id: string): ConfigRequest {
  return {
    id,
    broker: get('broker'),
    topic: get('topic'),
    clientid: get('clientid'),
    insecure: checkbox(`${PREFIX}insecure`).checked,
    protocolVersion: Number(field(`${PREFIX}protocolVersion`).value) === 5 ? 5 : 4,
    credentials: defined({
      user: filled('user'),
      password: filled('password'),
      caCert: filled('caCert'),
      clientCert: filled('clientCert'),
      clientKey: filled('clientKey'),
    }),
  };
}

/** A value that is put in while running, `${MQTT_HOST}`, cannot be judged here. */
export function isVariable(value: string): boolean {
  return /\$\{[^{}]+\}/.test(value);
}
