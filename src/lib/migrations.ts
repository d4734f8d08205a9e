/** What a node stored once, and what it is called today. */
export interface Migration {
  readonly type: 'evcc-config' | 'evcc-in' | 'evcc-out';
  readonly property: string;
  readonly was: unknown;
  readonly now: unknown;
}

/** Every value that a flow may still hold from an earlier version. Empty: nothing has changed yet. */
export const MIGRATIONS: readonly Migration[] = [];

/** The properties of a node that hold a value of an earlier version, with today's. */
export function migrated(
  type: Migration['type'],
  stored: Readonly<Record<string, unknown>>,
  table: readonly Migration[] = MIGRATIONS,
): Record<string, unknown> {
  const rows = table.filter((row) => row.type === type && Object.hasOwn(stored, row.property));
  return Object.fromEntries(
    rows.filter(({ property, was }) => stored[property] === was).map(({ property, now }) => [property, now]),
  );
}
