import type { Clock, Timer } from './clock';
import type { Random } from './random';
import type { Link, Transport, Will } from './transport';

/** Milliseconds until evcc tries again: recorded, online 1 s after the broker was back; section "dying": 1 to 3 s. */
const RETRY: readonly [low: number, high: number] = [1000, 3000];

export interface ConnectionOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly will: Will;
  connected(): void;
  message(topic: string, text: string, retained: boolean): void;
  closed(): void;
}

/** evcc's connection: comes back by itself; what is said while it is away is lost. */
export class Connection {
  private link: Link | undefined;
  private timer: Timer | undefined;
  private up = false;
  private held = false;

  constructor(private readonly options: ConnectionOptions) {}

  get connected(): boolean {
    return this.up;
  }

  open(): void {
    this.held = false;
    this.timer?.cancel();
    if (this.link) return;
    const { transport, will } = this.options;
    const link = transport.open(will, {
      connected: () => {
        if (this.link !== link) return;
        this.up = true;
        this.options.connected();
      },
      message: (topic, text, retained) => {
        if (this.link === link) this.options.message(topic, text, retained);
      },
      closed: () => {
        if (this.link === link) this.lost();
      },
    });
    this.link = link;
  }

  publish(topic: string, text: string): void {
    if (this.up) this.link?.publish(topic, text);
  }

  subscribe(filter: string): void {
    if (this.up) this.link?.subscribe(filter);
  }

  unsubscribe(filter: string): void {
    if (this.up) this.link?.unsubscribe(filter);
  }

  /** Says goodbye. */
  end(): void {
    this.link?.end();
    this.forget();
  }

  /** Gone without a word, for good. */
  drop(): void {
    this.link?.drop();
    this.forget();
  }

  /** Breaks, and stays away until `open`. */
  hold(): void {
    const { link } = this;
    this.held = true;
    this.lost();
    link?.drop();
  }

  private lost(): void {
    const was = this.up;
    this.forget();
    if (was) this.options.closed();
    if (this.held) return;
    this.timer = this.options.clock.after(this.options.random.between(...RETRY), () => this.open());
  }

  private forget(): void {
    this.timer?.cancel();
    this.link = undefined;
    this.up = false;
  }
}
