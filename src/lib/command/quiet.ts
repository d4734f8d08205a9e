import type { Clock, Timer } from '../clock';
import { CHANGE_QUIET } from '../constants';
import type { Checked } from './check';
import type { StateView } from './present';

/**
 * Keeps a message back while what it sets has changed just now. A flow that wires evcc-in to evcc-out in a circle would else set the
 * older of two quick changes, be told of that as a change, set the newer one, and so on without end; kept back, the older one is
 * superseded by the newer one, and that is so already.
 */
export class Quiet {
  private timer: Timer | undefined = undefined;
  private due = Number.POSITIVE_INFINITY;

  constructor(
    private readonly view: StateView,
    private readonly clock: Clock,
    /** Something that was kept back may go on. */
    private readonly over: () => void,
  ) {}

  /** Whether a message has to wait; if so `over` is called when that may have changed. */
  delays(checked: readonly Checked[]): boolean {
    const left = Math.max(0, ...checked.map((one) => this.left(one)));
    if (left > 0) this.wake(left);
    return left > 0;
  }

  close(): void {
    this.timer?.cancel();
  }

  private left({ entry, resolved: { expected } }: Checked): number {
    const { view } = this;
    // `+5` and `toggle` come from a button, never from evcc.
    if (entry.relative || expected.every((one) => view.already(one))) return 0;
    return CHANGE_QUIET - Math.min(...expected.map(({ topic }) => view.latest.unchangedFor(topic)));
  }

  private wake(ms: number): void {
    const due = this.clock.monotonic() + ms;
    if (due >= this.due) return;
    this.timer?.cancel();
    this.due = due;
    this.timer = this.clock.after(ms, () => {
      this.due = Number.POSITIVE_INFINITY;
      this.over();
    });
  }
}
