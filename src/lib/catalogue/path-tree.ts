/** A number in a topic, as evcc counts: from 1. */
const NUMBER = /^[1-9]\d*$/;
/** What evcc allows as a name of a vehicle or a circuit. */
const NAME = /^[a-zA-Z0-9_.:-]+$/;

/** What a concrete topic met in the tree. */
export interface Match<T> {
  readonly value: T;
  /** What stands in the topic for `<n>` and `<name>`, in their order. */
  readonly captures: readonly string[];
  /** Segments of the topic below the pattern. */
  readonly rest: readonly string[];
}

class Node<T> {
  /** A Map, as the segments come from a broker: `__proto__` is a segment like any other. */
  readonly children = new Map<string, Node<T>>();
  value: T | undefined = undefined;

  child(segment: string, wild: boolean): Node<T> | undefined {
    // A filter's level matches whatever stands there, but no key of evcc's.
    if (wild && segment === '+') return this.children.get('<n>') ?? this.children.get('<name>');
    const exact = this.children.get(segment);
    if (exact !== undefined && segment !== '<n>' && segment !== '<name>') return exact;
    if (NUMBER.test(segment)) return this.children.get('<n>') ?? this.children.get('<name>');
    return NAME.test(segment) ? this.children.get('<name>') : undefined;
  }
}

/** Values by topic pattern, found by a concrete topic in as many steps as it has segments. */
export class PathTree<T> {
  private readonly root = new Node<T>();
  private depth = 0;

  set(pattern: string, value: T): void {
    let node = this.root;
    const segments = pattern.split('/');
    this.depth = Math.max(this.depth, segments.length);
    for (const segment of segments) {
      let next = node.children.get(segment);
      if (next === undefined) {
        next = new Node<T>();
        node.children.set(segment, next);
      }
      node = next;
    }
    node.value = value;
  }

  /** The value of the pattern that is exactly the topic's. */
  get(topic: string): T | undefined {
    let node: Node<T> | undefined = this.root;
    // One segment more than the deepest pattern is enough to see that a topic is too deep.
    for (const segment of topic.split('/', this.depth + 1)) {
      node = node.child(segment, false);
      if (node === undefined) return undefined;
    }
    return node.value;
  }

  /** The value of the longest pattern that is the topic's, or a filter's with `+` for its numbers and names, or stands above it. */
  above(topic: string): Match<T> | undefined {
    const segments = topic.split('/');
    const captures: string[] = [];
    let node = this.root;
    let found: Match<T> | undefined;
    for (const [index, segment] of segments.entries()) {
      const next = node.child(segment, true);
      if (next === undefined) break;
      if (node.children.get(segment) !== next) captures.push(segment);
      node = next;
      if (node.value !== undefined) {
        found = { value: node.value, captures: [...captures], rest: segments.slice(index + 1) };
      }
    }
    return found;
  }
}

/** Puts captures in the place of a pattern's `<n>` and `<name>`, in their order. */
export function fill(pattern: string, captures: readonly string[]): string {
  const left = [...captures];
  return pattern.replace(/<n>|<name>/g, (placeholder) => left.shift() ?? placeholder);
}
