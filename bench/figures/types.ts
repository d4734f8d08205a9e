import type { Tools } from '../parts/arm';
import type { Shares } from '../parts/profile';

export interface Context extends Tools {
  readonly repeats: number;
  /** How much of the usual work is done: 1, less with `--quick`. */
  readonly scale: number;
  /** Says what is being done. */
  readonly say: (text: string) => void;
}

/** One paired measurement: ours, and what it is compared with, in the row's unit. */
export interface Pair {
  readonly ours: number;
  readonly other: number;
}

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What a part of the bench found. */
export interface Found {
  readonly rows: Readonly<Record<string, readonly Pair[]>>;
  readonly checks: readonly Check[];
  readonly profiles: Readonly<Record<string, Shares>>;
}
