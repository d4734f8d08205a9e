import type { Clock, Timer } from './clock';

interface Call {
  readonly at: number;
  readonly order: number;
  readonly call: () => void;
  cancelled: boolean;
}

const sooner = (a: Call, b: Call): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/**
 * A clock that moves only when told to: thousands of simulated minutes in the time the work itself takes.
 * Calls run in the order of their time, then of their making. Waiting calls are a binary heap.
 */
export class FakeClock implements Clock {
  private readonly heap: Call[] = [];
  private elapsed = 0;
  private order = 0;

  /** `epoch`: milliseconds since 1970 at which it starts; the default is that of the recordings. */
  constructor(private readonly epoch = Date.UTC(2026, 10, 22, 22, 28)) {}

  now(): number {
    return this.epoch + this.elapsed;
  }

  monotonic(): number {
    return this.elapsed;
  }

  after(ms: number, call: () => void): Timer {
    const entry: Call = { at: this.elapsed + Math.max(0, ms), order: this.order++, call, cancelled: false };
    this.push(entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** Moves on by `ms`, running everything that falls due. */
  advance(ms: number): void {
    const end = this.elapsed + ms;
    while (this.step(end));
    this.elapsed = end;
  }

  /**
   * Moves on until `condition` holds, looking after every call that ran.
   * Throws when it does not hold within `limit` milliseconds: a test that waits for nothing must fail by name.
   */
  until(condition: () => boolean, limit = 600_000): void {
    const end = this.elapsed + limit;
    while (!condition()) {
      if (!this.step(end)) throw new Error(`nothing fulfilled the condition within ${limit} ms`);
    }
  }

  private step(end: number): boolean {
    for (let next = this.heap[0]; next && next.at <= end; next = this.heap[0]) {
      this.pop();
      if (next.cancelled) continue;
      this.elapsed = next.at;
      next.call();
      return true;
    }
    return false;
  }

  private push(entry: Call): void {
    const { heap } = this;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (!parent || !sooner(entry, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = entry;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      const left = heap[down];
      if (!left) break;
      const right = heap[down + 1];
      if (right && sooner(right, left)) down++;
      const child = heap[down];
      if (!child || !sooner(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
  }
}
