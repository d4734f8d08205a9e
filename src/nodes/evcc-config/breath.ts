import { performance } from 'node:perf_hooks';
import type { MqttClient } from 'mqtt';

/** How long messages may hold the event loop in a row before everything else gets its turn, ms. */
const HOLD = 10;
/** Messages between two looks at the clock. */
const LOOK_EVERY = 16;

/**
 * Makes clients give way while messages come faster than they can be worked off: the library works off all that was read, and libuv reads
 * a socket up to 32 times in one turn of the event loop, 64 KB each (measured: a million messages in a row held it for 1.3 s). The next
 * message of a client waits for its `done`, and what comes meanwhile waits in the network. All clients share one budget.
 */
export function breathing(now: () => number): (client: Pick<MqttClient, 'handleMessage' | 'stream'>) => void {
  let seen = 0;
  let since = now();
  let waiting: (() => void)[] = [];
  const goOn = (): void => {
    since = now();
    const all = waiting;
    waiting = [];
    for (const one of all) one();
  };
  return (client) => {
    client.handleMessage = (_packet, done) => {
      if (waiting.length === 0 && (++seen % LOOK_EVERY !== 0 || now() - since < HOLD)) {
        done();
        return;
      }
      const { stream } = client;
      // What is left of a connection that ended must not come after its end.
      const one = (): void => {
        if (!stream.destroyed) done();
      };
      if (waiting.push(one) === 1) setImmediate(goOn);
    };
  };
}

export const breathe = breathing(() => performance.now());
