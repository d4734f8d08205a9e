/** Told of a fault of this package's own code, once a place: what was done, and what was thrown. */
export type FaultReporter = (what: string, fault: unknown) => void;

/** The most places that are told of; a fault in each message must not fill the log. */
const MOST = 100;

const told = new Set<string>();
let report: FaultReporter | undefined;

/** Who is told from now on. */
export function onFault(reporter: FaultReporter): void {
  report = reporter;
}

/** Where a fault comes from: the first two lines of its stack, whatever was thrown. */
function placeOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message).split('\n').slice(0, 2).join('\n') : String(fault);
}

/**
 * Calls what must not end Node-RED: an exception in a handler of the MQTT client or of a timer would end the process, with all flows in it. It is
 * told once for each place, and the rest goes on.
 */
export function guarded(what: () => string, call: () => void): void {
  try {
    call();
  } catch (fault) {
    const place = placeOf(fault);
    if (told.has(place) || told.size >= MOST) return;
    told.add(place);
    report?.(what(), fault);
  }
}
