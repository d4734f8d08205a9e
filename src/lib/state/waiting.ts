import { below } from './coverage';
import type { Topic } from './topic-node';

/** Texts that came while evcc was not known to run: the last of each topic, in the order in which the topics first came. */
export class Waiting {
  private readonly topics = new Set<Topic>();

  /**
   * Keeps a text back, unless it is part of a wipe: a wipe empties what the broker holds (`stored`), once; an empty text beyond
   * that is evcc's own word, for the topic and for what was known below it. What this start itself published below it stays: the
   * messages of one burst have no order, and a start publishes `site/grid` empty before its meters are read.
   */
  add(topic: Topic, text: string, retain: boolean, stored: boolean, generation: number): void {
    if (text === '' && stored && (topic.pending === undefined || topic.pendingRetain)) {
      this.drop(topic);
      return;
    }
    this.keep(topic, text, retain, generation);
    if (text !== '') return;
    for (const child of below(topic)) {
      if (child.pending === undefined ? child.known : child.pendingRetain) this.keep(child, '', retain, generation);
    }
  }

  /** Gives out the waiting topics that `wanted` says, once. */
  take(wanted: (topic: Topic) => boolean = () => true): { topic: Topic; text: string; retain: boolean }[] {
    const taken: { topic: Topic; text: string; retain: boolean }[] = [];
    for (const topic of this.topics) {
      const { pending: text, pendingRetain: retain } = topic;
      if (!wanted(topic)) continue;
      this.drop(topic);
      if (text !== undefined) taken.push({ topic, text, retain });
    }
    return taken;
  }

  drop(topic: Topic): void {
    topic.pending = undefined;
    this.topics.delete(topic);
  }

  /** Nothing of it is true any more. */
  clear(): void {
    for (const topic of this.topics) topic.pending = undefined;
    this.topics.clear();
  }

  private keep(topic: Topic, text: string, retain: boolean, generation: number): void {
    topic.pending = text;
    topic.pendingRetain = retain;
    topic.generation = generation;
    this.topics.add(topic);
  }
}
