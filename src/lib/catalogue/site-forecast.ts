import { boolean, from, number, section, settable, slots, struct } from './build';
import type { Property } from './types';

const FORECAST = section('site/forecast', 'forecast', 'missing', [
  struct(),
  slots('grid', 'currency/kWh'),
  slots('feedIn', 'currency/kWh'),
  slots('co2', 'g/kWh'),
  // What the charging plans are reckoned with: a price, or CO2 where the site goes by that.
  slots('planner', 'cost'),
  slots('temperature', '°C'),
  struct('solar'),
  number('solar/scale'),
  ...['today', 'tomorrow', 'dayAfterTomorrow'].flatMap((day) => [
    struct(`solar/${day}`),
    // Recorded as `yield` from 0.207 to the builds of August 2026, as `energy` in 0.315 and 0.316.
    number(`solar/${day}/energy`, 'Wh', { former: [`site/forecast/solar/${day}/yield`] }),
    boolean(`solar/${day}/complete`),
  ]),
  // evcc 0.200.0 to 0.200.7 has the list itself as `site/forecast/solar`.
  slots('solar/timeseries', 'W', { former: ['site/forecast/solar'] }),
]);

const SOLAR_ADJUSTED = section('site', 'forecast', 'missing', [
  settable(boolean('solarAdjusted'), { accepts: 'boolean', ...from('0.312.0', 'site/solarAdjusted') }),
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
