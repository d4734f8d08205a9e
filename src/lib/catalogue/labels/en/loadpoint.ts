import { below, type LabelTable } from '../types';
import { LOADPOINT_CHARGER } from './loadpoint-charger';
import { LOADPOINT_PLAN } from './loadpoint-plan';

const CHARGING: LabelTable = {
  '': { label: 'Loadpoint', about: 'All values of the loadpoint in one object.' },
  title: { label: 'Title', about: 'Name of the loadpoint for people.' },
  name: {
    label: 'Name',
    about: 'Name of the loadpoint in evcc, such as lp-1; it stays when loadpoints are reordered.',
  },
  mode: { label: 'Charge mode', about: 'How the loadpoint charges: off, by surplus and plan, or as fast as it can.' },
  alwaysCharge: {
    label: 'Always charge',
    about:
      'Whether charging goes on at least at minimum power in the smart mode, always or only until the vehicle leaves.',
  },
  solarShare: {
    label: 'Surplus share',
    about: 'Share of the minimum charging power that has to come from surplus for charging in the smart mode, 0 to 1.',
  },
  enabled: { label: 'Enabled', about: 'Whether the charger is released, so that the vehicle may charge.' },
  connected: { label: 'Connected', about: 'Whether a vehicle is connected.' },
  charging: { label: 'Charging', about: 'Whether the vehicle is charging.' },
  chargePower: { label: 'Charge power', about: 'Power that the loadpoint charges with now.' },
  chargeCurrents: { label: 'Charge currents', about: 'Charge current of each phase.' },
  chargeVoltages: { label: 'Charge voltages', about: 'Voltage of each phase at the charger.' },
  offeredCurrent: { label: 'Offered current', about: 'Current that the charger offers the vehicle.' },
  phasesActive: { label: 'Active phases', about: 'How many phases the vehicle presumably charges with.' },
  phaseAction: { label: 'Phase switching', about: 'Phase switching that is about to happen.' },
  phaseRemaining: { label: 'Time to phase switching', about: 'Time until the phases are switched.' },
  pvAction: { label: 'Solar action', about: 'Start or stop of solar charging that is about to happen.' },
  pvRemaining: { label: 'Time to solar action', about: 'Time until solar charging starts or stops.' },
  smartCostActive: {
    label: 'Cheap charging active',
    about: 'Whether it charges fast because energy is cheap or clean enough.',
  },
  smartCostNextStart: {
    label: 'Next cheap charging',
    about: 'When energy will next be cheap or clean enough for fast charging.',
  },
  smartFeedInPriorityActive: {
    label: 'Feed-in priority active',
    about: 'Whether charging pauses because feeding in pays well.',
  },
  smartFeedInPriorityNextStart: {
    label: 'Next feed-in priority',
    about: 'When charging will next pause because feeding in pays well.',
  },
  dimmed: { label: 'Limited', about: 'Whether the grid operator limits the charging.' },
  suggestion: {
    label: 'Suggestion',
    about: 'What the optimizer suggests for the loadpoint; empty without the optimizer.',
  },
  'suggestion/action': { label: 'Suggested action', about: 'Whether the optimizer suggests to charge or to stop.' },
  'suggestion/charge': { label: 'Suggested charge power', about: 'Charge power that the optimizer suggests now.' },
  'suggestion/discharge': {
    label: 'Suggested discharge power',
    about: 'Discharge power that the optimizer suggests now.',
  },
  'suggestion/actionable': {
    label: 'Suggestion differs',
    about: 'Whether the suggestion differs from what the loadpoint does.',
  },
};

const LIMITS: LabelTable = {
  limitSoc: {
    label: 'Charge limit',
    about: 'State of charge up to which this session charges, or temperature of a heater; 0 means no limit.',
  },
  effectiveLimitSoc: {
    label: 'Charge limit in effect',
    about: 'Charge limit that applies, of the loadpoint or of the vehicle.',
  },
  minSoc: {
    label: 'Minimum charge',
    about: 'State of charge up to which it charges at once and fast, in every mode but off; 0 means none.',
  },
  effectiveMinSoc: {
    label: 'Minimum charge in effect',
    about: 'Minimum charge that applies, of the loadpoint or of the vehicle.',
  },
  minSocNotReached: { label: 'Below minimum charge', about: 'Whether the vehicle is below its minimum charge.' },
  limitEnergy: { label: 'Energy limit', about: 'Energy up to which this session charges; 0 means no limit.' },
  minCurrent: { label: 'Minimum current', about: 'Smallest current per phase to charge with.' },
  effectiveMinCurrent: {
    label: 'Minimum current in effect',
    about: 'Smallest current that loadpoint, charger and vehicle allow together.',
  },
  maxCurrent: { label: 'Maximum current', about: 'Largest current per phase to charge with.' },
  effectiveMaxCurrent: {
    label: 'Maximum current in effect',
    about: 'Largest current that loadpoint, charger and vehicle allow together.',
  },
  phasesConfigured: { label: 'Phases', about: 'How many phases to charge with: 1, 3, or 0 for automatic switching.' },
  priority: { label: 'Priority', about: 'Which loadpoint gets surplus first: the higher number.' },
  effectivePriority: {
    label: 'Priority in effect',
    about: 'Priority that applies, of the loadpoint or of the vehicle.',
  },
  enableThreshold: {
    label: 'Start threshold',
    about:
      'Grid power at which solar charging starts, negative is export; 0 means as soon as surplus covers the minimum.',
  },
  disableThreshold: {
    label: 'Stop threshold',
    about: 'Grid power above which solar charging stops, positive is import.',
  },
  enableDelay: { label: 'Start delay', about: 'How long surplus has to last before solar charging starts.' },
  disableDelay: { label: 'Stop delay', about: 'How long surplus has to be missing before solar charging stops.' },
  smartCostLimit: {
    label: 'Cost limit',
    about: 'Price or CO₂ limit below which it charges fast from the grid; empty means none.',
  },
  smartFeedInPriorityLimit: {
    label: 'Feed-in limit',
    about: 'Feed-in rate above which charging pauses; empty means none.',
  },
  batteryBoost: {
    label: 'Battery boost',
    about: 'Whether the home battery helps to charge fast now; every change of the mode ends it.',
  },
  batteryBoostLimit: {
    label: 'Battery boost limit',
    about: 'State of charge down to which the home battery helps; 100 means never.',
  },
};

const SESSION: LabelTable = {
  chargedEnergy: { label: 'Charged energy', about: 'Energy charged since the vehicle was connected.' },
  chargeDuration: { label: 'Charging time', about: 'Time that the vehicle has been charging since it was connected.' },
  connectedDuration: { label: 'Connected for', about: 'Time since the vehicle was connected.' },
  chargeRemainingEnergy: { label: 'Energy to go', about: 'Energy that is still missing up to the limit.' },
  chargeRemainingDuration: { label: 'Time to go', about: 'Time that charging will still take at the present power.' },
  chargeTotalImport: {
    label: 'Meter reading',
    about: 'Energy that has gone through the meter of the loadpoint in total.',
  },
  sessionEnergy: { label: 'Session energy', about: 'Energy charged in this session.' },
  sessionSolarPercentage: { label: 'Session solar share', about: 'Share of solar energy in this session.' },
  sessionPrice: { label: 'Session cost', about: 'Cost of the energy charged in this session.' },
  sessionPricePerKWh: { label: 'Session price', about: 'Average price of the energy charged in this session.' },
  sessionCo2PerKWh: { label: 'Session CO₂', about: 'Average CO₂ emissions of the energy charged in this session.' },
  todayEnergy: { label: 'Energy today', about: 'Energy charged since midnight.' },
  last24hEnergy: { label: 'Energy of 24 hours', about: 'Energy charged in the last 24 hours.' },
  last7dEnergy: { label: 'Energy of 7 days', about: 'Energy charged in the last 7 days.' },
};

const VEHICLE: LabelTable = {
  vehicle: {
    label: 'Choose vehicle',
    about: 'Sets which vehicle is connected, none for a guest; it can only be set, read it as vehicle name.',
  },
  vehicleName: { label: 'Vehicle name', about: 'Name of the connected vehicle in evcc; empty for a guest.' },
  vehicleTitle: { label: 'Vehicle', about: 'Title of the connected vehicle; empty for a guest.' },
  vehicleIdentity: { label: 'Vehicle identity', about: 'Identity that the charger reads, such as of an RFID card.' },
  vehicleSoc: {
    label: 'Vehicle state of charge',
    about: 'State of charge of the connected vehicle, or temperature of a heater.',
  },
  vehicleLimitSoc: { label: 'Vehicle limit', about: 'Charge limit that is set in the vehicle itself.' },
  vehicleRange: { label: 'Range', about: 'Range that is left in the connected vehicle.' },
  vehicleOdometer: { label: 'Odometer', about: 'Kilometres that the connected vehicle has run.' },
  vehicleClimaterActive: {
    label: 'Climate control active',
    about: 'Whether the climate control of the connected vehicle runs.',
  },
  vehicleDetectionActive: {
    label: 'Detecting vehicle',
    about: 'Whether evcc is finding out which vehicle is connected.',
  },
  vehicleWelcomeActive: {
    label: 'Welcome charge',
    about: 'Whether a short first charge runs, so that the vehicle notices the connection.',
  },
};

export const LOADPOINTS: LabelTable = {
  ...below('loadpoints/<n>', { ...CHARGING, ...LIMITS, ...SESSION, ...VEHICLE }),
  ...LOADPOINT_PLAN,
  ...LOADPOINT_CHARGER,
};
