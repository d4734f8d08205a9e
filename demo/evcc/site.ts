import type { Pace } from './pace';
import type { Release } from './releases';
import type { Day } from './weather';

/** The modes as a configuration names them, whatever the release. */
export type ConfiguredMode = 'off' | 'now' | 'minpv' | 'pv';

export type Mode = ConfiguredMode | 'smart';

/** A configured mode in the words of a release: from 0.316 pv is smart, minpv smart with alwaysCharge on. */
export function translate(mode: ConfiguredMode, modes: Release['modes']): { mode: Mode; alwaysCharge: 'off' | 'on' } {
  const smart = modes === 'smart' && (mode === 'pv' || mode === 'minpv');
  return { mode: smart ? 'smart' : mode, alwaysCharge: smart && mode === 'minpv' ? 'on' : 'off' };
}

/** What a charger can be; published as `chargerFeature<Name>`. */
export const CHARGER_FEATURES = [
  'CoarseCurrent',
  'SwitchDevice',
  'IntegratedDevice',
  'Continuous',
  'Heating',
  'Cacheable',
  'Average',
  'Retryable',
  'Offline',
  'WelcomeCharge',
  'Streaming',
  'AutodetectDisabled',
  'ClimaterDisabled',
  'WakeUpDisabled',
  'DemandTemperature',
  'DemandWeekday',
] as const;

export type ChargerFeature = (typeof CHARGER_FEATURES)[number];

export interface LoadpointSite {
  /** evcc's own name, `lp-1`; stays the same when loadpoints are reordered. */
  readonly name: string;
  readonly title: string;
  /** Mode at every start. */
  readonly mode: ConfiguredMode;
  /** Name of the vehicle that stands here at the start; none: nothing is connected, unless it heats. */
  readonly vehicle?: string;
  readonly phases: 1 | 3;
  /** Whether the charger switches between one and three phases itself; only then is phasesConfigured 0 possible. */
  readonly phases1p3p?: boolean;
  /** A heating loadpoint: its state of charge is a temperature in °C, heated up to the limit. */
  readonly heating?: { readonly temperature: number; readonly limit: number; readonly power: number };
  readonly icon?: string;
  readonly features?: readonly ChargerFeature[];
  /** Of the charge meter's counter, kWh: only then is `chargeTotalImport` published. */
  readonly totalImport?: number;
}

/** A daily drive, by the house's clock. */
export interface Outing {
  /** Hours of the day, `back` after `leaves`. */
  readonly leaves: number;
  readonly back: number;
  /** % of the charge. */
  readonly uses: number;
}

export interface VehicleSite {
  readonly name: string;
  readonly title: string;
  readonly icon?: string;
  /** kWh; 0: unknown. */
  readonly capacity: number;
  /** %. */
  readonly soc: number;
  /** km when full. */
  readonly range: number;
  /** The car's own charge limit in %, if it tells one. */
  readonly ownLimit?: number;
  /** Phases on which it really draws, whatever the loadpoint offers; default 3. */
  readonly drawsOn?: 1 | 2 | 3;
  readonly outing?: Outing;
  /** The mode it brings along, if any. */
  readonly mode?: ConfiguredMode;
  /** evcc's features of a vehicle; `Offline`: it cannot be asked for its state of charge. */
  readonly features?: readonly string[];
}

export interface BatterySite {
  readonly name: string;
  readonly title?: string;
  /** kWh. */
  readonly capacity: number;
  /** %. */
  readonly soc: number;
  /** Counter in kWh, if it has one. */
  readonly energy?: number;
  readonly controllable: boolean;
}

/** A meter; power in W. */
export interface MeterSite {
  readonly name: string;
  readonly title?: string;
  readonly power: number;
  /** Counter in kWh, if it has one. */
  readonly energy?: number;
}

export interface CircuitSite {
  readonly name: string;
  readonly title: string;
  /** W. */
  readonly maxPower: number;
  /** A. */
  readonly maxCurrent: number;
}

export interface Tariffs {
  /** `dynamic`: a price for each quarter of an hour; `fixed`: one price, currency/kWh. */
  readonly grid?: 'dynamic' | { readonly fixed: number };
  /** Feed-in price, currency/kWh. */
  readonly feedIn?: number;
  readonly co2?: boolean;
  readonly solar?: boolean;
  readonly temperature?: boolean;
  /** Quarters of an hour that a forecast holds: 288 in the recordings; few of them make simulated days cheap. */
  readonly slots: number;
}

/** A household with evcc, in the few words that the stand-in needs. */
export interface Site {
  readonly title: string;
  /** Text of `site/version`; default: the full number of the release. */
  readonly version?: string;
  /** Seconds between control cycles. */
  readonly interval: number;
  readonly currency: string;
  /** `energy`, `returnEnergy`: counters in kWh of what came and what went, if it has them. */
  readonly grid: { readonly name: string; readonly energy?: number; readonly returnEnergy?: number };
  /** Consumption of the house without loadpoints and auxiliary meters, W. */
  readonly homePower: number;
  readonly loadpoints: readonly LoadpointSite[];
  readonly vehicles: readonly VehicleSite[];
  readonly pv: readonly MeterSite[];
  readonly batteries: readonly BatterySite[];
  readonly aux: readonly MeterSite[];
  readonly ext: readonly MeterSite[];
  readonly circuits: readonly CircuitSite[];
  readonly tariffs: Tariffs;
  /** Of a house whose sun rises and sets; without it forecasts are those of the recorded demo. */
  readonly day?: Day;
  /** Whether the meters tell the phases: `currents`, `powers` of the grid, `chargeCurrents` of loadpoints. */
  readonly phaseCurrents: boolean;
  /** How slowly its devices answer; none: at once, as evcc's demo. */
  readonly pace?: Pace;
}
