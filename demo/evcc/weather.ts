const HOUR = 3_600_000;

/** Where a house stands, in the few figures that its day needs. */
export interface Day {
  /** W of all roofs at noon under a clear sky. */
  readonly peak: number;
  /** Hours ahead of UTC of the house's clock. */
  readonly utcOffset: number;
}

/** Hours of the house's clock between which there is light: a long day, so that a demo seldom shows the night. */
const LIGHT = { rise: 5.5, set: 20.5 };
/** What the thickest cloud takes of the sun. */
const DARKEST = 0.85;

/** Hour of the house's clock, 0 up to 24. */
export const hourOf = (at: number, { utcOffset }: Day): number => (((at / HOUR + utcOffset) % 24) + 24) % 24;

/** 0 up to 1 for a whole number, always the same for the same. */
function hash(n: number, salt: number): number {
  let t = Math.imul((n | 0) ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
  return ((t ^ (t >>> 16)) >>> 0) / 4_294_967_296;
}

/**
 * 0 to 1, wandering over time with about `period` ms from one turn to the next. A function of the time alone: a day looks the same
 * however fast it passes and however often somebody looks.
 */
export function drift(at: number, period: number, salt: number): number {
  const place = at / period;
  const before = Math.floor(place);
  const part = place - before;
  const eased = part * part * (3 - 2 * part);
  return hash(before, salt) * (1 - eased) + hash(before + 1, salt) * eased;
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));

/** W under a clear sky. */
export function clearSky(at: number, day: Day): number {
  const share = (hourOf(at, day) - LIGHT.rise) / (LIGHT.set - LIGHT.rise);
  return share <= 0 || share >= 1 ? 0 : day.peak * Math.sin(share * Math.PI) ** 1.4;
}

/** Share of the sun that gets through the weather of these hours, as a forecast knows it. */
const outlook = (at: number): number => 1 - 0.55 * clamp(drift(at, 3 * HOUR, 1) * 1.6 - 0.6);

/** W that a forecast promises. */
export const promised = (at: number, day: Day): number => clearSky(at, day) * outlook(at);

/** W of the sun as it comes: the promised hours with clouds that pass in minutes. */
export function sunshine(at: number, day: Day): number {
  const cover = 0.6 * drift(at, HOUR / 3, 2) + 0.4 * drift(at, HOUR / 12, 3);
  const cloud = clamp((cover - 0.5) * 3) * DARKEST;
  return clearSky(at, day) * outlook(at) * (1 - cloud);
}

const hump = (hour: number, middle: number, width: number): number => Math.exp(-(((hour - middle) / width) ** 2));

/** W of the house without loadpoints, around a resting load: breakfast, evening, now and then a kettle. */
export function household(at: number, day: Day, resting: number): number {
  const hour = hourOf(at, day);
  const people = 500 * hump(hour, 7.3, 1.1) + 350 * hump(hour, 12.5, 0.9) + 900 * hump(hour, 19.2, 1.9);
  const fridge = 120 * drift(at, HOUR / 4, 4);
  const kettle = 1900 * clamp(drift(at, HOUR / 20, 5) * 6 - 5) * clamp(people / 300);
  return (
    resting * (0.8 + 0.4 * drift(at, HOUR / 2, 6)) + people * (0.6 + 0.8 * drift(at, HOUR / 6, 7)) + fridge + kettle
  );
}
