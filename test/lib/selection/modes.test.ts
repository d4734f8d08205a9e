import { expect, test } from 'vitest';
import type { ModeNames } from '../../../src/lib/state/mode-names';
import { World } from '../../support/observe';

const world = (names: ModeNames, stored: Record<string, string> = {}): World =>
  new World('evcc', names).running(stored);

test('classic: on an older evcc the mode comes at once, in its own words', () => {
  const w = world('classic');
  const { sent, pairs } = w.values(['loadpoints/1/mode']);
  sent.length = 0;
  w.live({ 'loadpoints/1/mode': 'minpv' });
  expect(pairs()).toEqual([['loadpoints/1/mode', 'minpv']]);
});

test('classic: smart is pv, with alwaysCharge on or once it is minpv', () => {
  for (const [always, mode] of [
    ['off', 'pv'],
    ['on', 'minpv'],
    ['once', 'minpv'],
  ]) {
    const w = world('classic', { 'loadpoints/1/mode': 'smart', 'loadpoints/1/alwaysCharge': always ?? '' });
    const { pairs } = w.values(['loadpoints/1/mode']);
    w.clock.advance(500);
    expect(pairs(), always).toEqual([['loadpoints/1/mode', mode]]);
  }
});

test('classic: mode and alwaysCharge of one burst are one message, in either order', () => {
  for (const order of [
    ['mode', 'alwaysCharge'],
    ['alwaysCharge', 'mode'],
  ]) {
    const w = world('classic', { 'loadpoints/1/mode': 'now', 'loadpoints/1/alwaysCharge': 'off' });
    const { sent, pairs } = w.values(['loadpoints/1/mode']);
    w.clock.advance(500);
    sent.length = 0;
    const values: Record<string, string> = { mode: 'smart', alwaysCharge: 'on' };
    for (const key of order) {
      w.live({ [`loadpoints/1/${key}`]: values[key] ?? '' });
      w.clock.advance(40);
    }
    w.clock.advance(500);
    expect(pairs(), order.join()).toEqual([['loadpoints/1/mode', 'minpv']]);
    expect(sent[0]?.evcc.previous).toBe('now');
  }
});

test('classic: a change of alwaysCharge alone is a change of mode', () => {
  const w = world('classic', { 'loadpoints/1/mode': 'smart', 'loadpoints/1/alwaysCharge': 'once' });
  const { sent, pairs } = w.values(['loadpoints/1/mode']);
  w.clock.advance(500);
  sent.length = 0;
  w.live({ 'loadpoints/1/alwaysCharge': 'on' });
  w.clock.advance(500);
  expect(pairs()).toEqual([]);
  w.live({ 'loadpoints/1/alwaysCharge': 'off' });
  w.clock.advance(500);
  expect(pairs()).toEqual([['loadpoints/1/mode', 'pv']]);
});

test('smart: pv and minpv of an older evcc are smart, and a change between them is none', () => {
  const w = world('smart');
  const { pairs } = w.values(['loadpoints/1/mode', 'loadpoints/2/mode']);
  w.live({ 'loadpoints/1/mode': 'minpv' });
  w.live({ 'loadpoints/1/mode': 'now' });
  expect(pairs()).toEqual([
    ['loadpoints/1/mode', 'smart'],
    ['loadpoints/2/mode', 'off'],
    ['loadpoints/1/mode', 'now'],
  ]);
});

test('published: the words that evcc publishes', () => {
  const w = world('published', { 'loadpoints/1/mode': 'smart', 'loadpoints/1/alwaysCharge': 'on' });
  expect(w.values(['loadpoints/+/mode']).pairs()).toEqual([
    ['loadpoints/1/mode', 'smart'],
    ['loadpoints/2/mode', 'off'],
  ]);
});

test("a vehicle's mode goes with its own alwaysCharge, and empty is null", () => {
  const w = world('classic', { 'vehicles/eup/mode': 'smart', 'vehicles/eup/alwaysCharge': 'on' });
  const { sent, pairs } = w.values(['vehicles/eup/mode']);
  w.clock.advance(500);
  expect(pairs()).toEqual([['vehicles/eup/mode', 'minpv']]);
  sent.length = 0;
  w.live({ 'vehicles/eup/mode': '', updated: '2' });
  w.clock.advance(3000);
  expect(pairs()).toEqual([['vehicles/eup/mode', null]]);
});

test('evcc is updated while a flow runs: the words stay the same', () => {
  const w = world('classic', { 'loadpoints/1/mode': 'minpv' });
  const { sent, pairs } = w.values(['loadpoints/1/mode']);
  sent.length = 0;
  w.wipe().live({ status: 'offline' });
  w.clock.advance(5000);
  w.live({ status: 'online' });
  w.clock.advance(1200);
  w.live({
    loadpoints: '2',
    vehicles: '1',
    'loadpoints/1/title': 'Carport',
    'loadpoints/1/mode': 'smart',
    'loadpoints/1/alwaysCharge': 'on',
    'site/apiReady': 'true',
    'loadpoints/1/connected': 'true',
    'loadpoints/1/planOverrun': '0',
  });
  w.clock.advance(5000);
  expect(pairs()).toEqual([]);
  w.live({ 'loadpoints/1/alwaysCharge': 'off' });
  w.clock.advance(500);
  expect(pairs()).toEqual([['loadpoints/1/mode', 'pv']]);
});

test('the mode inside a structure and an object has the same words', () => {
  const w = world('classic', { 'loadpoints/1/mode': 'smart', 'loadpoints/1/alwaysCharge': 'on' });
  const structure = w.values(['loadpoints/1']);
  const object = w.object(['loadpoints/1/mode']);
  w.clock.advance(1000);
  expect(structure.sent.at(-1)?.payload).toMatchObject({ mode: 'minpv', alwaysCharge: 'on' });
  expect(object.sent.at(-1)?.payload).toEqual({ loadpoints: { 1: { mode: 'minpv' } } });
});
