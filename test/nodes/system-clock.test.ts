import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/nodes/shared/system-clock';

/** Holds the event loop. */
function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('a timer that is due while the process is busy comes after what arrived meanwhile', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const arrived = once(server, 'connection');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[peer]] = await Promise.all([arrived, once(client, 'connect')]);
  const order: string[] = [];
  client.on('data', () => order.push('message'));
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      systemClock.after(20, () => {
        order.push('timer');
        resolve();
      });
      // The system's network carries it on while this process does something else.
      peer.write('message');
      busy(200);
    });
  });
  expect(order).toEqual(['message', 'timer']);
  client.destroy();
  server.close();
});

test('what is cancelled does not come, neither before nor while it is due', async () => {
  const calls: string[] = [];
  const early = systemClock.after(0, () => calls.push('early'));
  early.cancel();
  const due = systemClock.after(1, () => calls.push('due'));
  await new Promise<void>((resolve) => {
    // Timers of one list come in their order: this one right after that of `due`, before its call.
    setTimeout(() => {
      due.cancel();
      systemClock.after(1, resolve);
    }, 1);
    // Both are due before the loop goes on: else the call may come between them, on a busy machine.
    const end = performance.now() + 5;
    while (performance.now() < end);
  });
  expect(calls).toEqual([]);
});

test('a wait that is longer than timers can be is not over at once', async () => {
  const calls: string[] = [];
  const long = systemClock.after(2 ** 40, () => calls.push('long'));
  await new Promise<void>((resolve) => void systemClock.after(5, resolve));
  long.cancel();
  expect(calls).toEqual([]);
});
