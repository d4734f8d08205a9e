// Whether memory grows with the cycles.

import { Arm, red } from '../parts/arm';
import { ours } from '../parts/flows';
import { pick } from '../parts/topics';
import type { Context, Found } from './types';

const NODES = 500;
const FIRST = 10;
const CYCLES = 1000;

export async function endurance(context: Context): Promise<Found> {
  const { scale, say } = context;
  const start = red('ours-endurance', (port) => ours(port, pick(NODES), { emit: 'update' }));
  const arm = await Arm.start({ name: 'evcc-in', start, expected: NODES, step: 1 }, context);
  try {
    await arm.cycles(FIRST);
    const before = await arm.memory();
    const count = Math.round((CYCLES - FIRST) * scale);
    const { delivered, most } = await arm.cycles(count);
    const after = await arm.memory();
    say(`memory: ${before.heap >> 10} KiB, after ${count} cycles ${after.heap >> 10} KiB`);
    const mib = (bytes: number): number => bytes / 1024 / 1024;
    return {
      rows: {
        endurance: [{ ours: mib(after.heap), other: mib(before.heap) }],
        'endurance-rss': [{ ours: mib(after.rss), other: mib(before.rss) }],
      },
      checks: [
        {
          name: `${count} cycles: every message once`,
          ok: delivered === count * NODES && most === count,
          detail: `${count * NODES} messages expected, ${delivered} came`,
        },
      ],
      profiles: {},
    };
  } finally {
    await arm.end();
  }
}
