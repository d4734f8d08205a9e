// Commands handed to evcc-out with `confirm: none`, and to core's `mqtt out`: how fast they reach evcc.

import { until } from '../../test/support/until';
import { Arm, type ArmPlan, inTurn, program, red } from '../parts/arm';
import { commands } from '../parts/flows';
import type { Cost } from '../parts/measure';
import type { Peer } from '../parts/rpc';
import { ROOT, STORED } from '../parts/topics';
import type { Check, Context, Found, Pair } from './types';

const LOADPOINTS = 20;
/** Ten settings that any loadpoint takes, with two values that differ from what it has. */
const SETTINGS: Readonly<Record<string, readonly [number, number]>> = {
  limitSoc: [80, 90],
  priority: [1, 2],
  limitEnergy: [10, 20],
  enableThreshold: [-100, -200],
  disableThreshold: [100, 200],
  enableDelay: [60, 90],
  disableDelay: [120, 180],
  smartCostLimit: [0.1, 0.2],
  batteryBoostLimit: [50, 60],
  minSoc: [10, 20],
};
const COUNT = LOADPOINTS * Object.keys(SETTINGS).length;
/** Bursts in one measurement, and the pause after each: evcc-out keeps back what changes what has changed just now, ms. */
const BURSTS = 6;
const PAUSE = 400;
const WARM_UP = 8;
const GUARD = 5000;

const settings = (): string[] =>
  Array.from({ length: LOADPOINTS }, (_, at) => at + 1).flatMap((n) =>
    Object.keys(SETTINGS).map((key) => `loadpoints/${n}/${key}`),
  );

/** What evcc would have stored of that many loadpoints. */
function stored(): { ms: number; topic: string; payload: string }[] {
  const more: Record<string, string> = { loadpoints: String(LOADPOINTS) };
  for (let n = 4; n <= LOADPOINTS; n++) {
    Object.assign(more, {
      [`loadpoints/${n}/mode`]: 'pv',
      [`loadpoints/${n}/title`]: `Loadpoint ${n}`,
      [`loadpoints/${n}/name`]: `lp-${n}`,
    });
  }
  for (const topic of settings()) more[topic] = '0';
  const lines = STORED.filter(({ topic }) => !(topic.slice(ROOT.length + 1) in more));
  const added = Object.entries(more).map(([topic, payload]) => ({ topic: `${ROOT}/${topic}`, payload }));
  return [...lines, ...added].map(({ topic, payload }) => ({ ms: 0, topic, payload }));
}

interface Side {
  readonly arm: Arm;
  readonly evcc: Peer;
  readonly rates: number[];
  readonly costs: number[];
  readonly taken: number[];
}

export async function commandRates(context: Context): Promise<Found> {
  const { publisher, repeats, scale, say } = context;
  const sides: Record<string, Side> = {};
  const bursts = Math.max(2, Math.round(BURSTS * scale));

  /** One burst: from handing it over to the arrival of its last command at evcc, ms. */
  async function burst({ arm, evcc, taken }: Side, by: string): Promise<number> {
    // Never what it is already: that would be published by core alone.
    const turn = taken.length % 2;
    const messages = settings().map((topic) => {
      const values = SETTINGS[topic.split('/')[2] ?? ''] ?? [0, 0];
      const wire = by === 'ours' ? topic : `${ROOT}/${topic}/set`;
      return { topic: wire, payload: values[turn] };
    });
    await evcc.ask('expect', COUNT);
    const began = await arm.subject.ask<number>('give', messages);
    const { taken: came, last } = await evcc.ask<{ taken: number; last: number }>('came', GUARD);
    taken.push(came);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return last - began;
  }

  try {
    await publisher.ask('prepare', 'household', stored(), false);
    for (const by of ['ours', 'core'] as const) {
      const start = red(`out-${by}`, (port) => commands(port, by));
      const plan: ArmPlan = { name: by === 'ours' ? 'evcc-out' : 'mqtt out', start, expected: undefined, step: 1 };
      const arm = await Arm.start(plan, context, 'household');
      const evcc = program('evcc.ts', 'evcc', { port: arm.broker.port });
      sides[by] = { arm, evcc, rates: [], costs: [], taken: [] };
      await until(() => evcc.log.includes('subscribed'), 'evcc listens');
      for (let at = 0; at < Math.ceil(WARM_UP * scale); at++) await burst(sides[by], by);
    }
    await inTurn(Object.entries(sides), repeats, async ([by, side]) => {
      await side.arm.subject.ask('begin', false);
      let ms = 0;
      for (let at = 0; at < bursts; at++) ms += await burst(side, by);
      await side.arm.subject.ask('settled');
      const { cpu } = await side.arm.subject.ask<Cost>('end');
      side.rates.push((bursts * COUNT * 1000) / ms);
      side.costs.push((cpu * 1e6) / (bursts * COUNT));
      say(`${side.arm.plan.name}: ${side.rates.at(-1)?.toFixed(0)} a second, ${side.costs.at(-1)?.toFixed(0)} µs each`);
    });
    const pairs = (of: (side: Side) => readonly number[]): Pair[] => {
      const { ours, core } = sides;
      if (ours === undefined || core === undefined) return [];
      return of(ours).map((mine, at) => ({ ours: mine, other: of(core)[at] ?? Number.NaN }));
    };
    const checks: Check[] = Object.values(sides).map(({ arm, taken }) => ({
      name: `${arm.plan.name}: every command reached evcc`,
      ok: taken.every((count) => count === COUNT),
      detail: `${[...new Set(taken)].join(', ')} of ${COUNT} in a burst`,
    }));
    const profiles = Object.fromEntries(
      await Promise.all(
        Object.entries(sides).map(async ([by, side]) => {
          await side.arm.subject.ask('profileBegin');
          for (let at = 0; at < bursts; at++) await burst(side, by);
          return [side.arm.plan.name, await side.arm.subject.ask('profileEnd')] as const;
        }),
      ),
    ) as Found['profiles'];
    return {
      rows: { commands: pairs(({ rates }) => rates), 'commands-cpu': pairs(({ costs }) => costs) },
      checks,
      profiles,
    };
  } finally {
    for (const { arm, evcc } of Object.values(sides)) {
      await evcc.end();
      await arm.end();
    }
  }
}
