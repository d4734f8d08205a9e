import type { Empty, Group, Kind, Property, Setter, Unit, Words } from './types';

/** A row before its section has given it a place. */
export interface Row extends Omit<Property, 'topic' | 'group' | 'empty'> {
  /** Topic below the section's prefix; empty for the prefix itself. */
  readonly key: string;
  /** Absent: what the section says. */
  readonly empty?: Empty;
}

/** What a row may say beyond its kind. */
export type Extra = Partial<Omit<Row, 'key' | 'kind' | 'unit' | 'values' | 'words' | 'set'>>;

/** Mark of a value that evcc clears in normal operation. */
export const EMPTY = { empty: 'empty' } as const;
/** Mark of a value that only a wipe or a removal can empty. */
export const NEVER = { empty: 'never' } as const;

const row = (key: string, kind: Kind, unit: Unit | undefined, extra: Extra): Row => ({
  key,
  kind,
  ...(unit && { unit }),
  ...extra,
});

/** A number with its unit; undefined: a plain number. */
export const number = (key: string, unit?: Unit, extra: Extra = {}): Row => row(key, 'number', unit, extra);
/** A state of charge in %, which is a temperature where the loadpoint is a heating device. */
export const heatable = (key: string, extra: Extra = {}): Row => row(key, 'number', '%', { heating: '°C', ...extra });
export const boolean = (key: string, extra: Extra = {}): Row => row(key, 'boolean', undefined, extra);
export const string = (key: string, extra: Extra = {}): Row => row(key, 'string', undefined, extra);
/** Unix seconds. */
export const time = (key: string, extra: Extra = {}): Row => row(key, 'time', undefined, extra);
/** Whole seconds. */
export const duration = (key: string, extra: Extra = {}): Row => row(key, 'duration', 's', extra);
/** One of a few words, named for people by the table `words`. */
export const choice = (key: string, words: Words, values: readonly string[], extra: Extra = {}): Row => ({
  ...row(key, 'enum', undefined, extra),
  values,
  words,
});
/** A number that stands for a choice. */
export const coded = (key: string, words: Words, values: readonly string[], extra: Extra = {}): Row => ({
  ...row(key, 'number', undefined, extra),
  values,
  words,
});
/** Several numbers: a list, or at a loadpoint their sum with `l1..l3`. */
export const numbers = (key: string, unit?: Unit, extra: Extra = {}): Row => row(key, 'numbers', unit, extra);
export const strings = (key: string, extra: Extra = {}): Row => row(key, 'strings', undefined, extra);
/** A count, then a struct an item. */
export const list = (key: string, extra: Extra = {}): Row => row(key, 'list', undefined, extra);
export const struct = (key = '', extra: Extra = {}): Row => row(key, 'struct', undefined, extra);
/** Slots of start, end and value, one topic each; the unit is the value's. */
export const slots = (key: string, unit: Unit, extra: Extra = {}): Row => row(key, 'slots', unit, extra);
/** The same in one JSON text. */
export const series = (key: string, unit: Unit, extra: Extra = {}): Row => row(key, 'series', unit, extra);

/** A setter that came with a release, and is known where `shownBy` is published. */
export const from = (since: string, shownBy?: string): Pick<Setter, 'forms' | 'shownBy'> => ({
  forms: [{ since }],
  ...(shownBy !== undefined && { shownBy }),
});

/**
 * A plan's strategy: 0.300.1 did not have what 0.300.0 had and 0.300.2 has again, and until 0.300.x other topics confirmed it. What is
 * `precondition` today was published from 0.203.4 on, where a plan brought it along: it shows no setter.
 */
export const strategySetter = (scope: string): Setter => {
  const own = `${scope}/planStrategy`;
  const confirm = [`${scope}/planContinuous`, `${scope}/planPrecondition`];
  return {
    accepts: 'strategy',
    confirm: [`${own}/continuous`, `${own}/precondition`],
    shownBy: `${own}/continuous`,
    forms: [
      { since: '0.300.0', before: '0.300.1', confirm },
      { since: '0.300.2', before: '0.301.0', confirm },
      { since: '0.301.0' },
    ],
  };
};

/** The same property, settable. */
export const settable = (base: Row, set: Setter): Row => ({ ...base, set });

/** Gives rows their place: topic prefix, group, and when they may be empty where they do not say so themselves. */
export function section(prefix: string, group: Group, empty: Empty, rows: readonly Row[]): Property[] {
  return rows.map(({ key, ...rest }) => ({
    topic: [prefix, key].filter(Boolean).join('/'),
    group,
    empty,
    ...rest,
  }));
}
