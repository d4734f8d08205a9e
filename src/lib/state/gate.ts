import type { Clock } from '../clock';
import { START_QUIET, TICK } from '../constants';
import { coverage, isListHead } from './coverage';
import { goneVehicles } from './gone';
import type { Lifecycle } from './lifecycle';
import { isNaming } from './names';
import type { Naming } from './naming';
import type { Topic } from './topic-node';
import type { TopicTree } from './tree';
import { Turns } from './turns';
import type { Values } from './values';
import { inOrder, type Waited, Waiting } from './waiting';

/** What the gate lets texts out to. */
export interface GateHost {
  readonly clock: Clock;
  readonly tree: TopicTree;
  readonly lifecycle: Lifecycle;
  readonly values: Values;
  readonly naming: Naming;
  /** A loadpoint was computed for the first time since evcc started: whoever was told of what has no value now finds it out. */
  readonly turned: () => void;
}

/**
 * Keeps texts back that are not known to be true: all of them while evcc is not known to run, and of a loadpoint what evcc finds out in
 * its turn, until the first one. A text that waits is the topic's `pending`, and is told when the gate opens for it, once.
 */
export class Gate {
  /** The present start of evcc, or connection. */
  generation = 0;
  private readonly waiting: Waiting;
  private readonly turns: Turns;
  /** When a text was last emptied while evcc was not known to run, monotonic ms. */
  private emptiedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly host: GateHost) {
    this.waiting = new Waiting(() => host.clock.monotonic());
    this.turns = new Turns(host.clock, (loadpoint) => this.turnOver(loadpoint));
  }

  /** Whether a topic's texts are kept until its loadpoint was computed for the first time since evcc started. */
  waits(topic: Topic): boolean {
    return topic.foundInTurn && this.awaits(topic);
  }

  /** Whether the loadpoint of a topic was not computed since evcc started: nothing of it was seen yet. */
  awaits(topic: Topic): boolean {
    // One beyond the count will never be computed.
    return this.turns.awaits(topic) && coverage(topic.loadpoint ?? topic) !== 'beyond';
  }

  /** A broker was connected: it may tell of another start. */
  connected(): void {
    this.generation++;
    this.waiting.connected(this.host.lifecycle.started, (topic) => this.waits(topic));
    this.turns.doubt();
  }

  /** A text of a loadpoint may be its turn. */
  heard(topic: Topic, retain: boolean): void {
    this.turns.heard(topic, retain);
  }

  /** Evcc begins to start: what stored copies say of turns is of the evcc before. */
  starts(): void {
    this.turns.starts();
  }

  /** Keeps a text. `stored`: the broker held a value there, so that an empty one may be part of a wipe. */
  keep(topic: Topic, text: string, retain: boolean, stored: boolean): void {
    if (text === '' && !retain) this.emptiedAt = this.host.clock.monotonic();
    // Of an evcc that runs, an empty text for a loadpoint that it has not computed is its own word.
    this.waiting.add(topic, text, retain, stored && !this.host.lifecycle.open, this.generation);
  }

  /** Evcc went away while it was not running: `cut`, in the middle of its start. */
  interrupted(cut: boolean): void {
    if (cut) this.generation++;
    this.waiting.interrupted(this.host.lifecycle.started, (topic) => this.waits(topic));
  }

  /** A topic is not wanted any more. */
  drop(topic: Topic): void {
    this.waiting.drop(topic);
  }

  /** Takes over what the broker stored, of what nothing was known. */
  takeStored(wanted: (topic: Topic) => boolean): void {
    const taken = this.waiting.take((one) => one.text === undefined && wanted(one) && !this.waits(one));
    // Counts before the items: they say what belongs to their lists.
    for (const some of inOrder(taken)) {
      for (const { topic, text, retain } of some) this.host.values.stored(topic, text, retain);
    }
  }

  /** Evcc, not the broker, stops or starts: it begins anew. */
  close(): void {
    this.generation++;
    this.turns.doubt();
    // The first of a wipe, maybe.
    this.waiting.forget((topic) => topic.pending === '');
    const { unseen } = this.host.lifecycle;
    if (unseen === undefined) return;
    for (const topic of this.host.tree.all()) if (topic.time >= unseen) topic.generation = this.generation;
  }

  /**
   * Evcc runs: what came meanwhile is told, what units follow from, counts and names first, then values, then what is gone. `met`: stored
   * copies said so, no start.
   */
  open(met: boolean): void {
    const { lifecycle, naming, values, tree } = this.host;
    // All at once: a count must not let values out before it is known whose they are.
    const { outdated } = this.waiting;
    const emptied = this.waiting.takeEmptied();
    // Of a start before this one, which might have called the loadpoints by other numbers, only names and counts stay.
    const older = (topic: Topic): boolean => topic.generation < this.generation && !isNaming(topic.path);
    if (!lifecycle.started || outdated) this.waiting.forget((topic) => older(topic) && !isListHead(topic));
    const ranOn = lifecycle.phase === 'lost';
    this.turns.open({ ranOn, met: ranOn || met });
    const waiting = this.waiting.take((topic) => !this.waits(topic));
    naming.take(waiting.filter(({ topic }) => isNaming(topic.path)));
    for (const some of inOrder(waiting)) this.accept(some);
    for (const topic of emptied) values.emptied(topic);
    for (const vehicle of goneVehicles(tree, this.generation)) values.empty(vehicle);
    naming.taken();
  }

  /** Every loadpoint had the time for its turn. */
  allTurned(): void {
    this.turns.all();
    this.accept(this.waiting.take());
  }

  /** Ends all timers. */
  end(): void {
    this.turns.end();
  }

  /** A loadpoint was computed: what evcc said of it since its start is true now. */
  private turnOver(loadpoint: Topic): void {
    const { lifecycle, turned } = this.host;
    const isItsOwn = (topic: Topic): boolean => topic.loadpoint === loadpoint;
    if (lifecycle.open) {
      this.accept(this.waiting.take(isItsOwn));
      turned();
    } else if (lifecycle.phase === 'offline') this.takeStored(isItsOwn);
  }

  private accept(some: readonly Waited[]): void {
    const { clock, values } = this.host;
    // In the middle of a wipe, maybe, whose first sure sign is yet to come. A start ends with silence.
    const wiping = clock.monotonic() - this.emptiedAt < START_QUIET - TICK;
    for (const { topic, text, retain } of some) {
      const { generation } = topic;
      if (text === '' && wiping) values.emptied(topic);
      else if (text === '' || isListHead(topic)) values.accept(topic, text, retain);
      else values.arrived(topic, text, retain);
      // Said before the connection was lost: not heard since.
      topic.generation = generation;
    }
  }
}
