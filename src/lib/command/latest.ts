import { formerFilters, lookup } from '../catalogue';
import type { EvccState } from '../state/state';

/** The last text of a topic, as it came. */
export interface Heard {
  readonly text: string;
  /** It was the broker's stored copy. */
  readonly retain: boolean;
  /** The name by which it came: 0 today's, from 1 on the former ones. */
  readonly rank: number;
}

interface Followed {
  users: number;
  heard: Heard | undefined;
  /** When evcc last said something else than before, ms of a monotonic clock. */
  changed: number | undefined;
  readonly end: () => void;
}

/**
 * The names under which an evcc may publish a topic, today's first. A former one that is something else today is left out: what comes
 * there only the state tells apart.
 */
export function namesOf(topic: string): string[] {
  return [topic, ...formerFilters(topic).filter((name) => lookup(name) === undefined)];
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
    const ends = namesOf(topic).map((name, rank) =>
      this.state.tap(name, (text, retain) => this.hear(topic, { text, retain, rank })),
    );
    const end = (): void => {
      for (const one of ends) one();
    };
    const followed: Followed = { users: 0, heard: undefined, changed: undefined, end };
    this.topics.set(topic, followed);
    return followed;
  }

  private hear(topic: string, heard: Heard): void {
    if (!this.state.lifecycle.open) return;
    const own = this.topics.get(topic);
    if (own !== undefined) {
      if (!counts(own.heard, heard)) return;
      if (!heard.retain && own.heard?.text !== heard.text) own.changed = this.monotonic();
      own.heard = heard;
    }
    if (heard.text !== '') return;
    // With a parent its parts are gone, of which nothing is published.
    for (const [other, followed] of this.topics) if (other.startsWith(`${topic}/`)) followed.heard = heard;
  }
}

/** As in `state/wire`: of several names the newest counts, and an empty text says only that its own name holds nothing. */
function counts(before: Heard | undefined, { text, rank }: Heard): boolean {
  const holds = before !== undefined && before.text !== '';
  if (text === '') return holds ? before.rank === rank : rank === 0;
  return !holds || before.rank >= rank;
}
