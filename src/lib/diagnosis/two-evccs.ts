/** Clocks of two machines that differ by less, ms, cannot be told from a broker that is slow for a moment. */
const APART = 2500;
/** The stamps of one evcc are whole seconds: their distance from the arrival varies by this much, ms, and a little. */
const SPREAD = 1500;
/** So many changes from one series to the other within this time, ms, are no coincidence. */
const TURNS = 5;
const WITHIN = 600_000;
/** Values this long after evcc said `offline`, ms: the wipe and the burst of its end are over by then (recorded: about one second). */
const AFTER_OFFLINE = 5000;

/**
 * Recognizes that two evccs publish below one root topic, from `updated` and `status` as they come live: stamps of two clocks that
 * take turns, or values while `status` is offline. Two whose clocks agree are seen only when one of them stops.
 */
export class TwoEvccs {
  /** Since when two are seen, by what. */
  seen: 'updated' | 'offline' | undefined = undefined;
  private lag: number | undefined = undefined;
  private turns: { readonly at: number; readonly lag: number }[] = [];
  private offlineAt: number | undefined = undefined;
  private stray = 0;

  /** A message that was published just now; returns whether `seen` changed. Times in ms. */
  live(topic: string, text: string, now: number): boolean {
    const before = this.seen;
    if (topic === 'status') this.status(text, now);
    else if (topic === 'updated' && /^\d+$/.test(text)) this.updated(Number(text) * 1000, now);
    return this.seen !== before;
  }

  /** A new connection: what came before says nothing. */
  reset(): void {
    this.seen = undefined;
    this.lag = undefined;
    this.turns = [];
    this.offlineAt = undefined;
    this.stray = 0;
  }

  private status(text: string, now: number): void {
    // A start comes in one burst, whose messages a busy machine reads late: such distances are not those of two clocks.
    this.turns = [];
    this.lag = undefined;
    if (text === 'offline') this.offlineAt = now;
    else if (text === 'online') {
      this.offlineAt = undefined;
      this.stray = 0;
      if (this.seen === 'offline') this.seen = undefined;
    }
  }

  private updated(stamp: number, now: number): void {
    if (this.offlineAt !== undefined && now - this.offlineAt > AFTER_OFFLINE && ++this.stray >= 2)
      this.seen = 'offline';
    const lag = now - stamp;
    const before = this.lag;
    this.lag = lag;
    const last = this.turns.at(-1)?.at;
    // What took turns does so no more: the other one was stopped.
    if (this.seen === 'updated' && (last === undefined || now - last > WITHIN)) this.seen = undefined;
    if (before === undefined || Math.abs(lag - before) < APART) return;
    // Two clocks keep their distances; a broker or a Node-RED that hangs now and then does not.
    const again = this.turns.at(-2);
    const kept = again === undefined || Math.abs(again.lag - lag) < SPREAD ? this.turns : [];
    this.turns = [...kept.filter(({ at }) => now - at < WITHIN), { at: now, lag }];
    if (this.turns.length >= TURNS) this.seen ??= 'updated';
  }
}
