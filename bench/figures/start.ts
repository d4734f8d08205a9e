// From the start of the flows to all values known, and what 500 nodes take of memory; each time in a new process.

import { inTurn } from '../parts/arm';
import { startBroker } from '../parts/broker';
import { core, EMPTY, ours } from '../parts/flows';
import type { Cost, Memory } from '../parts/measure';
import { RedSubject } from '../parts/node-red';
import type { Started } from '../parts/probe';
import { pick } from '../parts/topics';
import type { Check, Context, Found, Pair } from './types';

const NODES = 500;

interface Seen extends Memory {
  readonly started: Started | undefined;
  readonly cost: Cost;
}

export async function start(context: Context): Promise<Found> {
  const { installed, publisher, repeats, say } = context;
  const topics = pick(NODES);
  const broker = await startBroker();
  const { port } = broker;
  const kinds = {
    empty: EMPTY,
    core: core(port, topics),
    ours: ours(port, topics, { emit: 'change' }),
  };
  const seen: Record<keyof typeof kinds, Seen[]> = { empty: [], core: [], ours: [] };
  try {
    await publisher.ask('burst', port, ['stored']);
    await inTurn(['empty', 'core', 'ours'] as const, repeats, async (kind) => {
      const awaited = kind === 'empty' ? Number.MAX_SAFE_INTEGER : NODES;
      const subject = await RedSubject.start(installed, kind, kinds[kind], { awaited });
      if (kind !== 'empty') await subject.ask('reached', NODES, 3000);
      await subject.ask('settled');
      const { started, ...cost } = await subject.ask<Cost & { started: Started | undefined }>('started');
      const memory = await subject.ask<Memory>('memory');
      await subject.end();
      say(
        `${kind}: ${started?.ms.toFixed(0) ?? '–'} ms (CPU ${started?.cpu.toFixed(0) ?? '–'} ms), ${memory.heap >> 10} KiB`,
      );
      seen[kind].push({ ...memory, started, cost });
    });
  } finally {
    await publisher.ask('leave', port);
    await broker.close();
  }
  const pairs = (of: (one: Seen, empty: Seen) => number): Pair[] =>
    seen.ours.flatMap((one, at) => {
      const [empty, other] = [seen.empty[at], seen.core[at]];
      return empty === undefined || other === undefined ? [] : [{ ours: of(one, empty), other: of(other, empty) }];
    });
  const counts = seen.ours.map(({ cost }) => cost);
  const check: Check = {
    name: 'start: each of 500 nodes gets its stored value once',
    ok: counts.every(({ delivered, topics: some, most }) => delivered === NODES && some === NODES && most === 1),
    detail: counts.map(({ delivered, most }) => `${delivered} (at most ${most} a topic)`).join(', '),
  };
  return {
    rows: {
      start: pairs(({ started }) => started?.ms ?? Number.NaN),
      'start-cpu': pairs(({ started }) => started?.cpu ?? Number.NaN),
      memory: pairs((one, empty) => (one.heap - empty.heap) / 1024 / 1024),
      'memory-rss': pairs((one, empty) => (one.rss - empty.rss) / 1024 / 1024),
    },
    checks: [check],
    profiles: {},
  };
}
