import type { Clock, Timer } from './clock';
import type { Message } from './encode';
import type { Random } from './random';

/** evcc publishes from up to so many tasks at a time. */
const PUBLISHERS = 32;

/** Milliseconds between two looks at the queue. */
const TICK = 4;

/** Messages a millisecond: recorded, 7 064 in 475 ms, 20 871 in 1 350 ms. */
const RATE: readonly [low: number, high: number] = [12, 22];

/** Milliseconds of a hesitation, recorded inside structures below 60 ms. */
const PAUSE: readonly [low: number, high: number] = [5, 55];

/** How many neighbours of the stream one task sends without a break; recorded inside a forecast up to several hundred. */
const RUN = { values: 4, forecast: 300 };

export interface PublisherOptions {
  readonly clock: Clock;
  readonly random: Random;
  send(topic: string, text: string): void;
}

/**
 * What evcc wants to say, on its way out: up to 32 tasks at once, so the order within a burst is not fixed, a list's
 * count may come in the middle of its items, and one forecast breaks off for another one and goes on later.
 *
 * What is shuffled are the turns of topics. Of one topic the newest text always goes out last: otherwise a stand-in
 * would now and then leave a wrong value for good, and no test could tell what evcc had meant.
 */
export class Publisher {
  private runs: string[][] = [];
  private readonly texts = new Map<string, string[]>();
  private readonly answers = new Set<Timer>();
  private timer: Timer | undefined;
  private rate = RATE[0];
  private strict = false;

  constructor(private readonly options: PublisherOptions) {}

  get idle(): boolean {
    return this.runs.length === 0;
  }

  /** Puts messages into the stream; `ordered`: as they are, as evcc's wipe does, until the stream has run dry. */
  enqueue(messages: readonly Message[], { ordered = false } = {}): void {
    if (this.idle) {
      this.rate = this.options.random.between(...RATE);
      this.strict = ordered;
    }
    for (const [topic, text] of messages) this.remember(topic, text);
    for (let at = 0; at < messages.length; ) {
      const forecast = messages[at]?.[0].startsWith('site/forecast/') ?? false;
      const length = ordered ? messages.length : this.runLength(forecast);
      this.runs.push(messages.slice(at, at + length).map(([topic]) => topic));
      at += length;
    }
    this.wake();
  }

  /**
   * Says something past the stream, in any order: recorded, an answer to a command overtakes a burst under way.
   * What of the same topics still waits takes over the new text, lest an old value comes after the new one.
   */
  answer(messages: readonly Message[]): void {
    for (const [topic, text] of messages) {
      const waiting = this.texts.get(topic);
      if (waiting)
        this.texts.set(
          topic,
          waiting.map(() => text),
        );
    }
    const order = this.options.random.shuffled(messages);
    const timer = this.options.clock.after(1, () => {
      this.answers.delete(timer);
      for (const [topic, text] of order) this.options.send(topic, text);
    });
    this.answers.add(timer);
  }

  /** Forgets what waits, as a process that ends does. */
  clear(): void {
    this.runs = [];
    this.texts.clear();
    this.timer?.cancel();
    this.timer = undefined;
    for (const timer of this.answers) timer.cancel();
    this.answers.clear();
  }

  private runLength(forecast: boolean): number {
    const { random } = this.options;
    const short = forecast ? random.chance(0.6) : true;
    return short ? random.whole(1, RUN.values) : random.whole(RUN.values, RUN.forecast);
  }

  private remember(topic: string, text: string): void {
    const waiting = this.texts.get(topic);
    if (waiting) waiting.push(text);
    else this.texts.set(topic, [text]);
  }

  private wake(): void {
    this.timer ??= this.options.clock.after(1, () => this.tick());
  }

  private tick(): void {
    const { clock, random } = this.options;
    for (let room = Math.ceil(this.rate * TICK); room > 0 && this.runs.length > 0; ) room -= this.work(room);
    const pause = random.chance(0.04) ? random.between(...PAUSE) : 0;
    this.timer = this.idle ? undefined : clock.after(TICK + pause, () => this.tick());
  }

  /** Lets one task send up to `room` messages; mostly the oldest, now and then any of those at work. */
  private work(room: number): number {
    const { random } = this.options;
    const at = this.strict || random.chance(0.7) ? 0 : random.whole(0, Math.min(PUBLISHERS, this.runs.length) - 1);
    const run = this.runs[at] ?? [];
    const topics = run.splice(0, room);
    if (run.length === 0) this.runs.splice(at, 1);
    for (const topic of topics) this.emit(topic);
    return topics.length;
  }

  private emit(topic: string): void {
    const waiting = this.texts.get(topic);
    if (!waiting) return;
    const swap = waiting.length > 2 && this.options.random.chance(0.1) ? 1 : 0;
    const [text = ''] = waiting.splice(swap, 1);
    if (waiting.length === 0) this.texts.delete(topic);
    this.options.send(topic, text);
  }
}
