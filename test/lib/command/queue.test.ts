import { describe, expect, it } from 'vitest';
import { CHANGE_QUIET } from '../../../src/lib/constants';
import { Desk, flush, obeys, RUNNING, results } from './support';

const TOPIC = 'loadpoints/1/limitSoc';
const KNOWN = [
  ...RUNNING,
  [TOPIC, '70'] as const,
  ['loadpoints/1/batteryBoost', 'false'] as const,
  ['loadpoints/1/mode', 'pv'] as const,
];

/** A desk whose subscriptions are there already. */
async function ready(answer: (desk: Desk, topic: string, text: string) => void = () => undefined): Promise<Desk> {
  const desk = new Desk({ stored: KNOWN, answer });
  desk.commands.prepare({}, [
    TOPIC,
    'loadpoints/1/mode',
    'loadpoints/1/batteryBoost',
    'loadpoints/1/minCurrent',
    'loadpoints/1/maxCurrent',
  ]);
  await desk.pass(1000);
  return desk;
}

describe('commands for the same setting', () => {
  it('are under way one at a time; what waits is superseded', async () => {
    const desk = await ready();
    const outcomes = [71, 72, 73, 74].map((value) => desk.run(TOPIC, value));
    await flush();
    expect(desk.published).toEqual([`${TOPIC}/set 71`]);
    expect((await outcomes[1])?.result).toBe('superseded');
    expect(await outcomes[2]).toMatchObject({ result: 'superseded', settings: [{ sent: null, result: 'superseded' }] });
    desk.acknowledges(TOPIC, '71');
    desk.says(TOPIC, '71');
    expect((await outcomes[0])?.result).toBe('applied');
    await desk.pass(CHANGE_QUIET);
    expect(desk.published).toEqual([`${TOPIC}/set 71`, `${TOPIC}/set 74`]);
    desk.acknowledges(TOPIC, '74');
    desk.says(TOPIC, '74');
    expect((await outcomes[3])?.result).toBe('applied');
  });

  it('back to what evcc still says are sent all the same, as the one before is about to change it', async () => {
    const desk = await ready();
    const first = desk.run(TOPIC, 80, { confirm: 'acknowledged' });
    const second = desk.run(TOPIC, 70);
    desk.acknowledges(TOPIC, '80');
    expect((await first).result).toBe('acknowledged');
    expect(desk.published).toHaveLength(1);
    desk.says(TOPIC, '80');
    await desk.pass(CHANGE_QUIET);
    expect(desk.published).toEqual([`${TOPIC}/set 80`, `${TOPIC}/set 70`]);
    desk.acknowledges(TOPIC, '70');
    desk.says(TOPIC, '70');
    expect((await second).result).toBe('applied');
  });

  it('are not unchanged after one whose fate is not known', async () => {
    const desk = await ready();
    const first = desk.run(TOPIC, 80, { timeout: 1 });
    desk.says(`${TOPIC}/set`, '80');
    await desk.pass(1100);
    expect((await first).error?.key).toBe('timeoutNoAck');
    const second = desk.run(TOPIC, 70);
    expect(desk.published).toEqual([`${TOPIC}/set 80`, `${TOPIC}/set 70`]);
    desk.acknowledges(TOPIC, '70');
    expect((await second).result).toBe('applied');
    const third = desk.run(TOPIC, 70);
    expect((await third).result).toBe('unchanged');
  });

  it('add up where they are relative, whichever are superseded', async () => {
    const desk = await ready(obeys);
    const outcomes = Promise.all(['+5', '+5', '+5', '-1'].map((value) => desk.run(TOPIC, value)));
    await desk.pass(100);
    expect((await outcomes).map(({ result }) => result)).toEqual(['applied', 'superseded', 'superseded', 'applied']);
    expect(desk.published).toEqual([`${TOPIC}/set 75`, `${TOPIC}/set 84`]);
  });

  it('start anew with a relative one after an absolute one that waited', async () => {
    const desk = await ready(obeys);
    const outcomes = Promise.all(['+1', 40, '+5'].map((value) => desk.run(TOPIC, value)));
    await desk.pass(100);
    expect((await outcomes).map(({ result }) => result)).toEqual(['applied', 'superseded', 'applied']);
    expect(desk.published.at(-1)).toBe(`${TOPIC}/set 45`);
  });

  it('toggle as often as they were pressed', async () => {
    const topic = 'loadpoints/1/batteryBoost';
    const desk = await ready(obeys);
    const outcomes = Promise.all([1, 2, 3].map(() => desk.run(topic, 'toggle')));
    await desk.pass(100);
    expect((await outcomes).map(({ result }) => result)).toEqual(['applied', 'superseded', 'unchanged']);
    expect(desk.state.tree.get(topic)?.text).toBe('true');
  });

  it('that are wrong supersede nothing', async () => {
    const desk = await ready();
    desk.says('loadpoints/1/minCurrent', '6');
    desk.says('loadpoints/1/maxCurrent', '16');
    await desk.pass(CHANGE_QUIET);
    void desk.run('loadpoints/1/maxCurrent', 20);
    const waiting = desk.run('loadpoints/1/maxCurrent', 10);
    const wrong = await desk.run('loadpoints/1/maxCurrent', 5);
    expect(wrong.error).toMatchObject({ code: 'EVCC_INVALID', key: 'currents', params: { min: 6, max: 5 } });
    desk.acknowledges('loadpoints/1/maxCurrent', '20');
    desk.says('loadpoints/1/maxCurrent', '20');
    await desk.pass(CHANGE_QUIET);
    expect(desk.published.at(-1)).toBe('loadpoints/1/maxCurrent/set 10');
    desk.acknowledges('loadpoints/1/maxCurrent', '10');
    desk.says('loadpoints/1/maxCurrent', '10');
    expect((await waiting).result).toBe('applied');
  });

  it('fail with that when the one before kept them waiting', async () => {
    const desk = await ready();
    void desk.run(TOPIC, 80, { timeout: 60 });
    const second = desk.run(TOPIC, 81, { timeout: 1 });
    await desk.pass(1100);
    expect((await second).error).toMatchObject({ code: 'EVCC_TIMEOUT', key: 'timeoutWaiting' });
    await desk.pass(60_000);
    expect(desk.published.filter((one) => one.endsWith('81'))).toEqual([]);
  });

  it('that are only to be sent leave room for the next as soon as evcc has taken them', async () => {
    const desk = await ready();
    const first = await desk.run(TOPIC, 80, { confirm: 'none' });
    const second = desk.run(TOPIC, 81, { confirm: 'none' });
    expect(first.result).toBe('sent');
    expect(desk.published).toHaveLength(1);
    await desk.pass(2100);
    expect((await second).result).toBe('sent');
    expect(desk.published).toEqual([`${TOPIC}/set 80`, `${TOPIC}/set 81`]);
  });
});

describe('a setting that evcc has changed just now', () => {
  it('waits until nothing more changes, and is superseded by what comes meanwhile', async () => {
    const desk = await ready();
    desk.says(TOPIC, '50');
    desk.says(TOPIC, '60');
    const outcomes = [50, 60].map((value) => desk.run(TOPIC, value));
    expect((await Promise.all(outcomes)).map(({ result }) => result)).toEqual(['superseded', 'unchanged']);
    const other = desk.run(TOPIC, 50);
    await desk.pass(CHANGE_QUIET - 50);
    expect(desk.published).toEqual([]);
    desk.says(TOPIC, '61');
    await desk.pass(CHANGE_QUIET - 50);
    expect(desk.published).toEqual([]);
    await desk.pass(50);
    expect(desk.published).toEqual([`${TOPIC}/set 50`]);
    desk.acknowledges(TOPIC, '50');
    desk.says(TOPIC, '50');
    expect((await other).result).toBe('applied');
  });

  it('is changed by a button at once', async () => {
    const desk = await ready();
    desk.says(TOPIC, '50');
    void desk.run(TOPIC, '+5');
    await flush();
    expect(desk.published).toEqual([`${TOPIC}/set 55`]);
  });

  it('does not keep other settings back, nor longer than its own turn', async () => {
    const desk = await ready();
    desk.says(TOPIC, '50');
    await desk.pass(200);
    desk.says('loadpoints/1/maxCurrent', '20');
    void desk.run('loadpoints/1/maxCurrent', 10);
    void desk.run(TOPIC, 55);
    await desk.pass(100);
    expect(desk.published).toEqual([`${TOPIC}/set 55`]);
    await desk.pass(150);
    expect(desk.published).toEqual([`${TOPIC}/set 55`, 'loadpoints/1/maxCurrent/set 10']);
  });
});

describe('commands for settings that belong together', () => {
  it('are checked one after the other', async () => {
    const desk = await ready(obeys);
    desk.says('loadpoints/1/minCurrent', '6');
    desk.says('loadpoints/1/maxCurrent', '16');
    await desk.pass(CHANGE_QUIET);
    const outcomes = Promise.all([desk.run('loadpoints/1/maxCurrent', 32), desk.run('loadpoints/1/minCurrent', 20)]);
    await flush();
    expect(desk.published).toEqual(['loadpoints/1/maxCurrent/set 32']);
    await desk.pass(100);
    expect((await outcomes).map(({ result }) => result)).toEqual(['applied', 'applied']);
  });

  it('do not hold up others', async () => {
    const desk = await ready();
    void desk.run(TOPIC, 80);
    void desk.run('loadpoints/1/mode', 'now');
    expect(desk.published).toEqual([`${TOPIC}/set 80`, 'loadpoints/1/mode/set now']);
  });
});

describe('a thousand commands in a second', () => {
  it('end in one final state each, and have one outcome each', async () => {
    const topics = ['limitSoc', 'minSoc', 'priority', 'enableDelay', 'limitEnergy'].map((key) => `loadpoints/1/${key}`);
    const desk = new Desk({ stored: RUNNING, answer: obeys });
    const settled: string[] = [];
    for (let index = 0; index < 1000; index++) {
      const topic = topics[index % 5] ?? '';
      void desk.run(topic, (index % 97) % 11).then((outcome) => settled.push(...results(outcome)));
      desk.clock.advance(1);
      if (index % 10 === 0) await flush();
    }
    await desk.pass(1000);
    expect(settled).toHaveLength(1000);
    for (const [at, topic] of topics.entries()) {
      expect(desk.state.tree.get(topic)?.text).toBe(String(((995 + at) % 97) % 11));
    }
    expect(settled.every((one) => / (applied|unchanged|superseded)$/.test(one))).toBe(true);
  });
});

describe('evcc-in wired to evcc-out', () => {
  it('comes to rest', async () => {
    const desk = await ready(obeys);
    let rounds = 0;
    desk.state.tap(TOPIC, (text) => {
      if (text === '') return;
      rounds++;
      desk.clock.after(1, () => void desk.run(TOPIC, Number(text)));
    });
    desk.says(TOPIC, '55');
    await desk.pass(5000);
    expect(rounds).toBe(1);
    expect(desk.published).toEqual([]);
  });
});
