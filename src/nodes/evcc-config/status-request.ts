import type { Clock, Timer } from '../../lib/clock';

/** Pauses before evcc's status is asked for again, ms. */
const PAUSES = [0, 5000, 10_000, 45_000];

/**
 * Asks the broker again for evcc's status when evcc publishes and the broker gave none: clusters hand some copies out late, and evcc itself
 * says it only when it connects.
 */
export class StatusRequest {
  private timer: Timer | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    /** Whether it is still missing. */
    private readonly missing: () => boolean,
    private readonly ask: () => void,
  ) {}

  begin(): void {
    if (this.timer === undefined) this.after(0);
  }

  end(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private after(attempt: number): void {
    const pause = PAUSES[attempt];
    if (pause === undefined) return;
    this.timer = this.clock.after(pause, () => {
      this.timer = undefined;
      if (!this.missing()) return;
      this.ask();
      this.after(attempt + 1);
    });
  }
}
