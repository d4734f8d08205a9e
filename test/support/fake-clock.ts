import type { Clock, Timer } from '../../src/lib/clock';

/** A clock that only moves when it is told to; calls run in the order of their time, then of their making. */
export class FakeClock implements Clock {
  private time: number;
  private readonly start: number;
  private order = 0;
  private readonly calls: { at: number; order: number; call: () => void }[] = [];

  constructor(epoch = Date.UTC(2026, 10, 23, 12)) {
    this.time = epoch;
    this.start = epoch;
  }

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time - this.start;
  }

  after(ms: number, call: () => void): Timer {
    const entry = { at: this.time + Math.max(0, ms), order: this.order++, call };
    this.calls.push(entry);
    return {
      cancel: () => {
        const at = this.calls.indexOf(entry);
        if (at >= 0) this.calls.splice(at, 1);
      },
    };
  }

  /** Calls that wait. */
  get pending(): number {
    return this.calls.length;
  }

  /** Moves on by `ms`, running what is due. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      let next: (typeof this.calls)[number] | undefined;
      for (const one of this.calls) {
        if (
          one.at <= end &&
          (next === undefined || one.at < next.at || (one.at === next.at && one.order < next.order))
        ) {
          next = one;
        }
      }
      if (next === undefined) break;
      this.calls.splice(this.calls.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.call();
    }
    this.time = end;
  }
}
