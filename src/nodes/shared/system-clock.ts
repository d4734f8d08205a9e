import { performance } from 'node:perf_hooks';
import type { Clock } from '../../lib/clock';
import { guarded } from './guard';

/** The longest delay that a timer takes; a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * The machine's time. Calls come after what has arrived at the sockets until then: in a process that was busy for seconds timers are due
 * first, and one that waits for silence would take for silence what only nobody had read yet.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, call) {
    let read: NodeJS.Immediate | undefined;
    const timer = setTimeout(
      () => {
        // Node.js reads the sockets between the timers and this.
        read = setImmediate(() => guarded(() => 'timer', call));
      },
      Math.min(ms, LONGEST),
    );
    return {
      cancel: () => {
        clearTimeout(timer);
        if (read !== undefined) clearImmediate(read);
      },
    };
  },
};
