const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?(.*)$/;

/** Whether evcc's version is known to come before another one; a nightly (`0.313.0+102`) may hold all of the next. */
export function isBefore(version: string, since: string): boolean {
  const running = VERSION.exec(version);
  const first = VERSION.exec(since);
  if (running === null || first === null) return false;
  const number = (parts: RegExpExecArray, at: number): number => Number(parts[at] ?? 0);
  const nightly = running[4] !== '';
  for (const at of [1, 2, 3]) {
    const have = number(running, at) + (nightly && at === 2 ? 1 : 0);
    const need = number(first, at);
    if (have !== need) return have < need;
  }
  return false;
}
