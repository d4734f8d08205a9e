import type { Params } from '../errors';

/** Parameters that are times, ms since the epoch. */
const TIMES = new Set(['since', 'until', 'from']);

/** Parameters with their times as people read them, in a language and in the machine's own time zone. */
export function withTimes(params: Params, locale: string): Params {
  const entries = Object.entries(params).map(([name, value]) => {
    if (typeof value !== 'number' || !TIMES.has(name)) return [name, value] as const;
    if (!Number.isFinite(value)) return [name, '?'] as const;
    return [name, new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(value)] as const;
  });
  return Object.fromEntries(entries);
}
