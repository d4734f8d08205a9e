import { createConnection, createServer } from 'node:net';
import { connect, ErrorWithReasonCode } from 'mqtt';

/** Whether a port of the loopback is free to listen on. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Whether something accepts connections at an address within five seconds. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 5000 });
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

/** Whether an MQTT broker answers at an address within five seconds; one that refuses is one too. */
export async function isBroker(url: string): Promise<boolean> {
  const client = connect(url, { reconnectPeriod: 0, connectTimeout: 5000 });
  const found = await new Promise<boolean>((resolve) => {
    client.once('connect', () => resolve(true));
    // Anything else than a broker ends in an error of the connection, or in none at all; and may go on making errors.
    client.on('error', (error) => resolve(error instanceof ErrorWithReasonCode));
    client.once('close', () => resolve(false));
  });
  client.end(true);
  return found;
}

/** Waits until something accepts connections there; false when nothing did in time. */
export async function comesUp(host: string, port: number, guard: number): Promise<boolean> {
  const end = Date.now() + guard;
  while (Date.now() < end) {
    if (await answers(host, port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
