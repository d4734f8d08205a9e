import { expect, it } from 'vitest';
import { expects, meets } from '../../../src/lib/command/expect';

const POWER = 'site/residualPower';

it.each([
  [1.2345, '1.235'],
  [1.2345, '1.234'],
  [-1.2345, '-1.234'],
  [-1.2345, '-1.235'],
  [6.0005, '6.001'],
  [0.0005, '0'],
  [16.1, '16.1'],
  [1_234_567.8915, '1234567.892'],
])('%d is what evcc publishes as %s, whichever way it rounds a half', (wanted, text) => {
  expect(meets(expects(POWER, wanted), text)).toBe(true);
});

it.each([
  [6, '6.001'],
  [6.001, '6.002'],
  [-6.001, '6.001'],
  [0, '0.001'],
])('%d is not %s', (wanted, text) => {
  expect(meets(expects(POWER, wanted), text)).toBe(false);
});
