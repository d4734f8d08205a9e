import type { Message } from './encode';
import { figures } from './figures';
import type { Loadpoint } from './house';
import { energyTo, VOLTAGE } from './metering';
import { NOT_PLANNED, planned } from './plan';
import { slotOf } from './releases';
import type { Run } from './run';

/** Milliseconds after switching the charger in which evcc does not say `enabled` again; recorded: at least 50 s. */
const SETTLING = 60_000;

/** evcc's look at one loadpoint: who is there, whether it charges, how much it may draw; and what evcc says of it. */
export class Charging {
  constructor(private readonly run: Run) {}

  /** Everything that is said of the loadpoint whose turn it is. */
  compute(loadpoint: Loadpoint): Message[] {
    const { loadpoints } = this.run;
    const messages = loadpoints.counters(loadpoint);
    const here = this.here(loadpoint);
    if (!here && !loadpoint.looked) messages.push(...loadpoints.neverConnected(loadpoint));
    loadpoint.looked = true;
    if (here && !loadpoint.connected) messages.push(...this.arrive(loadpoint));
    if (!here && loadpoint.connected) messages.push(...this.leave(loadpoint));
    const charging = loadpoint.chargePower > 0;
    if (charging && !loadpoint.charging) messages.push(...loadpoints.chargingBegan(loadpoint));
    const asked = !loadpoint.polled || charging || loadpoint.charging;
    loadpoint.charging = charging;
    loadpoint.polled = true;
    messages.push(...this.phases(loadpoint));
    const { offeredCurrent, enabled } = loadpoint;
    const now = this.run.options.clock.now();
    messages.push(...this.plan(loadpoint, now));
    if (now - loadpoint.switched > SETTLING) messages.push(...loadpoints.enabled(loadpoint));
    const timer = this.decide(loadpoint);
    if (enabled !== loadpoint.enabled) {
      loadpoint.switched = now;
      messages.push(...loadpoints.enabled(loadpoint));
    }
    messages.push(...loadpoints.outcome(loadpoint, this.remaining(loadpoint), asked), ...timer);
    // recorded: the current is told once more when it changes
    return offeredCurrent === loadpoint.offeredCurrent ? messages : [...messages, ...loadpoints.offered(loadpoint)];
  }

  /** How much the loadpoint may draw until it is computed again; gives what is to be said of the sun's timer. */
  decide(loadpoint: Loadpoint): Message[] {
    const { settings, mode } = loadpoint;
    const { minCurrent, maxCurrent } = settings;
    const surplus = this.surplus(loadpoint);
    const always = mode === 'minpv' || (mode === 'smart' && settings.alwaysCharge !== 'off');
    const below = loadpoint.least > 0 && loadpoint.soc > 0 && loadpoint.soc < loadpoint.least;
    loadpoint.cheap = this.cheap(loadpoint);
    const follow = Math.max(minCurrent, Math.min(maxCurrent, surplus));
    if (!this.here(loadpoint) || mode === 'off' || this.full(loadpoint)) return this.draw(loadpoint, 0);
    if (mode === 'now' || below || loadpoint.planned.active || loadpoint.cheap || this.boosted(loadpoint))
      return this.draw(loadpoint, maxCurrent);
    if (always) return this.draw(loadpoint, follow);
    return this.waitForSun(loadpoint, surplus >= minCurrent, follow);
  }

  private here({ heating, plugged }: Loadpoint): boolean {
    return heating || plugged !== null;
  }

  private draw(loadpoint: Loadpoint, current: number): Message[] {
    loadpoint.enabled = current > 0;
    loadpoint.offeredCurrent = Math.max(0, current);
    return this.run.loadpoints.stopTimer(loadpoint);
  }

  /** Starts after `enableDelay`, stops after `disableDelay`; at once when evcc has just started or the car just come. */
  private waitForSun(loadpoint: Loadpoint, enough: boolean, current: number): Message[] {
    const { loadpoints, options } = this.run;
    const { fresh, settings, enabled } = loadpoint;
    loadpoint.fresh = false;
    if (enough === enabled || fresh) return this.draw(loadpoint, enough ? current : 0);
    const action = enough ? 'enable' : 'disable';
    const now = options.clock.now();
    if (loadpoint.timer?.action !== action) loadpoint.timer = { action, since: now };
    const passed = (now - loadpoint.timer.since) / 1000;
    const left = Math.ceil((enough ? settings.enableDelay : settings.disableDelay) - passed);
    if (left <= 0) return this.draw(loadpoint, enough ? current : 0);
    loadpoint.offeredCurrent = enabled ? current : 0;
    return loadpoints.timer(loadpoint, left);
  }

  /** A that the sun leaves for this loadpoint. */
  private surplus(loadpoint: Loadpoint): number {
    const { gridPower, settings } = this.run.house;
    const spare = loadpoint.chargePower - gridPower - this.battery() - settings.residualPower;
    const { heating } = loadpoint.site;
    if (!heating) return Math.floor(spare / (VOLTAGE * loadpoint.phasesDrawn));
    // recorded: the heat pump, of 4 kW, was given its 6 A at a surplus of 4.1 kW
    return spare >= heating.power / 2 ? loadpoint.settings.minCurrent : 0;
  }

  /**
   * W of the battery as the loadpoints have to see it: below `prioritySoc` what goes into it is not theirs, above `bufferSoc` what
   * comes out of it may be.
   */
  private battery(): number {
    const { batteryPower, batterySoc, settings } = this.run.house;
    if (batterySoc < settings.prioritySoc) return Math.max(0, batteryPower);
    if (settings.bufferSoc > 0 && batterySoc > settings.bufferSoc) return Math.min(0, batteryPower);
    return batteryPower;
  }

  private full({ settings, vehicle, limit, chargedEnergy }: Loadpoint): boolean {
    if (settings.limitEnergy > 0 && chargedEnergy >= settings.limitEnergy * 1000) return true;
    return limit < 100 && vehicle !== null && vehicle.soc >= limit;
  }

  /** Judges the plan; one that has been kept ends with its time. Whether it is active is said when that changes. */
  private plan(loadpoint: Loadpoint, now: number): Message[] {
    const { run } = this;
    const before = loadpoint.planned;
    const { vehicle } = loadpoint;
    loadpoint.planned = planned(loadpoint, now);
    const messages: Message[] = [];
    if (before.active !== loadpoint.planned.active) messages.push(...run.loadpoints.setting(loadpoint, 'planActive'));
    const time = vehicle?.settings.plan?.time ?? null;
    if (vehicle && time !== null && time <= now && loadpoint.planned === NOT_PLANNED) {
      vehicle.settings.plan = null;
      messages.push(...run.vehicles());
    }
    return messages;
  }

  /** A price at or below the limit lets it charge from the grid. */
  private cheap({ settings, mode }: Loadpoint): boolean {
    const { house, options, release } = this.run;
    const limit = settings.smartCostLimit;
    return limit !== null && mode !== 'off' && figures.grid(house.site, slotOf(release, options.clock.now())) <= limit;
  }

  /** The battery helps until it has fallen to the loadpoint's limit. */
  private boosted({ batteryBoost, settings }: Loadpoint): boolean {
    const { house } = this.run;
    return batteryBoost && settings.batteryBoostLimit < 100 && house.batterySoc > settings.batteryBoostLimit;
  }

  private arrive(loadpoint: Loadpoint): Message[] {
    const { run } = this;
    loadpoint.connected = true;
    loadpoint.polled = false;
    loadpoint.fresh = true;
    loadpoint.newSession();
    const car = loadpoint.plugged === null ? undefined : run.vehicle(loadpoint.plugged);
    const messages: Message[] = [];
    if (car && loadpoint.vehicle === null) {
      loadpoint.vehicle = car;
      messages.push(...run.loadpoints.vehicle(loadpoint));
    }
    return [...messages, ...run.loadpoints.arrival(loadpoint)];
  }

  /** The limits of the session end with it, by evcc's source; not recorded. */
  private leave(loadpoint: Loadpoint): Message[] {
    const { run } = this;
    const { settings } = loadpoint;
    loadpoint.connected = false;
    loadpoint.vehicle = null;
    const messages = run.loadpoints.vehicle(loadpoint);
    for (const key of ['limitSoc', 'limitEnergy'] as const) {
      if (settings[key] === 0) continue;
      settings[key] = 0;
      messages.push(...run.loadpoints.setting(loadpoint, key));
    }
    if (run.smart && settings.alwaysCharge === 'once') {
      settings.alwaysCharge = 'off';
      messages.push(...run.loadpoints.setting(loadpoint, 'alwaysCharge'));
    }
    return [...messages, ...run.site.statistics()];
  }

  private phases(loadpoint: Loadpoint): Message[] {
    const wanted = loadpoint.settings.phasesConfigured || loadpoint.site.phases;
    if (wanted === loadpoint.phasesActive) return [];
    loadpoint.phasesActive = wanted;
    return this.run.loadpoints.phasesActive(loadpoint);
  }

  /** What the car still takes; recorded: said only when it changed. */
  private remaining(loadpoint: Loadpoint): Message[] {
    const { vehicle, limit, chargePower } = loadpoint;
    if (!vehicle || vehicle.offline) return [];
    const energy = energyTo(limit, vehicle);
    const hours = chargePower > 0 ? energy / chargePower : 0;
    return this.run.loadpoints.remaining(loadpoint, energy, Math.trunc(hours * 3600));
  }
}
