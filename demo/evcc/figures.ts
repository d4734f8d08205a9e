import type { Site } from './site';
import { type Day, promised } from './weather';

/** Milliseconds. */
export const QUARTER = 900_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** W at noon of the recorded solar forecast, and its hours of light (UTC). */
const SUN = { peak: 15_500, rise: 6.75, set: 18.25 };

/** The recorded demo's grid prices are a day with two humps; ct/kWh by the hour, interpolated. */
const PRICES = [25, 25, 25, 24, 26, 25, 27, 29, 33, 31, 27, 23, 17, 21, 23, 24, 26, 28, 31, 41, 28, 27, 26, 26];

/** W of the forecast as it was computed, with all its decimals. */
export function sun(at: number, day?: Day): number {
  if (day) return promised(at, day);
  const share = ((at % DAY) / HOUR - SUN.rise) / (SUN.set - SUN.rise);
  return share <= 0 || share >= 1 ? 0 : SUN.peak * Math.sin(share * Math.PI);
}

/** Prices and other figures at a time (milliseconds since the epoch). */
export const figures = {
  grid({ tariffs, day }: Pick<Site, 'tariffs' | 'day'>, at: number): number {
    if (tariffs.grid !== 'dynamic') return tariffs.grid?.fixed ?? 0;
    const hour = (Math.floor(at / HOUR + (day?.utcOffset ?? 0)) + 24) % 24;
    const slot = Math.floor(at / QUARTER);
    // a few tenths of a cent from slot to slot, as recorded, and the same again for whoever asks twice
    return ((PRICES[hour] ?? 25) + ((slot * 7919) % 11) / 10 - 0.5) / 100;
  },
  co2: (at: number): number => [378, 378, 462, 392, 252, 322, 434, 392][Math.floor(((at % DAY) / DAY) * 8)] ?? 378,
  temperature: (at: number): number => Math.round(150 - 50 * Math.cos(((at % DAY) / DAY - 0.55) * 2 * Math.PI)) / 10,
  /** W. */
  solar: (at: number, day?: Day): number => Math.round(sun(at, day)),
};
