import { isIPv6 } from 'node:net';
import type { NodeAPI, NodeDef } from 'node-red';
import type { KnownBroker, Sentence } from '../../lib/admin-types';
import { parseBroker } from '../../lib/broker';
import { pemBlocks, pemShape } from '../../lib/pem';
import { eachDefinition } from './admin-request';

/** What core's mqtt-broker stores (10-mqtt.html). */
interface MqttBroker extends NodeDef {
  readonly broker?: string;
  readonly port?: string | number;
  readonly usetls?: boolean;
  readonly tls?: string;
  readonly protocolVersion?: string | number;
}

/** What core's tls-config stores (05-tls.html); its certificates are credentials, or files on the server. */
interface TlsConfig extends NodeDef {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly servername?: string;
  readonly verifyservercert?: boolean;
}

const sentence = (key: string): Sentence => ({ key: `takeover.${key}`, params: {} });

function addressOf({ broker = '', port, usetls }: MqttBroker): string | undefined {
  const host = broker.trim();
  const place = host.includes('://')
    ? host
    : `${usetls ? 'tls://' : ''}${isIPv6(host) ? `[${host}]` : host}:${port || 1883}`;
  try {
    parseBroker(place);
    return place;
  } catch {
    return undefined;
  }
}

function certificate(
  text: string | undefined,
  field: 'caCert' | 'clientCert',
): { [field]?: string } | Record<string, string> {
  return text !== undefined && pemBlocks(text).length > 0 && pemShape(text, field) === undefined
    ? { [field]: text }
    : {};
}

function ofTls(
  tls: TlsConfig,
  secrets: Record<string, string | undefined>,
): Pick<KnownBroker, 'insecure' | 'notes' | 'caCert' | 'clientCert'> {
  const files = [tls.cert, tls.key, tls.ca].some((path) => path !== undefined && path !== '');
  return {
    insecure: tls.verifyservercert === false,
    ...certificate(secrets.cadata, 'caCert'),
    ...certificate(secrets.certdata, 'clientCert'),
    notes: [
      ...(files ? [sentence('files')] : []),
      ...(secrets.keydata ? [sentence('clientKey')] : []),
      ...(tls.servername ? [sentence('servername')] : []),
    ],
  };
}

/** The core MQTT broker nodes of the deployed flows, as an evcc-config would have them; secrets stay where they are. */
export function brokersOf(RED: NodeAPI): KnownBroker[] {
  const brokers: MqttBroker[] = [];
  const tlsConfigs = new Map<string, TlsConfig>();
  eachDefinition(RED, (def) => {
    if (def.type === 'mqtt-broker') brokers.push(def);
    if (def.type === 'tls-config') tlsConfigs.set(def.id, def);
  });
  const secretsOf = (id: string) => (RED.nodes.getCredentials(id) ?? {}) as Record<string, string | undefined>;
  return brokers.map((def) => {
    const { user, password } = secretsOf(def.id);
    const tls = def.usetls ? tlsConfigs.get(def.tls ?? '') : undefined;
    const secure = tls === undefined ? { insecure: false, notes: [] } : ofTls(tls, secretsOf(tls.id));
    const broker = addressOf(def);
    return {
      id: def.id,
      name: def.name || `${def.broker ?? ''}:${def.port ?? ''}`.replace(/\/\/[^/]*@/, '//…@'),
      ...(broker !== undefined && { broker }),
      ...(user ? { user } : {}),
      protocolVersion: Number(def.protocolVersion) === 5 ? 5 : 4,
      ...secure,
      notes: [
        ...(broker === undefined ? [sentence('address')] : []),
        ...(password ? [sentence('password')] : []),
        ...secure.notes,
      ],
    };
  });
}
