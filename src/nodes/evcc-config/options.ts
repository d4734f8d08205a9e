import { type BrokerAddress, brokerUrl, parseBroker } from '../../lib/broker';
import { EvccError } from '../../lib/errors';
import { checkLength } from '../../lib/limits';
import { pemOf } from '../../lib/pem';
import type { ModeNames } from '../../lib/state/mode-names';
import { normalizeRoot } from '../../lib/topic';
import type { ConfigCredentials, ConfigDef } from '../shared/types';
import { certificatesOf, checkPair } from './certificates';

/** How the broker's certificate is judged, and what is shown to it. */
export interface TlsSettings {
  /** Skip the check. */
  readonly insecure: boolean;
  /** CAs that count instead of the machine's and Node.js's own. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** A configuration that can be connected with. */
export interface Settings {
  readonly address: BrokerAddress;
  /** The address as text, without what could be secret. */
  readonly url: string;
  readonly tls: TlsSettings | undefined;
  readonly clientId: string;
  readonly protocolVersion: 4 | 5;
  readonly user?: string;
  readonly password?: string;
  readonly rootTopic: string;
  readonly modeNames: ModeNames;
}

/** A generated client id: stable for a run, so that a reconnect takes its own old session over. */
export function generatedId(nodeId: string): string {
  return `nodered_evcc_${nodeId.replace(/[^a-z0-9]/gi, '').slice(0, 8)}${Math.random().toString(16).slice(2, 10)}`;
}

/** Whether a stored yes or no is a yes; an environment variable brings text. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

/** @throws EvccError certPair, and what is wrong with a PEM text. */
function tlsOf(def: ConfigDef, credentials: ConfigCredentials): TlsSettings {
  const ca = pemOf(credentials.caCert, 'caCert');
  const cert = pemOf(credentials.clientCert, 'clientCert');
  const key = pemOf(credentials.clientKey, 'clientKey');
  if ((cert === undefined) !== (key === undefined)) throw new EvccError('EVCC_NOT_CONFIGURED', 'certPair');
  if (ca !== undefined) certificatesOf(ca, 'caCert');
  if (cert !== undefined && key !== undefined) checkPair(cert, key);
  return {
    insecure: isYes(def.insecure),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && key !== undefined && { cert, key }),
  };
}

/** A line end in a user or password is one that was copied along; a plain socket of another service would take it for a command. */
function checkText(text: string | undefined, field: string): void {
  if (text === undefined) return;
  checkLength(text, field);
  if (/\p{Cc}/u.test(text)) throw new EvccError('EVCC_NOT_CONFIGURED', 'controlCharacter', { field });
}

/**
 * What to connect with, from what the flow stores, with nothing left of the environment in it. Nothing is connected half-way: what
 * cannot be meant is an error.
 * @throws EvccError `EVCC_NOT_CONFIGURED`: what parseBroker says, topicInvalid, rootEmpty, certPair, tlsOnly, controlCharacter, tooLong, pem.….
 */
export function settingsOf(def: ConfigDef, credentials: ConfigCredentials): Settings {
  checkLength(def.topic ?? '', 'topic');
  const rootTopic = normalizeRoot(def.topic ?? 'evcc');
  if (rootTopic === undefined) throw new EvccError('EVCC_NOT_CONFIGURED', 'topicInvalid', { value: def.topic ?? '' });
  if (rootTopic === '') throw new EvccError('EVCC_NOT_CONFIGURED', 'rootEmpty');
  const address = parseBroker(def.broker === undefined || !/\S/.test(def.broker) ? 'localhost:1883' : def.broker);
  const url = brokerUrl(address);
  const clientId = def.clientid?.trim() ?? '';
  checkText(clientId, 'clientid');
  checkText(credentials.user, 'user');
  checkText(credentials.password, 'password');
  checkText(rootTopic, 'topic');
  const given = (['caCert', 'clientCert', 'clientKey'] as const).some((field) => /\S/.test(credentials[field] ?? ''));
  if (!address.tls && (given || isYes(def.insecure))) {
    throw new EvccError('EVCC_NOT_CONFIGURED', 'tlsOnly', { value: url });
  }
  const tls = address.tls ? tlsOf(def, credentials) : undefined;
  return {
    address,
    url,
    tls,
    clientId: clientId === '' ? generatedId(def.id) : clientId,
    protocolVersion: Number(def.protocolVersion ?? 4) === 5 ? 5 : 4,
    ...(credentials.user ? { user: credentials.user } : {}),
    ...(credentials.password ? { password: credentials.password } : {}),
    rootTopic,
    modeNames: def.modeNames === 'smart' || def.modeNames === 'published' ? def.modeNames : 'classic',
  };
}
