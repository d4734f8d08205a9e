import type { LoadpointSite } from './site';

export type AlwaysCharge = 'off' | 'on' | 'once';

export interface PlanStrategy {
  readonly continuous: boolean;
  /** Seconds. */
  readonly precondition: number;
}

/** A charging plan: % or kWh until a time (milliseconds since the epoch, `null` when the command named none). */
export interface Plan {
  readonly value: number;
  readonly time: number | null;
  /** Seconds. */
  readonly precondition?: number;
}

const NO_STRATEGY: PlanStrategy = { continuous: false, precondition: 0 };

/** What evcc's database keeps of a loadpoint. A, W, s, %, kWh. */
export class LoadpointSettings {
  phasesConfigured: number;
  limitSoc = 0;
  minSoc = 0;
  priority = 0;
  minCurrent = 6;
  maxCurrent = 16;
  limitEnergy = 0;
  enableThreshold = 0;
  disableThreshold = 0;
  enableDelay = 60;
  disableDelay = 180;
  smartCostLimit: number | null = null;
  smartFeedInPriorityLimit: number | null = null;
  batteryBoostLimit = 100;
  plan: Plan = { value: 0, time: null };
  planStrategy = NO_STRATEGY;
  alwaysCharge: AlwaysCharge = 'off';
  /** Of the power that a loadpoint waits for, the share that has to come from the sun, 0 to 1. */
  solarShare = 1;

  constructor(site: LoadpointSite) {
    this.phasesConfigured = site.phases1p3p ? 0 : site.phases;
  }

  /** What a restart makes of it. Recorded: delay 90 came back as 60, minCurrent -1 as 6, maxCurrent 2 as 2. */
  restart(): void {
    this.enableDelay = 60;
    this.disableDelay = 180;
    if (this.minCurrent <= 0) this.minCurrent = 6;
    if (this.alwaysCharge === 'once') this.alwaysCharge = 'off';
  }
}

/** What evcc's database keeps of a vehicle. */
export class VehicleSettings {
  limitSoc = 0;
  minSoc = 0;
  plan: Plan | null = null;
  planStrategy = NO_STRATEGY;
}

/** What evcc's database keeps of the site. */
export class SiteSettings {
  bufferSoc = 0;
  prioritySoc = 0;
  bufferStartSoc = 0;
  residualPower = 0;
  gridExportLimit = 0;
  batteryDischargeControl = false;
  batteryGridDischarge = false;
  solarAdjusted = false;
  batteryGridChargeLimit: number | null = null;
}
