// What a measured process knows of itself: what reached its flow, and what that cost. The same in a Node-RED and in a plain client.

import { Session } from 'node:inspector';
import { type Profile, sharesOf } from './profile';
import { serve } from './rpc';

/** CPU time of the whole process, s, and what was delivered, since `begin`. */
export interface Cost {
  readonly cpu: number;
  readonly delivered: number;
  /** Topics that came, and of these the ones that came more than `perTopic` times. */
  readonly topics: number;
  readonly most: number;
}

export interface Memory {
  /** Bytes, after a forced collection. */
  readonly heap: number;
  readonly rss: number;
}

/** No more than this in a moment of 100 ms: nothing is being worked on, ms. */
const IDLE_MS = 6;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** CPU time of this process so far, ms: of all its threads, so with the compiler's and the garbage collector's. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Counts what reaches a flow. */
export class Counter {
  private counts = new Map<string, number>();
  private times: Map<string, number> | undefined = undefined;
  private total = 0;
  private from = cpuMs();
  private readonly awaited = new Map<number, () => void>();
  private readonly values = new Map<string, unknown>();
  /** Payloads are kept for a look at them. */
  keeping = false;

  /** A message reached the flow. */
  count(topic: string, payload: unknown): void {
    this.counts.set(topic, (this.counts.get(topic) ?? 0) + 1);
    this.times?.set(topic, Number(process.hrtime.bigint()) / 1e6);
    if (this.keeping) this.values.set(topic, payload);
    const reached = this.awaited.get(++this.total);
    if (reached === undefined) return;
    this.awaited.delete(this.total);
    reached();
  }

  begin(recordTimes: boolean): void {
    this.counts = new Map();
    this.times = recordTimes ? new Map() : undefined;
    this.total = 0;
    // What was there before is not collected at the cost of what follows.
    globalThis.gc?.();
    this.from = cpuMs();
  }

  /** Calls once when that many have come. */
  awaits(count: number, reached: () => void): void {
    const before = this.awaited.get(count);
    this.awaited.set(count, () => {
      before?.();
      reached();
    });
  }

  /** Resolves when that many came since `begin`; false when nothing more came for `guard` ms. */
  async reached(count: number, guard: number): Promise<boolean> {
    if (this.total >= count) return true;
    const there = new Promise<void>((resolve) => this.awaits(count, resolve));
    let came = false;
    void there.then(() => {
      came = true;
    });
    for (let before = -1; !came && before !== this.total; ) {
      before = this.total;
      await Promise.race([there, sleep(guard)]);
    }
    this.awaited.delete(count);
    return this.total >= count;
  }

  end(): Cost {
    const most = Math.max(0, ...this.counts.values());
    return { cpu: (cpuMs() - this.from) / 1000, delivered: this.total, topics: this.counts.size, most };
  }

  /** When each topic's message came last, ms of the machine's monotonic clock. */
  arrivals(): [string, number][] {
    return [...(this.times ?? [])];
  }

  kept(): [string, unknown][] {
    return [...this.values];
  }
}

/** Resolves when this process has nothing to do any more. */
async function settled(): Promise<void> {
  for (let before = cpuMs(); ; ) {
    await sleep(100);
    const now = cpuMs();
    if (now - before < IDLE_MS) return;
    before = now;
  }
}

async function memory(): Promise<Memory> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await sleep(50);
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
}

const session = new Session();
const post = <T>(method: string): Promise<T> =>
  new Promise((resolve, reject) =>
    session.post(method, (error, result) => (error === null ? resolve(result as T) : reject(error))),
  );

/** Lets the bench ask this process. `more`: what only this kind of process can answer. */
export function measured(counter: Counter, more: Readonly<Record<string, (...args: never[]) => unknown>> = {}): void {
  serve({
    begin: (recordTimes: boolean) => counter.begin(recordTimes),
    reached: (count: number, guard: number) => counter.reached(count, guard),
    settled,
    end: () => counter.end(),
    arrivals: () => counter.arrivals(),
    keep: () => {
      counter.keeping = true;
    },
    kept: () => counter.kept(),
    memory,
    profileBegin: async () => {
      session.connect();
      await post('Profiler.enable');
      await post('Profiler.start');
    },
    profileEnd: async () => {
      const { profile } = await post<{ profile: Profile }>('Profiler.stop');
      session.disconnect();
      return sharesOf(profile);
    },
    ...more,
  });
}
