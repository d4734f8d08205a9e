import { expect, it } from 'vitest';
import { confirms, expects, meets } from '../../../src/lib/command/expect';

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

it.each([
  [123_456.7, '1.2346e+05'],
  [-12_345.6, '-12346'],
  [12_345.5, '12345'],
  [12_345.5, '12346'],
  [0.000_01, '1e-05'],
  [1_234_567, '1.2346e+06'],
])('%d is what an evcc before 0.300.7 publishes as %s', (wanted, text) => {
  expect(confirms({ ...expects(POWER, wanted), digits: 5 }, text)).toBe(true);
});

it.each([
  [12_345.6, '12347'],
  [123_456.7, '1.2345e+05'],
  [12_345, '-12345'],
  [1, '1.001'],
])('%d is not %s there either', (wanted, text) => {
  expect(confirms({ ...expects(POWER, wanted), digits: 5 }, text)).toBe(false);
});

it('five digits count only where evcc can say no more, and prove nothing before it was sent', () => {
  expect(confirms(expects(POWER, 12_345.6), '12346')).toBe(false);
  expect(meets({ ...expects(POWER, 12_345.6), digits: 5 }, '12346')).toBe(false);
});

it.each([
  ['12.000', 12],
  ['0.500', 0.5],
  ['-12345.600', -12_345.6],
])('trailing zeros are nothing: %s', (text, wanted) => {
  expect(meets(expects(POWER, wanted), text)).toBe(true);
});
