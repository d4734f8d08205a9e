import { coversSegments, isFilter } from './topic';

/** The fewest filters that still match everything: those that another one covers are left out. */
export function minimal(filters: Iterable<string>): Set<string> {
  const all = [...new Set(filters)];
  const wild = all.filter(isFilter).map((one) => ({ one, segments: one.split('/') }));
  return new Set(
    all.filter((one) => {
      const segments = one.split('/');
      return !wild.some((other) => other.one !== one && coversSegments(other.segments, segments));
    }),
  );
}

/** Filters that several users want, each with its own lifetime. */
export class Subscriptions {
  private readonly wanted = new Map<object, readonly string[]>();
  private present: ReadonlySet<string> | undefined = undefined;

  /** What `user` wants from now on, instead of what it wanted before; nothing: it is gone. Returns whether that is something else. */
  set(user: object, filters: readonly string[]): boolean {
    const before = this.wanted.get(user) ?? [];
    if (before.length === filters.length && before.every((one, at) => one === filters[at])) return false;
    if (filters.length === 0) this.wanted.delete(user);
    else this.wanted.set(user, filters);
    this.present = undefined;
    return true;
  }

  /** What has to be subscribed at the broker; found once for all that a deploy brings, not again for each node. */
  get filters(): ReadonlySet<string> {
    this.present ??= minimal([...this.wanted.values()].flat());
    return this.present;
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
