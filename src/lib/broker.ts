import { EvccError } from './errors';
import { checkLength, MAX_ADDRESS } from './limits';

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
const HOST = /^[\p{L}\p{N}_.-]+$/u;
const IPV6 = /^[0-9a-f:.]+(?:%[\w.]+)?$/i;
/** The key of evcc.yaml before a copied address. */
const KEY = /^broker\s*:\s/i;

const isHost = (text: string): boolean => HOST.test(text) && !/^[.-]|-$/.test(text);
const isIpv6 = (text: string): boolean => text.includes(':') && IPV6.test(text);

/** An address without what a copy brings along: the key of evcc.yaml, quotes, spaces around it. */
function unwrapped(text: string): string {
  const value = text.trim().replace(KEY, '').trim();
  const quoted = value.length > 1 && /^["']/.test(value) && value.at(-1) === value[0];
  return (quoted ? value.slice(1, -1) : value).trim();
}

/** An address without the user and password that may stand in it: fit for a log or a status. */
function harmless(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return address;
  const start = address.indexOf('//');
  return `${start >= 0 && start < at ? address.slice(0, start + 2) : ''}…@${address.slice(at + 1)}`;
}

/**
 * Reads a broker address: `host`, `host:port`, `tls://host:port`, IPv6 in brackets; also mqtt, mqtts, tcp, ssl, ws and wss.
 * Without a port: 1883, with TLS 8883, ws 80, wss 443. Spaces and quotes around it and the key of evcc.yaml before it are left out.
 * @throws EvccError `EVCC_NOT_CONFIGURED` with the reason as its key and the address without what may be a secret: brokerInvalid,
 * brokerPort, brokerScheme, brokerWeb (evcc's own address), brokerUser, brokerPath, brokerSpace, brokerIpv6, tooLong.
 */
export function parseBroker(text: string): BrokerAddress {
  // Before anything reads it: a flow file sets no limit.
  checkLength(text, 'broker', MAX_ADDRESS);
  const address = unwrapped(text);
  const value = harmless(address);
  const invalid = (key: string): EvccError => new EvccError('EVCC_NOT_CONFIGURED', key, { value });
  if (/[\s\p{Cc}]/u.test(address)) throw invalid('brokerSpace');
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(address) ?? [];
  if (scheme !== undefined && /^https?$/i.test(scheme)) throw invalid('brokerWeb');
  const protocol = scheme === undefined ? 'mqtt' : SCHEMES[scheme.toLowerCase()];
  if (protocol === undefined) throw invalid('brokerScheme');
  const web = protocol === 'ws' || protocol === 'wss';
  const slash = rest.search(/[/?#]/);
  const place = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 || rest.slice(slash) === '/' ? '' : rest.slice(slash);
  // A password in the address would be kept in the flow file, in clear.
  if (rest.includes('@') && !(web && !place.includes('@'))) throw invalid('brokerUser');
  if (path !== '' && !(web && path.startsWith('/'))) throw invalid('brokerPath');
  if (!place.startsWith('[') && isIpv6(place) && place.split(':').length > 2) throw invalid('brokerIpv6');
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::([^:]*))?$/.exec(place);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || !(match?.[1] === undefined ? isHost(host) : isIpv6(host))) {
    throw invalid('brokerInvalid');
  }
  const port = match?.[3] === undefined ? PORTS[protocol] : /^\d{1,5}$/.test(match[3]) ? Number(match[3]) : 0;
  if (port < 1 || port > 65_535) throw invalid('brokerPort');
  return { protocol, host, port, path, tls: protocol === 'mqtts' || protocol === 'wss' };
}

/** An address as `protocol://host:port/path`, the port always written out. */
export function brokerUrl({ protocol, host, port, path }: BrokerAddress): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
}
