import type { Clock } from '../clock';
import { DEFAULT_INTERVAL, STRUCTURE_QUIET, TICK } from '../constants';
import { Attachments } from './attachments';
import { isListHead } from './coverage';
import { Freshness } from './freshness';
import { Gate } from './gate';
import { isNewer, publishesNothing } from './gone';
import { Lifecycle, type Phase } from './lifecycle';
import { type ModeNames, ModeWords } from './mode-names';
import type { Names } from './names';
import { Naming } from './naming';
import { OWN_TOPICS, roleOf } from './roles';
import { fillSlot } from './slots';
import { type Tap, Taps } from './taps';
import type { Topic } from './topic-node';
import { TopicTree } from './tree';
import { isFoundInTurn } from './turns';
import { Values } from './values';
import { Wire } from './wire';

export interface StateOptions {
  readonly rootTopic: string;
  readonly clock: Clock;
  /** The phase, or what is said of it (stale), changed. */
  readonly onPhase?: (phase: Phase) => void;
  /** Words that flows get for a charge mode. */
  readonly modeNames?: ModeNames;
  /** How loadpoints and vehicles are called changed: before any value that follows from it is told. */
  readonly onNames?: () => void;
  /** How they are called is not known for a moment: whom a title meant before says nothing until `onNames`. */
  readonly onUnnamed?: () => void;
  /** The text of a relative topic has a form that is not understood. */
  readonly onUnreadable?: (path: string) => void;
  /** Evcc publishes, and nobody has said its status: it may be worth asking the broker again. */
  readonly onUnsaid?: () => void;
}

/**
 * What is known of one evcc: fed with what the broker delivers, it tells its sinks what evcc really means. Texts that come while
 * evcc wipes or starts wait until it runs; then what differs from before is told once.
 */
export class EvccState {
  readonly tree: TopicTree;
  readonly lifecycle: Lifecycle;
  readonly attachments: Attachments;
  /** Counts the broker connections; a value learned in a sink's first one is "known at the start" for it. */
  epoch = 0;
  /** Evcc was seen running and wipes, is away or starts: what is known of it is told when it runs again. */
  holding = false;
  /** Counts the starts of evcc that were seen from a running one on. */
  starts = 0;
  private readonly clock: Clock;
  private readonly onPhase: (phase: Phase) => void;
  private readonly freshness: Freshness;
  private readonly values: Values;
  private readonly naming: Naming;
  private readonly taps = new Taps();
  private readonly wire: Wire;
  private readonly gate: Gate;
  /** The broker has not answered a subscription yet. */
  private subscribing = false;
  /** When the last stored copy came, of whatever topic, monotonic ms. */
  private copiedAt = Number.NEGATIVE_INFINITY;
  /** Every loadpoint had its turn since evcc runs or was met: what was not published by then is not published at all. */
  turned = false;
  /** What the broker had stored says whether evcc runs: that was so before. */
  private met = false;
  /** The connection in which evcc was last seen running; 0: in none. */
  private ranIn = 0;

  constructor(options: StateOptions) {
    const { clock } = options;
    this.clock = clock;
    this.onPhase = options.onPhase ?? (() => undefined);
    const modes = new ModeWords(options.modeNames ?? 'classic', clock, (topic, text, retain) =>
      this.values.accept(topic, text, retain),
    );
    this.tree = new TopicTree(options.rootTopic, (topic) => {
      topic.role = roleOf(topic.path);
      topic.listed = topic.parent?.listed === true || (topic.index !== undefined && isListHead(topic.parent ?? topic));
      topic.loadpoint =
        topic.parent?.path === 'loadpoints' && topic.index !== undefined ? topic : topic.parent?.loadpoint;
      topic.foundInTurn = topic.parent?.foundInTurn === true || isFoundInTurn(topic.property);
      topic.slots = topic.parent?.property?.kind === 'slots' ? topic.parent : topic.parent?.slots;
      if (topic.slots !== undefined) fillSlot(topic, topic.slots);
      modes.joined(topic);
      this.attachments.joined(topic);
    });
    this.wire = new Wire(this.tree, (topic, text, retain) => this.heard(topic, text, retain));
    this.attachments = new Attachments(
      this.tree,
      clock,
      (topic) => this.values.doubtful || this.isCopying || this.awaits(topic),
    );
    this.naming = new Naming(
      this.tree,
      clock,
      () => this.lifecycle.open,
      options.onNames ?? (() => undefined),
      options.onUnnamed ?? (() => undefined),
      () => this.onPhase(this.phase),
      (topic) => topic.generation === this.gate.generation,
    );
    this.values = new Values({
      clock,
      modes,
      generation: () => this.gate.generation,
      open: () => this.lifecycle.open,
      uncounted: () => this.phase === 'lost',
      changed: (topic) => this.naming.changed(topic),
      itemsOf: (head) => this.attachments.itemsOf(head),
      unreadable: ({ path }) => options.onUnreadable?.(path),
      waits: (topic) => this.waits(topic),
    });
    this.freshness = new Freshness(
      clock,
      () => this.interval,
      (stale) => this.staleChanged(stale),
    );
    this.lifecycle = new Lifecycle(clock, (phase, before) => this.phaseChanged(phase, before), options.onUnsaid);
    const { tree, lifecycle, values, naming } = this;
    this.gate = new Gate({ clock, tree, lifecycle, values, naming, turned: () => this.onPhase(this.phase) });
  }

  get names(): Names {
    return this.naming.names;
  }

  /** Whether it is known how loadpoints and vehicles are called. */
  get named(): boolean {
    return this.naming.known;
  }

  /** Names may still be on their way: whom a title meant before says nothing for the moment. */
  get unnamed(): boolean {
    return this.naming.settling;
  }

  /** What a start or connection brings has had its time to come. */
  get settled(): boolean {
    return this.lifecycle.open && !this.naming.settling;
  }

  get phase(): Phase {
    return this.lifecycle.phase;
  }

  /** Whether a value that is told was there before this connection: a stored copy, or what such a copy says of evcc itself. */
  isStored(topic: Topic, live: boolean): boolean {
    return !live || (this.met && OWN_TOPICS.has(topic.path));
  }

  /** The broker forgot evcc's counts and titles, and this connection never knew them. */
  get lost(): boolean {
    return this.phase === 'lost' && this.tree.get('loadpoints')?.known !== true;
  }

  /** Online, but nothing was published for three control cycles. */
  get stale(): boolean {
    return this.freshness.stale;
  }

  /** What `status` says to flows; undefined until something is known. */
  get status(): 'online' | 'offline' | undefined {
    return this.tree.get('status')?.text as 'online' | 'offline' | undefined;
  }

  /** Evcc's control interval, s. */
  get interval(): number {
    const value = this.tree.get('site/interval')?.value;
    return typeof value === 'number' && value > 0 ? value : DEFAULT_INTERVAL;
  }

  connected(): void {
    this.subscribing = false;
    this.epoch++;
    this.gate.connected();
    this.lifecycle.connected();
  }

  /** The broker is away; also what a failed first attempt is told by. */
  disconnected(): void {
    this.lifecycle.disconnected();
    this.publishStatus('offline');
    this.onPhase(this.phase);
  }

  /**
   * Sees the texts of one relative topic as they come, before they are judged: what a command waits for, its acknowledgement on
   * `…/set` among it. Returns what ends it.
   */
  tap(path: string, tap: Tap): () => void {
    return this.taps.add(`${this.tree.rootTopic}/${path}`, tap);
  }

  /** Subscriptions went out (true), or the broker has answered all of them: its stored copies come about then. */
  subscribes(waiting: boolean): void {
    this.subscribing = waiting;
  }

  /**
   * Whether stored copies may still be on their way, of whatever topic: a broker sends those of a filter in one go, in its own order, so that
   * a structure's may come after thousands of others.
   */
  get isCopying(): boolean {
    return this.subscribing || this.clock.monotonic() - this.copiedAt < STRUCTURE_QUIET - TICK;
  }

  /** One message as the broker delivered it. */
  message(full: string, text: string, retain: boolean): void {
    this.taps.tell(full, text, retain);
    if (retain) this.copiedAt = this.clock.monotonic();
    else this.freshness.live(this.clock.monotonic());
    this.wire.read(full, text, this.epoch, retain);
  }

  /** What evcc says of one of today's topics. */
  private heard(topic: Topic, text: string, retain: boolean): void {
    const { role } = topic;
    const stored = topic.storedIn === this.epoch;
    // First who was computed: the same message may say that evcc runs.
    if (text !== '') this.gate.heard(topic, retain);
    this.lifecycle.observe({ role, text, retain, stored });
    if (role === 'status') return;
    topic.storedIn = text === '' ? 0 : this.epoch;
    if (this.lifecycle.open && !this.waits(topic)) {
      if (retain) this.naming.stored(topic, text, this.gate.generation);
      if (text === '') this.values.emptied(topic);
      else this.values.arrived(topic, text, retain);
      return;
    }
    if (role === 'fatal') {
      // Why it does not run is true while it does not.
      if (text === '') this.values.empty(topic);
      else this.values.stored(topic, text, retain);
      return;
    }
    this.gate.keep(topic, text, retain, stored);
    // While evcc is off, what the broker stored is the best that is known of what was not known before.
    if (retain && this.phase === 'offline') this.takeStored((one) => one === topic);
  }

  /** Whether a topic's texts are kept until its loadpoint was computed for the first time since evcc started. */
  waits(topic: Topic): boolean {
    return this.gate.waits(topic);
  }

  /** Whether the loadpoint of a topic was not computed since evcc started: nothing of it was seen yet. */
  awaits(topic: Topic): boolean {
    return this.gate.awaits(topic);
  }

  private phaseChanged(phase: Phase, before: Phase): void {
    this.met = before === 'settling' && phase !== 'starting' && this.lifecycle.statusKnown;
    const wasOpen = before === 'running' || before === 'lost';
    if (wasOpen && !this.lifecycle.open) this.closeGate(phase);
    if (phase === 'starting') this.gate.starts();
    if (this.lifecycle.open && !wasOpen) {
      // Counts that came with a start, not as stored copies of a connection: evcc was started anew.
      if (phase === 'running' && before === 'starting' && this.ranIn > 0 && this.lifecycle.restarted) this.starts++;
      this.ranIn = this.epoch;
      this.openGate();
    }
    if (phase === 'offline') {
      if (before === 'settling') this.takeStored(() => true);
      else this.gate.interrupted(before === 'starting');
    }
    if (phase === 'offline' || phase === 'starting' || phase === 'fatal') this.publishStatus('offline');
    this.onPhase(phase);
  }

  /** Takes over what the broker stored, where nothing was known: of an evcc not seen before, or for a new subscription. */
  private takeStored(wanted: (topic: Topic) => boolean): void {
    // Seen running in a former connection: what differs since is told once it runs again.
    if (this.ranIn > 0 && this.ranIn !== this.epoch) return;
    this.gate.takeStored(wanted);
  }

  private closeGate(phase: Phase): void {
    this.holding = true;
    this.attachments.halt();
    this.values.discard();
    this.freshness.stop();
    this.turned = false;
    // A new connection counts by itself; here evcc begins anew.
    if (phase === 'disconnected') return;
    this.gate.close();
  }

  /** Evcc runs: what came meanwhile is told, what units follow from, counts and names first, then values, then what is gone. */
  private openGate(): void {
    this.holding = false;
    this.attachments.resume();
    this.publishStatus('online');
    this.gate.open(this.met);
    const loadpoints = this.tree.get('loadpoints')?.value;
    const cycles = typeof loadpoints === 'number' ? loadpoints + 1 : undefined;
    this.freshness.start(cycles, () => this.allTurned());
    this.staleChanged(false);
  }

  /** Every loadpoint had its turn: what evcc did not publish again has no value any more, unless only the broker lost it. */
  private allTurned(): void {
    if (!this.lifecycle.open) return;
    this.gate.allTurned();
    if (this.phase !== 'running') return;
    this.turned = true;
    for (const topic of [...this.tree.all()]) {
      if (topic.known && topic.generation < this.gate.generation && !OWN_TOPICS.has(topic.path))
        this.values.empty(topic);
    }
    this.onPhase(this.phase);
  }

  /**
   * Whether the running evcc publishes nothing at or below a topic that is never empty: it had time to, or is older than the
   * property.
   */
  isUnpublished(path: string): boolean {
    const topic = this.tree.get(path);
    if (!this.settled || topic === undefined) return false;
    const version = this.tree.get('site/version')?.value;
    return publishesNothing(topic) && (this.turned || isNewer(topic, version));
  }

  private staleChanged(stale: boolean): void {
    const topic = this.tree.get('stale');
    if (topic !== undefined) this.own(topic, String(stale));
    this.onPhase(this.phase);
  }

  private publishStatus(status: 'online' | 'offline'): void {
    const topic = this.tree.ensure('status');
    if (topic !== undefined) this.own(topic, status);
  }

  /** A topic that this state says itself. */
  private own(topic: Topic, text: string): void {
    if (topic.text !== text) this.values.accept(topic, text, false);
  }

  /** Forgets what is no longer subscribed: `kept` says for a full topic whether it still is. */
  forget(kept: (full: string) => boolean): void {
    for (const topic of [...this.tree.all()]) {
      if (topic.text !== undefined && !OWN_TOPICS.has(topic.path) && !kept(topic.full)) {
        this.gate.drop(topic);
        this.tree.forget(topic);
      }
    }
  }

  /** Ends all timers. */
  close(): void {
    this.lifecycle.close();
    this.gate.end();
    this.values.close();
    this.naming.close();
    this.freshness.stop();
    this.attachments.close();
  }
}
