import type { Clock, Timer } from '../clock';
import { EMPTY_DECIDED, EMPTY_HOLD, EMPTY_LIMIT, TICK } from '../constants';
import type { Topic } from './topic-node';

/** Empty texts that one value decided, or none yet. */
export interface HeldBatch {
  readonly topics: Topic[];
  /** When its first came, monotonic ms. */
  readonly since: number;
  /** When the value came that decided them. */
  decided: number | undefined;
}

/**
 * Empty texts whose meaning is not decided: a value that is really none, or the first of a wipe. A value that arrives decides for
 * the former, unless the wipe of something that is never empty follows soon: that decides for the latter. Time decides, too; but not
 * while more of them come: a wipe goes in the broker's order, which may begin with thousands of forecast topics.
 */
export class HeldEmpties {
  /** In the order in which they came; only the last one may be undecided. */
  private batches: HeldBatch[] = [];
  /** When the last one came. */
  private last = 0;
  private timer: Timer | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    private readonly emptied: (topic: Topic) => void,
  ) {}

  add(topic: Topic): void {
    if (topic.held !== undefined) return;
    const now = this.clock.monotonic();
    this.last = now;
    let batch = this.batches.at(-1);
    if (batch === undefined || batch.decided !== undefined) {
      batch = { topics: [], since: now, decided: undefined };
      this.batches.push(batch);
    }
    batch.topics.push(topic);
    topic.held = batch;
    this.timer ??= this.clock.after(EMPTY_HOLD, () => this.expire());
  }

  /** Whether there are any. */
  get any(): boolean {
    return this.batches.some((batch) => batch.topics.some((topic) => topic.held === batch));
  }

  /** A value arrived: they were values, too, if no wipe shows itself soon. Told as none, unless a value came for one of them meanwhile. */
  decided(by: Topic): void {
    const batch = this.batches.at(-1);
    if (batch === undefined) return;
    // Its own value, or one below it, came after it: no wipe has that.
    for (let one: Topic | undefined = by; one !== undefined; one = one.parent) this.tell(one);
    if (batch.decided !== undefined) return;
    batch.decided = this.clock.monotonic();
    this.arm(batch.decided);
  }

  /** They were part of a wipe. */
  discard(): void {
    this.discardTimer();
    for (const { topics } of this.batches) for (const topic of topics) topic.held = undefined;
    this.batches = [];
  }

  /** When those of a batch are values at last. */
  private end({ since, decided }: HeldBatch): number {
    const end = decided === undefined ? this.last + EMPTY_HOLD : Math.max(decided, this.last) + EMPTY_DECIDED;
    return Math.min(end, since + EMPTY_LIMIT);
  }

  /** Waits for the first batch: a later one never ends before it. */
  private arm(now: number): void {
    this.discardTimer();
    const [first] = this.batches;
    if (first !== undefined) this.timer = this.clock.after(this.end(first) - now, () => this.expire());
  }

  private expire(): void {
    this.timer = undefined;
    const now = this.clock.monotonic();
    const due = this.batches.filter((batch) => this.end(batch) <= now + TICK);
    this.batches = this.batches.slice(due.length);
    for (const batch of due) {
      // Not one that had a value meanwhile, and was emptied once more.
      for (const topic of batch.topics) if (topic.held === batch) this.tell(topic);
    }
    this.arm(now);
  }

  private tell(topic: Topic): void {
    if (topic.held === undefined) return;
    topic.held = undefined;
    this.emptied(topic);
  }

  private discardTimer(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }
}
