import type { Clock } from './clock';
import { House, type Loadpoint, type Vehicle } from './house';
import { Journal, type JournalEvent } from './journal';
import { type Fatal, Lifecycle, type Phase } from './lifecycle';
import { type Physics, SimplePhysics } from './physics';
import { Random } from './random';
import { NEWEST, type ReleaseName, release } from './releases';
import type { Site } from './site';
import type { Transport } from './transport';

export interface EvccOptions {
  readonly site: Site;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Default 1; the same seed on a fake clock gives the same messages at the same times. */
  readonly seed?: number;
  /** Default `evcc`; slashes at both ends are stripped, as evcc does. */
  readonly root?: string;
  /** Which release it speaks as; default: the newest. */
  readonly evcc?: ReleaseName;
  /** What evcc tells as its broker; default `127.0.0.1:1883`. */
  readonly broker?: string;
  readonly physics?: Physics;
  /** Share (0..1) of commands for what is already so that are published again all the same; default 0, as recorded. */
  readonly repeats?: number;
  /**
   * Share (0..1) of the starts after which the broker keeps false values of loadpoints until their next turn: of the first one no charge,
   * of the others no name (both recorded). Default 0.
   */
  readonly disorder?: number;
}

/**
 * An evcc over MQTT that behaves as the real one was measured, for tests and for trying things out.
 * It does not start by itself: `start()`.
 */
export class Evcc {
  readonly house: House;
  private readonly journal: Journal;
  private readonly random: Random;
  private readonly physics: Physics;
  private life: Lifecycle | undefined;
  private next: ReleaseName;
  private current: ReleaseName;
  private order: Loadpoint[] | undefined;

  constructor(private readonly options: EvccOptions) {
    this.house = new House(options.site);
    this.journal = new Journal(options.clock);
    this.random = new Random(options.seed ?? 1);
    this.physics = options.physics ?? new SimplePhysics(this.random);
    this.next = options.evcc ?? NEWEST;
    this.current = this.next;
  }

  get root(): string {
    return (this.options.root ?? 'evcc').replace(/^\/+|\/+$/g, '');
  }

  get phase(): Phase {
    return this.life?.phase ?? 'stopped';
  }

  /** The release it is running as, or ran as last. */
  get release(): ReleaseName {
    return this.current;
  }

  /** Its own clock, milliseconds since the epoch. */
  now(): number {
    return this.options.clock.now();
  }

  /** What happened, oldest first. */
  get events(): readonly JournalEvent[] {
    return this.journal.events;
  }

  /** Topic below the root → the last text that evcc published there in this run, wipes, echoes and `status` left out. */
  published(): Map<string, string> {
    return this.journal.published();
  }

  /** Starts the process; throws when it is running. `fatal`: with a configuration that it cannot run with. */
  start({ fatal }: { fatal?: Fatal } = {}): void {
    if (this.life) throw new Error(`evcc is ${this.phase}`);
    const { clock, transport, broker = '127.0.0.1:1883', repeats = 0, disorder = 0 } = this.options;
    if (this.order) this.house.loadpoints = this.order;
    this.order = undefined;
    this.current = this.next;
    this.journal.event('start');
    this.life = new Lifecycle(
      {
        house: this.house,
        installation: { root: this.root, release: release(this.current), broker },
        clock,
        random: this.random,
        physics: this.physics,
        transport,
        journal: this.journal,
        repeats,
        disorder,
        fatal,
      },
      () => {
        this.life = undefined;
      },
    );
  }

  /** Orderly; over when `phase` is `stopped`. */
  stop(): void {
    this.running().stop();
  }

  crash(): void {
    this.running().crash();
  }

  /** Loses the connection, the broker still being there, until `reconnect`. */
  loseConnection(): void {
    this.running().loseConnection();
  }

  reconnect(): void {
    this.running().reconnect();
  }

  /** The release from the next start on, a newer or an older one. */
  upgrade(to: ReleaseName): void {
    this.next = to;
  }

  /** Takes effect with the next start, as in evcc; those behind it move up. */
  removeLoadpoint(name: string): void {
    const gone = this.loadpoint(name);
    this.order = this.planned().filter((one) => one !== gone);
  }

  /** The names in their new order; takes effect with the next start. */
  reorderLoadpoints(...names: string[]): void {
    this.order = names.map((name) => this.loadpoint(name));
  }

  /** A new title, published at once. */
  renameLoadpoint(name: string, title: string): void {
    const loadpoint = this.loadpoint(name);
    loadpoint.title = title;
    if (this.speaking) this.running().run.say(this.running().run.loadpoints.title(loadpoint));
  }

  /** A new title, published at once; the name stays. */
  renameVehicle(name: string, title: string): void {
    this.vehicle(name).title = title;
    if (this.speaking) this.running().settings.publishVehicles();
  }

  /** A plan for a vehicle: % until `time` (milliseconds since the epoch). */
  addPlan(name: string, plan: { readonly soc: number; readonly time: number }): void {
    this.running().settings.vehiclePlan(this.vehicle(name), { value: plan.soc, time: plan.time });
  }

  deletePlan(name: string): void {
    this.running().settings.vehiclePlan(this.vehicle(name), { value: 0, time: null });
  }

  /**
   * A car comes: a vehicle's name, or `guest` for one that evcc does not know.
   * evcc sees it when the loadpoint is computed next, or at once with `look`.
   */
  arrive(loadpoint: string, car = 'guest'): void {
    // a known car is in one place
    for (const one of this.house.loadpoints) {
      if (car !== 'guest' && one.plugged === car) one.plugged = null;
    }
    this.loadpoint(loadpoint).plugged = car;
  }

  leave(loadpoint: string): void {
    const left = this.loadpoint(loadpoint);
    left.plugged = null;
    left.draws = 'auto';
  }

  /** Whether the car draws power: `auto` leaves it to evcc's mode and the sun. */
  charge(loadpoint: string, draws: boolean | 'auto'): void {
    this.loadpoint(loadpoint).draws = draws;
  }

  /** Seconds by which a plan will be late; 0: in time. */
  setPlanOverrun(loadpoint: string, seconds: number): void {
    this.loadpoint(loadpoint).planOverrun = seconds;
  }

  /** Lets evcc compute a loadpoint now, out of turn. */
  look(loadpoint: string): void {
    this.running().control.update(this.loadpoint(loadpoint));
  }

  /** A loadpoint of the house by its name, `lp-1`; throws when there is none. */
  loadpoint(name: string): Loadpoint {
    const found = this.house.loadpoints.find((one) => one.site.name === name);
    if (!found) throw new Error(`no such loadpoint: ${name}`);
    return found;
  }

  /** A vehicle of the house by its name; throws when there is none. */
  vehicle(name: string): Vehicle {
    const found = this.house.vehicles.find((one) => one.site.name === name);
    if (!found) throw new Error(`no such vehicle: ${name}`);
    return found;
  }

  private get speaking(): boolean {
    return this.phase === 'running' || this.phase === 'starting';
  }

  private planned(): Loadpoint[] {
    return this.order ?? this.house.loadpoints;
  }

  private running(): Lifecycle {
    if (!this.life) throw new Error('evcc is not running');
    return this.life;
  }
}
