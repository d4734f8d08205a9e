// CPU time of the measured process for a known number of published messages.

import { Arm, type ArmPlan, inTurn, raw, red } from '../parts/arm';
import { core, coreOfAll, least, ours } from '../parts/flows';
import type { Cost } from '../parts/measure';
import type { Shares } from '../parts/profile';
import { CHANGING, CYCLE, pick } from '../parts/topics';
import type { Check, Context, Found, Pair } from './types';

interface Block {
  readonly arms: Readonly<Record<string, ArmPlan>>;
  /** Cycles in one measurement. */
  readonly cycles: number;
  readonly pause?: number;
  /** Row, and the two arms that it compares. */
  readonly rows: Readonly<Record<string, readonly [string, string]>>;
  /** What is compared of a measurement; CPU time for 100 000 published messages by default, s. */
  readonly of?: (cost: Cost, cycles: number) => number;
}

const PUBLISHED = 100_000;
/** Cycles before the first measurement: what runs for weeks has been compiled. */
const WARM_UP = 20;
const perPublished = ({ cpu }: Cost, cycles: number): number => (cpu * PUBLISHED) / (cycles * CYCLE.length);

async function measure({ arms, cycles, pause = 0, rows, of = perPublished }: Block, context: Context): Promise<Found> {
  const { repeats, scale, say } = context;
  const count = Math.max(2, Math.round(cycles * scale));
  const running = new Map<string, Arm>();
  const costs = new Map<string, Cost[]>();
  const checks: Check[] = [];
  const profiles: Record<string, Shares> = {};
  try {
    for (const [key, plan] of Object.entries(arms)) {
      say(`starting ${plan.name}`);
      running.set(key, await Arm.start(plan, context));
    }
    for (const arm of running.values()) await arm.cycles(pause === 0 ? Math.ceil(WARM_UP * scale) : 2, pause);
    await inTurn([...running], repeats, async ([key, arm]) => {
      const cost = await arm.cycles(count, pause);
      say(`${arm.plan.name}: ${of(cost, count).toPrecision(3)}`);
      costs.set(key, [...(costs.get(key) ?? []), cost]);
    });
    for (const [key, arm] of running) {
      profiles[arm.plan.name] = await arm.profile(count, pause);
      const { expected } = arm.plan;
      if (expected !== undefined) checks.push(complete(arm.plan.name, costs.get(key) ?? [], expected * count, count));
    }
  } finally {
    for (const arm of running.values()) await arm.end();
  }
  const pairs = (ours: string, other: string): Pair[] =>
    (costs.get(ours) ?? []).map((cost, at) => ({
      ours: of(cost, count),
      other: of(costs.get(other)?.[at] ?? cost, count),
    }));
  return {
    rows: Object.fromEntries(Object.entries(rows).map(([row, [a, b]]) => [row, pairs(a, b)])),
    checks,
    profiles,
  };
}

/** Every message came, none twice. */
function complete(name: string, costs: readonly Cost[], expected: number, cycles: number): Check {
  const delivered = costs.map((cost) => cost.delivered);
  const ok = costs.every((cost) => cost.delivered === expected && cost.most <= cycles);
  const detail = `${expected} messages a measurement expected, ${[...new Set(delivered)].join(', ')} came`;
  return { name: `${name}: every message once`, ok, detail };
}

const changing = (topics: readonly string[]): number => topics.filter((topic) => CHANGING.has(topic)).length;

function update(count: number, step: number): ArmPlan {
  const topics = pick(count);
  const start = red(`ours-${count}`, (port) => ours(port, topics, { emit: 'update' }));
  return { name: `evcc-in, ${count} nodes, each update`, start, expected: count, step };
}

function change(count: number, step: number): ArmPlan {
  const topics = pick(count);
  const start = red(`ours-${count}-change`, (port) => ours(port, topics, { emit: 'change' }));
  return { name: `evcc-in, ${count} nodes, changes`, start, expected: changing(topics), step };
}

function mqttIn(count: number, step: number, version: 4 | 5 = 4): ArmPlan {
  const start = red(`core-${count}-v${version}`, (port) => core(port, pick(count), version));
  return { name: `mqtt in, ${count} nodes${version === 5 ? ', MQTT 5' : ''}`, start, expected: count, step };
}

function plain(count: number, step: number): ArmPlan {
  return { name: `mqtt.js, ${count} topics`, start: raw(pick(count)), expected: count, step };
}

const switched: ArmPlan = {
  name: 'mqtt in on evcc/# and a switch, 20 values',
  start: red('core-switch', (port) => coreOfAll(port, pick(20))),
  expected: 20,
  step: 1,
};

export const cpu500 = (context: Context): Promise<Found> =>
  measure(
    {
      arms: {
        core: mqttIn(500, 1),
        core5: mqttIn(500, 1, 5),
        update: update(500, 1),
        change: change(500, 1),
        raw: plain(500, 1),
        least: {
          name: 'mqtt.js in Node-RED, 500 nodes that send its texts',
          start: red('least-500', (port) => least(port, pick(500))),
          expected: 500,
          step: 1,
        },
      },
      cycles: 14,
      rows: {
        'cpu-500-core': ['update', 'core'],
        'cpu-500-core5': ['update', 'core5'],
        'cpu-500-raw': ['update', 'raw'],
        'cpu-500-least': ['update', 'least'],
        'cpu-500-least-raw': ['least', 'raw'],
        'cpu-500-change-raw': ['change', 'raw'],
      },
    },
    context,
  );

export const cpu100 = (context: Context): Promise<Found> =>
  measure(
    {
      arms: { core: mqttIn(100, 7), update: update(100, 7) },
      cycles: 28,
      rows: { 'cpu-100-core': ['update', 'core'] },
    },
    context,
  );

export const cpu20 = (context: Context): Promise<Found> =>
  measure(
    {
      arms: { core: mqttIn(20, 14), update: update(20, 14), switched },
      cycles: 28,
      rows: { 'cpu-20-core': ['update', 'core'], 'cpu-20-switch': ['update', 'switched'] },
    },
    context,
  );

export const cpu1 = (context: Context): Promise<Found> =>
  measure(
    { arms: { core: mqttIn(1, 28), update: update(1, 28) }, cycles: 56, rows: { 'cpu-1-core': ['update', 'core'] } },
    context,
  );

/** The whole site as one object is given out a second after its last part: each cycle has to be waited for. */
const SITE_PAUSE = 1400;

export const site = (context: Context): Promise<Found> =>
  measure(
    {
      arms: {
        object: {
          name: 'evcc-in, the whole site as one object',
          start: red('ours-site', (port) => ours(port, ['site'], { emit: 'change', output: 'object' })),
          expected: 1,
          step: 1,
        },
        nothing: {
          name: 'mqtt in on evcc/#, into nothing',
          start: red('core-all', (port) => coreOfAll(port, 'nothing')),
          expected: undefined,
          step: 1,
        },
      },
      cycles: 4,
      pause: SITE_PAUSE,
      rows: { site: ['object', 'nothing'] },
    },
    context,
  );

export const delivered = (context: Context): Promise<Found> =>
  measure(
    {
      arms: { many: update(2000, 1), few: update(50, 14) },
      cycles: 28,
      rows: { delivered: ['many', 'few'] },
      of: ({ cpu, delivered: count }) => (cpu * 1e6) / count,
    },
    context,
  );
