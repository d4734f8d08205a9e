import { describe, expect, test } from 'vitest';
import { duration, encode, json, time } from '../../demo/evcc/encode';
import { numberText } from '../../demo/evcc/number-text';

describe("evcc's texts", () => {
  test.each([
    [0, '0'],
    [-647.9951, '-647.995'],
    [100, '100'],
    [0.08, '0.08'],
    [1200.5, '1200.5'],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('the number %d is %s: at most three decimals, trailing zeros cut', (value, text) => {
    expect(numberText('decimals', 'site/x', value)).toBe(text);
  });

  test('nothing is an empty payload, at a field as well as at the whole', () => {
    expect(encode('site/grid', null)).toEqual([['site/grid', '']]);
    expect(encode('site/grid', { energy: null, power: 3 })).toEqual([
      ['site/grid/energy', ''],
      ['site/grid/power', '3'],
    ]);
  });

  test('a list is its count and its items, an empty one its count', () => {
    expect(encode('site/pv', [{ power: 1 }, { power: 2 }])).toEqual([
      ['site/pv', '2'],
      ['site/pv/1/power', '1'],
      ['site/pv/2/power', '2'],
    ]);
    expect(encode('site/ext', [])).toEqual([['site/ext', '0']]);
  });

  test('exactly three numbers at a loadpoint are phases, one or two are a list, three of the site too', () => {
    expect(encode('loadpoints/1/chargeCurrents', [12, 12, 12])).toEqual([
      ['loadpoints/1/chargeCurrents', '36'],
      ['loadpoints/1/chargeCurrents/l1', '12'],
      ['loadpoints/1/chargeCurrents/l2', '12'],
      ['loadpoints/1/chargeCurrents/l3', '12'],
    ]);
    expect(encode('loadpoints/1/chargeCurrents', [12])).toEqual([
      ['loadpoints/1/chargeCurrents', '1'],
      ['loadpoints/1/chargeCurrents/1', '12'],
    ]);
    expect(encode('site/grid/currents', [1, 2, 3])[0]).toEqual(['site/grid/currents', '3']);
  });

  test('times are unix seconds, durations whole seconds, some lists JSON', () => {
    expect(encode('updated', time(1_795_386_508_900))).toEqual([['updated', '1795386508']]);
    expect(encode('planTime', time(null))).toEqual([['planTime', '']]);
    expect(encode('chargeDuration', duration(59.9))).toEqual([['chargeDuration', '59']]);
    expect(encode('plan', json(null))).toEqual([['plan', 'null']]);
  });
});
