import type { Setter } from '../catalogue/types';

/** Whether a sign in front of a number can only mean a change: the setting cannot be negative. */
export function takesChanges(set: Setter): boolean {
  return (set.min ?? set.above ?? -1) >= 0;
}
