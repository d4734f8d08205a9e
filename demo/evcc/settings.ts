import type { Timer } from './clock';
import type { Control } from './control';
import type { Loadpoint, Vehicle } from './house';
import { ModeSettings } from './mode-settings';
import { before } from './releases';
import type { Run } from './run';
import { refuse } from './setter-kinds';
import type { LoadpointSettings, Plan, PlanStrategy, SiteSettings } from './stored';

/** Milliseconds until evcc falls back from a battery mode set from outside. */
export const BATTERY_MODE_EXPIRY = 60_000;

type NumberKey<T> = { [K in keyof T]: T[K] extends number | null ? K : never }[keyof T] & string;

/** What commands do: evcc's own checks, as weak as they are, and what it says when something changed. */
export class Settings {
  readonly modes: ModeSettings;
  private expiry: Timer | undefined;

  constructor(
    private readonly run: Run,
    private readonly control: Control,
  ) {
    this.modes = new ModeSettings(run, control);
  }

  stop(): void {
    this.expiry?.cancel();
  }

  /** A number of a loadpoint; `update`: whether evcc computes the loadpoint at once. */
  loadpoint<K extends NumberKey<LoadpointSettings>>(
    loadpoint: Loadpoint,
    key: K,
    value: LoadpointSettings[K],
    update = false,
  ): void {
    if (this.run.same(loadpoint.settings[key], value)) return;
    loadpoint.settings[key] = value;
    this.run.answer(this.run.loadpoints.setting(loadpoint, key));
    if (update) this.control.update(loadpoint);
  }

  /** Recorded: minCurrent 40 with maxCurrent 16 is refused, minCurrent -1 taken. */
  current(loadpoint: Loadpoint, key: 'minCurrent' | 'maxCurrent', value: number): void {
    const { settings } = loadpoint;
    const limits = { minCurrent: settings.minCurrent, maxCurrent: settings.maxCurrent };
    limits[key] = value;
    if (limits.minCurrent > limits.maxCurrent) refuse(`${key} ${value}: minimum above maximum`);
    this.loadpoint(loadpoint, key, value);
  }

  /** Both thresholds are published, whichever was set; until 0.133 that one alone, without an update (recorded). */
  threshold(loadpoint: Loadpoint, key: 'enableThreshold' | 'disableThreshold', value: number): void {
    if (this.run.same(loadpoint.settings[key], value)) return;
    loadpoint.settings[key] = value;
    const { loadpoints, release } = this.run;
    if (before(release, '0.200')) {
      this.run.answer(loadpoints.setting(loadpoint, key));
      return;
    }
    this.run.answer([
      ...loadpoints.setting(loadpoint, 'enableThreshold'),
      ...loadpoints.setting(loadpoint, 'disableThreshold'),
    ]);
    this.control.update(loadpoint);
  }

  /** Recorded in 0.200: a return to the configured value, here always 0, has no effect. */
  priority(loadpoint: Loadpoint, value: number): void {
    if (this.run.release.name === '0.200' && value === 0) return;
    this.loadpoint(loadpoint, 'priority', value);
  }

  phases(loadpoint: Loadpoint, value: number): void {
    if (![0, 1, 3].includes(value)) refuse(`no such number of phases: ${value}`);
    if (value === 0 && !loadpoint.site.phases1p3p) refuse('the charger does not switch phases');
    if (value > loadpoint.site.phases) refuse('more phases than the charger has');
    this.loadpoint(loadpoint, 'phasesConfigured', value, true);
  }

  /** Recorded: value 0 deletes, a missing time is taken, a past one refused. */
  energyPlan(loadpoint: Loadpoint, plan: Plan): void {
    loadpoint.settings.plan = this.plan(plan) ?? { value: 0, time: null };
    this.precondition(loadpoint.settings, plan);
    const { loadpoints } = this.run;
    const keys = ['planTime', 'planEnergy', ...(this.preconditions ? ['planPrecondition'] : [])];
    this.run.answer(keys.flatMap((key) => loadpoints.setting(loadpoint, key)));
    this.control.update(loadpoint);
  }

  strategy(loadpoint: Loadpoint, value: PlanStrategy): void {
    loadpoint.settings.planStrategy = value;
    const { loadpoints } = this.run;
    const effective = loadpoints
      .effective(loadpoint)
      .filter(([topic]) => /PlanStrategy\/|PlanContinuous|PlanPrecondition/.test(topic));
    this.run.answer([
      ...['planStrategy', 'planContinuous', 'planPrecondition'].flatMap((key) => loadpoints.setting(loadpoint, key)),
      ...effective,
    ]);
    this.control.update(loadpoint);
  }

  /** Recorded: the loadpoint at which the car stood before loses it. */
  vehicleAt(loadpoint: Loadpoint, name: string | null): void {
    const vehicle = name === null ? null : (this.run.vehicle(name) ?? refuse(`no such vehicle: ${name}`));
    if (vehicle === loadpoint.vehicle) return;
    const others = vehicle ? this.run.occupied().filter((one) => one.vehicle === vehicle) : [];
    for (const one of others) one.vehicle = null;
    loadpoint.vehicle = vehicle;
    for (const one of [...others, loadpoint]) {
      one.polled = false;
      this.run.answer(this.run.loadpoints.vehicle(one));
    }
  }

  site<K extends keyof SiteSettings>(key: K, value: SiteSettings[K]): void {
    if (this.run.same(this.run.house.settings[key], value)) return;
    this.run.house.settings[key] = value;
    this.run.answer(this.run.site.setting(key));
  }

  /** Recorded: bufferSoc 120 is taken, bufferStartSoc 90 with it refused. */
  soc(key: 'prioritySoc' | 'bufferSoc' | 'bufferStartSoc', value: number): void {
    const { house } = this.run;
    if (house.batteries.length === 0) refuse('no battery');
    const { prioritySoc, bufferSoc, bufferStartSoc } = house.settings;
    const socs = { prioritySoc, bufferSoc, bufferStartSoc };
    socs[key] = value;
    const steps = [socs.prioritySoc, socs.bufferSoc, socs.bufferStartSoc].filter((one) => one !== 0);
    if (value !== 0 && steps.some((one, at) => one < (steps[at - 1] ?? one))) refuse(`${key} ${value}: out of order`);
    this.site(key, value);
  }

  /** Where no battery is controllable evcc refuses. */
  ofBattery<K extends keyof SiteSettings>(key: K, value: SiteSettings[K]): void {
    if (!this.run.house.batteryControllable) refuse('no controllable battery');
    this.site(key, value);
  }

  /** Falls back after a minute; set again, the minute starts anew. */
  batteryMode(mode: string | null): void {
    const { house, options } = this.run;
    if (!house.batteryControllable) refuse('no controllable battery');
    this.expiry?.cancel();
    const set = (value: string) => {
      house.batteryModeExternal = value;
      this.run.answer(this.run.site.setting('batteryModeExternal'));
    };
    set(mode ?? 'unknown');
    if (mode === null || mode === 'unknown') return;
    this.expiry = options.clock.after(BATTERY_MODE_EXPIRY, () => set('unknown'));
  }

  /** To every loadpoint; there is no such topic of the site. */
  everywhere(key: 'smartCostLimit' | 'smartFeedInPriorityLimit', value: number | null): void {
    for (const loadpoint of this.run.house.loadpoints) this.loadpoint(loadpoint, key, value);
  }

  vehicleSoc(vehicle: Vehicle, key: 'limitSoc' | 'minSoc', value: number): void {
    if (this.run.same(vehicle.settings[key], value)) return;
    vehicle.settings[key] = value;
    this.publishVehicles();
  }

  vehiclePlan(vehicle: Vehicle, plan: Plan): void {
    if (!Number.isInteger(plan.value)) refuse(`not a whole number: ${plan.value}`);
    vehicle.settings.plan = this.plan(plan);
    this.precondition(vehicle.settings, plan);
    this.publishVehicles();
  }

  vehicleStrategy(vehicle: Vehicle, value: PlanStrategy): void {
    vehicle.settings.planStrategy = value;
    this.publishVehicles();
  }

  /** Recorded: all vehicles anew, and what counts at every loadpoint that has one, whichever it is. */
  publishVehicles(): void {
    const { run } = this;
    run.answer([...run.vehicles(), ...run.occupied().flatMap((one) => run.loadpoints.effective(one))]);
  }

  private plan(plan: Plan): Plan | null {
    if (plan.value === 0) return null;
    if (plan.time !== null && plan.time < this.run.options.clock.now()) refuse('the time is in the past');
    return plan;
  }

  /** Recorded: in 0.207 a plan brings its precondition along, from 0.300 on it is a setting of its own. */
  private get preconditions(): boolean {
    return this.run.release.name === '0.207';
  }

  private precondition(settings: { planStrategy: PlanStrategy }, { precondition = 0 }: Plan): void {
    if (this.preconditions) settings.planStrategy = { continuous: false, precondition };
  }
}
