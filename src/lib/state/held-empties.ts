import type { Clock, Timer } from '../clock';
import { EMPTY_DECIDED, EMPTY_HOLD, TICK } from '../constants';
import type { Topic } from './topic-node';

/**
 * Empty texts whose meaning is not decided: a value that is really none, or the first of a wipe. A value that arrives decides for
 * the former, unless the wipe of something that is never empty follows soon: that decides for the latter. Time decides, too.
 */
export class HeldEmpties {
  private topics: { readonly topic: Topic; readonly until: number }[] = [];
  /** How many came since a value did last. */
  private undecided = 0;
  private timer: Timer | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    private readonly emptied: (topic: Topic) => void,
  ) {}

  add(topic: Topic): void {
    if (topic.held) return;
    topic.held = true;
    this.topics.push({ topic, until: this.clock.monotonic() + EMPTY_HOLD });
    this.undecided++;
    this.timer ??= this.clock.after(EMPTY_HOLD, () => this.expire());
  }

  /** Whether one of them is wanted by what `asks`. */
  some(asks: (topic: Topic) => boolean): boolean {
    return this.topics.some(({ topic }) => topic.held && asks(topic));
  }

  /** A value arrived: they were values, too, if no wipe shows itself soon. Told as none, unless a value came for one of them meanwhile. */
  decided(by: Topic): void {
    if (this.topics.length === 0) return;
    // Its own value, or one below it, came after it: no wipe has that.
    for (let one: Topic | undefined = by; one !== undefined; one = one.parent) this.tell(one);
    if (this.undecided === 0) return;
    this.undecided = 0;
    const now = this.clock.monotonic();
    const soon = now + EMPTY_DECIDED;
    this.topics = this.topics.map((one) => (one.until > soon ? { ...one, until: soon } : one));
    this.discardTimer();
    this.arm(now);
  }

  /** Waits for the first of them: they stand in the order in which they end. */
  private arm(now: number): void {
    const [next] = this.topics;
    if (next !== undefined) this.timer = this.clock.after(next.until - now, () => this.expire());
  }

  /** They were part of a wipe. */
  discard(): void {
    this.discardTimer();
    for (const { topic } of this.topics) topic.held = false;
    this.topics = [];
    this.undecided = 0;
  }

  private expire(): void {
    this.timer = undefined;
    const now = this.clock.monotonic();
    const due = this.topics.filter(({ until }) => until <= now + TICK);
    this.topics = this.topics.filter(({ until }) => until > now + TICK);
    for (const { topic } of due) this.tell(topic);
    this.arm(now);
  }

  private tell(topic: Topic): void {
    if (!topic.held) return;
    topic.held = false;
    this.emptied(topic);
  }

  private discardTimer(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }
}
