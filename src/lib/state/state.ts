import type { Clock } from '../clock';
import { DEFAULT_INTERVAL, START_QUIET, TICK } from '../constants';
import { Attachments } from './attachments';
import { isListHead } from './coverage';
import { Freshness } from './freshness';
import { goneVehicles, isNewer, publishesNothing } from './gone';
import { Lifecycle, type Phase } from './lifecycle';
import { type ModeNames, ModeWords } from './mode-names';
import { isNaming, type Names } from './names';
import { Naming } from './naming';
import { OWN_TOPICS, roleOf } from './roles';
import { fillSlot } from './slots';
import { type Tap, Taps } from './taps';
import type { Topic } from './topic-node';
import { TopicTree } from './tree';
import { Values } from './values';
import { inOrder, Waiting } from './waiting';
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
  private readonly waiting = new Waiting();
  private readonly taps = new Taps();
  private readonly wire: Wire;
  /** When a text was last emptied while evcc was not known to run, monotonic ms. */
  private emptiedAt = Number.NEGATIVE_INFINITY;
  /** The present start of evcc, or connection. */
  private generation = 0;
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
      topic.slots = topic.parent?.property?.kind === 'slots' ? topic.parent : topic.parent?.slots;
      if (topic.slots !== undefined) fillSlot(topic, topic.slots);
      modes.joined(topic);
      this.attachments.joined(topic);
    });
    this.wire = new Wire(this.tree);
    this.attachments = new Attachments(this.tree, clock, () => this.values.doubtful);
    this.naming = new Naming(
      this.tree,
      clock,
      () => this.lifecycle.open,
      options.onNames ?? (() => undefined),
      options.onUnnamed ?? (() => undefined),
      () => this.onPhase(this.phase),
      (topic) => topic.generation === this.generation,
    );
    this.values = new Values({
      clock,
      modes,
      generation: () => this.generation,
      open: () => this.lifecycle.open,
      uncounted: () => this.phase === 'lost',
      changed: (topic) => this.naming.changed(topic),
      itemsOf: (head) => this.attachments.itemsOf(head),
    });
    this.freshness = new Freshness(
      clock,
      () => this.interval,
      (stale) => this.staleChanged(stale),
    );
    this.lifecycle = new Lifecycle(clock, (phase, before) => this.phaseChanged(phase, before), options.onUnsaid);
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
    this.epoch++;
    this.generation++;
    this.waiting.connected(this.lifecycle.started);
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

  /** One message as the broker delivered it. */
  message(full: string, text: string, retain: boolean): void {
    this.taps.tell(full, text, retain);
    if (!retain) this.freshness.live(this.clock.monotonic());
    this.wire.read(full, text, this.epoch, (topic, said) => this.heard(topic, said, retain));
  }

  /** What evcc says of one of today's topics. */
  private heard(topic: Topic, text: string, retain: boolean): void {
    const { role } = topic;
    const now = this.clock.monotonic();
    const stored = topic.storedIn === this.epoch;
    this.lifecycle.observe({ role, text, retain, stored });
    if (role === 'status') return;
    topic.storedIn = text === '' ? 0 : this.epoch;
    if (this.lifecycle.open) {
      if (retain) this.naming.stored(topic, text, this.generation);
      if (text === '') this.values.emptied(topic);
      else this.values.arrived(topic, text, retain);
      return;
    }
    if (text === '' && !retain) this.emptiedAt = now;
    if (role === 'fatal') {
      // Why it does not run is true while it does not.
      if (text === '') this.values.empty(topic);
      else this.values.stored(topic, text, retain);
      return;
    }
    this.waiting.add(topic, text, retain, stored, this.generation);
    // While evcc is off, what the broker stored is the best that is known of what was not known before.
    if (retain && this.phase === 'offline') this.takeStored((one) => one === topic);
  }

  private phaseChanged(phase: Phase, before: Phase): void {
    this.met = before === 'settling' && phase !== 'starting' && this.lifecycle.statusKnown;
    const wasOpen = before === 'running' || before === 'lost';
    if (wasOpen && !this.lifecycle.open) this.closeGate(phase);
    if (this.lifecycle.open && !wasOpen) {
      // Counts that came with a start, not as stored copies of a connection: evcc was started anew.
      if (phase === 'running' && before === 'starting' && this.ranIn > 0 && this.lifecycle.restarted) this.starts++;
      this.ranIn = this.epoch;
      this.openGate();
    }
    if (phase === 'offline') {
      if (before === 'starting') this.generation++;
      if (before === 'settling') this.takeStored(() => true);
      else this.waiting.interrupted(this.lifecycle.started);
    }
    if (phase === 'offline' || phase === 'starting' || phase === 'fatal') this.publishStatus('offline');
    this.onPhase(phase);
  }

  /** Takes over what the broker stored, where nothing was known: of an evcc not seen before, or for a new subscription. */
  private takeStored(wanted: (topic: Topic) => boolean): void {
    // Seen running in a former connection: what differs since is told once it runs again.
    if (this.ranIn > 0 && this.ranIn !== this.epoch) return;
    const taken = this.waiting.take((one) => one.text === undefined && wanted(one));
    // Counts before the items: they say what belongs to their lists.
    for (const some of inOrder(taken))
      for (const { topic, text, retain } of some) this.values.stored(topic, text, retain);
  }

  private closeGate(phase: Phase): void {
    this.holding = true;
    this.attachments.halt();
    this.values.discard();
    this.freshness.stop();
    this.turned = false;
    // A new connection counts by itself; here evcc begins anew.
    if (phase === 'disconnected') return;
    this.generation++;
    const { unseen } = this.lifecycle;
    if (unseen === undefined) return;
    for (const topic of this.tree.all()) if (topic.time >= unseen) topic.generation = this.generation;
  }

  /** Evcc runs: what came meanwhile is told, what units follow from, counts and names first, then values, then what is gone. */
  private openGate(): void {
    this.holding = false;
    this.attachments.resume();
    this.publishStatus('online');
    // All at once: a count must not let values out before it is known whose they are.
    const { outdated } = this.waiting;
    const emptied = this.waiting.takeEmptied();
    // Of a start before this one, which might have called the loadpoints by other numbers, only names and counts stay.
    const older = (topic: Topic): boolean => topic.generation < this.generation && !isNaming(topic.path);
    if (!this.lifecycle.started || outdated) this.waiting.forget((topic) => older(topic) && !isListHead(topic));
    const waiting = this.waiting.take();
    // In the middle of a wipe, maybe, whose first sure sign is yet to come. A start ends with silence.
    const wiping = this.clock.monotonic() - this.emptiedAt < START_QUIET - TICK;
    const accept = (some: typeof waiting): void => {
      for (const { topic, text, retain } of some) {
        const { generation } = topic;
        if (text === '' && wiping) this.values.emptied(topic);
        else if (text === '' || isListHead(topic)) this.values.accept(topic, text, retain);
        else this.values.arrived(topic, text, retain);
        // Said before the connection was lost: not heard since.
        topic.generation = generation;
      }
    };
    this.naming.take(waiting.filter(({ topic }) => isNaming(topic.path)));
    for (const some of inOrder(waiting)) accept(some);
    for (const topic of emptied) this.values.emptied(topic);
    for (const vehicle of goneVehicles(this.tree, this.generation)) this.values.empty(vehicle);
    this.naming.taken();
    const loadpoints = this.tree.get('loadpoints')?.value;
    const cycles = this.phase === 'running' && typeof loadpoints === 'number' ? loadpoints + 1 : undefined;
    this.freshness.start(cycles, () => this.sweep());
    this.staleChanged(false);
  }

  /** Every loadpoint had its turn: what evcc did not publish again has no value any more. */
  private sweep(): void {
    if (!this.lifecycle.open) return;
    this.turned = true;
    for (const topic of [...this.tree.all()]) {
      if (topic.known && topic.generation < this.generation && !OWN_TOPICS.has(topic.path)) this.values.empty(topic);
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
        this.waiting.drop(topic);
        this.tree.forget(topic);
      }
    }
  }

  /** Ends all timers. */
  close(): void {
    this.lifecycle.close();
    this.values.close();
    this.naming.close();
    this.freshness.stop();
    this.attachments.close();
  }
}
