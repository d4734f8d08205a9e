import { EvccError } from '../../lib/errors';
import { checkLength, MAX_PEM, MAX_TEXT } from '../../lib/limits';
import type { ConfigCredentials, ConfigDef } from '../shared/types';

/** Looks a name up as Node-RED does: node, group, flow, global, the machine's environment; undefined when it is not set. */
export type Lookup = (name: string) => unknown;

const FIELDS = ['broker', 'topic', 'clientid', 'insecure', 'protocolVersion', 'modeNames'] as const;
const SECRETS = ['user', 'password', 'caCert', 'clientCert', 'clientKey'] as const;

/** A name ends with its bracket and holds none: a text of `${` only is read once, not once for each. */
const ASKED = /\$\{([^{}]+)\}/g;

/** Whether a text asks for something of the environment. */
export function asksEnv(text: string): boolean {
  return text.search(ASKED) >= 0;
}

/** A text with the environment put in; neither it nor what becomes of it is longer than `max`. */
function filled(text: string, field: string, lookup: Lookup, max: number): string {
  checkLength(text, field, max);
  let length = text.length;
  return text.replace(ASKED, (_all, name: string) => {
    const value = lookup(name);
    if (value === undefined || value === null) {
      throw new EvccError('EVCC_NOT_CONFIGURED', 'envUnset', { field, name });
    }
    const written = String(value);
    length += written.length;
    if (length > 2 * max) throw new EvccError('EVCC_NOT_CONFIGURED', 'tooLong', { field, max });
    return written;
  });
}

/**
 * A configuration with every `${NAME}` replaced, in the middle of a value too; Node-RED itself replaces only whole values, and leaves
 * one that is not set as it is.
 * @throws EvccError `envUnset` with the name that is not set, `tooLong`.
 */
export function withEnv(
  def: ConfigDef,
  credentials: ConfigCredentials,
  lookup: Lookup,
): { def: ConfigDef; credentials: ConfigCredentials } {
  const texts: Record<string, string> = {};
  for (const field of FIELDS) {
    const value: unknown = def[field];
    if (typeof value === 'string' && asksEnv(value)) texts[field] = filled(value, field, lookup, MAX_TEXT);
  }
  const secrets: Record<string, string> = {};
  for (const field of SECRETS) {
    const value = credentials[field];
    if (typeof value === 'string' && asksEnv(value)) secrets[field] = filled(value, field, lookup, MAX_PEM);
  }
  return { def: { ...def, ...texts }, credentials: { ...credentials, ...secrets } };
}
