import type { Timer } from './clock';
import type { Message } from './encode';
import type { Loadpoint } from './house';
import { EFFICIENCY, VOLTAGE } from './physics';
import type { Run } from './run';

/** Milliseconds that computing a loadpoint takes, in which no command is handled: recorded, 77 to 575. */
const BUSY: readonly [low: number, high: number] = [40, 500];

/** Milliseconds from a command's answer to the update that it asked for: recorded, 1 to 5. */
const REACTION: readonly [low: number, high: number] = [2, 4];

/** Milliseconds between two repetitions of `site/remote`; recorded once in 71 s and once in 80 s. */
const REMOTE = 60_000;

/** The control loop: every `interval` one loadpoint in turn, and out of turn the one that someone changed. */
export class Control {
  private readonly timers = new Set<Timer>();
  private readonly requested: Loadpoint[] = [];
  private readonly waiting: (() => void)[] = [];
  private turn = 0;
  private seen: number;
  private ready = true;

  constructor(private readonly run: Run) {
    this.seen = run.options.clock.monotonic();
  }

  /**
   * Recorded: the first loadpoint at once, the second right after it, the others only when their turn comes, so with
   * three loadpoints the values of the third are missing for two whole intervals.
   */
  start(): void {
    const { house } = this.run;
    for (const loadpoint of house.loadpoints) {
      this.pass();
      this.decide(loadpoint);
    }
    const [first, second] = house.loadpoints;
    if (first) this.update(first);
    if (second) this.update(second);
    this.whenFree(() => this.run.say(this.run.site.statistics()));
    this.turn = 1 % Math.max(1, house.loadpoints.length);
    this.every(house.site.interval * 1000, () => this.next());
    this.every(REMOTE, () => this.run.say(this.run.site.remote()));
  }

  stop(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    this.requested.length = 0;
    this.waiting.length = 0;
  }

  /** Asks for an update out of turn; a second request for the same loadpoint is the same update. */
  update(loadpoint: Loadpoint): void {
    if (!this.requested.includes(loadpoint)) this.requested.push(loadpoint);
    this.later(this.run.options.random.between(...REACTION), () => this.advance());
  }

  /** Calls when nothing is being computed. */
  whenFree(call: () => void): void {
    if (this.ready && this.waiting.length === 0) call();
    else this.waiting.push(call);
  }

  private next(): void {
    const { loadpoints } = this.run.house;
    const loadpoint = loadpoints[this.turn % loadpoints.length];
    this.turn = (this.turn + 1) % Math.max(1, loadpoints.length);
    if (loadpoint) {
      if (!this.requested.includes(loadpoint)) this.requested.push(loadpoint);
      this.advance();
    }
  }

  private advance(): void {
    if (!this.ready) return;
    const loadpoint = this.requested.shift();
    if (loadpoint) this.cycle(loadpoint);
  }

  private cycle(loadpoint: Loadpoint): void {
    const { run } = this;
    this.ready = false;
    this.pass();
    run.say([
      ...run.loadpoints.meters(),
      ...run.site.meters(),
      ...this.compute(loadpoint),
      ...run.tariffs(),
      ...run.forecast(),
    ]);
    this.later(run.options.random.between(...BUSY), () => {
      run.say([...run.site.gridCharge(), ...run.loadpoints.suggestions(), ...this.batteryMode()]);
      this.ready = true;
      for (const call of this.waiting.splice(0)) call();
      this.later(1, () => this.advance());
    });
  }

  /** Lets the time since the last look pass. */
  private pass(): void {
    const { clock, physics, house } = this.run.options;
    const now = clock.monotonic();
    physics.step(house, (now - this.seen) / 1000, clock.now());
    this.seen = now;
  }

  private compute(loadpoint: Loadpoint): Message[] {
    const { loadpoints } = this.run;
    const messages = loadpoints.counters(loadpoint);
    const here = loadpoint.heating || loadpoint.plugged !== null;
    if (here && !loadpoint.connected) messages.push(...this.arrive(loadpoint));
    if (!here && loadpoint.connected) messages.push(...this.leave(loadpoint));
    const charging = loadpoint.chargePower > 0;
    if (charging && !loadpoint.charging) messages.push(...loadpoints.chargingBegan(loadpoint));
    const asked = !loadpoint.polled || charging || loadpoint.charging;
    loadpoint.charging = charging;
    loadpoint.polled = true;
    messages.push(...this.phases(loadpoint));
    this.decide(loadpoint);
    this.remaining(loadpoint);
    return [...messages, ...loadpoints.outcome(loadpoint, asked)];
  }

  private arrive(loadpoint: Loadpoint): Message[] {
    const { run } = this;
    loadpoint.connected = true;
    loadpoint.polled = false;
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
    loadpoint.remainingEnergy = 0;
    loadpoint.remainingDuration = 0;
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

  /** How much the loadpoint may draw until it is computed again. */
  private decide(loadpoint: Loadpoint): void {
    const { settings, mode, vehicle, site: own } = loadpoint;
    const { gridPower, batteryPower, settings: site } = this.run.house;
    const spare = loadpoint.chargePower - gridPower - batteryPower - site.residualPower;
    // recorded: the heat pump, of 4 kW, was given its 6 A at a surplus of 4.1 kW
    const heat = own.heating && spare >= own.heating.power / 2 ? settings.minCurrent : 0;
    const surplus = own.heating ? heat : Math.floor(spare / (VOLTAGE * loadpoint.phasesDrawn));
    const always = mode === 'minpv' || (mode === 'smart' && settings.alwaysCharge !== 'off');
    const below = settings.minSoc > 0 && loadpoint.soc > 0 && loadpoint.soc < settings.minSoc;
    const full =
      (settings.limitSoc > 0 && vehicle !== null && vehicle.soc >= settings.limitSoc) ||
      (settings.limitEnergy > 0 && loadpoint.chargedEnergy >= settings.limitEnergy * 1000);
    const { minCurrent, maxCurrent } = settings;
    let current = 0;
    if (mode === 'now' || below) current = maxCurrent;
    else if (always) current = Math.max(minCurrent, Math.min(maxCurrent, surplus));
    else if (mode !== 'off' && surplus >= minCurrent) current = Math.min(maxCurrent, surplus);
    const here = loadpoint.heating || loadpoint.plugged !== null;
    loadpoint.enabled = here && !full && mode !== 'off' && current > 0;
    loadpoint.offeredCurrent = loadpoint.enabled ? current : 0;
  }

  private remaining(loadpoint: Loadpoint): void {
    const { vehicle, settings, chargePower } = loadpoint;
    if (!vehicle || vehicle.offline) return;
    const limit = settings.limitSoc > 0 && settings.limitSoc < 100 ? settings.limitSoc : 100;
    loadpoint.remainingEnergy = (Math.max(0, limit - vehicle.soc) * vehicle.site.capacity * 10) / EFFICIENCY;
    loadpoint.remainingDuration = chargePower > 0 ? (loadpoint.remainingEnergy / chargePower) * 3600 : 0;
  }

  /** Follows what was asked for from outside with the next cycle; recorded: `hold` 0.46 s after the command. */
  private batteryMode(): Message[] {
    const { house, site } = this.run;
    const wanted = house.batteryModeExternal === 'unknown' ? 'normal' : house.batteryModeExternal;
    if (wanted === house.batteryMode || (wanted === 'normal' && house.batteryMode === 'unknown')) return [];
    house.batteryMode = wanted;
    return site.setting('batteryMode');
  }

  private every(ms: number, call: () => void): void {
    this.later(ms, () => {
      this.every(ms, call);
      call();
    });
  }

  private later(ms: number, call: () => void): void {
    const timer = this.run.options.clock.after(ms, () => {
      this.timers.delete(timer);
      call();
    });
    this.timers.add(timer);
  }
}
