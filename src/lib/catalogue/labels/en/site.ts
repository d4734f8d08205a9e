import { below, type LabelTable } from '../types';

const ROOT: LabelTable = {
  status: { label: 'Status', about: 'Whether evcc runs and is connected: online or offline.' },
  updated: { label: 'Last update', about: 'When evcc last published anything, to the second.' },
  loadpoints: { label: 'Number of loadpoints', about: 'How many loadpoints are set up.' },
  vehicles: { label: 'Number of vehicles', about: 'How many vehicles are set up.' },
};

const GENERAL = below('site', {
  '': { label: 'Site', about: 'All values of the site in one object.' },
  siteTitle: { label: 'Site title', about: 'Name of the site, as set in evcc.' },
  version: { label: 'evcc version', about: 'Version of evcc that is running.' },
  availableVersion: { label: 'Available version', about: 'Newest evcc version that could be installed.' },
  currency: { label: 'Currency', about: 'Currency of all prices, as ISO code such as EUR.' },
  timezone: { label: 'Time zone', about: 'Time zone of evcc with its offset, such as CEST +02:00.' },
  interval: { label: 'Control interval', about: 'Time between two control cycles.' },
  gridConfigured: { label: 'Grid meter set up', about: 'Whether the site has a grid meter.' },
  apiReady: { label: 'Ready', about: 'Whether evcc has nearly finished starting and takes requests.' },
  setupRequired: { label: 'Setup required', about: 'Whether evcc has not been set up yet.' },
  demoMode: { label: 'Demo mode', about: 'Whether evcc runs with made-up devices.' },
  experimental: { label: 'Experimental features', about: 'Whether experimental features are switched on.' },
  telemetry: { label: 'Telemetry', about: 'Whether charging data is shared with the evcc project.' },
  authDisabled: { label: 'Without password', about: 'Whether evcc can be changed without the administrator password.' },
  mcp: { label: 'MCP server', about: 'Whether the built-in server for AI assistants is switched on.' },
  system: { label: 'System', about: 'Operating system and processor that evcc runs on.' },
  historyUpdated: { label: 'History updated', about: 'When the energy history was last written.' },
  fatal: { label: 'Fatal errors', about: 'Errors that keep evcc from starting.' },
  'fatal/<n>': { label: 'Fatal error', about: 'One error that keeps evcc from starting.' },
  'fatal/<n>/error': { label: 'Error text', about: 'What went wrong.' },
  'fatal/<n>/class': { label: 'Kind of device', about: 'Kind of device that the error comes from, such as meter.' },
  'fatal/<n>/device': { label: 'Device', about: 'Name of the device that the error comes from.' },
});

const POWER = below('site', {
  pvPower: { label: 'Solar power', about: 'Power that all solar systems generate together.' },
  pvEnergy: { label: 'Solar energy', about: 'Energy that all solar systems have generated together, by their meters.' },
  auxPower: {
    label: 'Power of smart consumers',
    about: 'Power of all self-regulating consumers, which evcc counts as available for charging.',
  },
  homePower: { label: 'Home consumption', about: 'Power that the home uses, without the loadpoints.' },
  residualPower: {
    label: 'Residual power',
    about: 'Grid power that evcc regulates to: positive values keep some import, so that a home battery gets priority.',
  },
  gridExportLimit: { label: 'Grid export limit', about: 'Most power that is fed into the grid; 0 means no limit.' },
  greenShareHome: { label: 'Green share home', about: 'Share of own energy in the home consumption, 0 to 1.' },
  greenShareLoadpoints: { label: 'Green share charging', about: 'Share of own energy in the charging, 0 to 1.' },
});

const TARIFF = below('site', {
  tariffGrid: { label: 'Grid price', about: 'Price of energy from the grid now.' },
  tariffFeedIn: { label: 'Feed-in rate', about: 'What is paid for energy fed into the grid now.' },
  tariffCo2: { label: 'Grid CO₂', about: 'CO₂ emissions of energy from the grid now.' },
  tariffSolar: { label: 'Solar forecast now', about: 'Solar power that the forecast expects for this moment.' },
  tariffTemperature: {
    label: 'Outdoor temperature',
    about: 'Outdoor temperature that the forecast expects for this moment.',
  },
  tariffPriceHome: {
    label: 'Energy price home',
    about: 'Price of the energy that the home uses now, own energy counted at the feed-in rate.',
  },
  tariffPriceLoadpoints: {
    label: 'Energy price charging',
    about: 'Price of the energy that is charged now, own energy counted at the feed-in rate.',
  },
  tariffCo2Home: { label: 'CO₂ home', about: 'CO₂ emissions of the energy that the home uses now.' },
  tariffCo2Loadpoints: { label: 'CO₂ charging', about: 'CO₂ emissions of the energy that is charged now.' },
  smartCostAvailable: {
    label: 'Smart cost available',
    about: 'Whether there is a dynamic price or a CO₂ forecast to charge by.',
  },
  smartCostType: { label: 'Kind of cost limit', about: 'Whether cost limits are prices or CO₂ emissions.' },
  smartFeedInPriorityAvailable: {
    label: 'Feed-in priority available',
    about: 'Whether there is a dynamic feed-in rate to pause charging by.',
  },
  smartCostLimit: {
    label: 'Cost limit of all loadpoints',
    about: 'Sets the price or CO₂ limit for grid charging at every loadpoint; it can only be set, not read.',
  },
  smartFeedInPriorityLimit: {
    label: 'Feed-in limit of all loadpoints',
    about: 'Sets the feed-in rate above which charging pauses at every loadpoint; it can only be set, not read.',
  },
});

export const SITE: LabelTable = { ...ROOT, ...GENERAL, ...POWER, ...TARIFF };
