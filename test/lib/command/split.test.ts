import { describe, expect, it } from 'vitest';
import { split } from '../../../src/lib/command/split';
import { errorOf } from './support';

const topics = (payload: unknown) => split(payload, 'evcc').map(({ topic, value }) => [topic, value]);
const keyOf = (payload: unknown) => {
  const { code, key } = errorOf(() => split(payload, 'evcc'));
  return `${code} ${key}`;
};

describe('a payload of several settings', () => {
  it('may be flat', () => {
    expect(topics({ 'loadpoints/1/mode': 'now', 'evcc/site/bufferSoc/set': 80 })).toEqual([
      ['loadpoints/1/mode', 'now'],
      ['evcc/site/bufferSoc/set', 80],
    ]);
  });

  it('may be nested', () => {
    expect(topics({ loadpoints: { 1: { mode: 'now', limitSoc: 80 } }, site: { bufferSoc: 60 } })).toEqual([
      ['loadpoints/1/mode', 'now'],
      ['loadpoints/1/limitSoc', 80],
      ['site/bufferSoc', 60],
    ]);
  });

  it('may be both, with names, titles, the root and former names', () => {
    expect(
      topics({ 'loadpoints/Carport': { phases: 1 }, evcc: { vehicles: { 'blue e-Golf': { limitSoc: 80 } } } }),
    ).toEqual([
      ['loadpoints/Carport/phases', 1],
      ['evcc/vehicles/blue e-Golf/limitSoc', 80],
    ]);
  });

  it('keeps objects that are a setting’s value', () => {
    const plan = { soc: 80, time: '07:00' };
    expect(topics({ vehicles: { eup: { planSoc: plan, planStrategy: { continuous: true } } } })).toEqual([
      ['vehicles/eup/planSoc', plan],
      ['vehicles/eup/planStrategy', { continuous: true }],
    ]);
  });

  it('keeps null, which clears', () => {
    expect(topics({ site: { smartCostLimit: null } })).toEqual([['site/smartCostLimit', null]]);
  });

  it('takes no key that can only be read', () => {
    expect(keyOf({ loadpoints: { 1: { mode: 'now', chargePower: 0 } } })).toBe('EVCC_NOT_SETTABLE readOnly');
    expect(keyOf({ loadpoints: { 1: { effectiveLimitSoc: 80 } } })).toBe('EVCC_NOT_SETTABLE readOnlyUse');
    expect(keyOf({ loadpoints: [{ mode: 'now' }] })).toBe('EVCC_NOT_SETTABLE readOnly');
    expect(keyOf({ vehicles: { eup: { repeatingPlans: [] } } })).toBe('EVCC_NOT_SETTABLE restOnly');
  });

  it('takes no unknown key', () => {
    expect(keyOf({ loadpoints: { 1: { mdoe: 'now' } } })).toBe('EVCC_UNKNOWN_SETTING unknownSettingNear');
    expect(keyOf(JSON.parse('{"__proto__": {"mode": 1}}'))).toMatch(/^EVCC_UNKNOWN_SETTING/);
    expect(keyOf({ constructor: { prototype: { mode: 1 } } })).toMatch(/^EVCC_UNKNOWN_SETTING/);
  });

  it.each([[80], ['now'], [null], [undefined], [[]], [{}], [{ loadpoints: {} }], [new Date()], [Buffer.from('{}')]])(
    'has to be an object with settings: not %j',
    (payload) => {
      expect(keyOf(payload)).toBe('EVCC_INVALID noTarget');
    },
  );

  it('may be neither deep nor endless', () => {
    const circle: Record<string, unknown> = {};
    circle.loadpoints = circle;
    expect(keyOf(circle)).toMatch(/^EVCC_UNKNOWN_SETTING/);
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`loadpoints/${at + 1}/mode`, 'pv']));
    expect(keyOf(many)).toBe('EVCC_INVALID tooMany');
  });

  it('that cannot be read is an error', () => {
    const payload = {
      get loadpoints() {
        throw new Error('locked');
      },
    };
    expect(keyOf(payload)).toBe('EVCC_INVALID unreadable');
  });
});
