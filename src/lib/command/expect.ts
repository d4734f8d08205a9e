import { lookup } from '../catalogue';
import { decodeText, type Scalar, type Value } from '../codec/decode';
import type { Expected } from './types';

/** Half of the last decimal that evcc publishes, and what floating point adds to it. */
const ROUNDING = 0.000_500_1;

/** Evcc publishes at most three decimals; which way a half goes (1.2345) is its own affair. */
function same(wanted: Scalar, value: Value): boolean {
  if (typeof wanted !== 'number' || typeof value !== 'number') return wanted === value;
  return wanted === value || Math.abs(wanted - value) <= ROUNDING;
}

/** Whether a topic's text is what confirms a setting: numbers at three decimals, times in whole seconds. */
export function meets(expected: Expected, text: string): boolean {
  const value = decodeText(lookup(expected.topic)?.kind, text);
  return expected.values.some((wanted) => same(wanted, value));
}

/** Whether a number is what evcc says of the wanted one in so many significant digits, whichever way it rounds a half. */
function sameDigits(wanted: number, value: number, digits: number): boolean {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(wanted))) + 1 - digits);
  return Math.abs(wanted - value) <= (unit / 2) * (1 + 1e-9);
}

/**
 * Whether a topic's text confirms a setting after it was sent, as exactly as the running evcc can say it. That it was so before proves
 * nothing: 12346 may be 12345.6 or 12346.4, see `meets`.
 */
export function confirms(expected: Expected, text: string): boolean {
  if (meets(expected, text)) return true;
  const { digits, topic, values } = expected;
  if (digits === undefined) return false;
  const value = decodeText(lookup(topic)?.kind, text);
  if (typeof value !== 'number') return false;
  return values.some((wanted) => typeof wanted === 'number' && wanted !== 0 && sameDigits(wanted, value, digits));
}

/** The value that a topic is expected to take. */
export function expects(topic: string, ...values: Scalar[]): Expected {
  return { topic, values };
}
