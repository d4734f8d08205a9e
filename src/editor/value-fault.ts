import type { Setter } from '../lib/catalogue/types';
import { isClearWord } from '../lib/command/clear';
import { rowOf } from '../lib/command/target';
import { inRange, numberFault } from './number-value';
import type { Stored } from './stored';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function planFault(value: unknown, set: Setter): boolean {
  if (value === null) return false;
  if (!isObject(value)) return true;
  const amount = value.value ?? value[set.accepts === 'planSoc' ? 'soc' : 'energy'];
  return amount !== 0 && (typeof amount !== 'number' || !inRange(amount, set) || !value.time);
}

/** Whether a fixed value can be no value of a setting, as far as that needs no evcc: evcc-out would refuse every message. */
export function isValueFault(target: string, stored: Stored): boolean {
  const set = rowOf(target)?.set;
  if (set === undefined) return false;
  const { type, value } = stored;
  if (type !== 'num' && type !== 'str' && type !== 'json') return false;
  if (set.clears && isClearWord(value.trim())) return false;
  switch (set.accepts) {
    case 'integer':
    case 'number':
      return numberFault(stored, set);
    case 'delay':
      return type === 'num' && !/^\d+$/.test(value.trim());
    case 'planSoc':
    case 'planEnergy':
      return planFault(parsed(value), set);
    case 'strategy': {
      const given = parsed(value);
      return !isObject(given) || given.precondition === null;
    }
    default:
      return false;
  }
}
