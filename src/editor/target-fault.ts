import { parseTarget } from '../lib/command/target';
import { EvccError } from '../lib/errors';
import { texts } from './text';

const text = texts('evcc-out');

/** Why a topic is no setting, as far as can be said without a connection; undefined for one that is, and for none. */
export function targetFault(target: string): string | undefined {
  if (target.trim() === '') return undefined;
  try {
    parseTarget(target, '');
    return undefined;
  } catch (error) {
    if (error instanceof EvccError) return text(`target.${error.key}`, error.params);
    throw error;
  }
}
