import type { LocalTime } from '../../lib/command/local-time';

/** Local time of the machine that Node-RED runs on. */
export const machineTime: LocalTime = {
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  // JavaScript counts the other way round: minutes from local time to UTC.
  offset: (at) => -new Date(at).getTimezoneOffset(),
};
