import { describe, expect, it } from 'vitest';
import { Desk, obeys, RUNNING } from './support';

const TOPIC = 'site/batteryMode';
const HOLD = `${TOPIC}/set hold`;

async function holding(node = {}): Promise<Desk> {
  const desk = new Desk({ answer: obeys });
  const outcome = desk.run(TOPIC, 'hold', { hold: true, owner: node });
  await desk.pass(500);
  expect((await outcome).result).toBe('applied');
  expect(desk.published).toEqual([HOLD]);
  return desk;
}

describe('a battery mode that is held', () => {
  it('is repeated every 20 s', async () => {
    const desk = await holding();
    await desk.pass(60_000);
    expect(desk.published).toEqual([HOLD, HOLD, HOLD, HOLD]);
  });

  it('tells who asked that it is held, and when it no longer is', async () => {
    const desk = new Desk({ answer: obeys });
    const told: boolean[] = [];
    const onHeld = (held: boolean): void => void told.push(held);
    void desk.run(TOPIC, 'hold', { hold: true, onHeld });
    await desk.pass(60_000);
    expect(told).toEqual([true]);
    void desk.run(TOPIC, 'normal');
    await desk.pass(500);
    expect(told).toEqual([true, false]);
    // A word that ends a mode is not held itself.
    void desk.run(TOPIC, null, { hold: true, onHeld });
    await desk.pass(500);
    expect(told).toEqual([true, false]);
  });

  it('is not repeated without that', async () => {
    const desk = new Desk({ answer: obeys });
    void desk.run(TOPIC, 'hold');
    await desk.pass(120_000);
    expect(desk.published).toEqual([HOLD]);
  });

  it('ends with another value', async () => {
    const desk = await holding();
    void desk.run(TOPIC, 'normal');
    await desk.pass(60_000);
    expect(desk.published).toEqual([HOLD, `${TOPIC}/set normal`]);
  });

  it('goes over to another one that is held', async () => {
    const first = {};
    const desk = await holding(first);
    void desk.run(TOPIC, 'charge', { hold: true, owner: {} });
    await desk.pass(1000);
    // The first node's end clears nothing any more.
    desk.commands.end(first);
    await desk.pass(40_000);
    expect(desk.published).toEqual([HOLD, ...Array(3).fill(`${TOPIC}/set charge`)]);
  });

  it('ends with null, which clears it', async () => {
    const desk = await holding();
    const outcome = desk.run(TOPIC, null, { hold: true });
    await desk.pass(60_000);
    expect((await outcome).result).toBe('applied');
    expect(desk.published).toEqual([HOLD, `${TOPIC}/set -`]);
  });

  it('is cleared at its node’s end', async () => {
    const node = {};
    const desk = await holding(node);
    desk.commands.end({});
    expect(desk.published).toEqual([HOLD]);
    desk.commands.end(node);
    await desk.pass(60_000);
    expect(desk.published).toEqual([HOLD, `${TOPIC}/set -`]);
  });

  it('is cleared at the end of Node-RED', async () => {
    const desk = await holding();
    desk.commands.close();
    expect(desk.published).toEqual([HOLD, `${TOPIC}/set -`]);
  });

  it('rests while evcc is away and is set again when it is back', async () => {
    const desk = await holding();
    desk.says('status', 'offline');
    await desk.pass(60_000);
    expect(desk.published).toEqual([HOLD]);
    desk.says('status', 'online');
    for (const [topic, text] of RUNNING) desk.says(topic, text);
    await desk.pass(2000);
    expect(desk.published).toEqual([HOLD, HOLD]);
    await desk.pass(20_000);
    expect(desk.published).toEqual([HOLD, HOLD, HOLD]);
  });

  it('is not held when evcc refuses it', async () => {
    const desk = new Desk({ answer: (one, topic, text) => one.acknowledges(topic, text) });
    const outcome = desk.run(TOPIC, 'hold', { hold: true });
    await desk.pass(60_000);
    expect((await outcome).error?.code).toBe('EVCC_REFUSED');
    expect(desk.published).toEqual([HOLD]);
  });

  it('does not end with a value that is wrong', async () => {
    const desk = await holding();
    await desk.run(TOPIC, 'nonsense');
    await desk.pass(20_000);
    expect(desk.published).toEqual([HOLD, HOLD]);
  });

  it('is of no use to other settings', async () => {
    const desk = new Desk({ answer: obeys });
    void desk.run('site/bufferSoc', 50, { hold: true });
    await desk.pass(60_000);
    expect(desk.published).toHaveLength(1);
  });
});
