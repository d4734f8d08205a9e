import { encode, json, type Message, type Value } from './encode';
import { DAY, figures, HOUR, QUARTER } from './figures';
import { before, type ForecastForm, type Release } from './releases';
import type { Site } from './site';
import { solarForecast } from './solar-forecast';

/** A figure for some time; milliseconds since the epoch. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/** Recorded `2026-11-28T10:00:00Z`. */
const rfc3339 = (at: number): string => new Date(at).toISOString().replace('.000', '');

/** Unix seconds. */
const unix = (at: number): number => at / 1000;

const FORMS: Record<ForecastForm, (slots: readonly Slot[]) => Value> = {
  none: () => null,
  price: (slots) =>
    json(slots.map(({ start, end, value }) => ({ start: rfc3339(start), end: rfc3339(end), price: value }))),
  value: (slots) => json(slots.map(({ start, end, value }) => ({ start: rfc3339(start), end: rfc3339(end), value }))),
  slots: (slots) => slots.map(({ start, end, value }) => [unix(start), unix(end), value]),
  lists: (slots) => json(slots.map(({ start, end, value }) => [unix(start), unix(end), value])),
};

/** Slots of a release from a time on. */
const series = (length: number, start: number, count: number, value: (at: number) => number): Slot[] =>
  Array.from({ length: count }, (_, n) => start + n * length).map((at) => ({
    start: at,
    end: at + length,
    value: value(at),
  }));

/** Midnight: by UTC in the recordings of 0.207 to 0.313, by the home's clock in those of 0.315 and 0.316. */
function midnight({ day }: Site, now: number, { forecast }: Release): number {
  const offset = forecast === 'lists' ? (day?.utcOffset ?? 0) * HOUR : 0;
  return Math.floor((now + offset) / DAY) * DAY - offset;
}

/**
 * evcc keeps one of these for each tariff; named in the order of the recorded bursts. Where there is no such tariff the forms with one topic are
 * empty (recorded), the one with a topic for each slot is not there.
 */
export function forecast(site: Site, now: number, release: Release): Message[] {
  if (release.forecast === 'none') return [];
  const { tariffs, day } = site;
  const length = release.slot * 60_000;
  const start = midnight(site, now, release);
  const count = Math.max(1, Math.round((tariffs.slots * QUARTER) / length));
  const whole = (known: unknown, value: (at: number) => number): readonly Slot[] | null =>
    known === undefined || known === false ? null : series(length, start, count, value);
  const grid = whole(tariffs.grid, (at) => figures.grid(site, at));
  const lists: Record<string, readonly Slot[] | null> = {
    co2: whole(tariffs.co2, figures.co2),
    feedIn: fixed(site, now, release),
    grid,
    ...(before(release, '0.207') ? {} : { planner: grid }),
  };
  const temperature = whole(tariffs.temperature, figures.temperature);
  const values: Record<string, Value> = {
    ...toValues(lists, release.forecast),
    ...solarForecast({ known: tariffs.solar ?? false, start, now, length, count, day }, release),
    ...(before(release, '0.313') ? {} : toValues({ temperature }, release.forecast)),
  };
  return Object.entries(values).flatMap(([name, value]) => encode(`site/forecast/${name}`, value, release.numbers));
}

function toValues(lists: Record<string, readonly Slot[] | null>, form: ForecastForm): Record<string, Value> {
  const entries = Object.entries(lists).filter(([, slots]) => slots !== null || form !== 'slots');
  return Object.fromEntries(entries.map(([name, slots]) => [name, slots && FORMS[form](slots)]));
}

/**
 * A fixed price: recorded from the present hour to the midnight six days on, 584 slots where the others had 288; before 0.300 it had no
 * forecast.
 */
function fixed({ tariffs: { slots, feedIn } }: Site, now: number, release: Release): readonly Slot[] | null {
  if (feedIn === undefined || before(release, '0.300')) return null;
  const start = Math.floor(now / HOUR) * HOUR;
  const end = (Math.floor(start / DAY) + 7) * DAY;
  return series(QUARTER, start, slots < 96 ? slots : Math.round((end - start) / QUARTER), () => feedIn);
}
