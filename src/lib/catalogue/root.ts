import { choice, number, section, time } from './build';
import type { Property } from './types';

/** What evcc publishes directly below its root topic. */
export const ROOT: readonly Property[] = section('', 'general', 'never', [
  // The last will sets it to offline.
  choice('status', 'status', ['online', 'offline']),
  time('updated'),
  // Counts, not the lists themselves: `loadpoints/<n>` and `vehicles/<name>` are structures of their own.
  number('loadpoints'),
  number('vehicles'),
]);
