/** A pending call, to be cancelled. */
export interface Timer {
  cancel(): void;
}

/** Time as the core gets it handed in: the core itself knows no clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that never go backwards: for measuring distances, unaffected by a clock that is set. */
  monotonic(): number;
  /** Calls once after `ms` milliseconds. */
  after(ms: number, call: () => void): Timer;
}
