import { json, time, type Value } from './encode';
import { DAY, figures, HOUR, QUARTER, sun } from './figures';
import { before, type Release } from './releases';
import type { Day } from './weather';

/** What the forecast of the sun is made for; milliseconds since the epoch, `length` and `count` of its slots. */
export interface SolarAsked {
  /** Whether the site has one. */
  readonly known: boolean;
  readonly start: number;
  readonly now: number;
  readonly length: number;
  readonly count: number;
  readonly day: Day | undefined;
}

/** By which evcc corrects the forecast, as the recorded home had it: a number with all its decimals. */
const SCALE = 0.937_118_436_225_011_7;

/** `site/forecast/solar` as a release sends it, keyed by the topic below `site/forecast`. */
export function solarForecast(asked: SolarAsked, release: Release): Record<string, Value> {
  const { known, start, now, length, count, day } = asked;
  if (!known) return release.solar === 'pairs' ? {} : { solar: null };
  const times = Array.from({ length: count }, (_, n) => start + n * length);
  const series = times.map((at) => ({ at, value: figures.solar(at, day) }));
  const iso = (at: number) => new Date(at).toISOString().replace('.000', '');
  switch (release.solar) {
    case 'none':
      return {};
    case 'price':
      return { solar: json(series.map(({ at, value }) => ({ start: iso(at), end: iso(at + length), price: value }))) };
    case 'object':
      return { solar: json(whole(asked)) };
    default:
      return {
        'solar/scale': before(release, '0.313') ? null : 1,
        ...days(asked),
        'solar/timeseries': timeseries(series, release),
      };
  }

  function timeseries(list: typeof series, { solar }: Release): Value {
    if (solar === 'topics') return list.map(({ at, value }) => ({ timestamp: time(at), value }));
    if (solar === 'structs') return json(list.map(({ at, value }) => ({ ts: iso(at), val: value })));
    return json(list.map(({ at, value }) => [at / 1000, value]));
  }

  function days({ start: midnight }: SolarAsked): Record<string, Value> {
    const yields = (from: number): Value => {
      let sum = 0;
      for (let at = Math.max(from, Math.floor(now / QUARTER) * QUARTER); at < from + DAY; at += QUARTER)
        sum += figures.solar(at, day) / 4;
      return { yield: Math.round(sum), complete: complete(asked, from) };
    };
    return {
      'solar/today': yields(midnight),
      'solar/tomorrow': yields(midnight + DAY),
      'solar/dayAfterTomorrow': yields(midnight + 2 * DAY),
    };
  }
}

const complete = ({ start, length, count }: SolarAsked, day: number): boolean => count * length > day + DAY - start;

/** Recorded: from the present hour on; of today what is still to come, which falls with every cycle; nothing is rounded. */
function whole(asked: SolarAsked): unknown {
  const { start: midnight, now, count, day } = asked;
  const energy = (from: number): number => {
    let sum = 0;
    for (let at = from; at < from + DAY; at += QUARTER) {
      const left = Math.min(QUARTER, Math.max(0, at + QUARTER - now));
      sum += (sun(at, day) * left) / HOUR;
    }
    return sum;
  };
  const days = [midnight, midnight + DAY, midnight + 2 * DAY];
  const [today, tomorrow, dayAfterTomorrow] = days.map((at) => ({ energy: energy(at), complete: complete(asked, at) }));
  const hour = Math.floor(now / HOUR) * HOUR;
  const times = Array.from({ length: count }, (_, n) => hour + n * QUARTER);
  return { scale: SCALE, today, tomorrow, dayAfterTomorrow, timeseries: times.map((at) => [at / 1000, sun(at, day)]) };
}
