import { EvccError } from './errors';

/** Where a broker listens, as read from evcc's `broker` field. */
export interface BrokerAddress {
  readonly protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss';
  /** Host name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Path of a websocket listener, with its slash; empty elsewhere. */
  readonly path: string;
  readonly tls: boolean;
}

const SCHEMES: Readonly<Record<string, BrokerAddress['protocol']>> = {
  mqtt: 'mqtt',
  tcp: 'mqtt',
  mqtts: 'mqtts',
  tls: 'mqtts',
  ssl: 'mqtts',
  ws: 'ws',
  wss: 'wss',
};
const PORTS: Readonly<Record<BrokerAddress['protocol'], number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };
const HOST = /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?$/u;
const IPV6 = /^[0-9a-f:.]*:[0-9a-f:.]*(%[\w.]+)?$/i;

/**
 * Reads a broker address: `host`, `host:port`, `tls://host:port`, IPv6 in brackets; also mqtt, mqtts, tcp, ssl, ws and wss.
 * Without a port: 1883, with TLS 8883, ws 80, wss 443.
 * @throws EvccError `EVCC_NOT_CONFIGURED` with key `brokerInvalid` or `brokerPort` and the address without what may be a secret.
 */
export function parseBroker(text: string): BrokerAddress {
  const address = text.trim();
  const invalid = (key = 'brokerInvalid'): EvccError =>
    new EvccError('EVCC_NOT_CONFIGURED', key, { value: address.replace(/\/\/[^/]*@/, '//…@') });
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(address) ?? [];
  const protocol = scheme === undefined ? 'mqtt' : SCHEMES[scheme.toLowerCase()];
  if (protocol === undefined) throw invalid();
  const web = protocol === 'ws' || protocol === 'wss';
  const slash = rest.indexOf('/');
  const place = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  if (path !== '' && path !== '/' && !web) throw invalid();
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::([^:]*))?$/.exec(place);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || !(match?.[1] === undefined ? HOST.test(host) : IPV6.test(host))) throw invalid();
  const port = match?.[3] === undefined ? PORTS[protocol] : /^\d{1,5}$/.test(match[3]) ? Number(match[3]) : 0;
  if (port < 1 || port > 65_535) throw invalid('brokerPort');
  return {
    protocol,
    host,
    port,
    path: web && path !== '/' ? path : '',
    tls: protocol === 'mqtts' || protocol === 'wss',
  };
}
