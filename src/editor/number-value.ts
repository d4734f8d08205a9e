import type { Setter } from '../lib/catalogue/types';
import { takesChanges } from '../lib/command/relative';
import type { Stored } from './stored';

const NUMBER = /^-?\d+(\.\d+)?$/;
const CHANGE = /^[+-]\d+(\.\d+)?$/;

/** Whether a number keeps to the bounds that are refused beyond; the slider's are only what other front ends offer. */
export function inRange(value: number, { min, max, above, accepts }: Setter): boolean {
  if (accepts === 'integer' && !Number.isInteger(value)) return false;
  return (
    (min === undefined || value >= min) && (max === undefined || value <= max) && (above === undefined || value > above)
  );
}

/** Whether a text changes the present value: "+5", "-5". */
export function isChange(value: string, set: Setter): boolean {
  return CHANGE.test(value) && takesChanges(set);
}

/** Whether a stored value is no number for a setting: neither one within its bounds nor a change. */
export function numberFault({ value, type }: Stored, set: Setter): boolean {
  const text = value.trim();
  if (type === 'str' && isChange(text, set)) return false;
  return !NUMBER.test(text) || !inRange(Number(text), set);
}
