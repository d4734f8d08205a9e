import { below, type LabelTable } from '../types';

const day = (prefix: string, when: string, expects = 'expects for'): LabelTable =>
  below(prefix, {
    '': {
      label: `Solar forecast ${when}`,
      about: `Solar energy expected for ${when}, and whether the forecast covers the whole day.`,
    },
    energy: { label: `Solar yield ${when}`, about: `Solar energy that the forecast ${expects} ${when}.` },
    complete: { label: `Forecast ${when} complete`, about: `Whether the forecast covers all of ${when}.` },
  });

const period = (prefix: string, when: string): LabelTable =>
  below(prefix, {
    '': { label: `Charging ${when}`, about: `Statistics of all finished charging sessions, ${when}.` },
    chargedKWh: { label: `Charged ${when}`, about: `Energy charged in all finished sessions, ${when}.` },
    solarPercentage: { label: `Solar share ${when}`, about: `Share of solar energy in what was charged, ${when}.` },
    avgPrice: { label: `Average price ${when}`, about: `Average price of what was charged, ${when}.` },
    avgCo2: { label: `Average CO₂ ${when}`, about: `Average CO₂ emissions of what was charged, ${when}.` },
  });

export const FORECASTS: LabelTable = {
  ...below('site/forecast', {
    '': { label: 'Forecasts', about: 'All forecasts in one object.' },
    grid: {
      label: 'Grid price forecast',
      about: 'Prices of energy from the grid over the next days, in slots of 15 minutes.',
    },
    feedIn: { label: 'Feed-in forecast', about: 'Feed-in rates over the next days, in slots of 15 minutes.' },
    co2: {
      label: 'CO₂ forecast',
      about: 'CO₂ emissions of energy from the grid over the next days, in slots of 15 minutes.',
    },
    planner: {
      label: 'Planner forecast',
      about: 'Prices or CO₂ emissions that charging plans are reckoned with, in slots of 15 minutes.',
    },
    temperature: {
      label: 'Temperature forecast',
      about: 'Outdoor temperature over the next days, in slots of 15 minutes.',
    },
    solar: { label: 'Solar forecast', about: 'Solar forecast with its sums by day and its course.' },
    'solar/scale': {
      label: 'Solar correction',
      about: 'Factor that adapts the solar forecast to what was really generated.',
    },
    'solar/timeseries': {
      label: 'Solar forecast course',
      about: 'Expected solar power over the next days, each from its start on.',
    },
  }),
  ...day('site/forecast/solar/today', 'today', 'still expects'),
  ...day('site/forecast/solar/tomorrow', 'tomorrow'),
  ...day('site/forecast/solar/dayAfterTomorrow', 'the day after tomorrow'),
  'site/solarAdjusted': {
    label: 'Adapt solar forecast',
    about: 'Whether the solar forecast is adapted to what was really generated.',
  },
  'site/statistics': {
    label: 'Charging statistics',
    about: 'Statistics of all finished charging sessions, by period.',
  },
  ...period('site/statistics/30d', 'last 30 days'),
  ...period('site/statistics/365d', 'last 365 days'),
  ...period('site/statistics/thisYear', 'this year'),
  ...period('site/statistics/total', 'in total'),
};

export const CIRCUITS: LabelTable = {
  ...below('site/circuits', {
    '': { label: 'Circuits', about: 'All circuits of the load management in one object, by name.' },
    '<name>': { label: 'Circuit', about: 'All values of one circuit.' },
    '<name>/title': { label: 'Title', about: 'Name of the circuit for people.' },
    '<name>/icon': { label: 'Icon', about: 'Icon that evcc shows for the circuit.' },
    '<name>/parent': { label: 'Parent circuit', about: 'Name of the circuit that this one hangs on.' },
    '<name>/power': { label: 'Power', about: 'Power in the circuit; negative where it feeds back.' },
    '<name>/current': { label: 'Current', about: 'Current in the circuit.' },
    '<name>/maxPower': { label: 'Power limit', about: 'Power that the circuit must not exceed.' },
    '<name>/maxCurrent': { label: 'Current limit', about: 'Current that the circuit must not exceed.' },
    '<name>/dimmed': {
      label: 'Consumption limited',
      about: 'Whether the grid operator limits what the circuit may draw.',
    },
    '<name>/curtailed': {
      label: 'Feed-in limited',
      about: 'Whether the grid operator limits what the circuit may feed in.',
    },
  }),
  ...below('site/hems', {
    '': {
      label: 'External limits',
      about: 'Limits that the grid operator or an energy management sets, in one object.',
    },
    status: { label: 'Limits now', about: 'Limits that apply right now; empty without any.' },
    'status/dimmed': { label: 'Consumption limited', about: 'Whether consumption is limited from outside.' },
    'status/curtailed': {
      label: 'Allowed feed-in',
      about: 'Share of the solar power that may be fed in; below 100 it is limited.',
    },
    'status/maxConsumptionPower': { label: 'Consumption limit', about: 'Power that may be drawn at most.' },
    'status/maxProductionPower': { label: 'Production limit', about: 'Power that may be generated at most.' },
  }),
};
