import type { LocalTime } from '../local-time';
import type { Present } from '../present';
import type { Resolved, Setting } from '../types';

/** What a value is judged by before the present state is known for sure. */
export interface Context {
  /** Only for units in sentences. */
  readonly present: Present;
  readonly localTime: LocalTime;
  readonly warn: (key: string, params: Readonly<Record<string, string | number>>) => void;
}

/** What a value is judged by when it is about to be sent. */
export interface Scene {
  /** With its topic as evcc calls it. */
  readonly setting: Setting;
  readonly present: Present;
  /** ms since the epoch. */
  readonly now: number;
}

/** A value that is well-formed; what it comes down to may depend on the present state. */
export interface Accepted {
  /** It changes the present value (`+5`, `toggle`): it does not replace one that waits, it adds to it. */
  readonly relative?: true;
  /** @throws EvccError `EVCC_INVALID` */
  resolve(scene: Scene): Resolved;
}

/** Judges a value, neither null nor missing, by its form. @throws EvccError `EVCC_INVALID` */
export type Accept = (setting: Setting, value: unknown, context: Context) => Accepted;
