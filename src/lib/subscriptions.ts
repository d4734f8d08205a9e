import { covers, isFilter } from './topic';

/** The fewest filters that still match everything: those that another one covers are left out. */
export function minimal(filters: Iterable<string>): Set<string> {
  const all = [...new Set(filters)];
  const wild = all.filter(isFilter);
  return new Set(all.filter((one) => !wild.some((other) => other !== one && covers(other, one))));
}

/** Filters that several users want, each with its own lifetime. */
export class Subscriptions {
  private readonly wanted = new Map<object, readonly string[]>();

  /** What `user` wants from now on, instead of what it wanted before; nothing: it is gone. */
  set(user: object, filters: readonly string[]): void {
    if (filters.length === 0) this.wanted.delete(user);
    else this.wanted.set(user, filters);
  }

  /** What has to be subscribed at the broker. */
  get filters(): Set<string> {
    return minimal([...this.wanted.values()].flat());
  }
}

/** What has to be subscribed and what given back to get from one set of filters to another. */
export function difference(
  present: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): { readonly add: string[]; readonly remove: string[] } {
  return {
    add: [...wanted].filter((filter) => !present.has(filter)),
    remove: [...present].filter((filter) => !wanted.has(filter)),
  };
}
