import type { Clock, Timer } from '../clock';
import { STALE_CYCLES, STALE_LOOK } from '../constants';

/**
 * Two things that only time tells: that evcc has published nothing for some control cycles although it is online, and that after a
 * start every loadpoint has had its turn.
 */
export class Freshness {
  stale = false;
  private lastLive = 0;
  private staleTimer: Timer | undefined = undefined;
  private turnTimer: Timer | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    /** Control interval, s. */
    private readonly interval: () => number,
    private readonly changed: (stale: boolean) => void,
  ) {}

  /** Something was published just now. */
  live(now: number): void {
    this.lastLive = now;
    if (this.stale) this.set(false);
  }

  /** Evcc runs: watches whether it goes on publishing, and calls once after `cycles` control cycles. */
  start(cycles: number | undefined, turned: () => void): void {
    this.stop();
    this.lastLive = this.clock.monotonic();
    this.watch();
    if (cycles !== undefined) this.turnTimer = this.clock.after(cycles * this.interval() * 1000, turned);
  }

  /** Evcc is away, or starts: nothing is expected of it. */
  stop(): void {
    this.staleTimer?.cancel();
    this.turnTimer?.cancel();
    this.staleTimer = undefined;
    this.turnTimer = undefined;
    this.stale = false;
  }

  private watch(): void {
    const rest = this.lastLive + STALE_CYCLES * this.interval() * 1000 - this.clock.monotonic();
    if (rest <= 0 && !this.stale) this.set(true);
    this.staleTimer = this.clock.after(Math.min(Math.max(rest, 1000), STALE_LOOK), () => this.watch());
  }

  private set(stale: boolean): void {
    this.stale = stale;
    this.changed(stale);
  }
}
