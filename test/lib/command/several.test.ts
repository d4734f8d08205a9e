import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/lib/command/types';
import { DEMO, Desk, flush, obeys, results } from './support';

const LP = 'loadpoints/2';

async function run(settings: Record<string, unknown>, desk = new Desk({ stored: DEMO, answer: obeys })) {
  const outcome = desk.all(
    Object.entries(settings).map(([topic, value]) => ({ topic: topic.replace('LP', LP), value })),
  );
  await desk.pass(3000);
  return { desk, outcome: await outcome };
}

describe('several settings in one message', () => {
  it('are sent one after the other, each with its outcome', async () => {
    const { desk, outcome } = await run({ 'LP/mode': 'now', 'LP/limitSoc': 80, 'LP/minSoc': 0 });
    expect(desk.published).toEqual([`${LP}/mode/set now`, `${LP}/limitSoc/set 80`]);
    // Something was done, and all is certain.
    expect(outcome.result).toBe('applied');
    expect(results(outcome)).toEqual([`${LP}/mode applied`, `${LP}/limitSoc applied`, `${LP}/minSoc unchanged`]);
  });

  it('wait for the acknowledgement of the one before', async () => {
    const desk = new Desk({ stored: DEMO });
    void desk.all([
      { topic: `${LP}/limitSoc`, value: 80 },
      { topic: `${LP}/minSoc`, value: 10 },
    ]);
    await desk.pass(1000);
    expect(desk.published).toEqual([`${LP}/limitSoc/set 80`]);
    desk.acknowledges(`${LP}/limitSoc`, '80');
    expect(desk.published).toEqual([`${LP}/limitSoc/set 80`, `${LP}/minSoc/set 10`]);
  });

  it('are none of them sent when one is wrong', async () => {
    const { desk, outcome } = await run({ 'LP/mode': 'now', 'LP/limitSoc': 101, 'LP/chargePower': 1 });
    expect(desk.published).toEqual([]);
    expect(outcome.settings.map(({ result, code }) => [result, code])).toEqual([
      ['failed', undefined],
      ['failed', 'EVCC_INVALID'],
      ['failed', 'EVCC_NOT_SETTABLE'],
    ]);
    expect(outcome.error?.key).toBe('range');
  });

  it('are none of them sent when one breaks a rule', async () => {
    const { desk, outcome } = await run({ 'LP/limitSoc': 80, 'LP/minCurrent': 20 });
    expect(desk.published).toEqual([]);
    expect(results(outcome)).toEqual([`${LP}/limitSoc failed`, `${LP}/minCurrent EVCC_INVALID`]);
  });

  it('are still sent when one fails', async () => {
    const desk = new Desk({
      stored: DEMO,
      answer: (one, topic, text) =>
        topic.endsWith('limitSoc') ? one.acknowledges(topic, text) : obeys(one, topic, text),
    });
    const { outcome } = await run({ 'LP/limitSoc': 80, 'LP/minSoc': 10 }, desk);
    expect(results(outcome)).toEqual([`${LP}/limitSoc EVCC_REFUSED`, `${LP}/minSoc applied`]);
    expect(outcome).toMatchObject({ result: 'failed', error: { code: 'EVCC_REFUSED' } });
  });

  it('each get their time when evcc does not answer the first', async () => {
    const desk = new Desk({
      stored: DEMO,
      answer: (one, topic, text) => topic.endsWith('minSoc') && obeys(one, topic, text),
    });
    const pending = desk.all([
      { topic: `${LP}/limitSoc`, value: 80 },
      { topic: `${LP}/minSoc`, value: 10 },
    ]);
    await desk.pass(11_000);
    expect(results(await pending)).toEqual([`${LP}/limitSoc EVCC_TIMEOUT`, `${LP}/minSoc applied`]);
  });

  it('are judged by the state that they leave together', async () => {
    const { outcome } = await run({ 'LP/minCurrent': 20, 'LP/maxCurrent': 32 });
    expect(outcome.result).toBe('applied');
    const wrong = await run({ 'LP/minCurrent': 10, 'LP/maxCurrent': 8 });
    expect(wrong.outcome.error?.key).toBe('currents');
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ 'LP/minCurrent': 20, 'LP/maxCurrent': 32 }, ['maxCurrent/set 32', 'minCurrent/set 20']],
    [{ 'LP/maxCurrent': 4, 'LP/minCurrent': 2 }, ['minCurrent/set 2', 'maxCurrent/set 4']],
    [{ 'LP/minCurrent': 8, 'LP/maxCurrent': 10 }, ['minCurrent/set 8', 'maxCurrent/set 10']],
    [{ 'LP/batteryBoost': true, 'LP/mode': 'pv' }, ['mode/set pv', 'batteryBoost/set true']],
  ])('go out in an order that evcc accepts: %j', async (settings, expected) => {
    const { desk, outcome } = await run(settings);
    expect(desk.published).toEqual(expected.map((one) => `${LP}/${one}`));
    expect(outcome.result).toBe('applied');
  });

  it('of the battery go out in an order that evcc accepts', async () => {
    const desk = new Desk({ stored: DEMO, answer: obeys });
    const first = await run({ 'site/prioritySoc': 20, 'site/bufferSoc': 40, 'site/bufferStartSoc': 60 }, desk);
    expect(first.outcome.result).toBe('applied');
    desk.published.length = 0;
    const second = await run({ 'site/prioritySoc': 70, 'site/bufferSoc': 80, 'site/bufferStartSoc': 90 }, desk);
    expect(desk.published).toEqual(['site/bufferStartSoc/set 90', 'site/bufferSoc/set 80', 'site/prioritySoc/set 70']);
    expect(second.outcome.result).toBe('applied');
  });

  it('set battery boost again after a mode that switches it off', async () => {
    const stored = [...DEMO, [`${LP}/mode`, 'pv'] as const, [`${LP}/batteryBoost`, 'true'] as const];
    const { desk, outcome } = await run(
      { 'LP/batteryBoost': true, 'LP/mode': 'minpv' },
      new Desk({ stored, answer: obeys }),
    );
    expect(desk.published).toEqual([`${LP}/mode/set minpv`, `${LP}/batteryBoost/set true`]);
    expect(outcome.result).toBe('applied');
  });

  it('may not name the same one twice', async () => {
    const desk = new Desk({ stored: DEMO });
    await desk.pass(1100);
    const outcome = await desk.all([
      { topic: 'loadpoints/Garage/mode', value: 'now' },
      { topic: `${LP}/mode`, value: 'pv' },
    ]);
    expect(outcome.error).toMatchObject({ code: 'EVCC_INVALID', key: 'twice', params: { topic: `${LP}/mode` } });
  });

  it('may be superseded one by one', async () => {
    const desk = new Desk({ stored: DEMO });
    const outcome: { now?: Outcome } = {};
    void desk
      .all([
        { topic: `${LP}/limitSoc`, value: 80 },
        { topic: `${LP}/minSoc`, value: 10 },
      ])
      .then((one) => {
        outcome.now = one;
      });
    await desk.pass(1000);
    const newer = desk.run(`${LP}/minSoc`, 20);
    desk.acknowledges(`${LP}/limitSoc`, '80');
    desk.says(`${LP}/limitSoc`, '80');
    await flush();
    expect(outcome.now?.result).toBe('superseded');
    await desk.pass(500);
    expect(desk.published).toEqual([`${LP}/limitSoc/set 80`, `${LP}/minSoc/set 20`]);
    desk.acknowledges(`${LP}/minSoc`, '20');
    desk.says(`${LP}/minSoc`, '20');
    expect((await newer).result).toBe('applied');
  });
});
