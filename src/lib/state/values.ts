import type { Clock, Timer } from '../clock';
import { COUNT_ORPHAN } from '../constants';
import { below, coverage, isListHead } from './coverage';
import { HeldEmpties } from './held-empties';
import type { ModeWords } from './mode-names';
import { slotText } from './slots';
import type { Topic } from './topic-node';

/** What the values ask of the state around them. */
export interface ValuesHost {
  readonly clock: Clock;
  readonly modes: ModeWords;
  /** The present start of evcc, or connection. */
  readonly generation: () => number;
  /** Evcc runs: what arrives is true. */
  readonly open: () => boolean;
  /** The broker forgot the counts: an item of a list without one is taken as it is. */
  readonly uncounted: () => boolean;
  /** A topic has another value than before; its sinks are told after this. */
  readonly changed: (topic: Topic) => void;
  /** Slots came as one JSON text: makes topics of those that somebody wants. */
  readonly itemsOf: (head: Topic) => void;
  /** A text has a form that is not understood: it is the value as it is. */
  readonly unreadable: (topic: Topic) => void;
  /** Its loadpoint was not computed yet: what is said of it is no value. */
  readonly waits: (topic: Topic) => boolean;
}

/** Slots whose text is neither a list of them nor their count; a struct with a text of its own. */
function isUnreadable({ property, text, slots, value }: Topic): boolean {
  if (property?.kind === 'slots' || property?.kind === 'series') return typeof value === 'string';
  return property?.kind === 'struct' && slots === undefined && text !== undefined && text !== '';
}

/** Keeps a text of what is no part of evcc's present values, should it become one. */
function park(topic: Topic, text: string, retain: boolean): void {
  topic.pending = text;
  topic.pendingRetain = retain;
}

/** Takes texts over as values: of evcc's present lists only, and an empty one when it is no wipe. */
export class Values {
  private readonly orphans = new Set<Topic>();
  private readonly held: HeldEmpties;
  private orphanTimer: Timer | undefined = undefined;

  constructor(private readonly host: ValuesHost) {
    this.held = new HeldEmpties(host.clock, (topic) => this.empty(topic));
  }

  /** A text of a running evcc. */
  arrived(topic: Topic, text: string, retain: boolean): void {
    if (!retain) this.held.decided(topic);
    topic.held = undefined;
    topic.generation = this.host.generation();
    if (topic.removed !== undefined && this.isRemoved(topic, text, retain)) return;
    // A text that was accepted before is still part of its list: a count that shrinks empties what is beyond.
    if (topic.listed && text !== topic.text && this.isOutside(topic)) {
      park(topic, text, retain);
    } else if (!this.host.modes.takes(topic, text, retain)) {
      this.accept(topic, text, retain);
    }
  }

  /** A stored copy while evcc does not run: what is beyond its list's count is no value now either. */
  stored(topic: Topic, text: string, retain: boolean): void {
    if (topic.listed && this.isOutside(topic)) park(topic, text, retain);
    else this.accept(topic, text, retain);
  }

  /** An empty text of a running evcc: a value that is none, or the beginning of a wipe. */
  emptied(topic: Topic): void {
    topic.generation = this.host.generation();
    topic.pending = undefined;
    if (topic.known || [...below(topic)].some((child) => child.known)) this.held.add(topic);
    else this.empty(topic);
  }

  /** Makes a text the topic's value and tells who wants it. */
  accept(topic: Topic, text: string, retain: boolean): void {
    const { clock } = this.host;
    topic.pending = undefined;
    const changed = topic.take(text, clock.now(), retain);
    const { structures, sinks } = topic;
    if (structures.length > 0) {
      const now = clock.monotonic();
      for (const structure of structures) structure.touch(now, changed, !retain, topic.slots !== undefined);
    }
    if (changed) this.host.changed(topic);
    for (let i = 0; i < sinks.length; i++) sinks[i]?.value(topic, changed, !retain);
    if (changed && isUnreadable(topic)) this.host.unreadable(topic);
    if (!changed || !isListHead(topic)) return;
    if (Array.isArray(topic.value)) this.fill(topic, retain);
    if (topic.children.size > 0) this.recount(topic);
  }

  /** Slots that came as one JSON text, where one of them is wanted by itself. */
  private fill(head: Topic, retain: boolean): void {
    this.host.itemsOf(head);
    for (const topic of below(head)) {
      const text = slotText(topic, head);
      if (text !== undefined) this.accept(topic, text, retain);
    }
  }

  /** A topic is without a value, and with it what came before below it. */
  empty(topic: Topic): void {
    this.accept(topic, '', false);
    for (const child of below(topic)) {
      child.pending = undefined;
      if (!child.known) continue;
      child.removed = child.text;
      this.accept(child, '', false);
    }
  }

  /**
   * A plan that is deleted leaves its parts stored at the broker: they are no values, in a new connection neither. When one of them
   * is another one there is a new plan, and those that are as before belong to it.
   */
  private isRemoved(topic: Topic, text: string, retain: boolean): boolean {
    if (retain && topic.removed === text) {
      park(topic, text, retain);
      return true;
    }
    for (const one of topic.parent?.children.values() ?? []) {
      const stored = one !== topic && retain && one.removed !== undefined ? one.pending : undefined;
      one.removed = undefined;
      if (stored !== undefined) this.accept(one, stored, retain);
    }
    return false;
  }

  /** Whether it is not decided what an empty text means: it may be the first of a wipe, of whatever topic it is. */
  get doubtful(): boolean {
    return this.held.any;
  }

  /** Evcc wipes, or is away: what is not decided was no value. */
  discard(): void {
    this.held.discard();
    this.host.modes.discard();
  }

  close(): void {
    this.discard();
    this.orphanTimer?.cancel();
  }

  private isOutside(topic: Topic): boolean {
    const covered = coverage(topic);
    if (covered === 'unknown' && !this.host.uncounted()) {
      this.orphan(topic);
      return true;
    }
    return covered === 'beyond';
  }

  /** The count of a list changed: items beyond it are gone, items within it that waited are told. */
  private recount(head: Topic): void {
    for (const item of head.children.values()) {
      for (const topic of [item, ...below(item)]) {
        const covered = coverage(topic);
        if (covered === 'beyond' && topic.known) this.accept(topic, '', false);
        if (covered === 'in' && topic.pending !== undefined && !this.host.waits(topic))
          this.accept(topic, topic.pending, topic.pendingRetain);
      }
    }
  }

  /** An item whose list has no count yet waits for it, but not for ever: what is not known is not checked. */
  private orphan(topic: Topic): void {
    this.orphans.add(topic);
    this.orphanTimer ??= this.host.clock.after(COUNT_ORPHAN, () => {
      this.orphanTimer = undefined;
      const topics = [...this.orphans];
      this.orphans.clear();
      if (!this.host.open()) return;
      for (const one of topics) {
        if (one.pending !== undefined && coverage(one) === 'unknown') this.accept(one, one.pending, one.pendingRetain);
      }
    });
  }
}
