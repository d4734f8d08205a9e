import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/lib/codec/decode';
import { attempt } from '../../../src/lib/command/attempt';
import { ordered } from '../../../src/lib/command/order';
import { after } from '../../../src/lib/command/present';
import { checkExists, checkRules } from '../../../src/lib/command/rules';
import { parseTarget } from '../../../src/lib/command/target';
import { judge, presentOf } from './support';

type Known = Readonly<Record<string, Value | ''>>;

/** What the rules say to a value: `ok`, or the error's key. */
function rule(topic: string, value: unknown, known: Known): string {
  const { setting } = parseTarget(topic, 'evcc');
  const present = presentOf(known);
  const left = after(present, judge(topic, value, known).expected);
  const result = attempt(() => {
    checkExists(setting, present, value);
    checkRules(setting, left, value);
  });
  return result.ok ? 'ok' : result.error.key;
}

const LP = 'loadpoints/1';

describe('currents', () => {
  const known = { [`${LP}/minCurrent`]: 6, [`${LP}/maxCurrent`]: 16 };

  it.each([
    ['minCurrent', 16, 'ok'],
    ['minCurrent', 16.1, 'currents'],
    ['maxCurrent', 6, 'ok'],
    ['maxCurrent', 5.9, 'currents'],
  ])('%s %d: %s', (key, value, expected) => {
    expect(rule(`${LP}/${key}`, value, known)).toBe(expected);
  });

  it('that are not known are not checked', () => {
    expect(rule(`${LP}/minCurrent`, 100, {})).toBe('ok');
  });
});

describe('the battery’s limits', () => {
  const known = { 'site/prioritySoc': 20, 'site/bufferSoc': 50, 'site/bufferStartSoc': 80, 'site/battery/devices': 1 };

  it.each([
    ['prioritySoc', 50, 'ok'],
    ['prioritySoc', 51, 'bufferOrder'],
    ['bufferSoc', 20, 'ok'],
    ['bufferSoc', 19, 'bufferOrder'],
    ['bufferSoc', 81, 'bufferOrder'],
    ['bufferSoc', 0, 'ok'],
    ['bufferStartSoc', 49, 'bufferOrder'],
    ['bufferStartSoc', 0, 'ok'],
  ])('%s %d: %s', (key, value, expected) => {
    expect(rule(`site/${key}`, value, known)).toBe(expected);
  });

  it('that are off are left out', () => {
    const off = { ...known, 'site/bufferSoc': 0 };
    expect(rule('site/prioritySoc', 80, off)).toBe('ok');
    expect(rule('site/prioritySoc', 81, off)).toBe('bufferOrder');
    expect(rule('site/prioritySoc', 90, { ...off, 'site/bufferStartSoc': 0 })).toBe('ok');
  });

  it('need a battery', () => {
    expect(rule('site/bufferSoc', 50, { 'site/battery/devices': 0 })).toBe('noBattery');
    expect(rule('site/bufferSoc', 50, {})).toBe('ok');
  });
});

describe('the control of the battery', () => {
  const devices = (...controllable: (boolean | undefined)[]): Known => ({
    'site/battery/devices': controllable.length,
    ...Object.fromEntries(
      controllable.flatMap((one, at) =>
        one === undefined ? [] : [[`site/battery/devices/${at + 1}/controllable`, one] as const],
      ),
    ),
  });

  it.each([
    ['one that can be', devices(true), 'ok'],
    ['one of two', devices(false, true), 'ok'],
    ['none', devices(false, false), 'batteryControl'],
    ['one of which it is not known', devices(false, undefined), 'ok'],
    ['no battery', devices(), 'noBattery'],
    ['nothing known', {}, 'ok'],
  ])('with %s', (_, known, expected) => {
    expect(rule('site/batteryMode', 'hold', known)).toBe(expected);
    expect(rule('site/batteryDischargeControl', true, known)).toBe(expected);
    expect(rule('site/batteryGridDischarge', true, known)).toBe(expected);
    expect(rule('site/batteryGridChargeLimit', 0.1, known)).toBe(expected);
  });
});

describe('phases', () => {
  const switchable = `${LP}/chargerPhases1p3p`;
  const single = `${LP}/chargerSinglePhase`;

  it.each<[number, Known, string]>([
    [0, { [switchable]: true, [single]: false }, 'ok'],
    [0, { [switchable]: false, [single]: false }, 'phasesFixed'],
    [3, { [switchable]: false, [single]: false }, 'ok'],
    [1, { [switchable]: false, [single]: true }, 'ok'],
    [3, { [switchable]: false, [single]: true }, 'phasesSingle'],
    [0, {}, 'ok'],
    [3, {}, 'ok'],
  ])('%d of a charger with %j: %s', (value, known, expected) => {
    expect(rule(`${LP}/phasesConfigured`, value, known)).toBe(expected);
  });
});

describe('battery boost', () => {
  it.each([
    ['pv', 'ok'],
    ['minpv', 'ok'],
    ['smart', 'ok'],
    ['now', 'boostMode'],
    ['off', 'boostMode'],
  ])('goes on in mode %s: %s', (mode, expected) => {
    expect(rule(`${LP}/batteryBoost`, true, { [`${LP}/mode`]: mode })).toBe(expected);
    expect(rule(`${LP}/batteryBoost`, false, { [`${LP}/mode`]: mode })).toBe('ok');
  });

  it('goes on where the mode is not known', () => {
    expect(rule(`${LP}/batteryBoost`, true, {})).toBe('ok');
  });
});

describe('loadpoints and vehicles', () => {
  it('have to exist', () => {
    expect(rule('loadpoints/3/mode', 'pv', { loadpoints: 2 })).toBe('noLoadpoint');
    expect(rule('loadpoints/2/mode', 'pv', { loadpoints: 2 })).toBe('ok');
    expect(rule('loadpoints/3/mode', 'pv', {})).toBe('ok');
    const known = { vehicles: 1, 'vehicles/eup/title': 'e-Up' };
    expect(rule('vehicles/zoe/limitSoc', 80, known)).toBe('noVehicle');
    expect(rule('vehicles/eup/limitSoc', 80, known)).toBe('ok');
    expect(rule('vehicles/zoe/limitSoc', 80, { ...known, vehicles: 2 })).toBe('ok');
  });
});

describe('the order of several settings', () => {
  const order = (known: Known, ...settings: readonly (readonly [string, unknown])[]): string[] =>
    ordered(
      settings.map(([topic, value]) => ({
        setting: parseTarget(topic, 'evcc').setting,
        resolved: judge(topic, value, known),
        value,
      })),
      presentOf(known),
    ).map(({ setting }) => setting.topic.split('/').at(-1) ?? '');

  it('is as given where evcc takes it so', () => {
    expect(order({}, [`${LP}/limitSoc`, 80], [`${LP}/mode`, 'pv'], ['site/bufferSoc', 5])).toEqual([
      'limitSoc',
      'mode',
      'bufferSoc',
    ]);
  });

  it('has a mode before what it undoes, of the same loadpoint', () => {
    const known = { [`${LP}/mode`]: 'pv', 'loadpoints/2/mode': 'pv' };
    expect(order(known, [`${LP}/batteryBoost`, true], [`${LP}/mode`, 'minpv'])).toEqual(['mode', 'batteryBoost']);
    expect(order(known, ['loadpoints/2/batteryBoost', true], [`${LP}/mode`, 'minpv'])).toEqual([
      'batteryBoost',
      'mode',
    ]);
  });

  it('goes on where no order breaks no rule', () => {
    const known = { 'site/prioritySoc': 50, 'site/bufferSoc': 60, 'site/bufferStartSoc': 70 };
    expect(order(known, ['site/prioritySoc', 90], ['site/bufferSoc', 80])).toHaveLength(2);
  });
});
