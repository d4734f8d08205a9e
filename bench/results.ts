// From paired measurements to figures with a verdict: pure.

import type { Check, Pair } from './figures/types';
import { GOALS, type Goal } from './goals';
import type { Shares } from './parts/profile';

/** Between a goal and this much beyond it a figure counts as at the goal. */
const MARGIN = 0.1;

export type Verdict = 'met' | 'at the goal' | 'missed' | 'not measured' | undefined;

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Row {
  readonly id: string;
  readonly pairs: readonly Pair[];
  readonly ours: Spread | null;
  readonly other: Spread | null;
  /** Of the pairs' own ratios. */
  readonly ratio: Spread | null;
  readonly verdict?: Verdict;
}

export interface Results {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
  readonly profiles: Readonly<Record<string, Shares>>;
}

export function spread(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return null;
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? min, sorted[Math.floor(middle)] ?? max];
  return { median: (low + high) / 2, min, max };
}

/** A figure's median ratio held against its goal. */
export function verdictOf(goal: NonNullable<Goal['goal']>, median: number | undefined): Verdict {
  if (median === undefined || !Number.isFinite(median)) return 'not measured';
  const beyond = goal.is === 'atMost' ? median / goal.ratio : goal.ratio / median;
  if (beyond <= 1) return 'met';
  return beyond <= 1 + MARGIN ? 'at the goal' : 'missed';
}

/** Every figure, those that were not measured too. */
export function rowsOf(found: Readonly<Record<string, readonly Pair[]>>): Row[] {
  return GOALS.map(({ id, goal }) => {
    const pairs = found[id] ?? [];
    const ratio = spread(pairs.map(({ ours, other }) => ours / other));
    const verdict = goal === undefined ? {} : { verdict: verdictOf(goal, ratio?.median) };
    return {
      id,
      pairs,
      ours: spread(pairs.map(({ ours }) => ours)),
      other: spread(pairs.map(({ other }) => other)),
      ratio,
      ...verdict,
    };
  });
}
