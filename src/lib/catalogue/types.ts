/**
 * What a text on one of evcc's topics means.
 *
 * Scalars: `number`, `boolean`, `string`, `enum`, `time` (unix seconds on MQTT), `duration` (whole seconds).
 * `json`: JSON text of any shape. `series`: JSON text of a list of slots, or `null`.
 * Structures over several topics: `numbers` and `strings` (a list of scalars, or the sum with `l1..l3` at a loadpoint),
 * `list` (count, then a struct an item), `struct` (no text of its own, unless it came as one JSON text with all its parts).
 * `slots`: a list of start, end, value, as one JSON text or with topics of their own, as the running evcc has it; the forms are
 * those of `codec/decode`, told by the text's shape.
 */
export type Kind =
  | 'number'
  | 'boolean'
  | 'string'
  | 'enum'
  | 'time'
  | 'duration'
  | 'json'
  | 'series'
  | 'numbers'
  | 'strings'
  | 'list'
  | 'slots'
  | 'struct';

/** Kinds that are put together from several topics. */
export const COMPOSITE: ReadonlySet<Kind> = new Set<Kind>(['numbers', 'strings', 'list', 'slots', 'struct']);

/**
 * The unit of a number as evcc publishes it. `currency` stands for the site's own (`site/currency`);
 * `cost` is currency/kWh or g/kWh, as the site's `smartCostType` says; `ratio` is 0..1 without a unit.
 */
export type Unit =
  | 'W'
  | 'Wh'
  | 'kWh'
  | '%'
  | 'A'
  | 'V'
  | 's'
  | 'km'
  | '°C'
  | 'g/kWh'
  | 'currency'
  | 'currency/kWh'
  | 'cost'
  | 'ratio';

/**
 * When a topic may be without a value: `never` (an empty payload on it can only be part of a wipe or a removal),
 * `missing` (a site may do without it), `empty` (evcc clears it in normal operation).
 */
export type Empty = 'never' | 'missing' | 'empty';

/** The part of evcc a property belongs to: what the picker and the docs group by. */
export type Group =
  | 'general'
  | 'power'
  | 'battery'
  | 'tariff'
  | 'forecast'
  | 'statistics'
  | 'circuit'
  | 'charging'
  | 'limits'
  | 'plan'
  | 'session'
  | 'vehicle'
  | 'charger'
  | 'system';

/** The table of words that names a property's values for people (`labels/`): of an enum, or of a number that means a choice. */
export type Words =
  | 'status'
  | 'mode'
  | 'alwaysCharge'
  | 'batteryMode'
  | 'phases'
  | 'phaseAction'
  | 'pvAction'
  | 'statusReason'
  | 'smartCostType'
  | 'suggestion';

/** How a setting's value is checked and written; one schema each, see `command/accept`. */
export type Accepts =
  | 'mode'
  | 'alwaysCharge'
  | 'batteryMode'
  | 'phases'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'delay'
  | 'planSoc'
  | 'planEnergy'
  | 'strategy'
  | 'vehicle';

/** A check against the present state, before anything is sent; one function each, see `command/rules`. */
export type Rule =
  | 'currents'
  | 'bufferOrder'
  | 'needsBattery'
  | 'batteryControl'
  | 'phasesCharger'
  | 'boostMode'
  | 'alwaysChargeDevice'
  | 'vehicleKnown';

/** Releases in which a setter is written at one topic and confirmed by the same ones. */
export interface Form {
  /** First release of it; absent: older than 0.133. */
  readonly since?: string;
  /** First release that has it in another form, or not at all; absent: the newest has it. */
  readonly before?: string;
  /** Pattern of the topic that it is written at; absent: the property's own. */
  readonly at?: string;
  /** Patterns of the topics that confirm it, as these releases call them; absent: as the setter says. */
  readonly confirm?: readonly string[];
}

/** How a property is set over MQTT: evcc's setter at `<topic>/set`. */
export interface Setter {
  readonly accepts: Accepts;
  /** Inclusive bounds that a value has to keep; evcc's own checks are weak. Absent: no bound. */
  readonly min?: number;
  readonly max?: number;
  /** Exclusive lower bound (a current has to be above 0). */
  readonly above?: number;
  /**
   * What 0 stands for, where it is no quantity but the absence of a limit: the number from which `"-5"` counts, or `none` where there is
   * nothing to count from. No change ends at such a 0: less than a little must not become no limit at all.
   */
  readonly zero?: number | 'none';
  /** `null` clears the value; evcc takes `-`. */
  readonly clears?: true;
  /**
   * Topic patterns, with the setter's own `<n>` or `<name>`, whose state confirms the setting. Absent: the topic itself.
   * `loadpoints/+/…`: at every loadpoint.
   */
  readonly confirm?: readonly string[];
  readonly rules?: readonly Rule[];
  /** Acts again when it is repeated with the same value: never answered with "unchanged". */
  readonly repeats?: true;
  /** Its forms by release, the oldest first; absent: the same in all from 0.133 on. */
  readonly forms?: readonly Form[];
  /**
   * Pattern of a topic that only an evcc with this setter publishes: where it does the setter is there, whatever the version says. Absent:
   * nothing shows it.
   */
  readonly shownBy?: string;
  /** Words that came later than the setter itself, with the first release that takes them. */
  readonly wordsSince?: Readonly<Record<string, string>>;
}

/** One property of evcc: a row of the catalogue. */
export interface Property {
  /** Relative topic with `<n>` for a number and `<name>` for a name: `loadpoints/<n>/chargePower`. */
  readonly topic: string;
  readonly kind: Kind;
  readonly group: Group;
  readonly empty: Empty;
  readonly unit?: Unit;
  /** SoC values of heating loadpoints are temperatures. */
  readonly heating?: '°C';
  /** Words of an enum, in evcc's own order. */
  readonly values?: readonly string[];
  /** What the values are called; every enum has it. */
  readonly words?: Words;
  /** What other front ends offer as a slider: a hint for an input, no limit. */
  readonly slider?: { readonly min?: number; readonly max?: number; readonly step?: number };
  readonly set?: Setter;
  /** Only written, never published (`site/smartCostLimit`). */
  readonly writeOnly?: true;
  /**
   * Names that older evcc versions used for the same value, as relative topic patterns. One that is a struct today is meant where a text
   * comes on it: a struct has none (`site/battery` was the count of what is `site/battery/devices`).
   */
  readonly former?: readonly string[];
  /** First and last evcc version that publishes it, where known. */
  readonly since?: string;
  readonly until?: string;
  /** The setting a read-only value follows (`effectiveLimitSoc` → `limitSoc`). */
  readonly setBy?: string;
  /** Settable by evcc's REST interface only. */
  readonly rest?: true;
}

/** A name that evcc does not use any more, and whose meaning ended with it. */
export interface Gone {
  readonly topic: string;
  /** Pattern of what tells something like it today. */
  readonly instead?: string;
}

/** Topics that evcc publishes for its own user interface or that surround secrets: delivered, never offered or logged. */
export interface Internal {
  readonly topic: string;
  readonly reason: string;
  /** Whether values below it may surround a secret. */
  readonly secret: boolean;
  /** Its text is JSON. */
  readonly json?: true;
}
