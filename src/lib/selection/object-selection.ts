import type { Clock, Timer } from '../clock';
import type { Value } from '../codec/decode';
import { FORECAST_QUIET, STRUCTURE_QUIET, TICK } from '../constants';
import { copy, equal } from '../state/assemble';
import type { Sink } from '../state/sink';
import type { EvccState } from '../state/state';
import type { Structure } from '../state/structure';
import type { Topic } from '../state/topic-node';
import type { Selector } from './compile';
import type { ObjectMessage } from './message';
import { nested } from './nest';
import type { SelectionOptions } from './options';
import { moved } from './pace';

/** A node's selection as one object, when anything in it changed. */
export class ObjectSelection implements Sink {
  /** Everything selected that was seen, with the value of the last message. */
  private readonly seen = new Map<Topic, { structure: Structure | undefined; last: Value | undefined }>();
  private readonly changed = new Set<string>();
  private timer: Timer | undefined = undefined;
  private pause: Timer | undefined = undefined;
  private arrivedAt = 0;
  private quiet = STRUCTURE_QUIET;
  private initial = false;
  private open = false;
  /** Evcc wipes, is away or starts: nothing is told until it runs again. */
  private halted = false;
  private firstEpoch = 0;
  /** It is not known for the moment who is meant: nothing is told until it selects again. */
  private held = false;

  constructor(
    private readonly state: EvccState,
    private readonly clock: Clock,
    private readonly options: SelectionOptions,
    private readonly emit: (message: ObjectMessage) => void,
  ) {}

  /** Begins: from now on messages are sent. */
  start(selectors: readonly Selector[]): void {
    const { phase, epoch } = this.state;
    this.firstEpoch = phase === 'disconnected' ? epoch + 1 : epoch;
    this.open = true;
    this.select(selectors);
  }

  /** It is not known who is meant until `select` is called. */
  hold(): void {
    this.held = true;
  }

  /** Selects something else from now on. */
  select(selectors: readonly Selector[]): void {
    const { attachments } = this.state;
    this.held = false;
    attachments.detach(this);
    for (const selector of selectors) attachments.select(selector, this);
    const { topics, structures } = attachments.of(this);
    const here = new Set([...topics, ...structures.map(({ topic }) => topic)]);
    for (const topic of this.seen.keys()) if (!here.has(topic)) this.seen.delete(topic);
    // What is selected still, and as it was, is no news.
    for (const topic of topics) if (topic.known && this.isNews(topic)) this.arrived(topic, undefined, true, false);
    for (const structure of structures) {
      const known = !structure.busy && structure.last !== undefined;
      if (known && this.isNews(structure.topic)) this.arrived(structure.topic, structure, true, false);
    }
    if (this.changed.size > 0) this.arm(this.quiet);
  }

  private isNews(topic: Topic): boolean {
    const seen = this.seen.get(topic);
    // What is about to be told is.
    if (this.changed.has(topic.path)) return false;
    return seen === undefined || !equal(currentOf(topic, seen.structure), seen.last ?? null);
  }

  close(): void {
    this.open = false;
    this.timer?.cancel();
    this.pause?.cancel();
    this.timer = undefined;
    this.pause = undefined;
    this.state.attachments.detach(this);
    this.seen.clear();
    this.changed.clear();
  }

  /** Evcc stops or runs again. */
  phaseChanged(): void {
    this.halted = this.state.holding;
    if (!this.halted && this.changed.size > 0) this.arm(this.quiet);
  }

  value(topic: Topic, changed: boolean, live: boolean): void {
    if (this.open && !this.held) this.arrived(topic, undefined, changed, live);
  }

  structure(structure: Structure, changed: boolean, live: boolean): void {
    if (this.open && !this.held) this.arrived(structure.topic, structure, changed, live);
  }

  private arrived(topic: Topic, structure: Structure | undefined, changed: boolean, live: boolean): void {
    const before = this.seen.get(topic);
    const firstSight = before === undefined;
    // A first sight of "none" is no change: nothing was known before either.
    if (firstSight && currentOf(topic, structure) === null) return;
    const initial = firstSight && this.state.epoch === this.firstEpoch && this.state.isStored(topic, live);
    const wanted = initial || (this.options.emit === 'update' ? live : changed || firstSight);
    if (!wanted) return;
    this.note(topic, structure, initial);
    this.arrivedAt = this.clock.monotonic();
    if (topic.path.startsWith('site/forecast')) this.quiet = FORECAST_QUIET;
    this.arm(this.quiet);
  }

  private note(topic: Topic, structure: Structure | undefined, initial: boolean): void {
    if (this.seen.get(topic)?.structure !== structure || !this.seen.has(topic))
      this.seen.set(topic, { structure, last: undefined });
    this.changed.add(topic.path);
    if (initial && this.changed.size === 1) this.initial = true;
    if (!initial) this.initial = false;
  }

  private arm(ms: number): void {
    this.timer ??= this.clock.after(ms, () => {
      this.timer = undefined;
      const rest = this.quiet - (this.clock.monotonic() - this.arrivedAt);
      if (rest > TICK) this.arm(rest);
      else this.settle();
    });
  }

  /** The burst is over: one message, unless the interval still runs or nothing moved enough. */
  private settle(): void {
    // While evcc is away or starts, that it is so is all there is to tell.
    if (this.halted && !this.changed.has('status')) return;
    if (this.held || this.pause !== undefined || this.changed.size === 0) return;
    // What the broker is still sending and structures of the same burst belong into the same message.
    if (this.state.isCopying || this.state.attachments.structuresOf(this).some((structure) => structure.settling)) {
      this.arm(STRUCTURE_QUIET);
      return;
    }
    this.quiet = STRUCTURE_QUIET;
    const initial = this.initial;
    if (initial && !this.options.initial) {
      for (const one of this.seen.keys()) this.keep(one);
      this.changed.clear();
      this.initial = false;
      return;
    }
    const changed = [...this.changed].filter((path) => this.says(path));
    this.changed.clear();
    this.initial = false;
    if (changed.length === 0) return;
    if (this.options.interval > 0) {
      this.pause = this.clock.after(this.options.interval * 1000, () => {
        this.pause = undefined;
        this.settle();
      });
    }
    for (const one of this.seen.keys()) this.keep(one);
    this.emit({
      topic: this.state.tree.rootTopic,
      payload: this.payload(),
      retain: false,
      evcc: { topic: '', changed, time: this.clock.now(), initial },
    });
  }

  /** Whether a change is worth a message: it differs from the last one by more than the deadband. */
  private says(path: string): boolean {
    const topic = this.state.tree.get(path) ?? this.state.tree.root;
    const seen = this.seen.get(topic);
    const value = currentOf(topic, seen?.structure);
    if (seen === undefined) return false;
    if (this.options.emit === 'change' && seen.last !== undefined && equal(value, seen.last)) return false;
    return moved(value, seen.last, this.options.deadband);
  }

  private keep(topic: Topic): void {
    const seen = this.seen.get(topic);
    if (seen !== undefined) seen.last = currentOf(topic, seen.structure);
  }

  /** Everything selected as it is now, nested by topic. */
  payload(): { [key: string]: Value } {
    return nested([...this.seen].map(([topic, { structure }]) => [topic.path, copy(currentOf(topic, structure))]));
  }
}

function currentOf(topic: Topic, structure: Structure | undefined): Value {
  return structure === undefined ? topic.value : (structure.last ?? null);
}
