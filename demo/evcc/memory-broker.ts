import type { Clock } from './clock';
import { matches, RetainedTree } from './retained-tree';
import type { Link, LinkEvents, Transport, Will } from './transport';

/** Retained copies that a stock mosquitto 2.0 still delivers to one QoS 1 subscription: its queue and what is in flight. */
const QOS1_BACKLOG = 1020;

/** Milliseconds from a publish to its arrival. */
const DELAY = 1;

export interface MemoryBrokerOptions {
  readonly clock: Clock;
  /** Whether retained values outlive a restart; false is the forgetting broker of the recording. */
  readonly persistence?: boolean;
}

/**
 * An MQTT broker without a socket: retained values, wills, wildcards, several clients, sudden death.
 * Everything arrives `DELAY` later on the clock handed in and in the order published, so a run repeats itself exactly.
 */
export class MemoryBroker {
  readonly retained = new RetainedTree();
  private readonly clients = new Set<MemoryLink>();
  private outbox: (() => void)[] = [];
  private alive = true;

  constructor(private readonly options: MemoryBrokerOptions) {}

  get running(): boolean {
    return this.alive;
  }

  /** Connected clients. */
  get connections(): number {
    return this.clients.size;
  }

  /** A way to this broker; with a client id a second connection takes the first one's place, as MQTT demands. */
  transport(clientId?: string): Transport {
    return { open: (will, events) => this.open(events, clientId, will) };
  }

  /** A connection without a will, for the clients of tests. */
  connect(events: Partial<LinkEvents> = {}, clientId?: string): MemoryLink {
    return this.open({ connected: () => {}, message: () => {}, closed: () => {}, ...events }, clientId);
  }

  /** Dies: every client loses its connection, no will is published, what is on its way is lost. */
  kill(): void {
    this.alive = false;
    this.outbox = [];
    for (const client of [...this.clients]) client.close();
    if (!this.options.persistence) this.retained.clear();
  }

  restart(): void {
    this.alive = true;
  }

  publish(topic: string, text: string, retain: boolean): void {
    if (!this.alive) return;
    if (retain) this.retained.set(topic, text);
    for (const client of this.clients) {
      if (client.wants(topic)) this.later(() => client.deliver(topic, text, false));
    }
  }

  /** The stored copies for a new subscription. */
  replay(client: MemoryLink, filter: string, qos: 0 | 1): void {
    const stored = this.retained.matching(filter);
    for (const [topic, text] of qos === 0 ? stored : stored.slice(0, QOS1_BACKLOG)) {
      this.later(() => client.deliver(topic, text, true));
    }
  }

  remove(client: MemoryLink, will: Will | undefined): void {
    this.clients.delete(client);
    if (will) this.publish(will.topic, will.text, true);
  }

  private open(events: LinkEvents, clientId?: string, will?: Will): MemoryLink {
    const client = new MemoryLink(this, events, clientId, will);
    this.options.clock.after(DELAY, () => {
      if (client.ended) return;
      if (!this.alive) {
        client.close();
        return;
      }
      for (const other of [...this.clients]) {
        if (clientId !== undefined && other.clientId === clientId) other.close();
      }
      this.clients.add(client);
      client.connect();
    });
    return client;
  }

  private later(call: () => void): void {
    this.outbox.push(call);
    if (this.outbox.length > 1) return;
    this.options.clock.after(DELAY, () => {
      const due = this.outbox;
      this.outbox = [];
      for (const one of due) one();
    });
  }
}

/** One client of a `MemoryBroker`. */
export class MemoryLink implements Link {
  private readonly exact = new Set<string>();
  private readonly wild = new Set<string>();
  private open = false;
  ended = false;

  constructor(
    private readonly broker: MemoryBroker,
    private readonly events: LinkEvents,
    readonly clientId?: string,
    private readonly will?: Will,
  ) {}

  get connected(): boolean {
    return this.open;
  }

  publish(topic: string, text: string, retain = true): void {
    if (this.open) this.broker.publish(topic, text, retain);
  }

  subscribe(filter: string, qos: 0 | 1 = 0): void {
    if (!this.open) return;
    (/[+#]/.test(filter) ? this.wild : this.exact).add(filter);
    this.broker.replay(this, filter, qos);
  }

  unsubscribe(filter: string): void {
    this.exact.delete(filter);
    this.wild.delete(filter);
  }

  end(): void {
    this.leave(undefined);
  }

  drop(): void {
    this.leave(this.will);
  }

  /** The broker's side: the connection came about. */
  connect(): void {
    this.open = true;
    this.events.connected();
  }

  /** The broker's side: the connection is gone, or never came about. */
  close(): void {
    if (this.ended) return;
    this.leave(this.broker.running ? this.will : undefined);
    this.events.closed();
  }

  wants(topic: string): boolean {
    if (this.exact.has(topic)) return true;
    for (const filter of this.wild) {
      if (matches(filter, topic)) return true;
    }
    return false;
  }

  deliver(topic: string, text: string, retained: boolean): void {
    if (this.open) this.events.message(topic, text, retained);
  }

  private leave(will: Will | undefined): void {
    if (this.ended) return;
    const was = this.open;
    this.ended = true;
    this.open = false;
    this.broker.remove(this, was ? will : undefined);
  }
}
