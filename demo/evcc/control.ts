import { Charging } from './charging';
import type { Timer } from './clock';
import type { Message } from './encode';
import { figures, QUARTER } from './figures';
import type { Loadpoint } from './house';
import { loadpointSteps, meterSteps, type Step } from './pace';
import { slotOf } from './releases';
import type { Run } from './run';

/** Milliseconds that computing a loadpoint takes, in which no command is handled: recorded, 77 to 575. */
const BUSY: readonly [low: number, high: number] = [40, 500];

/** Milliseconds from a command's answer to the update that it asked for: recorded, 1 to 5. */
const REACTION: readonly [low: number, high: number] = [2, 4];

/** Milliseconds between two repetitions of `site/remote`; recorded once in 71 s and once in 80 s. */
const REMOTE = 60_000;

/** The control loop: every `interval` one loadpoint in turn, and out of turn the one that someone changed. */
export class Control {
  private readonly charging: Charging;
  private readonly timers = new Set<Timer>();
  private readonly requested: Loadpoint[] = [];
  private readonly waiting: (() => void)[] = [];
  private turn = 0;
  private seen: number;
  private ready = true;

  constructor(private readonly run: Run) {
    this.charging = new Charging(run);
    this.seen = run.options.clock.now();
  }

  /**
   * The first loadpoint at once, the others only when their turn comes, so with three loadpoints the values of the third are missing for two
   * whole intervals (recorded in every release). In `demo-restart` alone the second came right after the first.
   */
  start(): void {
    const { house } = this.run;
    for (const loadpoint of house.loadpoints) {
      this.pass();
      this.charging.decide(loadpoint);
    }
    const [first, second] = house.loadpoints;
    if (first) this.update(first);
    if (second && this.run.release.secondAtOnce) this.update(second);
    this.whenFree(() => this.run.say(this.run.site.statistics()));
    this.turn = 1 % Math.max(1, house.loadpoints.length);
    this.every(house.site.interval * 1000, () => this.next());
    this.every(REMOTE, () => this.run.say(this.run.site.remote()));
    this.later(QUARTER - (this.run.options.clock.now() % QUARTER), () => this.history());
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
    const came = !loadpoint.connected;
    const { grid, pv, batteries, rest } = run.site.meters();
    const first = [...run.loadpoints.meters(), ...grid];
    const { pace } = run.house.site;
    if (!pace) {
      run.say([
        ...first,
        ...pv,
        ...batteries,
        ...rest,
        ...this.charging.compute(loadpoint),
        ...run.tariffs(),
        ...run.forecast(),
      ]);
      this.conclude();
      return;
    }
    const { random } = run.options;
    const step = () => random.between(...pace.meters);
    run.say(first);
    this.steps([...meterSteps(batteries, step(), random), ...meterSteps([...pv, ...rest], step(), random)], () => {
      const messages = this.charging.compute(loadpoint);
      const vehicle = came && loadpoint.connected ? pace.vehicle : null;
      this.steps(loadpointSteps(messages, step(), vehicle), () => {
        run.say([...run.tariffs(), ...run.forecast()]);
        this.conclude();
      });
    });
  }

  /** Says one after the other, each after its wait. */
  private steps(steps: readonly Step[], then: () => void): void {
    const [step, ...more] = steps;
    if (!step) {
      then();
      return;
    }
    this.later(step.wait, () => {
      this.run.say(step.messages);
      this.steps(more, then);
    });
  }

  /** The end of a cycle, after which commands are handled again. */
  private conclude(): void {
    const { run } = this;
    this.later(run.options.random.between(...BUSY), () => {
      run.say([...run.site.gridCharge(this.gridCharge()), ...run.loadpoints.suggestions(), ...this.batteryMode()]);
      this.ready = true;
      for (const call of this.waiting.splice(0)) call();
      this.later(1, () => this.advance());
    });
  }

  /** Each quarter of an hour evcc stores what was measured. */
  private history(): void {
    this.run.say(this.run.site.history(this.run.options.clock.now()));
    this.later(QUARTER, () => this.history());
  }

  /** Lets the time since the last look pass. */
  private pass(): void {
    const { clock, physics, house } = this.run.options;
    const now = clock.now();
    physics.step(house, (now - this.seen) / 1000, now);
    this.seen = now;
  }

  /** Follows what was asked for from outside with the next cycle; recorded: `hold` 0.46 s after the command. */
  private batteryMode(): Message[] {
    const { house, site } = this.run;
    const wanted = house.batteryModeExternal === 'unknown' ? this.ownMode() : house.batteryModeExternal;
    if (wanted === house.batteryMode || (wanted === 'normal' && house.batteryMode === 'unknown')) return [];
    house.batteryMode = wanted;
    return site.setting('batteryMode');
  }

  /** What evcc wants of the battery when nobody else does: cheap energy into it, none of it into a car that charges fast. */
  private ownMode(): string {
    if (this.gridCharge()) return 'charge';
    const { loadpoints, settings } = this.run.house;
    const fast = loadpoints.some(
      ({ mode, planned, cheap, charging }) => charging && (mode === 'now' || planned.active || cheap),
    );
    return settings.batteryDischargeControl && fast ? 'hold' : 'normal';
  }

  private gridCharge(): boolean {
    const { house, options, release } = this.run;
    const limit = house.settings.batteryGridChargeLimit;
    return (
      house.batteryControllable &&
      limit !== null &&
      figures.grid(house.site, slotOf(release, options.clock.now())) <= limit
    );
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
