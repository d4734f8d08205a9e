import type { Scalar } from '../codec/decode';
import { attempt } from './attempt';
import type { Entry } from './entry';
import { note, over, type Present } from './present';

/**
 * The settings that are not yet what evcc's state says, in the order in which they came: of each setting one is under way at a time,
 * and at most one waits.
 */
export class Traffic {
  private readonly live = new Set<Entry>();
  /** Settings of which the last command's effect is not known: the present state may still change. */
  private readonly uncertain = new Set<string>();
  /** The last message that set a setting, by its topic. */
  private readonly newest = new Map<string, number>();

  *[Symbol.iterator](): Generator<Entry> {
    yield* [...this.live];
  }

  /** A checked setting queues up, in the place of one that was not sent. */
  enter(entry: Entry): void {
    const { topic } = entry.setting;
    // Its title became known only after a newer one went by number.
    if ((this.newest.get(topic) ?? -1) > entry.group.number) {
      entry.end('superseded');
      return;
    }
    this.newest.set(topic, entry.group.number);
    for (const other of this.live) {
      if (other.started || other.setting.topic !== topic) continue;
      entry.replace(other);
      this.live.delete(other);
      other.end('superseded');
    }
    this.live.add(entry);
  }

  /** It was not sent. */
  leave(entry: Entry): void {
    this.live.delete(entry);
  }

  /** Nothing more comes of it; `sure`: evcc's state is what it says it is. */
  settled(entry: Entry, sure: boolean): void {
    this.live.delete(entry);
    if (sure) this.uncertain.delete(entry.setting.topic);
    else this.uncertain.add(entry.setting.topic);
  }

  isUncertain(topic: string): boolean {
    return this.uncertain.has(topic);
  }

  /** Whether something that came before them changes what these settings are judged by. */
  blocks(entries: readonly Entry[]): boolean {
    const [first] = entries;
    for (const earlier of this.live) {
      if (earlier.group === first?.group) return false;
      if (entries.some((entry) => entry.waitsFor(earlier))) return true;
    }
    return false;
  }

  /** The state after all that is under way or waits will have been done. */
  left(present: Present, now: number): Present {
    const values = new Map<string, Scalar>();
    const state = over(present, values);
    for (const entry of this.live) {
      const { resolved } = entry;
      const made = resolved ? { ok: true as const, value: resolved } : attempt(() => entry.resolve(state, now));
      if (made.ok) note(made.value.expected, values);
    }
    return values.size === 0 ? present : state;
  }
}
