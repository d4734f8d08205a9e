import type { Clock, Timer } from '../clock';
import type { Value } from '../codec/decode';
import { FORECAST_QUIET, STRUCTURE_QUIET, TICK } from '../constants';
import { assemble, equal, isComplete } from './assemble';
import type { Sink } from './sink';
import type { Topic } from './topic-node';

/**
 * The topics at and below one topic, put together: given out when none of them arrived for a while and every list in it is whole.
 * An arrival of the same text costs two stores; building happens only when something changed.
 */
export class Structure {
  readonly sinks = new Set<Sink>();
  /** What was last whole; undefined before. Never handed out: copies are. */
  last: Value | undefined = undefined;
  /** Arrival of the newest part, ms since the epoch; whether it was the broker's stored copy. */
  time = 0;
  retain = true;
  private arrived = 0;
  private dirty = false;
  private live = false;
  private timer: Timer | undefined = undefined;
  /** Evcc wipes, is away or starts: what is known of it is not told. */
  private halted = false;
  /** Longer once a forecast came with a topic for each slot: such bursts have longer pauses. */
  private quiet = STRUCTURE_QUIET;

  constructor(
    readonly topic: Topic,
    private readonly clock: Clock,
    /** Whether it is not decided what a text in it means. */
    private readonly doubtful: () => boolean,
  ) {}

  /** A part arrived. `changed`: with another value than before; `slot`: it is part of one of a forecast's slots. */
  touch(now: number, changed: boolean, live: boolean, slot: boolean): void {
    this.arrived = now;
    if (slot) this.quiet = FORECAST_QUIET;
    if (live) this.live = true;
    if (changed) this.dirty = true;
    if (this.timer === undefined && !this.halted && (this.dirty || this.live)) this.arm(this.quiet);
  }

  /** Whether something arrived since it was last given out. */
  get busy(): boolean {
    return this.timer !== undefined || this.dirty;
  }

  /** Whether it is waiting for the pause after which it is given out; not so one that waits for missing parts. */
  get settling(): boolean {
    return this.timer !== undefined;
  }

  /** Evcc stops: nothing is given out until it runs again. */
  halt(): void {
    this.halted = true;
    this.timer?.cancel();
    this.timer = undefined;
  }

  /** Evcc runs again: what came before its stop is given out with what comes now. */
  resume(): void {
    this.halted = false;
    if (this.timer === undefined && (this.dirty || this.live)) this.arm(this.quiet);
  }

  private arm(ms: number): void {
    this.timer = this.clock.after(ms, () => {
      this.timer = undefined;
      const rest = this.quiet - (this.clock.monotonic() - this.arrived);
      if (rest > TICK) this.arm(rest);
      else if (this.dirty && this.doubtful()) this.arm(this.quiet);
      else this.settle();
    });
  }

  /** Gives it out when whole; else it waits for the next part to arrive. */
  private settle(): void {
    if (!isComplete(this.topic)) return;
    let changed = false;
    if (this.dirty) {
      const value = assemble(this.topic);
      // A first sight of "nothing there" is no value: what was unknown stays so.
      changed = this.last === undefined ? value !== null : !equal(value, this.last);
      if (changed) this.last = value;
    }
    const { live } = this;
    this.dirty = false;
    this.live = false;
    this.time = this.clock.now();
    for (const sink of this.sinks) sink.structure(this, changed, live);
  }

  /** Nobody wants it any more. */
  close(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.sinks.clear();
  }
}
