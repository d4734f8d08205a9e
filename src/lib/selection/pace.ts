import type { Value } from '../codec/decode';

/** How far a number has to move until it is worth a message. */
export interface Deadband {
  readonly size: number;
  readonly type: 'num' | '%';
}

/**
 * Whether `value` moved by more than the deadband since `last`. What is no number on both sides (null, text, booleans) always did.
 * In percent: of the last message's value.
 */
export function moved(value: Value, last: Value | undefined, deadband: Deadband): boolean {
  if (deadband.size <= 0 || typeof value !== 'number' || typeof last !== 'number') return true;
  const limit = deadband.type === '%' ? (Math.abs(last) * deadband.size) / 100 : deadband.size;
  return Math.abs(value - last) > limit;
}
