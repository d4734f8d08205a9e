import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseName } from '../../../demo/evcc';
import type { Outcome } from '../../../src/lib/command/types';
import { Plant } from './plant';

const LP = 'loadpoints/2';
const PUMP = 'loadpoints/3';

/** Another evcc in the place of the one that runs, after a stop or a crash. */
async function become(plant: Plant, release: ReleaseName, how: 'stop' | 'crash' = 'stop'): Promise<void> {
  plant.evcc.upgrade(release);
  plant.evcc[how]();
  await plant.until(() => plant.evcc.phase === 'stopped');
  await plant.pass(500);
  plant.evcc.start();
  await plant.until(() => plant.state.phase !== 'running');
  await plant.until(() => plant.state.phase === 'running');
}

/** What was sent for a command, and how it ended. */
async function told(plant: Plant, topic: string, value: unknown): Promise<string> {
  const before = plant.published.length;
  const { error, result } = await plant.done(topic, value);
  const sent = plant.published.slice(before).map((one) => one.split(' ')[1]);
  return `${sent.join(' ') || '-'}: ${error ? `${error.code} ${error.key}` : result}`;
}

const refusals = ({ evcc }: Plant): unknown[] =>
  evcc.events.filter((event) => JSON.stringify(event).includes('refused'));

describe('back from 0.316 to 0.313', () => {
  it.each(['stop', 'crash'] as const)('modes and alwaysCharge are those of the old one at once: %s', async (how) => {
    const plant = await new Plant('0.316').start();
    await plant.done(`${LP}/mode`, 'minpv');
    expect(plant.value(`${LP}/alwaysCharge`)).toBe('on');
    await become(plant, '0.313', how);
    // Its own oddity: it publishes the mode that the newer one has stored.
    expect(plant.value(`${LP}/mode`)).toBe('smart');
    expect(await told(plant, `${LP}/alwaysCharge`, 'once')).toBe('-: EVCC_NOT_SETTABLE notYet');
    expect(await told(plant, `${LP}/solarShare`, 0.5)).toBe('-: EVCC_NOT_SETTABLE notYet');
    expect(await told(plant, `${LP}/mode`, 'minpv')).toBe('minpv: applied');
    expect(await told(plant, `${LP}/mode`, 'pv')).toBe('pv: applied');
    expect(await told(plant, `${LP}/mode`, 'now')).toBe('now: applied');
    expect(await told(plant, `${LP}/mode`, 'smart')).toBe('pv: applied');
    expect(await told(plant, `${LP}/mode`, 'toggle')).toBe('minpv: applied');
    await plant.pass(180_000, 100);
    expect(await told(plant, `${LP}/alwaysCharge`, 'off')).toBe('-: EVCC_NOT_SETTABLE notYet');
    expect(refusals(plant)).toEqual([]);
  });

  it('a mode smart that was stored is not what is asked for', async () => {
    const plant = await new Plant('0.316').start();
    await plant.done(`${LP}/mode`, 'smart');
    await become(plant, '0.313');
    expect(await told(plant, `${LP}/mode`, 'smart')).toBe('pv: applied');
  });
});

describe('a command that 0.316 did not answer, when 0.313 is back', () => {
  it.each([
    ['alwaysCharge', 'on', ['alwaysCharge/set on'], 'EVCC_NOT_SETTABLE'],
    ['mode', 'smart', ['mode/set smart', 'mode/set pv'], 'applied'],
    ['limitSoc', 70, ['limitSoc/set 70', 'limitSoc/set 70'], 'applied'],
  ])('%s %s goes on as that one has it', async (key, value, sent, end) => {
    const plant = await new Plant('0.316').start();
    await plant.done(`${LP}/mode`, 'now');
    await plant.done(`${LP}/limitSoc`, 60);
    await plant.done(`${LP}/alwaysCharge`, 'off');
    await plant.pass(1000);
    const before = plant.published.length;
    plant.evcc.loseConnection();
    const outcome = plant.run(`${LP}/${key}`, value, { timeout: 60 });
    await plant.until(() => plant.published.length > before);
    await become(plant, '0.313', 'crash');
    await plant.pass(20_000, 100);
    const { error, result } = await outcome;
    expect(error?.code ?? result).toBe(end);
    expect(plant.published.slice(before)).toEqual(sent.map((one) => `${LP}/${one}`));
  });
});

describe('from 0.313 to 0.316', () => {
  it('what came is settable at once, in the new words', async () => {
    const plant = await new Plant('0.313').start();
    await plant.done(`${LP}/mode`, 'minpv');
    expect(await told(plant, 'site/gridExportLimit', 5000)).toBe('-: EVCC_NOT_SETTABLE notYet');
    await become(plant, '0.316');
    expect(await told(plant, `${LP}/mode`, 'smart')).toMatch(/^(smart: applied|-: unchanged)$/);
    expect(await told(plant, `${LP}/alwaysCharge`, 'once')).toBe('once: applied');
    expect(await told(plant, `${LP}/solarShare`, 0.5)).toBe('0.5: applied');
    expect(await told(plant, 'site/gridExportLimit', 5000)).toBe('5000: applied');
    expect(refusals(plant)).toEqual([]);
  });
});

describe('the heat pump', () => {
  it('takes pv and minpv as smart on 0.316, and no alwaysCharge', async () => {
    const plant = await new Plant('0.316').start();
    for (const word of ['minpv', 'pv']) {
      await plant.done(`${PUMP}/mode`, 'now');
      expect(await told(plant, `${PUMP}/mode`, word)).toBe(`${word}: applied`);
      expect(plant.value(`${PUMP}/mode`)).toBe('smart');
      expect(await told(plant, `${PUMP}/mode`, word)).toBe('-: unchanged');
    }
    for (const value of ['on', 'off', 'once', 'toggle'])
      expect(await told(plant, `${PUMP}/alwaysCharge`, value)).toBe('-: EVCC_INVALID alwaysChargeDevice');
    expect(refusals(plant)).toEqual([]);
  });

  it('takes minpv as such before', async () => {
    const plant = await new Plant('0.313').start();
    await plant.done(`${PUMP}/mode`, 'off');
    expect(await told(plant, `${PUMP}/mode`, 'minpv')).toBe('minpv: applied');
    expect(plant.value(`${PUMP}/mode`)).toBe('minpv');
  });
});

describe('a battery mode that is held', () => {
  it('is not repeated at an evcc that has no such setting or word', async () => {
    const plant = await new Plant('0.313').start();
    const held: boolean[] = [];
    const options = { hold: true, owner: {}, onHeld: (one: boolean) => void held.push(one) };
    await plant.done('site/batteryMode', 'holdcharge', options);
    expect(held).toEqual([true]);
    await become(plant, '0.304');
    const sent = plant.published.length;
    await plant.pass(90_000, 100);
    expect(plant.published.slice(sent)).toEqual([]);
    await become(plant, '0.313');
    await plant.pass(1000);
    expect(plant.published.at(-1)).toBe('site/batteryMode/set holdcharge');
  });

  it('is refused where it cannot be, and holds nothing', async () => {
    const plant = await new Plant('0.200').start();
    const held: boolean[] = [];
    const options = { hold: true, owner: {}, onHeld: (one: boolean) => void held.push(one) };
    expect((await plant.done('site/batteryMode', 'hold', options)).error?.key).toBe('notYet');
    await plant.pass(60_000, 100);
    expect(plant.published).toEqual([]);
    expect(held).toEqual([]);
  });
});

describe('commands while evcc is updated and set back at random', () => {
  const change = fc.record({
    wait: fc.integer({ min: 500, max: 20_000 }),
    to: fc.constantFrom<ReleaseName>('0.313', '0.316'),
    how: fc.constantFrom('stop' as const, 'crash' as const),
  });
  const commands = fc.array(
    fc.constantFrom<readonly [string, unknown]>(
      [`${LP}/mode`, 'smart'],
      [`${LP}/mode`, 'minpv'],
      [`${LP}/mode`, 'pv'],
      [`${LP}/mode`, 'toggle'],
      [`${PUMP}/mode`, 'minpv'],
      [`${PUMP}/mode`, 'now'],
      [`${LP}/alwaysCharge`, 'on'],
      [`${PUMP}/alwaysCharge`, 'on'],
      [`${LP}/solarShare`, 0.4],
      ['site/gridExportLimit', 4000],
    ),
    { minLength: 30, maxLength: 60 },
  );

  it('each have one outcome, and none is refused by evcc or meets its silence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), commands, async (changes, all) => {
        const plant = await new Plant('0.313').start();
        let at = 0;
        for (const { wait, to, how } of changes) {
          at += wait;
          plant.clock.after(at, () => {
            if (plant.evcc.phase !== 'running') return;
            plant.evcc.upgrade(to);
            plant.evcc[how]();
            plant.clock.after(4000, () => plant.evcc.phase === 'stopped' && plant.evcc.start());
          });
        }
        const outcomes: Outcome[] = [];
        for (const [topic, value] of all) {
          void plant.run(topic, value, { timeout: 30 }).then((one) => outcomes.push(one));
          await plant.pass(700, 50);
        }
        await plant.pass(60_000, 100);
        expect(outcomes).toHaveLength(all.length);
        const failed = outcomes.flatMap(({ error }) => (error ? [`${error.code} ${error.key}`] : []));
        const honest = ['EVCC_NOT_SETTABLE notYet', 'EVCC_INVALID alwaysChargeDevice'];
        expect(failed.filter((one) => !honest.includes(one))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
