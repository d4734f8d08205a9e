import type { Kind } from '../catalogue/types';
import { countOf } from './assemble';
import type { Topic } from './topic-node';

const LIST_KINDS: ReadonlySet<Kind | undefined> = new Set<Kind | undefined>(['list', 'numbers', 'strings', 'slots']);

/** Whether a topic's text is the count of numbered topics below it. */
export function isListHead(topic: Topic): boolean {
  return topic.path === 'loadpoints' || LIST_KINDS.has(topic.property?.kind);
}

/**
 * Whether a topic is part of evcc's present lists: `in`, `beyond` a list's count (an old tail), or `unknown` while the count of a
 * list above it has not come. A head that is no count says nothing.
 */
export function coverage(topic: Topic): 'in' | 'beyond' | 'unknown' {
  let result: 'in' | 'unknown' = 'in';
  for (let item = topic; item.parent !== undefined; item = item.parent) {
    const head = item.parent;
    if (item.index === undefined || !isListHead(head)) continue;
    if (head.text === undefined) {
      result = 'unknown';
    } else if (head.text === '') {
      return 'beyond';
    } else {
      const count = countOf(head);
      if (count !== undefined && item.index > count) return 'beyond';
    }
  }
  return result;
}

/** Every topic below one, itself left out. */
export function* below(topic: Topic): Generator<Topic> {
  for (const child of topic.children.values()) {
    yield child;
    yield* below(child);
  }
}
