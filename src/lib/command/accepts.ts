import type { Setter } from '../catalogue/types';
import type { Params } from '../errors';
import { hasWords, wordsText } from './accepted-text';
import type { Present } from './present';
import { unitText } from './setting';
import type { Setting } from './types';
import { vehicleNames } from './unknown';

/** Evcc's own user interface calls a car that it does not know so. */
export const GUEST = 'guest';

/** Which bounds a number has, as the texts tell them apart. */
function boundsKey({ min, max, above }: Setter): string {
  if (min !== undefined && max !== undefined) return 'range';
  if (min !== undefined) return 'min';
  if (above !== undefined) return 'above';
  return max === undefined ? 'any' : 'max';
}

/**
 * What a setting accepts, for a sentence in the user's language: `accepts` is a key below `accepts.` of the texts, the others are its
 * placeholders; `clears` the key of what is added where null clears the value.
 */
export function acceptsParams(setting: Setting, present: Present): Params {
  const { set } = setting;
  const { accepts } = set;
  if (hasWords(accepts)) {
    const own = accepts === 'batteryMode' || accepts === 'phases';
    return { accepts: own ? accepts : 'words', values: wordsText(accepts) };
  }
  if (accepts === 'vehicle') return { accepts, values: [...vehicleNames(present), GUEST].join(', ') };
  if (accepts !== 'integer' && accepts !== 'number') return { accepts };
  const { min, max, above } = set;
  return {
    accepts: `${accepts}.${boundsKey(set)}`,
    min: min ?? above ?? '',
    max: max ?? '',
    unit: unitText(setting, present),
    ...(set.clears && { clears: 'orNull' }),
  };
}
