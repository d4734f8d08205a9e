import type { Group, Unit, Words } from '../types';

/** A property for people: its short name, and one sentence that says what it is. */
export interface Label {
  readonly label: string;
  readonly about: string;
}

/** Labels by topic pattern. */
export type LabelTable = Readonly<Record<string, Label>>;

/** Everything that the catalogue says in one language. */
export interface Labels {
  /** One entry for each property, by its topic pattern. */
  readonly properties: LabelTable;
  /** The words of enums and choices, as evcc's user interface calls them. */
  readonly words: Readonly<Record<Words, Readonly<Record<string, string>>>>;
  readonly boolean: { readonly true: string; readonly false: string };
  /** How a unit is written for people where the site's own currency is not known. */
  readonly units: Readonly<Record<Unit, string>>;
  readonly groups: Readonly<Record<Group, string>>;
}

/** Labels whose topics share a prefix; the key `''` is the prefix itself. */
export function below(prefix: string, labels: LabelTable): LabelTable {
  return Object.fromEntries(
    Object.entries(labels).map(([key, label]) => [[prefix, key].filter(Boolean).join('/'), label]),
  );
}
