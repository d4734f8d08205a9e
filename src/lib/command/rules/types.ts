import type { Present } from '../present';
import type { Setting } from '../types';

/** A check of a setting against the state that the whole message leaves. What is not known is not checked. */
export interface RuleCheck {
  /** Patterns of the topics and filters it reads. */
  readonly reads: readonly string[];
  /** `value` is what the user gave, for the error. @throws EvccError `EVCC_INVALID` */
  check(setting: Setting, after: Present, value: unknown): void;
}
