interface Level {
  text?: string;
  readonly below: Map<string, Level>;
}

/** Whether an MQTT filter matches a topic. */
export function matches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') !== filter.startsWith('$')) return false;
  const wanted = filter.split('/');
  const given = topic.split('/');
  for (const [at, part] of wanted.entries()) {
    if (part === '#') return true;
    const level = given[at];
    if (level === undefined || (part !== '+' && part !== level)) return false;
  }
  return wanted.length === given.length;
}

/**
 * A broker's stored copies in the broker's own order: that of mosquitto, a tree walked from the top, in each level in
 * the order in which the names first came. An emptied level keeps its place: recorded, `site/battery` is the first
 * below `site` because evcc's first word there was an empty `site/battery/3`.
 */
export class RetainedTree {
  private top: Level = { below: new Map() };

  set(topic: string, text: string): void {
    let level = this.top;
    for (const name of topic.split('/')) {
      let next = level.below.get(name);
      if (!next) {
        next = { below: new Map() };
        level.below.set(name, next);
      }
      level = next;
    }
    if (text === '') delete level.text;
    else level.text = text;
  }

  clear(): void {
    this.top = { below: new Map() };
  }

  /** What matches, in the broker's order. */
  matching(filter: string): [topic: string, text: string][] {
    const found: [string, string][] = [];
    this.walk(this.top, filter.split('/'), [], found);
    return found;
  }

  private walk(level: Level, filter: readonly string[], path: readonly string[], found: [string, string][]): void {
    const [part, ...rest] = filter;
    if (part === undefined || part === '#') {
      if (level.text !== undefined && path.length > 0) found.push([path.join('/'), level.text]);
      if (part === undefined) return;
    }
    for (const [name, below] of level.below) {
      if (path.length === 0 && name.startsWith('$') && part !== name) continue;
      if (part === '#') this.walk(below, filter, [...path, name], found);
      else if (part === '+' || part === name) this.walk(below, rest, [...path, name], found);
    }
  }
}
