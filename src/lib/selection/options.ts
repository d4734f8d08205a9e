import type { Deadband } from './pace';

/** What an evcc-in node asks for, beside its topics; see the contract with users' flows. */
export interface SelectionOptions {
  /** `change`: when the value differs · `update`: each live publication once. */
  readonly emit: 'change' | 'update';
  /** Give what is known when the flow starts. */
  readonly initial: boolean;
  readonly deadband: Deadband;
  /** At most one message a topic in this time, s; 0: no limit. */
  readonly interval: number;
}
