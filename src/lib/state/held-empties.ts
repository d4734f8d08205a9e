import type { Clock, Timer } from '../clock';
import { EMPTY_HOLD, TICK } from '../constants';
import type { Topic } from './topic-node';

/**
 * Empty texts whose meaning is not decided: a value that is really none, or the first of a wipe. A value that arrives decides for
 * the former, a wipe of something that is never empty for the latter, and so does time.
 */
export class HeldEmpties {
  private topics: { readonly topic: Topic; readonly until: number }[] = [];
  private timer: Timer | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    private readonly emptied: (topic: Topic) => void,
  ) {}

  add(topic: Topic): void {
    if (topic.held) return;
    topic.held = true;
    this.topics.push({ topic, until: this.clock.monotonic() + EMPTY_HOLD });
    this.timer ??= this.clock.after(EMPTY_HOLD, () => this.expire());
  }

  /** Whether one of them is wanted by what `asks`. */
  some(asks: (topic: Topic) => boolean): boolean {
    return this.topics.some(({ topic }) => topic.held && asks(topic));
  }

  /** They were values: told as none, unless a value came for one of them meanwhile. */
  decided(): void {
    if (this.topics.length === 0) return;
    const topics = this.topics;
    this.discardTimer();
    this.topics = [];
    for (const { topic } of topics) this.tell(topic);
  }

  /** They were part of a wipe. */
  discard(): void {
    this.discardTimer();
    for (const { topic } of this.topics) topic.held = false;
    this.topics = [];
  }

  private expire(): void {
    this.timer = undefined;
    const now = this.clock.monotonic();
    const due = this.topics.filter(({ until }) => until <= now + TICK);
    this.topics = this.topics.filter(({ until }) => until > now + TICK);
    for (const { topic } of due) this.tell(topic);
    const next = this.topics[0];
    if (next !== undefined) this.timer = this.clock.after(next.until - now, () => this.expire());
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
