// The time from publishing to the flow within a cycle at evcc's own pace.

import { Arm, inTurn, raw, red } from '../parts/arm';
import { ours } from '../parts/flows';
import { pick } from '../parts/topics';
import type { Context, Found, Pair } from './types';

const NODES = 500;
const CYCLES = 4;

/** The value that 99 % do not exceed. */
function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

export async function latency(context: Context): Promise<Found> {
  const { repeats, scale, say } = context;
  const topics = pick(NODES);
  const plan = { expected: NODES, step: 1 };
  const start = red('ours-paced', (port) => ours(port, topics, { emit: 'update' }));
  const node = await Arm.start({ ...plan, name: 'evcc-in', start }, context);
  const plain = await Arm.start({ ...plan, name: 'mqtt.js', start: raw(topics) }, context);
  const found = new Map<Arm, number[]>();
  const counts: number[] = [];
  try {
    for (const arm of [node, plain]) await arm.cycles(6);
    await inTurn([node, plain], repeats, async (arm) => {
      const times: number[] = [];
      for (let at = 0; at < Math.max(1, Math.round(CYCLES * scale)); at++) {
        const some = await arm.paced();
        counts.push(some.length);
        times.push(p99(some));
      }
      const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
      say(`${arm.plan.name}: p99 ${median.toFixed(2)} ms`);
      found.set(arm, [...(found.get(arm) ?? []), median]);
    });
  } finally {
    await node.end();
    await plain.end();
  }
  const others = found.get(plain) ?? [];
  const pairs: Pair[] = (found.get(node) ?? []).map((value, at) => ({ ours: value, other: others[at] ?? Number.NaN }));
  const ok = counts.every((count) => count === NODES);
  const detail = `${[...new Set(counts)].join(', ')} of ${NODES} topics came in a cycle`;
  return {
    rows: { latency: pairs },
    checks: [{ name: 'a cycle at its own pace: every topic', ok, detail }],
    profiles: {},
  };
}
