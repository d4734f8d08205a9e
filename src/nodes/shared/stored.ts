import type { ConfigCredentials, ConfigDef, InDef, OutDef } from './types';

/** What a field holds that a text belongs in; absent stays absent, and what is none is shown as what it is. */
function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What a field holds that a number, or a yes or no, belongs in: also as text. */
function scalar(value: unknown): string | number | boolean | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? value : text(value);
}

/** A definition with these fields in their form. */
function formed<T extends object>(def: T, texts: readonly (keyof T)[], scalars: readonly (keyof T)[] = []): T {
  const inForm = [
    ...texts.map((field) => [field, text(def[field])] as const),
    ...scalars.map((field) => [field, scalar(def[field])] as const),
  ];
  return { ...def, ...Object.fromEntries(inForm) };
}

/*
 * A flow file is written by the dialogs, and also by hand and by programs: it may hold anything in any field. What is not of the form that
 * it should have is judged like a text that is wrong, and does not end the node.
 */

export const storedConfig = <T extends ConfigDef>(def: T): T =>
  formed(def, ['broker', 'topic', 'clientid', 'modeNames'], ['insecure', 'protocolVersion']);

export const storedSecrets = (credentials: object): ConfigCredentials =>
  formed<ConfigCredentials>(credentials, ['user', 'password', 'caCert', 'clientCert', 'clientKey']);

export function storedIn(def: InDef): InDef {
  const topics: unknown = def.topics;
  const list: readonly unknown[] = Array.isArray(topics) ? topics : [topics ?? []].flat();
  return {
    ...formed(def, ['evcc', 'output', 'emit', 'deadbandType'], ['initial', 'deadband', 'interval', 'inputs']),
    topics: list.map((topic) => text(topic) ?? ''),
  };
}

export const storedOut = (def: OutDef): OutDef =>
  formed(def, ['evcc', 'kind', 'target', 'value', 'valueType', 'confirm'], ['timeout', 'hold', 'qos', 'retain']);
