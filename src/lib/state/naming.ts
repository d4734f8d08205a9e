import type { Clock, Timer } from '../clock';
import { TITLES_WAIT } from '../constants';
import { below } from './coverage';
import { isNaming, Names } from './names';
import type { Topic } from './topic-node';
import type { TopicTree } from './tree';

/** Keeps track of how loadpoints and vehicles are called, and tells when that is known or changes. */
export class Naming {
  readonly names: Names;
  /** What came meanwhile is being taken over: it is not known yet who is meant. */
  private opening = false;
  private timer: Timer | undefined = undefined;

  constructor(
    private readonly tree: TopicTree,
    private readonly clock: Clock,
    private readonly open: () => boolean,
    private readonly tell: () => void,
    /** It is not known for a moment. */
    private readonly unknown: () => void,
    /** The names have had their time to come. */
    private readonly settled: () => void,
    fresh: (topic: Topic) => boolean,
  ) {
    this.names = new Names(tree, () => this.known, fresh);
  }

  /** Whether it is known how loadpoints and vehicles are called: all titles have come, or have had their time to. */
  get known(): boolean {
    if (this.opening || !this.open()) return false;
    return this.tree.get('loadpoints')?.known === true && (this.timer === undefined || this.names.complete);
  }

  /** A value changed: it may be a name. */
  changed(topic: Topic): void {
    if (!this.opening && isNaming(topic.path) && this.known) this.tell();
  }

  /**
   * Evcc runs: takes the names over that came meanwhile, before any value. Who a title meant before says nothing now: until `taken`
   * is called nobody is meant.
   */
  take(waiting: readonly { readonly topic: Topic; readonly text: string }[]): void {
    this.opening = true;
    for (const { topic, text } of waiting) this.forgetMoved(topic, text, Number.POSITIVE_INFINITY);
    this.timer?.cancel();
    this.timer = this.clock.after(TITLES_WAIT, () => {
      this.timer = undefined;
      if (!this.open()) return;
      this.tell();
      this.settled();
    });
    this.unknown();
  }

  /** All that came meanwhile is taken over. */
  taken(): void {
    this.opening = false;
    if (this.known) this.tell();
  }

  close(): void {
    this.timer?.cancel();
  }

  /** Whether names may still be on their way since evcc runs. */
  get settling(): boolean {
    return this.timer !== undefined;
  }

  /** The stored copy of a name comes while evcc runs already. */
  stored(topic: Topic, text: string, generation: number): void {
    if (isNaming(topic.path)) this.forgetMoved(topic, text, generation);
  }

  /**
   * A number that now names another loadpoint: what was known of the former one, before `generation`, says nothing about this one.
   * Evcc's own names tell it where they are known: a title can change.
   */
  private forgetMoved({ parent, segment, text: before }: Topic, now: string, generation: number): void {
    if (parent?.parent?.path !== 'loadpoints' || !before || now === '' || now === before) return;
    if (segment === 'title' && parent.children.get('name')?.known) return;
    const time = this.clock.monotonic();
    for (const one of below(parent)) {
      if (isNaming(one.path) || one.generation >= generation || one.text === undefined) continue;
      for (const structure of one.structures) structure.touch(time, one.known, false, one.slots !== undefined);
      one.forgetText();
    }
  }
}
