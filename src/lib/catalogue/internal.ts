import type { Internal } from './types';

const CONFIGURATION = 'evcc configuration, shown in its own user interface';
const CREDENTIALS = 'configuration beside passwords, tokens or keys';

const open = (topic: string, reason: string): Internal => ({ topic, reason, secret: false });
const secret = (topic: string, reason: string): Internal => ({ topic, reason, secret: true });

/**
 * Topics, with all below them, that are neither offered nor logged. evcc masks passwords and keys as `***` before it publishes
 * them, but names, addresses and certificates beside them are in plain text (measured on evcc 0.313).
 */
export const INTERNAL: readonly Internal[] = [
  secret('site/eebus', 'certificate, key and pairing code of EEBus'),
  secret('site/sponsor', 'sponsor token'),
  secret('site/mqtt', CREDENTIALS),
  secret('site/influx', CREDENTIALS),
  secret('site/remote', 'remote access'),
  secret('site/messaging', CREDENTIALS),
  secret('site/messagingEvents', CONFIGURATION),
  secret('site/tariffs', CREDENTIALS),
  secret('site/authProviders', 'sign-in at vehicle makers'),
  secret('site/ocpp', 'stations and address of the OCPP server'),
  secret('site/ocppforwarder', CREDENTIALS),
  secret('site/shm', 'serial number at the SMA Home Manager'),
  secret('site/hems/config', CONFIGURATION),
  open('site/hems/yamlSource', CONFIGURATION),
  open('site/modbusproxy', CONFIGURATION),
  open('site/network', 'addresses of evcc'),
  open('site/config', 'path of a file on evcc’s machine'),
  open('site/database', 'path of a file on evcc’s machine'),
  open('site/deviceColors', 'colours of evcc’s user interface'),
  { ...open('site/evopt', 'input and result of the optimizer, for evcc’s user interface'), json: true },
  // Leftovers of older evcc versions that evcc empties at its start, index 0 to 9.
  open('site/vehicles', 'only emptied at the start of evcc'),
  open('site/pv/0', 'only emptied at the start of evcc'),
  open('site/battery/0', 'only emptied at the start of evcc'),
  open('site/profilePercentile', 'for evcc’s user interface'),
];
