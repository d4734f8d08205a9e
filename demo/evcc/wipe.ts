import type { Clock, Timer } from './clock';
import type { Connection } from './connection';
import type { Journal } from './journal';
import type { Publisher } from './publisher';

/** Milliseconds without a stored copy after which the wipe is over. */
const QUIET = 1000;

export interface WipeOptions {
  readonly root: string;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly connection: Connection;
  readonly publisher: Publisher;
}

/**
 * Empties what the broker keeps below the root but `status`, in the broker's own order (recorded: exactly the order in
 * which a subscriber gets it), until nothing has come for a second.
 */
export class Wipe {
  private timer: Timer | undefined;
  private end: (() => void) | undefined;

  constructor(private readonly options: WipeOptions) {}

  get active(): boolean {
    return this.end !== undefined;
  }

  start(then: () => void): void {
    const { journal, connection, root } = this.options;
    journal.event('wipe');
    this.end = () => {
      this.end = undefined;
      connection.unsubscribe(`${root}/#`);
      journal.event('wiped');
      then();
    };
    connection.subscribe(`${root}/#`);
    this.awaitQuiet();
  }

  /** One of the broker's stored copies. */
  found(topic: string): void {
    if (topic === 'status') return;
    this.options.publisher.enqueue([[topic, '']], { ordered: true });
    this.awaitQuiet();
  }

  /** One of them was emptied: recorded, `offline` came 1.01 to 1.03 s after the last. */
  sent(): void {
    this.awaitQuiet();
  }

  cancel(): void {
    this.timer?.cancel();
    this.end = undefined;
  }

  private awaitQuiet(): void {
    const { clock, connection, publisher } = this.options;
    this.timer?.cancel();
    this.timer = clock.after(QUIET, () => {
      if (publisher.idle && connection.connected) this.end?.();
      else this.awaitQuiet();
    });
  }
}
