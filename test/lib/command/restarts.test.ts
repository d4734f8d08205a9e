import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/lib/command/types';
import { Plant } from './plant';

const TOPICS = ['loadpoints/2/limitSoc', 'vehicles/vehicle_1/minSoc'] as const;
const COMMANDS = 80;

type Disturbance = 'stop' | 'crash' | 'broker' | 'lose';

function disturb(plant: Plant, what: Disturbance): void {
  const { evcc, broker, clock } = plant;
  if (evcc.phase !== 'running' || !broker.running) return;
  if (what === 'broker') {
    plant.restartBroker();
  } else if (what === 'lose') {
    evcc.loseConnection();
    clock.after(1000, () => evcc.phase === 'running' && evcc.reconnect());
  } else {
    if (what === 'crash') evcc.crash();
    else evcc.stop();
    clock.after(4000, () => evcc.phase === 'stopped' && evcc.start());
  }
}

/** One command of a run, with a value that no other one has. */
interface Sent {
  readonly topic: string;
  readonly value: number;
  readonly outcomes: Outcome[];
  /** How often it had been published when it ended. */
  published: number;
}

async function run(events: readonly { wait: number; what: Disturbance }[], gap: number): Promise<[Plant, Sent[]]> {
  const plant = await new Plant().start();
  let at = 0;
  for (const { wait, what } of events) {
    at += wait;
    plant.clock.after(at, () => disturb(plant, what));
  }
  const all: Sent[] = [];
  const timesSent = ({ topic, value }: Sent): number =>
    plant.published.filter((one) => one === `${topic}/set ${value}`).length;
  for (let number = 0; number < COMMANDS; number++) {
    const sent: Sent = { topic: TOPICS[number % 2] ?? '', value: number + 1, outcomes: [], published: 0 };
    all.push(sent);
    void plant.run(sent.topic, sent.value, { timeout: 1 + (number % 9) }).then((outcome) => {
      sent.outcomes.push(outcome);
      sent.published = timesSent(sent);
    });
    await plant.pass(gap);
  }
  await plant.pass(60_000, 100);
  for (const one of all) expect([one.value, timesSent(one)]).toEqual([one.value, one.published]);
  return [plant, all];
}

describe('commands while evcc and the broker restart at random', () => {
  const event = fc.record({
    wait: fc.integer({ min: 0, max: 6000 }),
    what: fc.constantFrom<Disturbance>('stop', 'crash', 'broker', 'lose'),
  });

  it('have one outcome each; none is sent after its end; the last one applied is what evcc has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 10, max: 300 }),
        async (events, gap) => {
          const [plant, all] = await run(events, gap);
          expect(all.filter(({ outcomes }) => outcomes.length !== 1)).toEqual([]);
          for (const { outcomes, published } of all) {
            const [setting] = outcomes[0]?.settings ?? [];
            // Evcc refuses none of them.
            expect(setting?.code).not.toBe('EVCC_REFUSED');
            expect(published > 0).toBe(setting?.sent !== null);
          }
          for (const topic of TOPICS) {
            const last = all.filter((one) => one.topic === topic).at(-1);
            if (last?.outcomes[0]?.result === 'applied') expect(plant.value(topic)).toBe(last.value);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
