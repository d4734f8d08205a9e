import { expect, test } from 'vitest';
import { World } from '../../support/observe';

const POWER = 'site/pvPower';
const payloads = (sent: readonly { payload: unknown }[]): unknown[] => sent.map(({ payload }) => payload);

test('change: only what differs; update: every live publication, the stored copies not', () => {
  const w = new World().running({ [POWER]: '1' });
  const change = w.values([POWER], { initial: false });
  const update = w.values([POWER], { initial: false, emit: 'update' });
  w.live({ [POWER]: '1' })
    .live({ [POWER]: '2' })
    .live({ [POWER]: '2' });
  expect(payloads(change.sent)).toEqual([2]);
  expect(payloads(update.sent)).toEqual([1, 2, 2]);
  w.state.disconnected();
  w.running({ [POWER]: '3' });
  expect(payloads(change.sent)).toEqual([2, 3]);
  expect(payloads(update.sent)).toEqual([1, 2, 2]);
});

test('initial: what is known comes once and says so; a change after it does not', () => {
  const w = new World().running({ [POWER]: '1' });
  const { sent } = w.values([POWER]);
  w.live({ [POWER]: '2' });
  expect(sent.map(({ payload, evcc }) => [payload, evcc.initial, evcc.previous])).toEqual([
    [1, true, undefined],
    [2, false, 1],
  ]);
});

test('initial off: nothing until something differs from what the connection knew', () => {
  const w = new World().running({ [POWER]: '1' });
  const { sent } = w.values([POWER], { initial: false });
  w.live({ [POWER]: '1' });
  expect(sent).toEqual([]);
  w.live({ [POWER]: '2' });
  expect(sent.map(({ payload, evcc }) => [payload, evcc.previous])).toEqual([[2, 1]]);
});

test('a node from before the connection gets the stored copies as initial, a reconnect never is', () => {
  const w = new World();
  const { sent } = w.values([POWER]);
  w.running({ [POWER]: '1' });
  w.state.disconnected();
  w.running({ [POWER]: '2' });
  w.state.disconnected();
  w.running({ [POWER]: '2' });
  expect(sent.map(({ payload, evcc }) => [payload, evcc.initial])).toEqual([
    [1, true],
    [2, false],
  ]);
});

test('deadband: a number that moved by no more is not told, however slowly it creeps', () => {
  const w = new World().running({ [POWER]: '100' });
  const { sent } = w.values([POWER], { deadband: { size: 10, type: 'num' } });
  for (const power of ['105', '110', '111', '115', '121.1']) w.live({ [POWER]: power });
  expect(payloads(sent)).toEqual([100, 111, 121.1]);
  expect(sent.at(-1)?.evcc.previous).toBe(111);
});

test('deadband in percent goes by the last message', () => {
  const w = new World().running({ [POWER]: '1000' });
  const { sent } = w.values([POWER], { deadband: { size: 10, type: '%' } });
  for (const power of ['1100', '1101', '1000', '990']) w.live({ [POWER]: power });
  expect(payloads(sent)).toEqual([1000, 1101, 990]);
});

test('null, text and booleans always pass a deadband', () => {
  const w = new World().running({ 'loadpoints/1/charging': 'false', 'loadpoints/1/smartCostLimit': '0.2' });
  const { sent } = w.values(['loadpoints/1/charging', 'loadpoints/1/smartCostLimit'], {
    initial: false,
    deadband: { size: 100, type: 'num' },
  });
  w.live({ 'loadpoints/1/charging': 'true', 'loadpoints/1/smartCostLimit': '', updated: '9' });
  w.live({ 'loadpoints/1/smartCostLimit': '0.3' });
  expect(payloads(sent)).toEqual([true, null, 0.3]);
});

test('interval: the first at once, then one at its end, the newest, for each topic on its own', () => {
  const w = new World().running({ [POWER]: '1', 'site/homePower': '1' });
  const { sent } = w.values([POWER, 'site/homePower'], { interval: 10 });
  w.live({ [POWER]: '2' }).live({ [POWER]: '3' });
  w.clock.advance(9999);
  expect(payloads(sent)).toEqual([1, 1]);
  w.clock.advance(1);
  expect(payloads(sent)).toEqual([1, 1, 3]);
  w.clock.advance(60_000);
  expect(payloads(sent)).toEqual([1, 1, 3]);
  w.live({ [POWER]: '4' });
  expect(payloads(sent)).toEqual([1, 1, 3, 4]);
});

test('interval with change: a value that came back to the last one is no news', () => {
  const w = new World().running({ [POWER]: '1' });
  const { sent } = w.values([POWER], { interval: 10 });
  w.live({ [POWER]: '2' }).live({ [POWER]: '1' });
  w.clock.advance(60_000);
  expect(payloads(sent)).toEqual([1]);
});

test('object output: deadband and interval hold for the node as a whole', () => {
  const w = new World().running({ [POWER]: '100', 'site/homePower': '100' });
  const { sent } = w.object([POWER, 'site/homePower'], { interval: 10, deadband: { size: 10, type: 'num' } });
  w.clock.advance(10_400);
  sent.length = 0;
  w.live({ [POWER]: '105' });
  w.clock.advance(400);
  expect(sent).toEqual([]);
  w.live({ [POWER]: '120' });
  w.clock.advance(400);
  expect(sent.map(({ payload, evcc }) => [payload, evcc.changed])).toEqual([
    [{ site: { pvPower: 120, homePower: 100 } }, [POWER]],
  ]);
  w.live({ 'site/homePower': '200' });
  w.clock.advance(400);
  expect(sent).toHaveLength(1);
  w.clock.advance(10_000);
  expect(sent.at(-1)?.evcc.changed).toEqual(['site/homePower']);
});

test('payloads are copies: what one node does to its message, no other sees', () => {
  const w = new World().running({ 'site/grid/power': '1', 'site/grid/powers': '1', 'site/grid/powers/1': '5' });
  const one = w.values(['site/grid']);
  const other = w.values(['site/grid']);
  w.clock.advance(400);
  const payload = one.sent[0]?.payload as { power: number; powers: number[] };
  payload.power = 99;
  payload.powers.push(1);
  expect(other.sent[0]?.payload).toEqual({ power: 1, powers: [5] });
  w.live({ 'site/grid/power': '2' });
  w.clock.advance(400);
  expect(one.sent[1]?.payload).toEqual({ power: 2, powers: [5] });
});

test('a late node gets what is already known', () => {
  const w = new World().running({ [POWER]: '7' });
  w.values([POWER]);
  const late = w.values(['site/+']);
  expect(
    late.sent.filter(({ evcc }) => evcc.topic === POWER).map(({ payload, evcc }) => [payload, evcc.initial]),
  ).toEqual([[7, true]]);
});
