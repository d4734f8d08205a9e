import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import type { Clock } from '../../lib/clock';
import { Commands } from '../../lib/command/engine';
import { SUBSCRIBE_CHUNK, UNSUBSCRIBE_DELAY } from '../../lib/constants';
import type { Params } from '../../lib/errors';
import type { ModeNames } from '../../lib/state/mode-names';
import { FIXED_SET } from '../../lib/state/roles';
import { EvccState } from '../../lib/state/state';
import { difference, Subscriptions } from '../../lib/subscriptions';
import { matchesSegments, overlaps } from '../../lib/topic';
import { machineTime } from '../shared/local-time';
import type { Summary } from '../shared/status';
import { backoff } from './backoff';

/** What a connection tells its listeners. */
export interface ConnectionListener {
  /** The phase of evcc or of the connection changed, or something that is said of it. */
  changed(): void;
  /** How loadpoints and vehicles are called changed. */
  renamed?(): void;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly client: IClientOptions;
  readonly rootTopic: string;
  readonly modeNames: ModeNames;
  readonly clock: Clock;
  /** A fault of the connection, for the log: once for each kind in a row. */
  readonly onFault: (error: Error) => void;
  /** Something the user should know: a key below `warnings.` with its parameters. */
  readonly onWarning: (key: string, params: Params) => void;
}

/**
 * The one connection of a configuration node: opened with its first user, closed with its last. It subscribes what its users need
 * and no more, at QoS 0, and feeds what arrives into the state of evcc.
 */
export class Connection {
  readonly state: EvccState;
  /** The first attempt is under way: neither connected nor refused. */
  connecting = false;
  readonly commands: Commands;
  private client: MqttClient | undefined = undefined;
  private readonly subscriptions = new Subscriptions();
  private readonly users = new Set<object>();
  private readonly listeners = new Set<ConnectionListener>();
  private present = new Set<string>();
  private attempts = 0;
  private flushing = false;
  private lastTopic = '';
  private lastText = '';
  /** Resolved when the broker confirmed what was wanted at that time. */
  private confirmations: (() => void)[] = [];
  private removal: ReturnType<Clock['after']> | undefined = undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.state = new EvccState({
      rootTopic: options.rootTopic,
      clock: options.clock,
      modeNames: options.modeNames,
      onPhase: () => this.told(),
      onNames: () => {
        for (const listener of [...this.listeners]) listener.renamed?.();
        this.commands.update();
      },
    });
    this.commands = new Commands({
      state: this.state,
      clock: options.clock,
      port: this,
      localTime: machineTime,
      names: this.state.names,
      warn: options.onWarning,
    });
    this.subscriptions.set(this, FIXED_SET);
  }

  get rootTopic(): string {
    return this.options.rootTopic;
  }

  /** What statuses say of the connection. */
  get summary(): Summary {
    const { phase, stale, lost } = this.state;
    return { phase, stale, lost, connecting: this.connecting };
  }

  /** Whether the broker is there. */
  get online(): boolean {
    return this.client?.connected === true;
  }

  /** A node uses the connection from now on. */
  register(user: object): void {
    this.users.add(user);
    if (this.client === undefined) this.open();
  }

  /** A node is gone; with the last the connection is closed. */
  async deregister(user: object): Promise<void> {
    this.subscriptions.set(user, []);
    if (this.users.delete(user) && this.users.size === 0) await this.close();
    else this.flush();
  }

  listen(listener: ConnectionListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What a user needs subscribed from now on, as relative filters; resolves when the broker confirmed it, or is away. */
  need(user: object, filters: readonly string[]): Promise<void> {
    this.subscriptions.set(user, filters);
    const { add } = difference(this.present, this.subscriptions.filters);
    if (add.length === 0 || !this.online) {
      this.flush();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.confirmations.push(resolve);
      this.flush();
    });
  }

  /** Publishes below the root; false while the broker is away. QoS 0 unless asked, never retained unless asked. */
  publish(topic: string, payload: string | Buffer, options: { qos?: 0 | 1 | 2; retain?: boolean } = {}): boolean {
    if (this.client === undefined || !this.online) return false;
    this.client.publish(`${this.options.rootTopic}/${topic}`, payload, {
      qos: options.qos ?? 0,
      retain: options.retain ?? false,
    });
    return true;
  }

  /** Gives back what a user needed. */
  release(user: object): void {
    this.subscriptions.set(user, []);
    this.flush();
  }

  private open(): void {
    this.connecting = true;
    const client = mqtt.connect(this.options.url, {
      ...this.options.client,
      clean: true,
      // What is wanted now is subscribed at each connect: what it was before may be long gone.
      resubscribe: false,
      queueQoSZero: false,
      reconnectPeriod: backoff(0),
    });
    this.client = client;
    client.on('connect', () => this.connected());
    client.on('close', () => this.closed());
    client.on('error', (error) => this.options.onFault(error));
    client.on('message', (topic, payload, packet) => this.arrived(topic, payload, packet));
  }

  private connected(): void {
    this.connecting = false;
    this.attempts = 0;
    this.present = new Set();
    this.state.connected();
    // Its own small set first: with it the phase of evcc is known before the values arrive.
    this.subscribe(FIXED_SET);
    this.flushNow();
  }

  private closed(): void {
    this.connecting = false;
    this.attempts++;
    if (this.client !== undefined) this.client.options.reconnectPeriod = backoff(this.attempts);
    this.present = new Set();
    this.confirm();
    this.state.disconnected();
  }

  private arrived(topic: string, payload: Buffer, packet: IPublishPacket): void {
    const text = payload.toString('utf8');
    if (topic === this.lastTopic && text === this.lastText && !packet.retain && this.twice(topic)) return;
    this.lastTopic = topic;
    this.lastText = text;
    this.state.message(topic, text, packet.retain);
  }

  /** Whether several of our filters match a topic: brokers may then deliver a message once for each, one after the other. */
  private twice(full: string): boolean {
    const topic = full.slice(this.options.rootTopic.length + 1).split('/');
    let count = 0;
    for (const filter of this.present) if (matchesSegments(filter.split('/'), topic) && ++count > 1) return true;
    return false;
  }

  /** Subscribes what is wanted now, once a turn of the event loop however many nodes a deploy brings. */
  private flush(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flushNow();
    });
  }

  private flushNow(): void {
    if (!this.online) {
      this.confirm();
      return;
    }
    const wanted = this.subscriptions.filters;
    const { add, remove } = difference(this.present, wanted);
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
      const full = chunk.map((filter) => `${this.options.rootTopic}/${filter}`);
      this.client?.subscribe(full, { qos: 0 }, (error) => {
        if (error) this.options.onFault(error);
        if (last) this.confirm();
      });
    }
  }

  /** Gives back what nobody wants any more, and forgets it: it would be old when it is wanted again. */
  private unsubscribe(): void {
    const { remove } = difference(this.present, this.subscriptions.filters);
    if (!this.online || remove.length === 0) return;
    for (const filter of remove) this.present.delete(filter);
    this.client?.unsubscribe(remove.map((filter) => `${this.options.rootTopic}/${filter}`));
    const kept = [...this.present].map((filter) => `${this.options.rootTopic}/${filter}`);
    this.state.forget((full) => kept.some((filter) => overlaps(filter, full)));
  }

  private confirm(): void {
    for (const resolve of this.confirmations.splice(0)) resolve();
  }

  private told(): void {
    for (const listener of [...this.listeners]) listener.changed();
    this.commands.update();
  }

  private async close(): Promise<void> {
    const { client } = this;
    this.commands.close();
    this.client = undefined;
    this.removal?.cancel();
    this.confirm();
    this.state.close();
    if (client === undefined) return;
    client.removeAllListeners('message');
    client.removeAllListeners('close');
    await client.endAsync(!client.connected);
    client.removeAllListeners();
    // A socket that fails while it is being closed has nobody left to tell.
    client.on('error', () => undefined);
  }
}
