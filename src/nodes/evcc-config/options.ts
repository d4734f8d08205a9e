import type { ConnectionOptions } from 'node:tls';
import type { IClientOptions } from 'mqtt';
import { parseBroker } from '../../lib/broker';
import { EvccError } from '../../lib/errors';
import type { ModeNames } from '../../lib/state/mode-names';
import { normalizeRoot } from '../../lib/topic';
import type { ConfigCredentials, ConfigDef } from '../shared/types';

/** Seconds between signs of life: a connection whose packets vanish is noticed within two of them. */
const KEEPALIVE = 30;
/** How long one attempt to connect may take, ms. */
const CONNECT_TIMEOUT = 10_000;

/** What the client takes; it hands TLS options on to Node.js, all of them. */
export type ClientOptions = IClientOptions & Pick<ConnectionOptions, 'minVersion'>;

/** A configuration that can be connected with. */
export interface Settings {
  readonly url: string;
  readonly client: ClientOptions;
  readonly rootTopic: string;
  readonly modeNames: ModeNames;
}

/** A generated client id: stable for a run, so that a reconnect takes its own old session over. */
function generatedId(nodeId: string): string {
  return `nodered_evcc_${nodeId.replace(/[^a-z0-9]/gi, '').slice(0, 8)}${Math.random().toString(16).slice(2, 10)}`;
}

/** PEM text as Node.js wants it; undefined when there is none. */
function pem(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : `${trimmed}\n`;
}

function tls(def: ConfigDef, credentials: ConfigCredentials, host: string): ClientOptions {
  const ca = pem(credentials.caCert);
  const cert = pem(credentials.clientCert);
  const key = pem(credentials.clientKey);
  if ((cert === undefined) !== (key === undefined)) throw new EvccError('EVCC_NOT_CONFIGURED', 'certPair');
  return {
    rejectUnauthorized: def.insecure !== true,
    minVersion: 'TLSv1.2',
    // Server name indication takes names only, no addresses (RFC 6066, 3).
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert, key: key ?? '' }),
  };
}

/**
 * What to connect with, from what the flow stores. Nothing is connected half-way: what cannot be meant is an error.
 * @throws EvccError `EVCC_NOT_CONFIGURED`: brokerInvalid, brokerPort, topicInvalid, rootEmpty, certPair, tlsOnly.
 */
export function settingsOf(def: ConfigDef, credentials: ConfigCredentials): Settings {
  const rootTopic = normalizeRoot(def.topic ?? 'evcc');
  if (rootTopic === undefined) throw new EvccError('EVCC_NOT_CONFIGURED', 'topicInvalid', { value: def.topic ?? '' });
  if (rootTopic === '') throw new EvccError('EVCC_NOT_CONFIGURED', 'rootEmpty');
  const broker = def.broker === undefined || def.broker.trim() === '' ? 'localhost:1883' : def.broker;
  const address = parseBroker(broker);
  const hasPem = pem(credentials.caCert) ?? pem(credentials.clientCert) ?? pem(credentials.clientKey);
  if (!address.tls && (hasPem !== undefined || def.insecure === true)) {
    throw new EvccError('EVCC_NOT_CONFIGURED', 'tlsOnly', { value: broker });
  }
  const version = Number(def.protocolVersion ?? 4) === 5 ? 5 : 4;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `${address.protocol}://${host}:${address.port}${address.path}`,
    rootTopic,
    modeNames: def.modeNames === 'smart' || def.modeNames === 'published' ? def.modeNames : 'classic',
    client: {
      clientId: def.clientid?.trim() || generatedId(def.id),
      protocolVersion: version,
      keepalive: KEEPALIVE,
      connectTimeout: CONNECT_TIMEOUT,
      ...(credentials.user ? { username: credentials.user } : {}),
      ...(credentials.password ? { password: credentials.password } : {}),
      ...(address.tls ? tls(def, credentials, address.host) : {}),
    },
  };
}
