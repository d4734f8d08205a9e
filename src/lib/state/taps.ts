/** Told the raw text of a message, empty ones too. */
export type Tap = (text: string, retain: boolean) => void;

/** Who sees the texts of single topics as they come. */
export class Taps {
  private readonly byTopic = new Map<string, Set<Tap>>();

  /** Sees the texts of a full topic; returns what ends it. */
  add(full: string, tap: Tap): () => void {
    const taps = this.byTopic.get(full) ?? new Set<Tap>();
    this.byTopic.set(full, taps.add(tap));
    return () => {
      if (taps.delete(tap) && taps.size === 0 && this.byTopic.get(full) === taps) this.byTopic.delete(full);
    };
  }

  tell(full: string, text: string, retain: boolean): void {
    // Few commands are under way at a time, and every message comes through here.
    if (this.byTopic.size > 0) for (const tap of [...(this.byTopic.get(full) ?? [])]) tap(text, retain);
  }
}
