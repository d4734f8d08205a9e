import { performance } from 'node:perf_hooks';
import type { Clock } from '../../lib/clock';

/** The longest delay that a timer takes; a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, Math.min(ms, LONGEST));
    return { cancel: () => clearTimeout(timer) };
  },
};
