import { describe, expect, it } from 'vitest';
import type { Confirm, Outcome } from '../../../src/lib/command/types';
import { CONFIRMS, Desk, flush, obeys, RUNNING } from './support';

const TOPIC = 'loadpoints/1/limitSoc';
const KNOWN = [...RUNNING, [TOPIC, '70'] as const];

/** A desk at which 80 was sent for a limit that is known to be 70. */
async function sent(confirm: Confirm = 'applied', timeout = 10) {
  const desk = new Desk({ stored: KNOWN });
  const outcome: { now?: Outcome } = {};
  void desk.run(TOPIC, 80, { confirm, timeout }).then((one) => {
    outcome.now = one;
  });
  await desk.pass(300);
  expect(desk.published).toEqual([`${TOPIC}/set 80`]);
  return { desk, outcome };
}

describe('a command', () => {
  it('is published once, not retained, as text', async () => {
    const desk = new Desk({ stored: KNOWN, answer: obeys });
    const outcome = desk.run(TOPIC, '80');
    await desk.pass(1000);
    expect(desk.published).toEqual([`${TOPIC}/set 80`]);
    expect(await outcome).toMatchObject({
      result: 'applied',
      settings: [{ topic: TOPIC, sent: '80', result: 'applied' }],
    });
  });

  it('tells how long it took', async () => {
    const { desk, outcome } = await sent();
    await desk.pass(500);
    desk.acknowledges(TOPIC, '80');
    desk.says(TOPIC, '80');
    await flush();
    expect(outcome.now?.took).toBe(800);
  });

  /** Our own text, evcc's answer, and the state, by what they are called here. */
  const say = { own: ['/set', '80'], answer: ['/set', ''], state: ['', '80'], older: ['', '70'] } as const;
  type Word = keyof typeof say;
  const orders: [Word[]][] = [
    [['own', 'answer', 'state']],
    [['own', 'state', 'answer']],
    [['state', 'own', 'answer']],
    [['own', 'answer', 'older', 'state']],
    [['own', 'older', 'answer', 'state']],
    [['own', 'state', 'older', 'answer']],
    [['own', 'answer', 'state', 'older']],
    [['own', 'older', 'state', 'answer']],
    [['own', 'state', 'answer', 'older']],
  ];

  it.each(orders)('is applied whatever the order: %j', async (words) => {
    const { desk, outcome } = await sent();
    for (const word of words) {
      desk.says(`${TOPIC}${say[word][0]}`, say[word][1]);
      await desk.pass(150);
    }
    expect(outcome.now).toMatchObject({ result: 'applied' });
    expect(desk.published).toHaveLength(1);
  });

  it('is refused when the state does not come within 2 s of the acknowledgement', async () => {
    const { desk, outcome } = await sent();
    desk.acknowledges(TOPIC, '80');
    await desk.pass(1900);
    expect(outcome.now).toBeUndefined();
    await desk.pass(200);
    expect(outcome.now).toMatchObject({
      result: 'failed',
      error: {
        code: 'EVCC_REFUSED',
        key: 'refused',
        params: { topic: TOPIC, value: '80' },
        cause: { topic: TOPIC, value: 80, accepts: 'integer 0..100' },
      },
      settings: [{ sent: '80', result: 'failed', code: 'EVCC_REFUSED' }],
    });
    expect(desk.published).toHaveLength(1);
  });

  it('is not refused by a late older value', async () => {
    const { desk, outcome } = await sent();
    desk.acknowledges(TOPIC, '80');
    desk.says(TOPIC, '70');
    await desk.pass(1000);
    desk.says(TOPIC, '80');
    await flush();
    expect(outcome.now?.result).toBe('applied');
  });

  it('is acknowledged only after our own publish was seen', async () => {
    const { desk, outcome } = await sent('acknowledged');
    // Evcc's answer to somebody else.
    desk.says(`${TOPIC}/set`, '');
    desk.says(`${TOPIC}/set`, '60');
    desk.says(`${TOPIC}/set`, '');
    await flush();
    expect(outcome.now).toBeUndefined();
    desk.acknowledges(TOPIC, '80');
    await flush();
    expect(outcome.now).toMatchObject({ result: 'acknowledged', settings: [{ sent: '80' }] });
  });

  it('does not take a stored copy on the setter for its own publish', async () => {
    const { desk, outcome } = await sent('acknowledged');
    desk.says(`${TOPIC}/set`, '80', true);
    desk.says(`${TOPIC}/set`, '', true);
    await flush();
    expect(outcome.now).toBeUndefined();
  });

  it('that is only to be sent is done when it is', async () => {
    const { outcome } = await sent('none');
    expect(outcome.now).toMatchObject({ result: 'sent', settings: [{ sent: '80' }] });
  });

  it('is sent again without an acknowledgement, and never after one', async () => {
    const { desk, outcome } = await sent();
    await desk.pass(4200);
    expect(desk.published).toHaveLength(3);
    desk.acknowledges(TOPIC, '80');
    await desk.pass(1900);
    expect(desk.published).toHaveLength(3);
    expect(outcome.now).toBeUndefined();
    desk.says(TOPIC, '80');
    await flush();
    expect(outcome.now?.result).toBe('applied');
    await desk.pass(60_000);
    expect(desk.published).toHaveLength(3);
  });

  it('that is never acknowledged fails after its timeout', async () => {
    const { desk, outcome } = await sent('applied', 5);
    desk.says(`${TOPIC}/set`, '80');
    await desk.pass(4600);
    expect(outcome.now).toBeUndefined();
    await desk.pass(200);
    expect(outcome.now).toMatchObject({
      error: { code: 'EVCC_TIMEOUT', key: 'timeoutNoAck', params: { timeout: 5 } },
      settings: [{ sent: '80' }],
    });
  });

  it('that the broker does not pass on asks whether it may be written', async () => {
    const { desk, outcome } = await sent('applied', 5);
    await desk.pass(4800);
    expect(outcome.now?.error).toMatchObject({
      code: 'EVCC_TIMEOUT',
      key: 'notPassed',
      params: { value: '80', timeout: 5, wire: `${TOPIC}/set` },
    });
  });

  it.each([
    [135, 'notAuthorized'],
    [151, 'notTaken'],
  ])('that the broker refuses with reason code %d fails at once: %s', async (code, key) => {
    const { desk, outcome } = await sent();
    desk.refuse(code);
    await desk.pass(100);
    expect(outcome.now?.error).toMatchObject({ code: 'EVCC_REFUSED', key, params: { code, wire: `${TOPIC}/set` } });
    await desk.pass(11_000);
    expect(desk.published).toHaveLength(1);
  });

  it('whose state is outstanding at its timeout fails with that', async () => {
    const { desk, outcome } = await sent('applied', 1);
    desk.acknowledges(TOPIC, '80');
    await desk.pass(800);
    expect(outcome.now).toMatchObject({ error: { code: 'EVCC_TIMEOUT', key: 'timeout' } });
  });

  it('whose state came counts as applied even when its answer was lost', async () => {
    const { desk, outcome } = await sent();
    desk.says(TOPIC, '80');
    await desk.pass(2200);
    expect(outcome.now?.result).toBe('applied');
    expect(desk.published).toHaveLength(1);
  });

  it.each(CONFIRMS)('for what is already so is unchanged and sends nothing: %s', async (confirm) => {
    const desk = new Desk({ stored: [...RUNNING, [TOPIC, '80'], ['loadpoints/1/minCurrent', '6.123']] });
    const outcome = desk.run(TOPIC, 80, { confirm });
    const decimals = desk.run('loadpoints/1/minCurrent', 6.1234, { confirm });
    await desk.pass(500);
    expect(await outcome).toMatchObject({ result: 'unchanged', settings: [{ sent: null, result: 'unchanged' }] });
    expect(await decimals).toMatchObject({ result: 'unchanged' });
    expect(desk.published).toEqual([]);
  });

  it('is not unchanged while the present state is unknown', async () => {
    const desk = new Desk({ answer: obeys });
    const outcome = desk.run(TOPIC, 80);
    await desk.pass(500);
    expect(desk.published).toHaveLength(1);
    expect((await outcome).result).toBe('applied');
  });

  it('is not unchanged by what an earlier connection knew', async () => {
    const desk = new Desk({ stored: [...RUNNING, [TOPIC, '80']], answer: obeys });
    desk.disconnect();
    desk.connect(RUNNING);
    const outcome = desk.run(TOPIC, 80);
    await desk.pass(3000);
    expect(desk.published).toHaveLength(1);
    expect((await outcome).result).toBe('applied');
  });

  it.each([
    ['site/batteryMode', 'hold', 'site/batteryModeExternal'],
    ['loadpoints/1/vehicle', 'eup', 'loadpoints/1/vehicleName'],
  ])('that acts when repeated is never unchanged: %s', async (topic, value, state) => {
    const desk = new Desk({ stored: [...RUNNING, ['vehicles/eup/title', 'e-Up'], [state, value]] });
    const outcome = desk.run(topic, value);
    await desk.pass(500);
    expect(desk.published).toEqual([`${topic}/set ${value}`]);
    // Evcc does not publish again what is so already.
    desk.acknowledges(topic, value);
    expect((await outcome).result).toBe('applied');
  });

  it('clears, and sees the empty state at once', async () => {
    const topic = 'loadpoints/1/smartCostLimit';
    const desk = new Desk({ stored: [...RUNNING, [topic, '0.25']], answer: obeys });
    const outcome = desk.run(topic, null);
    await desk.pass(400);
    expect(await outcome).toMatchObject({ result: 'applied', settings: [{ sent: '-' }] });
  });

  it('for what was just cleared is sent, though it is not decided yet whether evcc wipes', async () => {
    const topic = 'loadpoints/1/smartCostLimit';
    const desk = new Desk({ stored: [...RUNNING, [topic, '0.25']], answer: obeys });
    await Promise.all([desk.run(topic, null), desk.pass(400)]);
    const outcome = desk.run(topic, 0.25);
    await desk.pass(400);
    expect(desk.published).toEqual([`${topic}/set -`, `${topic}/set 0.25`]);
    expect((await outcome).result).toBe('applied');
  });

  it('for the site’s price limit is applied when every loadpoint has it', async () => {
    const desk = new Desk();
    const outcome: { now?: Outcome } = {};
    void desk.run('site/smartCostLimit', 0.2).then((one) => {
      outcome.now = one;
    });
    await desk.pass(400);
    desk.acknowledges('site/smartCostLimit', '0.2');
    desk.says('loadpoints/1/smartCostLimit', '0.2');
    await flush();
    expect(outcome.now).toBeUndefined();
    desk.says('loadpoints/2/smartCostLimit', '0.2');
    await flush();
    expect(outcome.now?.result).toBe('applied');
  });

  it('for a mode of the new schema waits for alwaysCharge too', async () => {
    const desk = new Desk({ stored: [...RUNNING, ['loadpoints/1/mode', 'off'], ['loadpoints/1/alwaysCharge', 'off']] });
    const outcome: { now?: Outcome } = {};
    void desk.run('loadpoints/1/mode', 'minpv').then((one) => {
      outcome.now = one;
    });
    await desk.pass(400);
    desk.acknowledges('loadpoints/1/mode', 'minpv');
    desk.says('loadpoints/1/mode', 'smart');
    await flush();
    expect(outcome.now).toBeUndefined();
    desk.says('loadpoints/1/alwaysCharge', 'on');
    await flush();
    expect(outcome.now?.result).toBe('applied');
    expect(desk.published).toEqual(['loadpoints/1/mode/set minpv']);
  });
});

describe('a wrong command', () => {
  it('fails at once, also while evcc is away, and sends nothing', async () => {
    const desk = new Desk({ connected: false });
    const outcome = await desk.run(TOPIC, 'abc');
    expect(outcome).toMatchObject({
      result: 'failed',
      took: 0,
      error: { code: 'EVCC_INVALID' },
      settings: [{ topic: TOPIC, sent: null, result: 'failed', code: 'EVCC_INVALID' }],
    });
    expect(desk.published).toEqual([]);
  });

  it('is one without any setting', async () => {
    const desk = new Desk();
    const outcome = await desk.all([]);
    expect(outcome.result).toBe('failed');
    expect(outcome.error?.key).toBe('noTarget');
  });
});
