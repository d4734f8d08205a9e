const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?(.*)$/;

/** Less than, equal to or greater than 0, as the first comes before, with or after the second; undefined: one of them is no version. */
function compare(version: string, other: string, nightlyAhead: boolean): number | undefined {
  const running = VERSION.exec(version);
  const against = VERSION.exec(other);
  if (running === null || against === null) return undefined;
  const ahead = nightlyAhead && running[4] !== '' ? 1 : 0;
  for (const at of [1, 2, 3]) {
    const have = Number(running[at] ?? 0) + (at === 2 ? ahead : 0);
    const need = Number(against[at] ?? 0);
    if (have !== need) return have - need;
  }
  return 0;
}

/** Whether evcc's version is known to come before another one; a nightly (`0.313.0+102`) may hold all of the next. */
export function isBefore(version: string, since: string): boolean {
  return (compare(version, since, true) ?? 0) < 0;
}

/** Whether evcc's version is known to be another one or to come after it; a nightly holds at least the release that it names. */
export function isFrom(version: string, since: string): boolean {
  return (compare(version, since, false) ?? -1) >= 0;
}
