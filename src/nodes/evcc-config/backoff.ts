/** First and longest pause before the next attempt to connect, ms. */
const FIRST = 500;
const LONGEST = 30_000;

/**
 * The pause before the next attempt, ms: doubling with each failure, never past half a minute, and up to a fifth shorter by chance,
 * so that many clients do not all come back to a broker at the same moment.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const pause = Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10));
  return Math.round(pause * (1 - random() * 0.2));
}
