import { describe, expect, it } from 'vitest';
import { SETTERS } from '../../../src/lib/catalogue';
import { parseTarget } from '../../../src/lib/command/target';
import { listensAt, setterTopics } from '../../../src/lib/command/version';
import { Desk, errorOf, obeys, presentOf, RUNNING, results } from './support';

const LP = 'loadpoints/1';
const at = (topic: string, known: Parameters<typeof presentOf>[0]): string =>
  listensAt(parseTarget(topic, 'evcc').setting, presentOf(known));
const refusal = (topic: string, version: string): unknown =>
  errorOf(() => at(topic, { 'site/version': version })).params.since;

describe('where a setting is written', () => {
  it.each([
    ['0.133.0', 'phases'],
    ['0.301.1', 'phases'],
    ['0.301.2', 'phasesConfigured'],
    ['0.316.0', 'phasesConfigured'],
    // What a nightly is made of is in doubt: it may be the next release.
    ['0.301.1+12', 'phasesConfigured'],
    ['0.299.0', 'phases'],
    ['0.200.0+5', 'phases'],
    ['development', 'phasesConfigured'],
  ])('phases on %s: %s', (version, key) => {
    expect(at(`${LP}/phasesConfigured`, { 'site/version': version })).toBe(`${LP}/${key}`);
  });

  it('is listened to at every name', () => {
    expect(setterTopics(parseTarget(`${LP}/phases`, 'evcc').setting)).toEqual([
      `${LP}/phasesConfigured/set`,
      `${LP}/phases/set`,
    ]);
    expect(setterTopics(parseTarget(`${LP}/mode`, 'evcc').setting)).toEqual([`${LP}/mode/set`]);
  });
});

describe('what an evcc does not have', () => {
  it.each([
    ['0.299.9', '0.300.0'],
    ['0.300.0', undefined],
    ['0.300.1', '0.300.2'],
    ['0.300.2', undefined],
    ['0.301.0', undefined],
  ])('a plan’s strategy on %s came with %s', (version, since) => {
    for (const topic of [`${LP}/planStrategy`, 'vehicles/eup/planStrategy']) {
      if (since === undefined) expect(at(topic, { 'site/version': version })).toBe(topic);
      else expect(refusal(topic, version)).toBe(since);
    }
  });

  it('is what came later, for every setting that came', () => {
    for (const { topic, set } of SETTERS) {
      const since = set?.forms?.[0]?.since;
      const own = topic.replace('<n>', '1').replace('<name>', 'eup');
      if (since === undefined) expect(at(own, { 'site/version': '0.133.0' })).toMatch(/./);
      else expect(refusal(own, '0.133.0'), topic).toBe(since);
      expect(at(own, { 'site/version': '0.316.0' }), topic).toBe(own);
    }
  });

  it.each(['0.313.0+102', 'development', 'v0.317.0', ''])(
    'is not known of %j: evcc’s answer counts',
    async (version) => {
      const desk = new Desk({ stored: [...RUNNING, ['site/version', version]], answer: obeys });
      const outcome = desk.run('site/gridExportLimit', 5000);
      await desk.pass(1000);
      expect(desk.published).toEqual(['site/gridExportLimit/set 5000']);
      expect((await outcome).result).toBe('applied');
    },
  );

  it('is what is published all the same: that counts more than a number', () => {
    const known = { 'site/version': '0.304.2', loadpoints: 2 };
    expect(at(`${LP}/minSoc`, { ...known, [`${LP}/minSoc`]: 20 })).toBe(`${LP}/minSoc`);
    const everywhere = { 'site/version': '0.200.0', loadpoints: 2, 'loadpoints/2/smartFeedInPriorityLimit': 0.1 };
    expect(at('site/smartFeedInPriorityLimit', everywhere)).toBe('site/smartFeedInPriorityLimit');
    // 0.133 publishes a priority that cannot be set, 0.207 a precondition that is not the strategy's.
    const old = { 'site/version': '0.133.0', [`${LP}/priority`]: 0, [`${LP}/planStrategy/precondition`]: 0 };
    for (const key of ['priority', 'planStrategy'])
      expect(errorOf(() => at(`${LP}/${key}`, old)).key, key).toBe('notYet');
  });

  it('of several settings keeps all of them from being sent', async () => {
    const desk = new Desk({ stored: [...RUNNING, ['site/version', '0.304.2']], answer: obeys });
    const outcome = desk.all([
      { topic: `${LP}/limitSoc`, value: 80 },
      { topic: `${LP}/minSoc`, value: 20 },
    ]);
    await desk.pass(1000);
    expect(results(await outcome)).toEqual([`${LP}/limitSoc failed`, `${LP}/minSoc EVCC_NOT_SETTABLE`]);
    expect(desk.published).toEqual([]);
  });
});

describe('what confirms a setting by another name', () => {
  const OLD: [string, string][] = [
    ['site/version', '0.300.7'],
    [`${LP}/planContinuous`, 'false'],
    [`${LP}/planPrecondition`, '0'],
  ];

  it('is subscribed, listened for, and told by today’s', async () => {
    const desk = new Desk({ stored: [...RUNNING, ...OLD] });
    const outcome = desk.run(`${LP}/planStrategy`, { continuous: true, precondition: 1800 });
    await desk.pass(500);
    const filters = [...desk.needs.values()].flat();
    for (const key of ['planContinuous', 'planPrecondition', 'planStrategy/continuous'])
      expect(filters).toContain(`${LP}/${key}`);
    desk.acknowledges(`${LP}/planStrategy`, '{"continuous":true,"precondition":1800}');
    desk.says(`${LP}/planContinuous`, 'true');
    desk.says(`${LP}/planPrecondition`, '1800');
    expect((await outcome).result).toBe('applied');
    expect((await desk.run(`${LP}/planStrategy`, { precondition: 1800 })).result).toBe('unchanged');
  });

  it('says nothing where today’s is published', async () => {
    const today: [string, string][] = [
      [`${LP}/planStrategy/continuous`, 'false'],
      [`${LP}/planStrategy/precondition`, '0'],
    ];
    const desk = new Desk({ stored: [...RUNNING, ['site/version', '0.304.2'], ...today] });
    const outcome = desk.run(`${LP}/planStrategy`, { continuous: true, precondition: 0 });
    await desk.pass(500);
    for (const [topic, text] of today) desk.says(topic, text);
    desk.acknowledges(`${LP}/planStrategy`, '{"continuous":true,"precondition":0}');
    desk.says(`${LP}/planContinuous`, 'true');
    await desk.pass(2500);
    expect((await outcome).error?.code).toBe('EVCC_REFUSED');
  });
});

describe('a time of day', () => {
  const NOW = new Date(1_795_386_586_000);

  async function planned(
    ahead: number,
    time: unknown,
  ): Promise<{ desk: Desk; sent: string | undefined; error: unknown }> {
    const desk = new Desk({ stored: [...RUNNING, ['vehicles/eup/title', 'e-Up']] });
    desk.says('updated', String(Math.round((NOW.getTime() + ahead) / 1000)));
    const outcome = desk.run('vehicles/eup/planSoc', { soc: 90, time }, { timeout: 1 });
    await desk.pass(1500);
    return { desk, sent: /"time":"([^"]+)"/.exec(desk.published[0] ?? '')?.[1], error: (await outcome).error?.key };
  }

  // 23:29:46 in Berlin.
  it.each([
    [0, '23:30', '2026-11-22T22:30:00Z', []],
    [100_000, '23:30', '2026-11-22T22:30:00Z', []],
    [300_000, '23:30', '2026-11-23T22:30:00Z', ['clockAhead']],
    [-86_400_000, '23:30', '2026-11-21T22:30:00Z', ['clockBehind']],
  ])('is the next by evcc’s clock, %d ms ahead: %s is %s', async (ahead, time, at, warnings) => {
    const { desk, sent } = await planned(ahead, time);
    expect(sent).toBe(at);
    expect(desk.warnings).toEqual(warnings);
    void desk.run('vehicles/eup/planSoc', { soc: 80, time }, { timeout: 1 });
    await desk.pass(1500);
    expect(desk.warnings).toEqual(warnings);
  });

  it('a time that is past there is refused', async () => {
    expect(await planned(86_400_000, NOW.getTime() + 3_600_000)).toMatchObject({ sent: undefined, error: 'planPast' });
  });
});
