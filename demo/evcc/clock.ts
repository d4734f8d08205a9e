/** A pending call, to be cancelled. */
export interface Timer {
  cancel(): void;
}

/**
 * Time as everything here gets it handed in. The shape is that of the package's own clock, copied, not imported:
 * the stand-in shares no code with what is tested against it.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that never go backwards. */
  monotonic(): number;
  /** Calls once after `ms` milliseconds. */
  after(ms: number, call: () => void): Timer;
}

/**
 * Waits and measures by the machine's time, but tells a day that passes `pace` times as fast, from `start` (milliseconds since the
 * epoch) on: sun, cars and forecasts hurry, the conversation on MQTT does not.
 */
export function pacedClock(pace: number, start: number): Clock {
  const machine = systemClock();
  return { ...machine, now: () => start + machine.monotonic() * pace };
}

/** The machine's time; with a `speed` of 10 ten seconds pass in one. */
export function systemClock(speed = 1): Clock {
  const epoch = Date.now();
  const start = performance.now();
  const elapsed = () => (performance.now() - start) * speed;
  return {
    now: () => epoch + elapsed(),
    monotonic: elapsed,
    after: (ms, call) => {
      const timer = setTimeout(call, Math.max(0, ms) / speed);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
