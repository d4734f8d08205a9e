import type { IPublishPacket, MqttClient } from 'mqtt';
import type { Clock, Timer } from '../../lib/clock';
import { Commands } from '../../lib/command/engine';
import { LINGER, RETRY_AFRESH, STABLE_AFTER } from '../../lib/constants';
import type { Diagnosis } from '../../lib/diagnosis/types';
import type { Params } from '../../lib/errors';
import { FIXED_SET } from '../../lib/state/roles';
import { EvccState } from '../../lib/state/state';
import { overlaps } from '../../lib/topic';
import { guarded } from '../shared/guard';
import { machineTime } from '../shared/local-time';
import type { Summary } from '../shared/status';
import { Acknowledged } from './acknowledged';
import { backoff } from './backoff';
import { leave, openClient } from './client';
import { ExpiryWatch } from './expiry';
import { Health } from './health';
import { Notices } from './notices';
import type { Settings } from './options';
import { RootSearch } from './root-search';
import { StatusRequest } from './status-request';
import { Wanted } from './wanted';

/** What a connection tells its listeners. */
export interface ConnectionListener {
  /** The phase of evcc or of the connection changed, or something that is said of it. */
  changed(): void;
  /** How loadpoints and vehicles are called changed, or is not known for a moment. */
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
  /** The connection is given up, a while after its last user: whoever comes then needs a new one. */
  readonly onEnd?: () => void;
}

/**
 * The one connection of a configuration node: opened with its first user, closed after its last. It subscribes what its users need
 * and no more, at QoS 0, and feeds what arrives into the state of evcc.
 */
export class Connection {
  readonly state: EvccState;
  readonly commands: Commands;
  /** The first attempt is under way: neither connected nor refused. */
  connecting = false;
  private client: MqttClient | undefined = undefined;
  private readonly users = new Set<object>();
  private readonly listeners = new Set<ConnectionListener>();
  private readonly wanted: Wanted;
  private readonly health: Health;
  private readonly search: RootSearch;
  private readonly expiry: ExpiryWatch;
  private readonly acknowledged = new Acknowledged();
  /** The topics by which two evccs under one root are told. */
  private readonly telling: ReadonlySet<string>;
  private attempts = 0;
  private lastTopic = '';
  private lastText = '';
  /** Nothing came for a while. */
  private stale = false;
  private afresh: Timer | undefined = undefined;
  private stable: Timer | undefined = undefined;
  private lingering: Timer | undefined = undefined;
  private readonly notices: Notices;
  private readonly statusRequest: StatusRequest;
  private ended = false;

  constructor(private readonly options: ConnectionOptions) {
    const { settings, clock } = options;
    this.state = new EvccState({
      rootTopic: settings.rootTopic,
      clock,
      modeNames: settings.modeNames,
      onPhase: () => this.told(),
      onNames: () => {
        this.renamed();
        this.commands.update();
      },
      onUnnamed: () => this.renamed(),
      onUnreadable: (path) => this.notices.unreadable(path),
      onUnsaid: () => this.statusRequest.begin(),
    });
    this.commands = new Commands({
      state: this.state,
      clock,
      port: {
        publish: (topic, text, refused) => this.command(topic, text, refused),
        need: (user, filters) => this.need(user, filters),
        release: (user) => this.release(user),
      },
      localTime: machineTime,
      names: this.state.names,
      warn: options.onWarning,
    });
    this.search = new RootSearch(settings.rootTopic, clock);
    this.expiry = new ExpiryWatch(settings.tls, clock, options.onWarning);
    this.health = new Health(this.state, settings.rootTopic, this.search, options.onDiagnosis);
    this.telling = new Set(['status', 'updated'].map((path) => `${settings.rootTopic}/${path}`));
    this.wanted = new Wanted({
      root: settings.rootTopic,
      clock,
      client: () => (this.online ? this.client : undefined),
      granted: (filters, codes) => {
        if (this.health.granted(filters, codes)) this.doubted();
      },
      waiting: (waiting) => this.state.subscribes(waiting),
      // What is not subscribed any more would be old when it is wanted again.
      dropped: (kept) => this.state.forget((full) => kept.some((filter) => overlaps(filter, full))),
    });
    this.wanted.set(this, FIXED_SET);
    this.notices = new Notices(() => this.state, options.onWarning);
    this.statusRequest = new StatusRequest(
      clock,
      () => this.online && this.state.lifecycle.assumed,
      () => this.wanted.ask(FIXED_SET),
    );
  }

  get rootTopic(): string {
    return this.options.settings.rootTopic;
  }

  /** What is wrong with the connection or with evcc; undefined while all is well, or not known yet. */
  get diagnosis(): Diagnosis | undefined {
    return this.health.diagnosis(this.online);
  }

  /** What statuses say of the connection. */
  get summary(): Summary {
    const { phase, stale, lost } = this.state;
    const { key } = this.diagnosis ?? {};
    // That evcc is offline is said by the phase.
    const reason = key === undefined || key.startsWith('offline') ? undefined : key;
    return { phase, stale, lost, connecting: this.connecting, reason };
  }

  /** Whether the broker is there. */
  get online(): boolean {
    return this.client?.connected === true;
  }

  /** A node uses the connection from now on. */
  register(user: object): void {
    this.lingering?.cancel();
    this.users.add(user);
    this.options.onUser?.(user);
    if (this.client === undefined && !this.ended) this.open();
  }

  /** A node is gone. A while after the last the connection ends; a deploy may bring the next one at once. */
  deregister(user: object): void {
    this.wanted.set(user, []);
    this.wanted.flush();
    if (!this.users.delete(user) || this.users.size > 0 || this.ended) return;
    this.lingering?.cancel();
    this.lingering = this.options.clock.after(LINGER, () => {
      // A broker that cannot be told any more is gone anyway.
      this.end().catch(() => undefined);
    });
  }

  listen(listener: ConnectionListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What a user needs subscribed from now on, as relative filters; resolves when the broker confirmed it, or is away. */
  need(user: object, filters: readonly string[]): Promise<void> {
    return this.wanted.need(user, filters);
  }

  /** Whether all of these relative filters are subscribed, and what the broker stores of them has come. */
  holds(filters: readonly string[]): boolean {
    return this.wanted.holds(filters);
  }

  /** Publishes below the root; false while the broker is away. QoS 0 unless asked, never retained unless asked. */
  publish(topic: string, payload: string | Buffer, options: { qos?: 0 | 1 | 2; retain?: boolean } = {}): boolean {
    if (this.client === undefined || !this.online) return false;
    this.gather(this.client.stream);
    this.client.publish(`${this.rootTopic}/${topic}`, payload, {
      qos: options.qos ?? 0,
      retain: options.retain ?? false,
    });
    return true;
  }

  /** A command; `refused` is told the reason code of a broker that says it does not take it. */
  private command(topic: string, text: string, refused: (code: number) => void): boolean {
    if (this.options.settings.protocolVersion !== 5) return this.publish(topic, text);
    if (this.client === undefined || !this.online) return false;
    this.gather(this.client.stream);
    this.acknowledged.publish(this.client, `${this.rootTopic}/${topic}`, text, refused);
    return true;
  }

  /** What is published in one turn of the event loop goes out in one piece: the broker is not woken for each of many commands. */
  private gather(stream: MqttClient['stream']): void {
    if (stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  }

  /** Gives back what a user needed. */
  release(user: object): void {
    this.wanted.set(user, []);
    this.wanted.flush();
  }

  private renamed(): void {
    for (const listener of [...this.listeners]) listener.renamed?.();
  }

  private open(): void {
    const { settings, onWarning } = this.options;
    this.connecting = true;
    if (settings.tls?.insecure) onWarning('insecure', { value: settings.url });
    this.expiry.start();
    const client = openClient(settings, {
      trying: () => backoff(this.attempts++),
      connected: () => this.connected(),
      closed: (diagnosis) => {
        if (this.client === client) this.closed(diagnosis);
      },
    });
    this.client = client;
    client.on('message', (topic, payload, packet) => this.arrived(topic, payload, packet));
  }

  private connected(): void {
    const { clock } = this.options;
    this.connecting = false;
    this.search.reset();
    this.health.connected(clock.monotonic());
    // One that is thrown out at once, again and again, keeps its long pauses.
    this.afresh = clock.after(RETRY_AFRESH, () => this.retryAfresh());
    this.stable = clock.after(STABLE_AFTER, () => this.health.stood());
    this.state.connected();
    this.wanted.connected(FIXED_SET);
  }

  private retryAfresh(): void {
    this.attempts = 1;
    if (this.client !== undefined) this.client.options.reconnectPeriod = backoff(0);
  }

  private closed(diagnosis: Diagnosis): void {
    if (this.client !== undefined) this.acknowledged.forget(this.client);
    this.connecting = false;
    this.afresh?.cancel();
    this.stable?.cancel();
    this.search.stop();
    this.health.closed(diagnosis, this.options.clock.monotonic());
    this.wanted.closed();
    this.state.disconnected();
    this.health.say(false);
  }

  private arrived(topic: string, payload: Buffer, packet: IPublishPacket): void {
    const text = payload.toString('utf8');
    if (this.search.takes(topic, text)) return;
    if (topic === this.lastTopic && text === this.lastText && !packet.retain && this.wanted.twice(topic)) return;
    this.lastTopic = topic;
    this.lastText = text;
    guarded(
      () => `${topic}, evcc ${String(this.state.tree.get('site/version')?.value ?? '?')}`,
      () => this.state.message(topic, text, packet.retain),
    );
    if (packet.retain || !this.telling.has(topic)) return;
    const path = topic.slice(this.rootTopic.length + 1);
    if (this.health.live(path, text, this.options.clock.now())) this.doubted();
  }

  /** Something is wrong although the broker is there. */
  private doubted(): void {
    this.health.say(this.online);
    this.told();
  }

  private told(): void {
    // While nothing came (the right to read withdrawn, for one: MQTT does not tell) evcc may have said what it says only once.
    if (this.stale && !this.state.stale && this.online) this.wanted.again();
    this.stale = this.state.stale;
    this.notices.phase();
    if (this.online && this.health.lost) this.search.begin(this.client, () => this.doubted());
    for (const listener of [...this.listeners]) listener.changed();
    this.commands.update();
  }

  /** Ends the connection for good; resolves when the broker was told. */
  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    const { client } = this;
    this.commands.close();
    this.client = undefined;
    for (const timer of [this.afresh, this.stable, this.lingering]) timer?.cancel();
    this.statusRequest.end();
    this.search.stop();
    this.expiry.stop();
    this.health.reset();
    this.wanted.close();
    this.state.close();
    this.options.onEnd?.();
    if (client === undefined) return;
    client.removeAllListeners('message');
    await leave(client, !client.connected);
  }
}
