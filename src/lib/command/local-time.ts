/** Local time of a place, as a plan's time of day needs it. */
export interface LocalTime {
  /** Name of the time zone, for people. */
  readonly zone: string;
  /** Minutes that local time is ahead of UTC at a moment (ms since the epoch). */
  offset(at: number): number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Local time in a time zone by its IANA name (`Europe/Berlin`); undefined when the name is not known. */
export function localTimeIn(zone: string): LocalTime | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    return undefined;
  }
  const offset = (at: number): number => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(
      ...([part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')] as const),
    );
    return Math.round((local - Math.floor(at / 1000) * 1000) / MINUTE);
  };
  return { zone, offset };
}

/** Offset in minutes that evcc's `site/timezone` names (`UTC +00:00`, or an IANA name); undefined when it names none. */
export function offsetOfZone(text: string, at: number): number | undefined {
  const parts = /([+-])(\d\d):?(\d\d)$/.exec(text);
  if (parts !== null) {
    const minutes = Number(parts[2]) * 60 + Number(parts[3]);
    return parts[1] === '-' ? -minutes : minutes;
  }
  return localTimeIn(text)?.offset(at);
}

/** The moment at which local clocks show a time on a day; one that the change to summer time leaves out is taken an hour later. */
export function moment(local: LocalTime, wall: number): number {
  const before = wall - local.offset(wall - DAY) * MINUTE;
  const late = wall - local.offset(wall + DAY) * MINUTE;
  // In the hour that comes twice in autumn both are right: the first is meant.
  for (const at of [Math.min(before, late), Math.max(before, late)]) {
    if (at + local.offset(at) * MINUTE === wall) return at;
  }
  return before;
}

/** The next moment after `now` (both ms since the epoch) at which local clocks show `seconds` after midnight. */
export function nextOccurrence(local: LocalTime, now: number, seconds: number): number {
  const today = Math.floor((now + local.offset(now) * MINUTE) / DAY) * DAY;
  for (const day of [today, today + DAY]) {
    const at = moment(local, day + seconds * 1000);
    if (at > now) return at;
  }
  return moment(local, today + 2 * DAY + seconds * 1000);
}
