import type { Clock, Timer } from '../clock';
import { COUNT_ORPHAN, DEFAULT_INTERVAL, TITLES_WAIT } from '../constants';
import { Attachments } from './attachments';
import { below, coverage, isListHead } from './coverage';
import { Freshness } from './freshness';
import { HeldEmpties } from './held-empties';
import { Lifecycle, type Phase } from './lifecycle';
import { type ModeNames, ModeWords } from './mode-names';
import { isNaming, Names } from './names';
import { OWN_TOPICS, roleOf } from './roles';
import type { Topic } from './topic-node';
import { TopicTree } from './tree';

/** Told the raw text of a message, empty ones too. */
export type Tap = (text: string, retain: boolean) => void;

export interface StateOptions {
  readonly rootTopic: string;
  readonly clock: Clock;
  /** The phase, or what is said of it (stale), changed. */
  readonly onPhase?: (phase: Phase) => void;
  /** Words that flows get for a charge mode. */
  readonly modeNames?: ModeNames;
  /** How loadpoints and vehicles are called changed: before any value that follows from it is told. */
  readonly onNames?: () => void;
}

/**
 * What is known of one evcc: fed with what the broker delivers, it tells its sinks what evcc really means. Texts that come while
 * evcc wipes or starts wait until it runs; then what differs from before is told once.
 */
export class EvccState {
  readonly tree: TopicTree;
  readonly lifecycle: Lifecycle;
  /** Counts the broker connections; a value learned in a sink's first one is "known at the start" for it. */
  epoch = 0;
  /** Every loadpoint had its turn since evcc runs or was met: what was not published by then is not published at all. */
  private turned = false;
  /** Counts the starts of evcc that were seen from a running one on. */
  starts = 0;
  readonly attachments: Attachments;
  readonly names: Names;
  private readonly clock: Clock;
  private readonly onPhase: (phase: Phase) => void;
  private readonly onNames: () => void;
  private readonly waiting = new Set<Topic>();
  private readonly orphans = new Set<Topic>();
  private readonly held: HeldEmpties;
  private readonly freshness: Freshness;
  private readonly modes: ModeWords;
  private readonly taps = new Map<string, Set<Tap>>();
  private generation = 0;
  /** The gate is about to open: names are taken over, values not yet. */
  private naming = false;
  /** Evcc was seen running. */
  private ran = false;
  private orphanTimer: Timer | undefined;
  private titlesTimer: Timer | undefined;

  constructor(options: StateOptions) {
    this.clock = options.clock;
    this.onPhase = options.onPhase ?? (() => undefined);
    this.onNames = options.onNames ?? (() => undefined);
    this.tree = new TopicTree(options.rootTopic, (topic) => this.created(topic));
    this.attachments = new Attachments(this.tree, this.clock);
    this.names = new Names(this.tree, () => this.named);
    this.freshness = new Freshness(
      this.clock,
      () => this.interval,
      (stale) => this.staleChanged(stale),
    );
    this.modes = new ModeWords(options.modeNames ?? 'classic', this.clock, (topic, text, retain) =>
      this.accept(topic, text, retain, this.clock.monotonic()),
    );
    this.held = new HeldEmpties(this.clock, (topic) => this.empty(topic));
    this.lifecycle = new Lifecycle(this.clock, (phase, before) => this.phaseChanged(phase, before));
  }

  get phase(): Phase {
    return this.lifecycle.phase;
  }

  /** The broker forgot evcc's counts and titles, and this connection never knew them. */
  get lost(): boolean {
    return this.phase === 'lost' && this.tree.get('loadpoints')?.known !== true;
  }

  /** Whether it is known how loadpoints and vehicles are called: all titles have come, or have had their time to. */
  get named(): boolean {
    if (!this.naming && !this.lifecycle.open) return false;
    return this.tree.get('loadpoints')?.known === true && (this.titlesTimer === undefined || this.names.complete);
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
    const full = `${this.tree.rootTopic}/${path}`;
    const taps = this.taps.get(full) ?? new Set<Tap>();
    this.taps.set(full, taps.add(tap));
    return () => {
      if (taps.delete(tap) && taps.size === 0 && this.taps.get(full) === taps) this.taps.delete(full);
    };
  }

  /** One message as the broker delivered it. */
  message(full: string, text: string, retain: boolean): void {
    if (this.taps.size > 0) for (const tap of [...(this.taps.get(full) ?? [])]) tap(text, retain);
    const topic = this.tree.reach(full);
    if (topic === undefined) return;
    const { role } = topic;
    const now = this.clock.monotonic();
    if (!retain) this.freshness.live(now);
    this.lifecycle.observe({ role, text, retain });
    if (role === 'status') return;
    const stored = topic.storedIn === this.epoch;
    topic.storedIn = text === '' ? 0 : this.epoch;
    if (this.lifecycle.open) {
      if (text === '') this.emptied(topic);
      else this.arrived(topic, text, retain, now);
    } else {
      this.defer(topic, text, retain, stored);
    }
  }

  /** A text while evcc is not known to run: kept back, unless it is part of a wipe. */
  private defer(topic: Topic, text: string, retain: boolean, stored: boolean): void {
    // A wipe empties what the broker holds, once; an empty text beyond that is evcc's own word.
    if (text === '' && stored && (topic.pending === undefined || topic.pendingRetain)) {
      topic.pending = undefined;
      this.waiting.delete(topic);
      return;
    }
    this.wait(topic, text, retain);
    if (text === '') {
      for (const child of below(topic)) if (child.known || child.pending !== undefined) this.wait(child, '', retain);
    }
    // While evcc is off, what the broker stored is the best that is known of what was not known before.
    if (retain && this.phase === 'offline' && topic.text === undefined) this.release([topic]);
  }

  private wait(topic: Topic, text: string, retain: boolean): void {
    topic.pending = text;
    topic.pendingRetain = retain;
    topic.generation = this.generation;
    this.waiting.add(topic);
  }

  private arrived(topic: Topic, text: string, retain: boolean, now: number): void {
    if (!retain) this.held.decided();
    topic.held = false;
    topic.generation = this.generation;
    // A text that was accepted before is still part of its list: a count that shrinks empties what is beyond.
    if (topic.listed && text !== topic.text) {
      const covered = coverage(topic);
      if (covered === 'beyond' || (covered === 'unknown' && this.phase !== 'lost')) {
        topic.pending = text;
        topic.pendingRetain = retain;
        if (covered === 'unknown') this.orphan(topic);
        return;
      }
    }
    if (!this.modes.takes(topic, text, retain)) this.accept(topic, text, retain, now);
  }

  private accept(topic: Topic, text: string, retain: boolean, now: number): void {
    topic.pending = undefined;
    const changed = topic.take(text, this.clock.now(), retain);
    if (topic.structures.length > 0) this.touch(topic, now, changed, !retain);
    if (changed && isNaming(topic.path) && this.named && !this.naming) this.onNames();
    for (let i = 0; i < topic.sinks.length; i++) topic.sinks[i]?.value(topic, changed, !retain);
    if (changed && topic.children.size > 0 && isListHead(topic)) this.recount(topic);
  }

  private touch(topic: Topic, now: number, changed: boolean, live: boolean): void {
    for (const structure of topic.structures) structure.touch(now, changed, live);
  }

  private emptied(topic: Topic): void {
    topic.generation = this.generation;
    topic.pending = undefined;
    if (topic.known || (topic.children.size > 0 && [...below(topic)].some((child) => child.known)))
      this.held.add(topic);
    else this.empty(topic);
  }

  /** A topic is without a value, and with it what came before below it. */
  private empty(topic: Topic): void {
    const now = this.clock.monotonic();
    this.accept(topic, '', false, now);
    for (const child of below(topic)) {
      child.pending = undefined;
      if (child.known) this.accept(child, '', false, now);
    }
  }

  /** The count of a list changed: items beyond it are gone, items within it that waited are told. */
  private recount(head: Topic): void {
    const now = this.clock.monotonic();
    for (const item of head.children.values()) {
      for (const topic of [item, ...below(item)]) {
        const covered = coverage(topic);
        if (covered === 'in' && topic.pending !== undefined)
          this.accept(topic, topic.pending, topic.pendingRetain, now);
        else if (covered === 'beyond' && topic.known) this.accept(topic, '', false, now);
      }
    }
  }

  /** An item whose list has no count yet waits for it, but not for ever: what is not known is not checked. */
  private orphan(topic: Topic): void {
    this.orphans.add(topic);
    this.orphanTimer ??= this.clock.after(COUNT_ORPHAN, () => {
      this.orphanTimer = undefined;
      const topics = [...this.orphans];
      this.orphans.clear();
      if (this.lifecycle.open) this.release(topics.filter((one) => coverage(one) === 'unknown'));
    });
  }

  /** Takes over what waited. */
  private release(topics: Iterable<Topic>): void {
    const now = this.clock.monotonic();
    for (const topic of topics) {
      this.waiting.delete(topic);
      const { pending } = topic;
      if (pending === undefined) continue;
      this.accept(topic, pending, topic.pendingRetain, now);
    }
  }

  private phaseChanged(phase: Phase, before: Phase): void {
    const wasOpen = before === 'running' || before === 'lost';
    if (wasOpen && !this.lifecycle.open) this.closeGate(phase);
    if (this.lifecycle.open && !wasOpen) {
      // Counts that came with a start, not as stored copies of a connection: evcc was started anew.
      if (phase === 'running' && before === 'starting' && this.ran) this.starts++;
      this.ran = true;
      this.openGate();
    }
    if (phase === 'offline') {
      if (before === 'settling') this.release([...this.waiting].filter((topic) => topic.text === undefined));
      else this.dropWaiting();
    }
    if (phase === 'offline' || phase === 'starting') this.publishStatus('offline');
    this.onPhase(phase);
  }

  private closeGate(phase: Phase): void {
    this.held.discard();
    this.modes.discard();
    this.freshness.stop();
    this.turned = false;
    // A new connection counts by itself; here evcc begins anew.
    if (phase !== 'disconnected') this.generation++;
  }

  private dropWaiting(): void {
    for (const topic of this.waiting) topic.pending = undefined;
    this.waiting.clear();
  }

  /** Evcc runs: what came meanwhile is told, the counts of lists and the names first, then values, then what is gone. */
  private openGate(): void {
    const waiting = [...this.waiting];
    this.publishStatus('online');
    this.naming = true;
    this.release(waiting.filter(isListHead));
    const naming = waiting.filter((topic) => isNaming(topic.path));
    this.forgetMoved(naming);
    this.release(naming);
    this.titlesTimer?.cancel();
    this.titlesTimer = this.clock.after(TITLES_WAIT, () => {
      this.titlesTimer = undefined;
      if (this.lifecycle.open) this.onNames();
    });
    if (this.named) this.onNames();
    this.naming = false;
    this.waiting.clear();
    const now = this.clock.monotonic();
    for (const topic of waiting) {
      const { pending } = topic;
      if (pending === undefined) continue;
      if (pending === '') this.accept(topic, '', topic.pendingRetain, now);
      else this.arrived(topic, pending, topic.pendingRetain, now);
    }
    this.dropGoneVehicles();
    const loadpoints = this.tree.get('loadpoints')?.value;
    const cycles = this.phase === 'running' && typeof loadpoints === 'number' ? loadpoints + 1 : undefined;
    this.freshness.start(cycles, () => this.sweep());
    this.staleChanged(false);
  }

  /** A number that now names another loadpoint: what was known of the former one says nothing about this one. */
  private forgetMoved(naming: readonly Topic[]): void {
    for (const topic of naming) {
      const { parent, pending, text } = topic;
      if (parent?.parent?.path !== 'loadpoints' || !text || !pending || pending === text) continue;
      for (const one of below(parent)) if (!isNaming(one.path)) one.forgetText();
    }
  }

  /** Vehicles whose title did not come again, when as many as counted did, are gone. */
  private dropGoneVehicles(): void {
    const vehicles = this.tree.get('vehicles');
    if (vehicles === undefined || typeof vehicles.value !== 'number' || vehicles.generation !== this.generation) return;
    const seen = [...vehicles.children.values()].filter((v) => v.children.get('title')?.generation === this.generation);
    if (seen.length < vehicles.value) return;
    for (const vehicle of vehicles.children.values()) if (!seen.includes(vehicle)) this.empty(vehicle);
  }

  /** Every loadpoint had its turn: what evcc did not publish again has no value any more. */
  private sweep(): void {
    if (!this.lifecycle.open) return;
    this.turned = true;
    for (const topic of [...this.tree.all()]) {
      if (topic.known && topic.generation < this.generation && !OWN_TOPICS.has(topic.path)) this.empty(topic);
    }
    this.onPhase(this.phase);
  }

  /** Whether the running evcc, which had time to, publishes nothing at or below a topic that is never empty. */
  isUnpublished(path: string): boolean {
    if (!this.turned || !this.lifecycle.open) return false;
    const topic = this.tree.get(path);
    const { property } = topic ?? {};
    if (topic === undefined || property === undefined || property.empty === 'empty') return false;
    return topic.text === undefined && ![...below(topic)].some(({ text }) => text !== undefined);
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
    if (topic.text !== text) this.accept(topic, text, false, this.clock.monotonic());
  }

  private created(topic: Topic): void {
    topic.role = roleOf(topic.path);
    const { parent } = topic;
    topic.listed = parent?.listed === true || (topic.index !== undefined && parent !== undefined && isListHead(parent));
    this.modes.joined(topic);
    this.attachments.joined(topic);
  }

  /** Forgets what is no longer subscribed: `kept` says for a full topic whether it still is. */
  forget(kept: (full: string) => boolean): void {
    for (const topic of [...this.tree.all()]) {
      if (topic.text !== undefined && !OWN_TOPICS.has(topic.path) && !kept(topic.full)) {
        this.waiting.delete(topic);
        this.tree.forget(topic);
      }
    }
  }

  /** Ends all timers. */
  close(): void {
    this.lifecycle.close();
    this.held.discard();
    this.modes.discard();
    this.freshness.stop();
    this.orphanTimer?.cancel();
    this.titlesTimer?.cancel();
    this.attachments.close();
  }
}
