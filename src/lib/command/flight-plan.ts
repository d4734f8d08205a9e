import type { Clock } from '../clock';
import type { EvccError } from '../errors';
import type { EvccState } from '../state/state';
import type { Attempt } from './attempt';
import type { StateView } from './present';
import type { CommandPort, Confirm, Resolved, Result, Setting } from './types';

export interface FlightParts {
  readonly state: EvccState;
  readonly view: StateView;
  readonly clock: Clock;
  readonly port: CommandPort;
}

export interface FlightPlan {
  readonly setting: Setting;
  readonly resolved: Resolved;
  /** Topic of evcc's setter, with `/set`. */
  readonly wire: string;
  /** What to send, and where, after evcc was away: another one may be back. */
  readonly again: () => Attempt<Pick<FlightPlan, 'resolved' | 'wire'>>;
  readonly confirm: Confirm;
  /** ms until it counts as failed, and the s that its error names. */
  readonly wait: number;
  readonly timeout: number;
  /** What the user gave, for errors. */
  readonly value: unknown;
}

export interface FlightListener {
  /** Went out for the first time; its outcome may have been told before. */
  sent(): void;
  /** The next setting of the message may go. */
  passed(): void;
  /** The outcome, once. */
  ended(result: Result, error?: EvccError): void;
  /** Nothing more comes of it; `sure`: evcc's state is what it says it is. */
  free(sure: boolean): void;
}
