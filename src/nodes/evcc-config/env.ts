import { EvccError } from '../../lib/errors';
import type { ConfigCredentials, ConfigDef } from '../shared/types';

/** Looks a name up as Node-RED does: node, group, flow, global, the machine's environment; undefined when it is not set. */
export type Lookup = (name: string) => unknown;

const FIELDS = ['broker', 'topic', 'clientid', 'insecure', 'protocolVersion', 'modeNames'] as const;
const SECRETS = ['user', 'password', 'caCert', 'clientCert', 'clientKey'] as const;

/** Whether a text asks for something of the environment. */
export function asksEnv(text: string): boolean {
  return /\$\{[^}]+\}/.test(text);
}

function filled(text: string, field: string, lookup: Lookup): string {
  return text.replace(/\$\{([^}]+)\}/g, (_all, name: string) => {
    const value = lookup(name);
    if (value === undefined || value === null) {
      throw new EvccError('EVCC_NOT_CONFIGURED', 'envUnset', { field, name });
    }
    return String(value);
  });
}

/**
 * A configuration with every `${NAME}` replaced, in the middle of a value too; Node-RED itself replaces only whole values, and leaves
 * one that is not set as it is.
 * @throws EvccError `envUnset` with the name that is not set.
 */
export function withEnv(
  def: ConfigDef,
  credentials: ConfigCredentials,
  lookup: Lookup,
): { def: ConfigDef; credentials: ConfigCredentials } {
  const texts: Record<string, string> = {};
  for (const field of FIELDS) {
    const value: unknown = def[field];
    if (typeof value === 'string' && asksEnv(value)) texts[field] = filled(value, field, lookup);
  }
  const secrets: Record<string, string> = {};
  for (const field of SECRETS) {
    const value = credentials[field];
    if (typeof value === 'string' && asksEnv(value)) secrets[field] = filled(value, field, lookup);
  }
  return { def: { ...def, ...texts }, credentials: { ...credentials, ...secrets } };
}
