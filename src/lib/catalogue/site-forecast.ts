import { boolean, from, number, section, settable, slots, struct } from './build';
import type { Property } from './types';

/** The days of the solar forecast. */
const DAYS = { since: '0.200.8' } as const;

const FORECAST = section('site/forecast', 'forecast', 'missing', [
  struct('', { since: '0.200.0' }),
  slots('grid', 'currency/kWh', { since: '0.200.0' }),
  slots('feedIn', 'currency/kWh', { since: '0.200.0' }),
  slots('co2', 'g/kWh', { since: '0.200.0' }),
  // What the charging plans are reckoned with: a price, or CO2 where the site goes by that.
  slots('planner', 'cost', { since: '0.203.4' }),
  slots('temperature', '°C', { since: '0.312.0' }),
  struct('solar', { since: '0.200.0' }),
  number('solar/scale', undefined, DAYS),
  ...['today', 'tomorrow', 'dayAfterTomorrow'].flatMap((day) => [
    struct(`solar/${day}`, DAYS),
    // Recorded as `yield` from 0.207 to the builds of August 2026, as `energy` in 0.315 and 0.316.
    number(`solar/${day}/energy`, 'Wh', { ...DAYS, former: [`site/forecast/solar/${day}/yield`] }),
    boolean(`solar/${day}/complete`, DAYS),
  ]),
  // evcc 0.200.0 to 0.200.7 has the list itself as `site/forecast/solar`.
  slots('solar/timeseries', 'W', { since: '0.200.0', former: ['site/forecast/solar'] }),
]);

const SOLAR_ADJUSTED = section('site', 'forecast', 'missing', [
  settable(boolean('solarAdjusted', { since: '0.312.0' }), {
    accepts: 'boolean',
    ...from('0.312.0', 'site/solarAdjusted'),
  }),
]);

const STATISTICS = section('site/statistics', 'statistics', 'never', [
  struct('', { empty: 'missing' }),
  ...['30d', '365d', 'thisYear', 'total'].flatMap((period) => [
    struct(period, { empty: 'missing', former: [`site/stats/${period}`] }),
    number(`${period}/chargedKWh`, 'kWh', period === 'total' ? { former: ['site/savingsTotalCharged'] } : {}),
    number(`${period}/solarPercentage`, '%'),
    number(`${period}/avgPrice`, 'currency/kWh'),
    number(`${period}/avgCo2`, 'g/kWh'),
  ]),
]);

export const FORECASTS: readonly Property[] = [...FORECAST, ...SOLAR_ADJUSTED, ...STATISTICS];
