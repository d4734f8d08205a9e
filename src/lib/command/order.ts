import { EvccError } from '../errors';
import { after, type Present } from './present';
import { checkRules } from './rules';
import type { Resolved, Setting } from './types';

/** A setting of a message, checked and resolved. */
export interface Step {
  readonly setting: Setting;
  readonly resolved: Resolved;
  readonly value: unknown;
}

/** What the mode changes besides itself: evcc switches battery boost off, and the words pv and minpv set alwaysCharge. */
const BY_MODE = /^loadpoints\/\d+\/(batteryBoost|alwaysCharge)$/;

/** Whether sending `first` would undo or change what `second` sets. */
export function disturbs(first: Setting, second: Setting): boolean {
  return (
    first.set.accepts === 'mode' &&
    BY_MODE.test(second.topic) &&
    second.topic.startsWith(first.topic.replace(/mode$/, ''))
  );
}

function takes(step: Step, present: Present): boolean {
  try {
    checkRules(step.setting, after(present, step.resolved.expected), step.value);
    return true;
  } catch (error) {
    if (error instanceof EvccError) return false;
    throw error;
  }
}

/**
 * The order in which evcc accepts each step: as given, except where a step breaks a rule before another one is done (maxCurrent
 * before a minCurrent above the present maximum), and a mode before what it would undo.
 */
export function ordered<S extends Step>(steps: readonly S[], present: Present): S[] {
  const rest = [...steps];
  const done: S[] = [];
  let now = present;
  while (rest.length > 0) {
    const free = rest.filter((step) => !rest.some((other) => other !== step && disturbs(other.setting, step.setting)));
    const next = free.find((step) => takes(step, now)) ?? free[0] ?? rest[0];
    if (next === undefined) break;
    rest.splice(rest.indexOf(next), 1);
    done.push(next);
    now = after(now, next.resolved.expected);
  }
  return done;
}
