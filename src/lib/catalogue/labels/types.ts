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
  /** By topic pattern: what people may type who look for a property and do not know its name. */
  readonly found: Readonly<Record<string, string>>;
  /** The words of enums and choices, as evcc's user interface calls them. */
  readonly words: Readonly<Record<Words, Readonly<Record<string, string>>>>;
  readonly boolean: { readonly true: string; readonly false: string };
  /** What a list and an object are made of: one of it, and more. */
  readonly parts: { readonly entry: string; readonly entries: string; readonly value: string; readonly values: string };
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

/**
 * The label of a property; of a part of a list or of phases, which has none of its own, that of its head
 * (`loadpoints/<n>/chargeCurrents` for `loadpoints/<n>/chargeCurrents/l1`).
 */
export function labelFor(labels: Labels, pattern: string): Label | undefined {
  for (let topic = pattern; topic !== ''; topic = topic.slice(0, Math.max(0, topic.lastIndexOf('/')))) {
    if (Object.hasOwn(labels.properties, topic)) return labels.properties[topic];
  }
  return undefined;
}
