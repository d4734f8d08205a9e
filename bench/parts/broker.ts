// A broker in a process of its own: mosquitto as it comes, else aedes.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hasMosquitto } from '../../test/support/available';
import { owned } from '../../test/support/child';
import { Mosquitto } from '../../test/support/mosquitto';
import { Peer } from './rpc';

export interface Broker {
  readonly port: number;
  close(): Promise<void>;
}

export const BROKER = hasMosquitto ? 'mosquitto' : 'aedes';

export async function startBroker(): Promise<Broker> {
  if (hasMosquitto) return Mosquitto.start();
  const child = fork(fileURLToPath(new URL('./aedes.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const peer = new Peer(owned(child), 'aedes');
  return { port: await peer.ask<number>('port'), close: () => peer.end() };
}
