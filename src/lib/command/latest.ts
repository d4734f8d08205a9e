import type { EvccState } from '../state/state';

/** The last text of a topic, as it came. */
export interface Heard {
  readonly text: string;
  /** It was the broker's stored copy. */
  readonly retain: boolean;
}

interface Followed {
  users: number;
  heard: Heard | undefined;
  /** When evcc last said something else than before, ms of a monotonic clock. */
  changed: number | undefined;
  readonly end: () => void;
}

/**
 * The last texts of topics as they come, for commands to judge by. The state may take one over a moment later: an empty one that
 * could be the first of a wipe, a mode that waits for its alwaysCharge.
 */
export class Latest {
  private readonly topics = new Map<string, Followed>();

  constructor(
    private readonly state: EvccState,
    private readonly monotonic: () => number,
  ) {}

  /** Listens to a topic from now on, until what is returned is called. */
  follow(topic: string): () => void {
    const followed = this.topics.get(topic) ?? this.listen(topic);
    followed.users++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      if (--followed.users > 0) return;
      followed.end();
      this.topics.delete(topic);
    };
  }

  /** What came since evcc runs; undefined when nothing did. */
  get(topic: string): Heard | undefined {
    return this.topics.get(topic)?.heard;
  }

  /** For how long a topic has been what it is, ms; infinite when it was not seen to change. */
  unchangedFor(topic: string): number {
    const changed = this.topics.get(topic)?.changed;
    return changed === undefined ? Number.POSITIVE_INFINITY : this.monotonic() - changed;
  }

  /** Evcc does not run: what it said before may be wrong. */
  clear(): void {
    for (const followed of this.topics.values()) followed.heard = undefined;
  }

  private listen(topic: string): Followed {
    const end = this.state.tap(topic, (text, retain) => this.hear(topic, { text, retain }));
    const followed: Followed = { users: 0, heard: undefined, changed: undefined, end };
    this.topics.set(topic, followed);
    return followed;
  }

  private hear(topic: string, heard: Heard): void {
    if (!this.state.lifecycle.open) return;
    const own = this.topics.get(topic);
    if (own !== undefined) {
      if (!heard.retain && own.heard?.text !== heard.text) own.changed = this.monotonic();
      own.heard = heard;
    }
    if (heard.text !== '') return;
    // With a parent its parts are gone, of which nothing is published.
    for (const [other, followed] of this.topics) if (other.startsWith(`${topic}/`)) followed.heard = heard;
  }
}
