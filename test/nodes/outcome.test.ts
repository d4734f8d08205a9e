import { expect, test } from 'vitest';
import { summary } from '../../src/lib/command/entry';
import type { Result, SettingOutcome } from '../../src/lib/command/types';
import { EvccError } from '../../src/lib/errors';
import { metaOf } from '../../src/nodes/evcc-out/outcome';

const one = (result: Result, topic = 'loadpoints/1/mode'): SettingOutcome => ({ topic, sent: null, result, took: 1.4 });

const failed = (code: 'EVCC_REFUSED' | 'EVCC_TIMEOUT'): SettingOutcome => ({
  ...one('failed'),
  code,
  error: new EvccError(code, 'refused'),
});

test.each<[Result[], Result]>([
  [['applied', 'unchanged'], 'applied'],
  [['unchanged', 'unchanged'], 'unchanged'],
  [['superseded', 'applied', 'unchanged'], 'superseded'],
  [['acknowledged', 'unchanged', 'superseded'], 'acknowledged'],
  [['applied', 'sent', 'acknowledged'], 'sent'],
])('of several settings the least certain result counts: %j is %s', (results, whole) => {
  for (const order of [results, [...results].reverse()]) {
    expect(
      metaOf(
        summary(
          order.map((result) => one(result)),
          3,
        ),
      ).result,
    ).toBe(whole);
  }
});

test('the code of what failed is in msg.evcc, of one setting and of several', () => {
  expect(metaOf(summary([failed('EVCC_TIMEOUT')], 3))).toMatchObject({ result: 'failed', code: 'EVCC_TIMEOUT' });
  expect(metaOf(summary([one('applied'), failed('EVCC_REFUSED'), failed('EVCC_TIMEOUT')], 3))).toEqual({
    result: 'failed',
    took: 3,
    code: 'EVCC_REFUSED',
    settings: [
      { topic: 'loadpoints/1/mode', sent: null, result: 'applied', took: 1 },
      { topic: 'loadpoints/1/mode', sent: null, result: 'failed', took: 1, code: 'EVCC_REFUSED' },
      { topic: 'loadpoints/1/mode', sent: null, result: 'failed', took: 1, code: 'EVCC_TIMEOUT' },
    ],
  });
  expect(metaOf(summary([one('applied'), one('unchanged')], 3))).not.toHaveProperty('code');
});
