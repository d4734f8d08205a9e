// What of the stored values reaches a flow that selects everything, on a broker as it comes.

import { Arm, red } from '../parts/arm';
import { coreOfAll, ours } from '../parts/flows';
import type { Cost } from '../parts/measure';
import { STORED } from '../parts/topics';
import type { Check, Context, Found } from './types';

export async function arrivals(context: Context): Promise<Found> {
  const checks: Check[] = [];
  const seen = async (name: string, plan: Parameters<typeof red>[1]): Promise<Cost> => {
    const arm = await Arm.start({ name, start: red(name, plan), expected: undefined, step: 1 }, context);
    try {
      // Forecasts are put together a second after their last part.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await arm.subject.ask('settled');
      return await arm.subject.ask<Cost>('end');
    } finally {
      await arm.end();
    }
  };
  const mine = await seen('evcc-in on #', (port) => ours(port, ['#'], { emit: 'change' }));
  const others = await seen('mqtt in on evcc/#', (port) => coreOfAll(port, 'sink'));
  // `null` is evcc's word for a plan that there is not.
  const stored = STORED.filter(({ payload }) => payload !== '' && payload !== 'null').length;
  checks.push(
    {
      name: 'evcc-in on #: every stored value once',
      ok: mine.topics === stored && mine.delivered === stored && mine.most === 1,
      detail: `${stored} values stored; ${mine.topics} topics came, ${mine.delivered} messages`,
    },
    {
      name: 'mqtt in on evcc/# at its defaults, for comparison',
      ok: true,
      detail: `${stored} values stored; ${others.topics} topics came, ${others.delivered} messages`,
    },
  );
  return { rows: {}, checks, profiles: {} };
}
