import { boolean, number, section, series, settable, slots, struct } from './build';
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
    // On MQTT `yield`, in Wh; `energy` in kWh is what evcc's REST interface says (measured on evcc 0.313).
    number(`solar/${day}/yield`, 'Wh'),
    boolean(`solar/${day}/complete`),
  ]),
  series('solar/timeseries', 'W'),
]);

const SOLAR_ADJUSTED = section('site', 'forecast', 'missing', [
  settable(boolean('solarAdjusted'), { accepts: 'boolean' }),
]);

const STATISTICS = section('site/statistics', 'statistics', 'never', [
  struct('', { empty: 'missing' }),
  ...['30d', '365d', 'thisYear', 'total'].flatMap((period) => [
    struct(period, { empty: 'missing' }),
    number(`${period}/chargedKWh`, 'kWh'),
    number(`${period}/solarPercentage`, '%'),
    number(`${period}/avgPrice`, 'currency/kWh'),
    number(`${period}/avgCo2`, 'g/kWh'),
  ]),
]);

export const FORECASTS: readonly Property[] = [...FORECAST, ...SOLAR_ADJUSTED, ...STATISTICS];
