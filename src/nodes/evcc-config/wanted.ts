import type { MqttClient } from 'mqtt';
import type { Clock, Timer } from '../../lib/clock';
import { STORED_WAIT, SUBSCRIBE_CHUNK, UNSUBSCRIBE_DELAY } from '../../lib/constants';
import { difference, Subscriptions } from '../../lib/subscriptions';
import { covers, isFilter, matchesSegments } from '../../lib/topic';

export interface WantedOptions {
  readonly root: string;
  readonly clock: Clock;
  /** The client while the broker is there. */
  readonly client: () => MqttClient | undefined;
  /** The broker answered a subscription: full filters and its codes. */
  readonly granted: (filters: readonly string[], codes: readonly unknown[]) => void;
  /** Whether the broker has yet to answer a subscription. */
  readonly waiting: (waiting: boolean) => void;
  /** Filters were given back; these full ones are kept. */
  readonly dropped: (kept: readonly string[]) => void;
}

/** What the users of a connection want subscribed, and what of it is: the least that serves them all, at QoS 0. */
export class Wanted {
  private readonly subscriptions = new Subscriptions();
  private present = new Set<string>();
  private wild: readonly string[] | undefined = undefined;
  private flushing = false;
  /** When something was subscribed last. */
  private asked = Number.NEGATIVE_INFINITY;
  private removal: Timer | undefined = undefined;
  /** Resolved when the broker confirmed what was wanted at that time. */
  private confirmations: (() => void)[] = [];
  private readonly unanswered = new Set<readonly string[]>();

  constructor(private readonly options: WantedOptions) {}

  /** What a user wants from now on, as relative filters. */
  set(user: object, filters: readonly string[]): void {
    this.subscriptions.set(user, filters);
  }

  /** Like `set`; resolves when the broker confirmed it, or is away. */
  need(user: object, filters: readonly string[]): Promise<void> {
    const changed = this.subscriptions.set(user, filters);
    if (this.options.client() === undefined || this.has(filters)) {
      if (changed) this.flush();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.confirmations.push(resolve);
      this.flush();
    });
  }

  /** Whether all of these filters are subscribed, and what the broker stores of them has had the time to come. */
  holds(filters: readonly string[]): boolean {
    if (this.options.clock.monotonic() - this.asked < STORED_WAIT) return false;
    return this.has(filters);
  }

  /** Whether all of these filters are subscribed, themselves or by others that cover them. */
  private has(filters: readonly string[]): boolean {
    // Only what has wildcards covers anything but itself.
    this.wild ??= [...this.present].filter(isFilter);
    return filters.every((one) => this.present.has(one) || this.wild?.some((other) => covers(other, one)));
  }

  /** A new session: nothing is subscribed in it. `first` goes first, so that what it tells is known before the values arrive. */
  connected(first: readonly string[]): void {
    this.present = new Set();
    this.wild = undefined;
    this.subscribe(first);
    this.flushNow();
  }

  /** Subscribes the same anew: the broker then sends what it stores of it, as if it were the first time. */
  again(): void {
    this.subscribe([...this.present]);
  }

  /** Subscribes some filters anew, for their stored copies. */
  ask(filters: readonly string[]): void {
    this.subscribe(filters);
  }

  closed(): void {
    this.unanswered.clear();
    this.options.waiting(false);
    this.present = new Set();
    this.wild = undefined;
    this.confirm();
  }

  close(): void {
    this.removal?.cancel();
    this.confirm();
  }

  /** Whether several of the filters match a topic: brokers may then deliver a message once for each, one after the other. */
  twice(full: string): boolean {
    const topic = full.slice(this.options.root.length + 1).split('/');
    let count = 0;
    for (const filter of this.present) if (matchesSegments(filter.split('/'), topic) && ++count > 1) return true;
    return false;
  }

  /** Subscribes what is wanted now, once a turn of the event loop however many nodes a deploy brings. */
  flush(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flushNow();
    });
  }

  private flushNow(): void {
    if (this.options.client() === undefined) {
      this.confirm();
      return;
    }
    const { add, remove } = difference(this.present, this.subscriptions.filters);
    this.subscribe(add);
    if (add.length === 0) this.confirm();
    if (remove.length > 0) {
      this.removal?.cancel();
      this.removal = this.options.clock.after(UNSUBSCRIBE_DELAY, () => this.unsubscribe());
    }
  }

  private subscribe(filters: readonly string[]): void {
    for (let at = 0; at < filters.length; at += SUBSCRIBE_CHUNK) {
      const chunk = filters.slice(at, at + SUBSCRIBE_CHUNK);
      const last = at + SUBSCRIBE_CHUNK >= filters.length;
      for (const filter of chunk) this.present.add(filter);
      this.wild = undefined;
      this.asked = this.options.clock.monotonic();
      const full = this.full(chunk);
      const client = this.options.client();
      if (client === undefined) return;
      this.unanswered.add(chunk);
      this.options.waiting(true);
      client.subscribe(full, { qos: 0 }, (_error, _granted, packet) => {
        if (this.unanswered.delete(chunk)) this.options.waiting(this.unanswered.size > 0);
        this.options.granted(full, packet?.granted ?? []);
        if (last) this.confirm();
      });
    }
  }

  /** Gives back what nobody wants any more. */
  private unsubscribe(): void {
    const client = this.options.client();
    const { remove } = difference(this.present, this.subscriptions.filters);
    if (client === undefined || remove.length === 0) return;
    for (const filter of remove) this.present.delete(filter);
    this.wild = undefined;
    client.unsubscribe(this.full(remove));
    this.options.dropped(this.full([...this.present]));
  }

  private full(filters: readonly string[]): string[] {
    return filters.map((filter) => `${this.options.root}/${filter}`);
  }

  private confirm(): void {
    for (const resolve of this.confirmations.splice(0)) resolve();
  }
}
