import { NOT_PLANNED, type Planned } from './plan';
import type { Release } from './releases';
import {
  type BatterySite,
  type LoadpointSite,
  type MeterSite,
  type Mode,
  type Site,
  translate,
  type VehicleSite,
} from './site';
import { LoadpointSettings, SiteSettings, VehicleSettings } from './stored';

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
  /** Milliseconds since the epoch at which evcc switched the charger last. */
  switched = Number.NEGATIVE_INFINITY;
  charging = false;
  /** Nothing was decided yet since evcc started or the car came: the sun's delays do not apply. */
  fresh = true;
  /** Runs while evcc waits for the sun to stay, or to stay away; `since`: milliseconds since the epoch. */
  timer: { readonly action: 'enable' | 'disable'; readonly since: number } | null = null;
  /** Whether its charger was switched on when evcc started. */
  running = false;
  private started = false;
  /** Whether it was computed since evcc started. */
  looked = false;
  /** Whether the car was asked for its state of charge. */
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
  /** Wh that the car still takes, as last published. */
  remainingEnergy = 0;
  /** s, as last published. */
  remainingDuration = 0;
  /** s by which a plan will be late, as a test says. */
  planOverrun = 0;
  planned: Planned = NOT_PLANNED;
  /** Whether a price below the limit makes it charge. */
  cheap = false;

  constructor(
    readonly site: LoadpointSite,
    /** Whether evcc knows what energy costs, and what it emits. */
    readonly known: { readonly price: boolean; readonly co2: boolean },
  ) {
    this.settings = new LoadpointSettings(site);
    this.title = site.title;
    this.plugged = site.vehicle ?? null;
    this.temperature = site.heating?.temperature ?? 0;
    this.totalImport = site.totalImport ?? 0;
    this.phasesActive = site.phases;
  }

  /**
   * Forgets what only a running evcc knows. Recorded: the mode of the configuration comes back, boost is off; but an evcc older than 0.316
   * goes on with a `smart` that a newer one has stored, which is no mode of its own.
   */
  restart({ modes }: Release, vehicles: readonly Vehicle[]): void {
    this.settings.restart();
    const { mode, alwaysCharge } = translate(this.site.mode, modes);
    const stored = modes === 'classic' && this.mode === 'smart';
    this.mode = stored ? 'smart' : mode;
    if (alwaysCharge === 'on') this.settings.alwaysCharge = 'on';
    this.running = this.started ? this.enabled : this.mode !== 'off' && (this.plugged !== null || this.heating);
    this.started = true;
    this.batteryBoost = false;
    this.vehicle = vehicles.find((one) => one.site.name === this.site.vehicle) ?? null;
    this.connected = false;
    this.looked = false;
    this.charging = false;
    this.polled = false;
    this.fresh = true;
    this.timer = null;
    this.enabled = false;
    this.switched = Number.NEGATIVE_INFINITY;
    this.remainingEnergy = 0;
    this.remainingDuration = 0;
    this.planned = NOT_PLANNED;
    this.cheap = false;
    // of a charger that runs evcc says all phases until it has looked
    this.phasesActive = (!this.running && this.settings.phasesConfigured) || this.site.phases;
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

  /** % at which charging ends: its own limit, else the vehicle's; 100: none. */
  get limit(): number {
    const limit = this.settings.limitSoc || (this.vehicle?.settings.limitSoc ?? 0);
    return limit > 0 && limit < 100 ? limit : 100;
  }

  /** % up to which the car is charged in any mode but off; 0: none. */
  get least(): number {
    return this.settings.minSoc || (this.vehicle?.settings.minSoc ?? 0);
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
    const known = { price: site.tariffs.grid !== undefined, co2: site.tariffs.co2 ?? false };
    this.loadpoints = site.loadpoints.map((one) => new Loadpoint(one, known));
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
