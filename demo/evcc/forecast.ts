import { encode, json, type Message, type Value } from './encode';
import type { Site, Tariffs } from './site';
import { type Day, promised } from './weather';

const SLOT = 900_000;
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** W at noon of the recorded solar forecast, and its hours of light (UTC). */
const SUN = { peak: 15_500, rise: 6.75, set: 18.25 };

/** The recorded demo's grid prices are a day with two humps; ct/kWh by the hour, interpolated. */
const PRICES = [25, 25, 25, 24, 26, 25, 27, 29, 33, 31, 27, 23, 17, 21, 23, 24, 26, 28, 31, 41, 28, 27, 26, 26];

/** Prices and other figures at a time (milliseconds since the epoch). */
export const figures = {
  grid({ tariffs, day }: Pick<Site, 'tariffs' | 'day'>, at: number): number {
    if (tariffs.grid !== 'dynamic') return tariffs.grid?.fixed ?? 0;
    const hour = (Math.floor(at / HOUR + (day?.utcOffset ?? 0)) + 24) % 24;
    const slot = Math.floor(at / SLOT);
    // a few tenths of a cent from slot to slot, as recorded, and the same again for whoever asks twice
    return ((PRICES[hour] ?? 25) + ((slot * 7919) % 11) / 10 - 0.5) / 100;
  },
  co2: (at: number): number => [378, 378, 462, 392, 252, 322, 434, 392][Math.floor(((at % DAY) / DAY) * 8)] ?? 378,
  temperature: (at: number): number => Math.round(150 - 50 * Math.cos(((at % DAY) / DAY - 0.55) * 2 * Math.PI)) / 10,
  /** W. */
  solar(at: number, day?: Day): number {
    if (day) return promised(at, day);
    const share = ((at % DAY) / HOUR - SUN.rise) / (SUN.set - SUN.rise);
    return share <= 0 || share >= 1 ? 0 : Math.round(SUN.peak * Math.sin(share * Math.PI));
  },
};

/** evcc keeps one of these for each tariff; named in the order of the recorded bursts. */
export function forecast(site: Site, now: number): Message[] {
  const { tariffs, day } = site;
  const midnight = Math.floor(now / DAY) * DAY;
  const slots = (start: number, count: number, value: (at: number) => number): Value =>
    Array.from({ length: count }, (_, n) => slot(tariffs, start + n * SLOT, value(start + n * SLOT)));
  const whole = (value: (at: number) => number): Value => slots(midnight, tariffs.slots, value);
  const grid = whole((at) => figures.grid(site, at));
  const topics: Record<string, Value> = {
    ...(tariffs.co2 ? { co2: whole(figures.co2) } : {}),
    ...(tariffs.feedIn === undefined ? {} : { feedIn: fixed(tariffs, now, slots) }),
    ...(tariffs.grid ? { grid, planner: grid } : {}),
    ...(tariffs.solar ? { solar: solar(midnight, now, tariffs.slots, day) } : {}),
    ...(tariffs.temperature ? { temperature: whole(figures.temperature) } : {}),
  };
  return Object.entries(topics).flatMap(([name, value]) => encode(`site/forecast/${name}`, value));
}

/** A fixed price: recorded from the present hour to the midnight six days on, 584 slots where the others had 288. */
function fixed(
  { slots, feedIn = 0 }: Tariffs,
  now: number,
  make: (start: number, count: number, value: (at: number) => number) => Value,
): Value {
  const start = Math.floor(now / HOUR) * HOUR;
  const end = (Math.floor(start / DAY) + 7) * DAY;
  const count = slots < 96 ? slots : Math.round((end - start) / SLOT);
  return make(start, count, () => feedIn);
}

function slot({ slotForm }: Tariffs, start: number, value: number): Value {
  const [from, to] = [start / 1000, (start + SLOT) / 1000];
  return slotForm === 'struct' ? { start: from, end: to, value } : [from, to, value];
}

function solar(midnight: number, now: number, slots: number, sun: Day | undefined): Value {
  const series = Array.from({ length: slots }, (_, n) => midnight + n * SLOT);
  const energy = (from: number, to: number): number => {
    let sum = 0;
    for (let at = from; at < to; at += SLOT) sum += figures.solar(at, sun) / 4;
    return Math.round(sum);
  };
  const day = (start: number) => ({
    yield: energy(Math.max(start, Math.floor(now / SLOT) * SLOT), start + DAY),
    complete: slots * SLOT > start + DAY - midnight,
  });
  return {
    scale: 1,
    today: day(midnight),
    tomorrow: day(midnight + DAY),
    dayAfterTomorrow: day(midnight + 2 * DAY),
    timeseries: json(series.map((at) => [at / 1000, figures.solar(at, sun)])),
  };
}
