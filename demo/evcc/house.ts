import {
  type BatterySite,
  type LoadpointSite,
  type MeterSite,
  type Mode,
  type Schema,
  type Site,
  translate,
  type VehicleSite,
} from './site';

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

/** A vehicle as it is; state of charge in %. */
export class Vehicle {
  soc: number;
  title: string;
  readonly settings = new VehicleSettings();

  constructor(readonly site: VehicleSite) {
    this.soc = site.soc;
    this.title = site.title;
  }

  get offline(): boolean {
    return this.site.features?.includes('Offline') ?? false;
  }
}

/** A loadpoint: what stands there, and what evcc knows of it. */
export class Loadpoint {
  readonly settings: LoadpointSettings;
  title: string;

  /** What is plugged in: the car's name, `guest` for one that evcc does not know, `null` for nothing. */
  plugged: string | null;
  /** Tests decide whether the car draws; `auto`: evcc does. */
  draws: 'auto' | boolean = 'auto';
  temperature: number;
  /** kWh. */
  totalImport: number;

  mode: Mode = 'off';
  batteryBoost = false;
  vehicle: Vehicle | null = null;
  connected = false;
  enabled = false;
  charging = false;
  /** The car is plugged in, but its state of charge was not asked for yet. */
  polled = false;
  phasesActive: number;
  /** A. */
  offeredCurrent = 0;
  /** W. */
  chargePower = 0;
  /** Wh, of this session. */
  chargedEnergy = 0;
  /** Wh of it from the sun. */
  solarEnergy = 0;
  sessionPrice = 0;
  /** g. */
  sessionCo2 = 0;
  /** s. */
  chargeDuration = 0;
  /** Wh. */
  todayEnergy = 0;
  /** Wh; published only while a known car is connected. */
  remainingEnergy = 0;
  /** s. */
  remainingDuration = 0;
  /** s by which a plan will be late. */
  planOverrun = 0;

  constructor(readonly site: LoadpointSite) {
    this.settings = new LoadpointSettings(site);
    this.title = site.title;
    this.plugged = site.vehicle ?? null;
    this.temperature = site.heating?.temperature ?? 0;
    this.totalImport = site.totalImport ?? 0;
    this.phasesActive = site.phases;
  }

  /** Forgets what only a running evcc knows. Recorded: the mode of the configuration comes back, boost is off. */
  restart(schema: Schema, vehicles: readonly Vehicle[]): void {
    this.settings.restart();
    const { mode, alwaysCharge } = translate(this.site.mode, schema);
    this.mode = mode;
    if (alwaysCharge === 'on') this.settings.alwaysCharge = 'on';
    this.batteryBoost = false;
    this.vehicle = vehicles.find((one) => one.site.name === this.site.vehicle) ?? null;
    this.connected = false;
    this.charging = false;
    this.polled = false;
    this.phasesActive = this.settings.phasesConfigured || this.site.phases;
    this.newSession();
  }

  newSession(): void {
    this.chargedEnergy = 0;
    this.solarEnergy = 0;
    this.sessionPrice = 0;
    this.sessionCo2 = 0;
    this.chargeDuration = 0;
  }

  get heating(): boolean {
    return this.site.heating !== undefined;
  }

  /** Phases on which power flows: those that are active and that the car uses. */
  get phasesDrawn(): number {
    return Math.min(this.phasesActive, this.vehicle?.site.drawsOn ?? 3);
  }

  /** % or, where it heats, °C; 0 when unknown. */
  get soc(): number {
    if (this.heating) return this.temperature;
    return this.vehicle && !this.vehicle.offline ? this.vehicle.soc : 0;
  }
}

export class Battery {
  soc: number;
  /** W, positive when discharging. */
  power = 0;

  constructor(readonly site: BatterySite) {
    this.soc = site.soc;
  }
}

export class Meter {
  /** W. */
  power: number;
  /** kWh. */
  energy: number | null;

  constructor(readonly site: MeterSite) {
    this.power = site.power;
    this.energy = site.energy ?? null;
  }
}

/** A household while it lives: what a restart of evcc does not change, and what evcc knows of it. */
export class House {
  loadpoints: Loadpoint[];
  readonly vehicles: Vehicle[];
  readonly pv: Meter[];
  readonly batteries: Battery[];
  readonly aux: Meter[];
  readonly ext: Meter[];
  readonly settings = new SiteSettings();
  homePower: number;
  gridPower = 0;
  gridEnergy: number | null;
  batteryMode = 'unknown';
  batteryModeExternal = 'unknown';

  constructor(readonly site: Site) {
    this.loadpoints = site.loadpoints.map((one) => new Loadpoint(one));
    this.vehicles = site.vehicles.map((one) => new Vehicle(one));
    this.pv = site.pv.map((one) => new Meter(one));
    this.batteries = site.batteries.map((one) => new Battery(one));
    this.aux = site.aux.map((one) => new Meter(one));
    this.ext = site.ext.map((one) => new Meter(one));
    this.homePower = site.homePower;
    this.gridEnergy = site.grid.energy ?? null;
  }

  get pvPower(): number {
    return this.pv.reduce((sum, one) => sum + one.power, 0);
  }

  get batteryPower(): number {
    return this.batteries.reduce((sum, one) => sum + one.power, 0);
  }

  get chargePower(): number {
    return this.loadpoints.reduce((sum, one) => sum + one.chargePower, 0);
  }

  /** kWh-weighted, %. */
  get batterySoc(): number {
    const capacity = this.batteries.reduce((sum, one) => sum + one.site.capacity, 0);
    return this.batteries.reduce((sum, one) => sum + one.soc * one.site.capacity, 0) / (capacity || 1);
  }

  get batteryControllable(): boolean {
    return this.batteries.some((one) => one.site.controllable);
  }
}
