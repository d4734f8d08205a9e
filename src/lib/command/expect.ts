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

/** The value that a topic is expected to take. */
export function expects(topic: string, ...values: Scalar[]): Expected {
  return { topic, values };
}
