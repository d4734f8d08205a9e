import type { Clock, Timer } from '../clock';
import type { Value } from '../codec/decode';
import { STRUCTURE_QUIET } from '../constants';
import { copy, countOf, equal } from '../state/assemble';
import { OWN_TOPICS } from '../state/roles';
import type { Sink } from '../state/sink';
import type { EvccState } from '../state/state';
import type { Structure } from '../state/structure';
import type { Topic } from '../state/topic-node';
import type { Selector } from './compile';
import type { Move } from './follower';
import { type Describe, type Head, headOf, type ValueMessage, valueMessage } from './message';
import type { SelectionOptions } from './options';
import { moved } from './pace';

/** What a node has said of one topic. */
interface Told {
  readonly head: Head;
  /** Value of the last message, or what was known silently at the start; undefined: none. */
  last: Value | undefined;
  /** The interval runs: nothing is told until it ends. */
  timer: Timer | undefined;
  /** Something came meanwhile. */
  waiting: Source | undefined;
  /** It was said of the same loadpoint under another number: it is kept until evcc had the time to publish it there. */
  moved: boolean;
}

/** Where a value to be told comes from. */
interface Source {
  readonly topic: Topic;
  readonly structure: Structure | undefined;
  readonly initial: boolean;
}

/** A node's selection with a message for each value. */
export class ValueSelection implements Sink {
  private readonly told = new Map<Topic, Told>();
  /** Numbers that turned out to be no count of a list while evcc was away. */
  private readonly heads = new Set<Topic>();
  private firstEpoch = 0;
  private open = false;
  /** It is not known for the moment who is meant: nothing is told until it selects again. */
  private held = false;
  /** What was published live meanwhile: an update all the same. */
  private readonly missed = new Set<Topic>();

  constructor(
    private readonly state: EvccState,
    private readonly clock: Clock,
    private readonly options: SelectionOptions,
    private readonly describe: Describe,
    private readonly emit: (message: ValueMessage) => void,
  ) {}

  /** Begins: from now on messages are sent. What is known is told as initial, or kept in mind silently. */
  start(selectors: readonly Selector[]): void {
    const { phase, epoch } = this.state;
    this.firstEpoch = phase === 'disconnected' ? epoch + 1 : epoch;
    this.open = true;
    this.select(selectors, []);
  }

  /** It is not known who is meant until `select` is called. */
  hold(): void {
    this.held = true;
  }

  /** Selects something else from now on; what a topic that moved has said goes with it, so that it is not said again. */
  select(selectors: readonly Selector[], moves: readonly Move[]): void {
    const { attachments, tree } = this.state;
    this.held = false;
    attachments.detach(this);
    if (moves.length > 0) this.move(moves);
    for (const selector of selectors) attachments.select(selector, this);
    const { topics, structures } = attachments.of(this);
    for (const topic of topics) if (topic.known) this.arrived(plain(topic), true, this.missed.has(topic));
    for (const structure of structures) {
      const source = { topic: structure.topic, structure, initial: false };
      if (!structure.busy && structure.last !== undefined) this.arrived(source, true, this.missed.has(structure.topic));
    }
    this.missed.clear();
    for (const topic of this.told.keys()) if (tree.get(topic.path) === undefined) this.told.delete(topic);
    if (!this.state.holding) this.releaseAll();
  }

  private move(moves: readonly Move[]): void {
    const before = [...this.told];
    for (const [topic, told] of before) {
      const move = moves.find(({ from }) => topic.path.startsWith(`${from}/`));
      if (move === undefined) continue;
      if (this.told.get(topic) === told) this.told.delete(topic);
      const to = this.state.tree.ensure(move.to + topic.path.slice(move.from.length));
      if (to !== undefined) this.told.set(to, { ...told, head: headOf(to), moved: true });
    }
  }

  close(): void {
    this.open = false;
    this.state.attachments.detach(this);
    for (const told of this.told.values()) told.timer?.cancel();
    this.told.clear();
  }

  /** Evcc runs again: what an interval held back meanwhile is told, and what is gone with a number that means another loadpoint. */
  phaseChanged(): void {
    if (this.state.holding || this.held) return;
    for (const [topic, told] of this.state.settled ? this.told : []) {
      if (topic.value !== null || !topic.sinks.includes(this) || (told.last ?? null) === null) continue;
      if (this.state.waits(topic)) continue;
      if (topic.text !== undefined || !told.moved || this.state.turned) this.pass(plain(topic), told);
    }
    for (const topic of this.heads) this.noHead(topic, false);
    this.heads.clear();
    this.releaseAll();
  }

  private releaseAll(): void {
    for (const told of this.told.values()) if (told.timer === undefined) this.release(told);
  }

  value(topic: Topic, changed: boolean, live: boolean): void {
    // That evcc is gone is nobody's value in particular.
    const held = this.held && !OWN_TOPICS.has(topic.path);
    if (held && live) this.missed.add(topic);
    if (!this.open || held) return;
    if (this.mayBeHead(topic)) {
      this.clock.after(STRUCTURE_QUIET, () => {
        if (this.state.holding || this.held) this.heads.add(topic);
        else this.noHead(topic, live);
      });
    } else {
      this.arrived(plain(topic), changed, live);
    }
  }

  private noHead(topic: Topic, live: boolean): void {
    if (this.open && topic.sinks.includes(this)) this.arrived(plain(topic), true, live);
  }

  /** A first number on a topic that the catalogue does not know may be the count of a list whose items are still to come. */
  private mayBeHead(topic: Topic): boolean {
    return topic.property === undefined && countOf(topic) !== undefined && this.told.get(topic) === undefined;
  }

  structure(structure: Structure, changed: boolean, live: boolean): void {
    if (this.held && live) this.missed.add(structure.topic);
    if (this.open && !this.held) this.arrived({ topic: structure.topic, structure, initial: false }, changed, live);
  }

  private arrived(source: Source, changed: boolean, live: boolean): void {
    const told = this.told.get(source.topic);
    const firstSight = told === undefined || told.last === undefined;
    if (firstSight && this.state.epoch === this.firstEpoch && this.state.isStored(source.topic, live)) {
      // A topic without a value is none at first sight, also where evcc says so by a JSON null.
      if (changed && currentOf(source) !== null) this.first({ ...source, initial: true });
      return;
    }
    // A first sight of "none" is no change: nothing was known before either.
    if (firstSight && this.options.emit === 'change' && currentOf(source) === null) return;
    // What was already said needs no second time: after a move, or a connection that came back.
    if (this.options.emit === 'change' && !firstSight && equal(currentOf(source), told.last ?? null)) return;
    const wanted = this.options.emit === 'update' ? live : changed || firstSight;
    if (wanted) this.pass(source, told ?? this.remember(source.topic));
  }

  private first(source: Source): void {
    const told = this.remember(source.topic);
    if (this.options.initial) this.tell(source, told);
    else told.last = currentOf(source);
  }

  private remember(topic: Topic): Told {
    let told = this.told.get(topic);
    if (told === undefined) {
      told = { head: headOf(topic), last: undefined, timer: undefined, waiting: undefined, moved: false };
      this.told.set(topic, told);
    }
    return told;
  }

  /** Through the filters over time. */
  private pass(source: Source, told: Told): void {
    if (told.timer !== undefined) told.waiting = source;
    else if (moved(currentOf(source), told.last, this.options.deadband)) this.tell(source, told);
  }

  private tell(source: Source, told: Told): void {
    const { topic, structure, initial } = source;
    const payload = copy(currentOf(source));
    const previous = structure === undefined && told.last !== undefined ? copy(told.last) : undefined;
    told.last = currentOf(source);
    told.waiting = undefined;
    told.moved = false;
    if (this.options.interval > 0) this.pause(told);
    const time = structure?.time ?? topic.time;
    const retain = structure === undefined && topic.retain;
    this.emit(valueMessage(told.head, topic, payload, this.describe, { time, retain, initial, previous }));
  }

  /** Starts the interval; at its end the newest that came meanwhile is told, if it still says something. */
  private pause(told: Told): void {
    told.timer = this.clock.after(this.options.interval * 1000, () => {
      told.timer = undefined;
      if (!this.state.holding && !this.held) this.release(told);
    });
  }

  private release(told: Told): void {
    const { waiting } = told;
    told.waiting = undefined;
    if (waiting === undefined) return;
    const value = currentOf(waiting);
    if (this.options.emit === 'change' && told.last !== undefined && equal(value, told.last)) return;
    this.pass(waiting, told);
  }
}

function plain(topic: Topic): Source {
  return { topic, structure: undefined, initial: false };
}

/** The value itself, never to be handed out: flows get copies, so that nodes share nothing. */
function currentOf({ topic, structure }: Source): Value {
  return structure === undefined ? topic.value : (structure.last ?? null);
}
