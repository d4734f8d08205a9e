import { lookup } from '../catalogue';
import { decodeText, type Scalar, type Value } from '../codec/decode';
import type { Expected } from './types';

/** Evcc publishes at most three decimals. */
function same(wanted: Scalar, value: Value): boolean {
  if (typeof wanted !== 'number' || typeof value !== 'number') return wanted === value;
  return Math.round(wanted * 1000) === Math.round(value * 1000);
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
