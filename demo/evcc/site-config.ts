import { duration, type Value } from './encode';
import type { Schema, Site } from './site';

/** What an evcc tells of its own installation. */
export interface Installation {
  readonly root: string;
  readonly schema: Schema;
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

/**
 * The part of `site` that the configuration decides, named in the order of the recorded start; secrets as in the
 * recordings. Names such as `uRI_` are evcc's own.
 */
export const siteConfig = (site: Site, { root, schema, broker }: Installation): Record<string, Value> => ({
  eebus: {
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
  },
  deviceColors: [],
  messaging: none('yamlSource', 'config', 'status'),
  influx: { insecure: false, ...none('uRL', 'database', 'token', 'org', 'user', 'password') },
  interval: duration(site.interval),
  shm: none('allowControl_', 'vendorId', 'deviceId', 'deviceSerial'),
  modbusproxy: [],
  network: { port: 7070, ...none('schema_', 'externalUrl', 'host') },
  mqtt: {
    config: {
      broker,
      ...none('user', 'password', 'clientID'),
      insecure: false,
      ...none('caCert', 'clientCert', 'clientKey'),
    },
    topic: root,
  },
  ocppforwarder: { yamlSource: null, config: [], status: [] },
  ocpp: { config: { port: 8887 }, status: { externalUrl: null, stations: [] }, yamlSource: null },
  hems: { yamlSource: null, config: { configured: false }, status: null },
  sponsor: { config: null, status: none('name', 'expiresAt', 'expiresSoon', 'token'), yamlSource: null },
  remote,
  tariffs: { config: null, status: null, yamlSource: 'file' },
  config: '/etc/evcc.yaml',
  version: site.version ?? `${schema}.0`,
  system: 'linux/amd64',
  database: '/var/lib/evcc/evcc.db',
  experimental: false,
  timezone: 'UTC +00:00',
  mcp: false,
  optimizer: false,
  authDisabled: true,
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
