import { duration, type Value } from './encode';
import { before, type Release } from './releases';
import type { Site } from './site';

/** What an evcc tells of its own installation. */
export interface Installation {
  readonly root: string;
  readonly release: Release;
  /** `host:port`, as its own configuration names the broker. */
  readonly broker: string;
}

const none = <K extends string>(...keys: readonly K[]): Record<K, null> =>
  Object.fromEntries(keys.map((key) => [key, null])) as Record<K, null>;

/** `site/remote`: published at the start and, recorded, every now and then without a change. */
export const remote: Value = {
  yamlSource: null,
  config: { enabled: false },
  status: { connected: false, uRL: null, loginBlocked: false, error: null },
};

const eebus: Value = {
  yamlSource: null,
  config: {
    uRI_: null,
    port: 4712,
    shipID: 'EVCC-0000000000000000',
    interfaces: null,
    certificate: { public: '***', private: '***' },
    secret: null,
  },
  status: {
    ski: 'f0'.repeat(20),
    qR: 'SHIP;SKI:0;ID:EVCC-0;BRAND:EVCC;TYPE:EnergyManagementSystem;MODEL:HEMS;ENDSHIP;',
  },
};

/** Recorded `UTC +00:00`, `CEST +02:00`. */
function timezone(utcOffset: number): string {
  const minutes = Math.round(Math.abs(utcOffset) * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = `${utcOffset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const name = new Map([
    [0, 'UTC'],
    [1, 'CET'],
    [2, 'CEST'],
  ]).get(utcOffset);
  return `${name ?? clock.replace(':', '').replace(/00$/, '')} ${clock}`;
}

/**
 * The part of `site` that the configuration decides, named in the order of the recorded start; secrets as in the
 * recordings. Names such as `uRI_` are evcc's own.
 */
export const siteConfig = (site: Site, { root, release, broker }: Installation): Record<string, Value> => ({
  eebus: before(release, '0.304') ? false : eebus,
  deviceColors: [],
  messaging: before(release, '0.304') ? false : none('yamlSource', 'config', 'status'),
  influx: { insecure: false, ...none('uRL', 'database', 'token', 'org', 'user', 'password') },
  interval: duration(site.interval),
  shm: none('allowControl_', 'vendorId', 'deviceId', 'deviceSerial'),
  modbusproxy: [],
  network: before(release, '0.300')
    ? { schema: 'http', host: 'evcc.local', port: 7070 }
    : { port: 7070, ...none('schema_', 'externalUrl', 'host') },
  mqtt: {
    config: {
      broker,
      ...none('user', 'password', 'clientID'),
      insecure: false,
      ...none('caCert', 'clientCert', 'clientKey'),
    },
    topic: root,
    broker,
    ...none('user', 'clientID', 'insecure'),
  },
  ocppforwarder: { yamlSource: null, config: [], status: [] },
  ocpp: { config: { port: 8887 }, status: { externalUrl: null, stations: [] }, yamlSource: null },
  hems: { yamlSource: null, config: { configured: false, type: null }, status: null, type: null, fromYaml: false },
  sponsor: {
    config: null,
    status: none('name', 'expiresAt', 'expiresSoon', 'token', 'activationKey'),
    yamlSource: null,
    ...none('name', 'expiresAt', 'expiresSoon', 'token'),
    fromYaml: false,
  },
  remote,
  tariffs: { config: null, status: null, yamlSource: 'file' },
  config: '/etc/evcc.yaml',
  version: site.version ?? release.version,
  system: 'linux/amd64',
  database: '/var/lib/evcc/evcc.db',
  experimental: false,
  timezone: timezone(site.day?.utcOffset ?? 0),
  mcp: false,
  optimizer: false,
  authDisabled: true,
  profilePercentile: null,
  optimizerChargingStrategy: 'charge_before_export',
  optimizerChargingStrategies: [
    'charge_before_export',
    'attenuate_demand_peaks',
    'attenuate_feedin_peaks',
    'attenuate_grid_peaks',
    'none',
  ],
  gridConfigured: true,
  siteTitle: site.title,
});
