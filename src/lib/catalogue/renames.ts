import { coversSegments } from '../topic';
import { fill, PathTree } from './path-tree';
import { COMPOSITE, type Property } from './types';

/** A present pattern and a former one of the same value, as segments. */
interface Rename {
  readonly present: readonly string[];
  readonly former: readonly string[];
  readonly hasBelow: boolean;
}

const isPlaceholder = (segment: string): boolean => segment === '<n>' || segment === '<name>';

/** Names that changed: from a former one to the present one, and back to what older evccs publish. */
export class Renames {
  private readonly former = new PathTree<{ readonly topic: string; readonly rank: number }>();
  private readonly all: Rename[] = [];

  constructor(
    properties: readonly Property[],
    private readonly lookup: (topic: string) => Property | undefined,
  ) {
    for (const { topic, kind, former } of properties) {
      for (const [at, name] of (former ?? []).entries()) {
        this.former.set(name, { topic, rank: at + 1 });
        this.all.push({ present: topic.split('/'), former: name.split('/'), hasBelow: COMPOSITE.has(kind) });
      }
    }
  }

  /**
   * The present name of a former one or of a filter of such, with its numbers, names and what follows carried over. `rank`: how far back
   * the name is, 1 for the last before the present one: of several that are published the least counts.
   */
  present(topic: string): { readonly topic: string; readonly rank: number } | undefined {
    if (this.lookup(topic) !== undefined) return undefined;
    return this.byTree(topic) ?? this.byLevels(topic.split('/'));
  }

  private byTree(topic: string): { readonly topic: string; readonly rank: number } | undefined {
    const match = this.former.above(topic);
    if (match === undefined) return undefined;
    const { rank } = match.value;
    const now = [fill(match.value.topic, match.captures), ...match.rest].join('/');
    if (match.rest.length === 0 || this.lookup(now.replaceAll('+', '1')) !== undefined) return { topic: now, rank };
    // What had been phases `l1..l3` below the site is a plain list today: `site/gridCurrents/l1`.
    const item = now.replace(/\/l([1-3])$/, '/$1');
    return this.lookup(item) === undefined ? undefined : { topic: item, rank };
  }

  /** The same of a filter whose `+` stands for levels that the catalogue names one by one: `site/forecast/solar/+/yield`. */
  private byLevels(asked: readonly string[]): { readonly topic: string; readonly rank: number } | undefined {
    // `+/+/phases` is a vehicle's as well.
    if (asked[0] === '+' || !asked.includes('+')) return undefined;
    for (const { present, former, hasBelow } of this.all) {
      const rest = asked.slice(former.length);
      if (present.length !== former.length || (rest.length > 0 && !hasBelow)) continue;
      const now = present.map((level, at) => levelOf(level, former[at] ?? '', asked[at] ?? ''));
      if (now.every((level) => level !== undefined)) return { topic: [...now, ...rest].join('/'), rank: 1 };
    }
    return undefined;
  }

  /** The present topic of a text that came on what is a struct today, and has none: `site/battery` had been a count. */
  ofText(topic: string): string | undefined {
    const match = this.former.above(topic);
    return match?.rest.length === 0 ? fill(match.value.topic, match.captures) : undefined;
  }

  /** Filters of the names under which older evccs publish what a present topic or filter matches; not those that it matches itself. */
  wires(filter: string): string[] {
    const asked = filter.split('/');
    const found = this.all.flatMap((rename) => former(rename, asked) ?? []);
    return [...new Set(found)].filter((one) => !coversSegments(asked, one.split('/')));
  }
}

/** The former filter of what a filter matches of one rename; undefined: nothing of it. */
function former({ present, former, hasBelow }: Rename, asked: readonly string[]): string | undefined {
  const captures: string[] = [];
  for (const [at, segment] of present.entries()) {
    const one = asked[at];
    if (one === '#') {
      captures.push(
        ...present
          .slice(at)
          .filter(isPlaceholder)
          .map(() => '+'),
      );
      return below(former, captures, hasBelow ? ['#'] : []);
    }
    if (one === undefined) return undefined;
    if (isPlaceholder(segment)) captures.push(one);
    else if (one !== '+' && one !== segment) return undefined;
  }
  const rest = asked.slice(present.length);
  if (rest.length > 0 && !hasBelow) return undefined;
  return below(former, captures, rest);
}

/** A level of a present filter, where the former name has this level and the filter of former names that one; undefined: it does not match. */
function levelOf(present: string, former: string, asked: string): string | undefined {
  if (present === former) return asked === '+' || asked === former || isPlaceholder(former) ? asked : undefined;
  return asked === former ? present : undefined;
}

function below(former: readonly string[], captures: string[], rest: readonly string[]): string {
  return [...former.map((segment) => (isPlaceholder(segment) ? (captures.shift() ?? '+') : segment)), ...rest].join(
    '/',
  );
}
