import type { Property, Setter } from '../catalogue/types';
import type { Scalar } from '../codec/decode';
import type { ErrorCode, EvccError } from '../errors';

/** What a command waits for: `none` to be sent, `acknowledged` by evcc, `applied` in evcc's state. */
export type Confirm = 'none' | 'acknowledged' | 'applied';

/** How a command ended. Of several settings that which comes last here counts: what is the least certain, and what was done before what was not. */
export const RESULTS = ['unchanged', 'applied', 'superseded', 'acknowledged', 'sent', 'failed'] as const;
export type Result = (typeof RESULTS)[number];

/** The way to the broker, handed in. */
export interface CommandPort {
  /**
   * Publishes below the root, never retained; false when the broker is away. `refused`: told the reason code of MQTT 5, where the broker
   * says that it does not take it.
   */
  publish(relativeTopic: string, text: string, refused: (code: number) => void): boolean;
  /** Relative filters that have to be subscribed for `user` from now on; resolves when the broker confirmed them, or is away. */
  need(user: object, filters: readonly string[]): Promise<void>;
  /** Gives them back. */
  release(user: object): void;
}

/** Turns names and titles of loadpoints and vehicles in a topic into what evcc calls them. */
export interface NameResolver {
  /** Undefined while the names are not known yet. @throws EvccError when none or several have the name. */
  resolve(relativeTopic: string): string | undefined;
}

/** A setting that a topic names. */
export interface Setting {
  /** Relative topic, `loadpoints/1/limitSoc`; before names are resolved also `loadpoints/Carport/limitSoc`. */
  readonly topic: string;
  readonly property: Property;
  readonly set: Setter;
}

/** A topic whose state confirms a setting, by any of several values: null is "no value". */
export interface Expected {
  readonly topic: string;
  readonly values: readonly Scalar[];
  /** Significant digits in which the running evcc says numbers; absent: three decimals. */
  readonly digits?: 5;
  /** The broker's stored copy proves nothing: evcc leaves it behind when the value is gone. */
  readonly live?: true;
}

/** What one setting of a message comes down to. */
export interface Resolved {
  /** Text for evcc's setter. */
  readonly text: string;
  /** What confirms that evcc took it. */
  readonly expected: readonly Expected[];
  /** What has to be so too before it counts as being so already. */
  readonly also?: readonly Expected[];
}

/** How one setting of a message ended. */
export interface SettingOutcome {
  readonly topic: string;
  /** Text that was sent to evcc; null when nothing was. */
  readonly sent: string | null;
  readonly result: Result;
  /** ms since the message came. */
  readonly took: number;
  readonly code?: ErrorCode;
  readonly error?: EvccError;
}

/** How a message ended: the weakest result of its settings, and the first of their errors. */
export interface Outcome {
  readonly result: Result;
  readonly took: number;
  readonly settings: readonly SettingOutcome[];
  readonly error?: EvccError;
}

/** What one message asks for. */
export interface Request {
  /** Topics relative or full, with or without `/set`. */
  readonly settings: readonly { readonly topic: string; readonly value: unknown }[];
  readonly confirm: Confirm;
  /** s until a setting counts as failed. */
  readonly timeout: number;
  /** Only for `site/batteryMode`: repeat it, as evcc drops it after 60 s. */
  readonly hold?: boolean;
  /** Told when it is held from now on, and when no longer. */
  readonly onHeld?: ((held: boolean) => void) | undefined;
  /** Who asks: with its end its commands and what it holds end too. */
  readonly owner?: object;
}
