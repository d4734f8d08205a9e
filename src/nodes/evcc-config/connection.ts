import type { IPublishPacket, MqttClient } from 'mqtt';
import type { Clock } from '../../lib/clock';
import { Commands } from '../../lib/command/engine';
import { DISCOVER_TIME, STABLE_AFTER, SUBSCRIBE_CHUNK, UNSUBSCRIBE_DELAY } from '../../lib/constants';
import { diagnoseEvcc } from '../../lib/diagnosis/diagnose';
import { ROOT_FILTERS, rootOf } from '../../lib/diagnosis/roots';
import { Takeover } from '../../lib/diagnosis/takeover';
import { TwoEvccs } from '../../lib/diagnosis/two-evccs';
import type { Diagnosis } from '../../lib/diagnosis/types';
import type { Params } from '../../lib/errors';
import { FIXED_SET } from '../../lib/state/roles';
import { EvccState } from '../../lib/state/state';
import { difference, Subscriptions } from '../../lib/subscriptions';
import { matchesSegments, overlaps } from '../../lib/topic';
import { machineTime } from '../shared/local-time';
import type { Summary } from '../shared/status';
import { backoff } from './backoff';
import { openClient } from './client';
import type { Settings } from './options';

/** What a connection tells its listeners. */
export interface ConnectionListener {
  /** The phase of evcc or of the connection changed, or something that is said of it. */
  changed(): void;
  /** How loadpoints and vehicles are called changed. */
  renamed?(): void;
}

export interface ConnectionOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  /** What is wrong, for the log: once for each kind until the connection has stood for a while. */
  readonly onDiagnosis: (diagnosis: Diagnosis) => void;
  /** Something the user should know: a key below `warnings.` with its parameters. */
  readonly onWarning: (key: string, params: Params) => void;
  /** A node begins to use the connection. */
  readonly onUser?: (user: object) => void;
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
  /** Why the last attempt failed, or the connection ended. */
  private trouble: Diagnosis | undefined = undefined;
  private said = '';
  private stable: ReturnType<Clock['after']> | undefined = undefined;
  private readonly takeover = new Takeover();
  private readonly two = new TwoEvccs();
  private readonly refused = new Set<string>();
  /** Other roots with an evcc; undefined: not looked for. */
  private roots: Set<string> | undefined = undefined;
  private looking: ReturnType<Clock['after']> | undefined = undefined;
  private removal: ReturnType<Clock['after']> | undefined = undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.state = new EvccState({
      rootTopic: options.settings.rootTopic,
      clock: options.clock,
      modeNames: options.settings.modeNames,
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
    return this.options.settings.rootTopic;
  }

  /** What statuses say of the connection. */
  get summary(): Summary {
    const { phase, stale, lost } = this.state;
    const { key } = this.diagnosis ?? {};
    // That evcc is offline is said by the phase.
    const reason = key === undefined || key.startsWith('offline') ? undefined : key;
    return { phase, stale, lost, connecting: this.connecting, reason };
  }

  /** What is wrong with the connection or with evcc; undefined while all is well, or not known yet. */
  get diagnosis(): Diagnosis | undefined {
    if (!this.online) return this.trouble;
    const { tree, lifecycle, status, phase } = this.state;
    const updated = tree.get('updated')?.value;
    if (phase === 'settling' && this.refused.size === 0) return undefined;
    return diagnoseEvcc({
      root: this.rootTopic,
      status: lifecycle.statusKnown || phase !== 'offline' ? status : undefined,
      updated: typeof updated === 'number' ? updated : undefined,
      roots: [...(this.roots ?? [])].sort(),
      refused: [...this.refused],
      two: this.two.seen,
    });
  }

  /** Whether the broker is there. */
  get online(): boolean {
    return this.client?.connected === true;
  }

  /** A node uses the connection from now on. */
  register(user: object): void {
    this.users.add(user);
    this.options.onUser?.(user);
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
    this.client.publish(`${this.options.settings.rootTopic}/${topic}`, payload, {
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
    const { settings, onWarning } = this.options;
    this.connecting = true;
    this.trouble = undefined;
    if (settings.tls?.insecure) onWarning('insecure', { value: settings.url });
    for (const { key, params } of settings.problems) onWarning(key, params);
    const client = openClient(settings, {
      trying: () => backoff(this.attempts++),
      connected: () => this.connected(),
      closed: (diagnosis) => this.closed(diagnosis),
    });
    this.client = client;
    client.on('message', (topic, payload, packet) => this.arrived(topic, payload, packet));
  }

  private connected(): void {
    const { clock } = this.options;
    this.connecting = false;
    this.trouble = undefined;
    this.takeover.connected(clock.monotonic());
    // One that is thrown out at once, again and again, keeps its long pauses.
    this.stable = clock.after(STABLE_AFTER, () => this.stood());
    this.present = new Set();
    this.refused.clear();
    this.two.reset();
    this.roots = undefined;
    this.state.connected();
    // Its own small set first: with it the phase of evcc is known before the values arrive.
    this.subscribe(FIXED_SET);
    this.flushNow();
  }

  /** The connection has stood for a while: should it fail, that is a new failure. */
  private stood(): void {
    this.attempts = 1;
    if (this.diagnosis === undefined) this.said = '';
    if (this.client !== undefined) this.client.options.reconnectPeriod = backoff(0);
  }

  private closed(diagnosis: Diagnosis): void {
    if (this.client === undefined) return;
    this.connecting = false;
    this.stable?.cancel();
    this.looking?.cancel();
    const taken = this.takeover.closed(this.options.clock.monotonic());
    const { key, params } = diagnosis;
    this.trouble = taken && key === 'ended' ? { key: 'clientIdTwice', params, remedyKey: 'clientIdTwice' } : diagnosis;
    this.present = new Set();
    this.confirm();
    this.state.disconnected();
    this.say();
  }

  /** Logs what is wrong, unless that was the last that was said. */
  private say(): void {
    const { diagnosis } = this;
    if (diagnosis === undefined || diagnosis.key.startsWith('offline')) return;
    const text = JSON.stringify(diagnosis);
    if (text !== this.said) this.options.onDiagnosis(diagnosis);
    this.said = text;
  }

  /** Nothing of evcc is under the root: looks for a while under which root it is. */
  private look(): void {
    this.roots = new Set();
    this.client?.subscribe([...ROOT_FILTERS], { qos: 0 }, () => undefined);
    this.looking = this.options.clock.after(DISCOVER_TIME, () => {
      this.client?.unsubscribe([...ROOT_FILTERS]);
      this.say();
      this.told();
    });
  }

  private arrived(topic: string, payload: Buffer, packet: IPublishPacket): void {
    const text = payload.toString('utf8');
    const root = this.roots === undefined ? undefined : rootOf(topic);
    if (root !== undefined && root !== this.rootTopic) {
      if (text !== '') this.roots?.add(root);
      return;
    }
    if (topic === this.lastTopic && text === this.lastText && !packet.retain && this.twice(topic)) return;
    this.lastTopic = topic;
    this.lastText = text;
    this.state.message(topic, text, packet.retain);
    const path = topic.slice(this.rootTopic.length + 1);
    if (!packet.retain && this.two.live(path, text, this.options.clock.now())) {
      this.say();
      this.told();
    }
  }

  /** Whether several of our filters match a topic: brokers may then deliver a message once for each, one after the other. */
  private twice(full: string): boolean {
    const topic = full.slice(this.options.settings.rootTopic.length + 1).split('/');
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
      const full = chunk.map((filter) => `${this.options.settings.rootTopic}/${filter}`);
      this.client?.subscribe(full, { qos: 0 }, (_error, _granted, packet) => {
        this.denied(full, packet?.granted ?? []);
        if (last) this.confirm();
      });
    }
  }

  /** Filters that the broker refused: 0x80 (MQTT 3.1.1, 3.9.3), with MQTT 5 one of several codes from there on. */
  private denied(filters: readonly string[], codes: readonly unknown[]): void {
    const before = this.refused.size;
    for (const [index, filter] of filters.entries()) if (Number(codes[index]) >= 0x80) this.refused.add(filter);
    if (this.refused.size === before) return;
    this.say();
    this.told();
  }

  /** Gives back what nobody wants any more, and forgets it: it would be old when it is wanted again. */
  private unsubscribe(): void {
    const { remove } = difference(this.present, this.subscriptions.filters);
    if (!this.online || remove.length === 0) return;
    for (const filter of remove) this.present.delete(filter);
    this.client?.unsubscribe(remove.map((filter) => `${this.options.settings.rootTopic}/${filter}`));
    const kept = [...this.present].map((filter) => `${this.options.settings.rootTopic}/${filter}`);
    this.state.forget((full) => kept.some((filter) => overlaps(filter, full)));
  }

  private confirm(): void {
    for (const resolve of this.confirmations.splice(0)) resolve();
  }

  private told(): void {
    const { phase, lifecycle } = this.state;
    if (phase === 'offline' && !lifecycle.statusKnown && this.roots === undefined && this.online) this.look();
    for (const listener of [...this.listeners]) listener.changed();
    this.commands.update();
  }

  private async close(): Promise<void> {
    const { client } = this;
    this.commands.close();
    this.client = undefined;
    this.trouble = undefined;
    for (const timer of [this.removal, this.stable, this.looking]) timer?.cancel();
    this.attempts = 0;
    this.said = '';
    this.confirm();
    this.state.close();
    if (client === undefined) return;
    client.removeAllListeners('message');
    await client.endAsync(!client.connected);
  }
}
