import type { Clock, Timer } from '../clock';
import { COUNTS_WAIT, JUST_NOW, START_LIMIT, START_QUIET, STATUS_WAIT, TICK } from '../constants';

/**
 * What evcc is doing, as far as its topics tell.
 *
 * `disconnected`: the broker is away. `settling`: just connected, the stored copies are arriving. `offline`: evcc said so, or
 * said nothing. `starting`: online, but its values are being wiped or are not yet the true ones. `running`. `lost`: running, but
 * the broker forgot the counts and titles, and evcc does not publish them again by itself.
 */
export type Phase = 'disconnected' | 'settling' | 'offline' | 'starting' | 'running' | 'lost';

/** Topics by which the lifecycle is told; the others only count as activity. */
export type Role = 'status' | 'updated' | 'loadpoints' | 'vehicles' | 'apiReady' | 'neverEmpty' | undefined;

/** What the lifecycle has to be told of a message. */
export interface Observation {
  readonly role: Role;
  readonly text: string;
  readonly retain: boolean;
  /** The broker held a value there: an empty text may be part of a wipe. */
  readonly stored: boolean;
}

/** Published once in a start, and by nothing else. */
const SIGNS: ReadonlySet<Role> = new Set<Role>(['loadpoints', 'apiReady']);

/**
 * Follows evcc through its starts and stops. Pure: it gets what arrived and a clock, and says when the phase changes.
 * Source of the rules: recordings of evcc 0.313 stopping, starting, crashing and meeting a broker that forgot.
 */
export class Lifecycle {
  phase: Phase = 'disconnected';
  /** The start before evcc or the broker went away had come to its end as far as its signs tell: what it said was true. */
  started = false;
  /** While it tells of a start whose wipe nobody saw: when that start began at the earliest, ms since the epoch. */
  unseen: number | undefined = undefined;
  private status: string | undefined = undefined;
  private loadpoints = false;
  private vehicles = false;
  private apiReady = false;
  private last = 0;
  private timer: Timer | undefined = undefined;
  private limit: Timer | undefined = undefined;
  private statusTimer: Timer | undefined = undefined;
  /** The timer waits for the pause after a complete start. */
  private quiet = false;
  /** Time of the first value that came without counts, to tell a broker that forgot. */
  private valuesSince: number | undefined = undefined;
  /** Just connected, and evcc is publishing: it may be starting, with values that are not the true ones yet. */
  private busy = false;
  /** Evcc was seen running: this is not the first connection. */
  private ran = false;
  /** When evcc said that it is online while it was known to run, ms since the epoch: it was connected anew, or started anew. */
  private again: number | undefined = undefined;
  /** Since when it runs as far as the broker's stored copies tell, monotonic ms: they may be of the evcc before, whose wipe a broker that died cut short. */
  private metAt: number | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    private readonly changed: (phase: Phase, before: Phase) => void,
  ) {}

  /** Whether values may be taken as true. */
  get open(): boolean {
    return this.phase === 'running' || this.phase === 'lost';
  }

  /** Whether the broker has said anything of evcc's status since it was connected. */
  get statusKnown(): boolean {
    return this.status !== undefined;
  }

  connected(): void {
    this.reset();
    this.status = undefined;
    // A broker that died may come back with copies of an evcc that is starting by now: it is looked at for a while before it is believed.
    this.busy = this.ran;
    this.go('settling');
    this.statusTimer = this.clock.after(STATUS_WAIT, () => {
      if (this.status === undefined && this.phase === 'settling') this.go('offline');
    });
  }

  disconnected(): void {
    this.started ||= this.complete;
    this.reset();
    this.go('disconnected');
  }

  /** One message. Has to be told before the value itself is judged, so that a wipe's first sure sign closes the gate. */
  observe({ role, text, retain, stored }: Observation): void {
    if (this.phase === 'disconnected') return;
    this.last = this.clock.monotonic();
    if (role === 'status') this.observeStatus(text, retain);
    else if (text === '') this.observeEmpty(role, retain, stored);
    else this.observeValue(role, text, retain);
  }

  private observeEmpty(role: Role, retain: boolean, stored: boolean): void {
    if (role !== undefined && !retain) this.wiped(role);
    // What the broker held is being emptied: values that came before say nothing about a broker that forgot.
    else if (!this.open && stored) this.valuesSince = undefined;
  }

  private observeValue(role: Role, text: string, retain: boolean): void {
    if (role === 'loadpoints') {
      this.loadpoints = true;
      if (!retain) this.started = false;
    }
    if (role === 'vehicles') this.vehicles = true;
    if (role === 'apiReady') this.apiReady = text === 'true';
    if (!retain || (role === 'updated' && this.isNow(text))) this.busy = true;
    if (this.open) {
      // Its wipe was lost with a connection of evcc's, or ended with a broker.
      if (this.phase === 'running' && this.wipeMissed && role === 'loadpoints' && !retain) {
        this.apiReady = false;
        this.unseen = this.again ?? this.clock.now();
        this.go('starting');
        this.unseen = undefined;
        this.progress();
      } else if (this.phase === 'lost' && this.counted) this.go('running');
      return;
    }
    if (SIGNS.has(role) && !retain && this.phase === 'settling' && this.status === 'online') this.go('starting');
    if (role === undefined) this.valuesSince ??= this.last;
    this.progress();
  }

  /** Whether a time that evcc published is the present one. */
  private isNow(seconds: string): boolean {
    return Math.abs(this.clock.now() - Number(seconds) * 1000) < JUST_NOW;
  }

  /** A start whose wipe nobody saw is possible: evcc connected anew, or was met a moment ago by stored copies that may be old. */
  private get wipeMissed(): boolean {
    return this.again !== undefined || (this.metAt !== undefined && this.last - this.metAt < START_LIMIT);
  }

  private get counted(): boolean {
    return this.loadpoints && this.vehicles;
  }

  private observeStatus(text: string, retain: boolean): void {
    if (text === '') return;
    const online = text === 'online';
    const before = this.status;
    this.status = text;
    if (!online) {
      this.started ||= this.complete;
      this.reset();
      this.status = text;
      this.go('offline');
    } else if (this.phase === 'offline') {
      // What came since the last offline belongs to this start: messages of one start have no fixed order.
      this.go(before === undefined && retain ? 'settling' : 'starting');
      this.progress();
    } else {
      if (this.open && !retain) this.again = this.clock.now();
      this.progress();
    }
  }

  /** An empty text on a topic that is never empty: evcc is wiping what it published, at its end or at its start. */
  private wiped(role: Role): void {
    this.started = false;
    if (role === 'loadpoints') this.loadpoints = false;
    if (role === 'vehicles') this.vehicles = false;
    if (role === 'apiReady') this.apiReady = false;
    this.valuesSince = undefined;
    this.limit?.cancel();
    this.limit = undefined;
    this.timer?.cancel();
    this.timer = undefined;
    this.quiet = false;
    if (this.open || this.phase === 'settling') {
      this.loadpoints = false;
      this.vehicles = false;
      this.apiReady = false;
      if (this.phase !== 'settling' || this.status === 'online') this.go('starting');
    }
  }

  /** Looks whether what is known is enough to say that evcc runs, now or after a pause. */
  private progress(): void {
    if (this.status !== 'online') return;
    if (this.phase === 'settling' && this.complete && !this.busy) {
      this.go('running');
      return;
    }
    if (this.counted) this.limit ??= this.clock.after(START_LIMIT, () => this.go('running'));
    if (this.complete && !this.quiet) {
      this.timer?.cancel();
      this.quiet = true;
      this.timer = this.clock.after(START_QUIET, () => this.check());
    }
    this.timer ??= this.clock.after(COUNTS_WAIT, () => this.check());
  }

  /** A start is over as far as its signs tell. */
  private get complete(): boolean {
    return this.counted && this.apiReady;
  }

  private check(): void {
    this.timer = undefined;
    if (this.open || this.status !== 'online') return;
    const now = this.clock.monotonic();
    // Met with apiReady there, the false values of a start are over by now (recorded: 0.3 s after it), however fast it publishes.
    if (this.complete) this.after(this.phase === 'settling' ? 0 : START_QUIET - (now - this.last), 'running');
    else if (!this.counted && this.valuesSince !== undefined)
      this.after(COUNTS_WAIT - (now - this.valuesSince), 'lost');
    // Counts without apiReady, or nothing yet: the next message or the limit goes on from here.
    else if (this.phase === 'settling') this.go('starting');
  }

  /** Goes on when the pause is over, else looks again at its end. */
  private after(rest: number, phase: Phase): void {
    if (rest <= TICK) this.go(phase);
    else this.timer = this.clock.after(rest, () => this.check());
  }

  private reset(): void {
    this.loadpoints = false;
    this.vehicles = false;
    this.apiReady = false;
    this.valuesSince = undefined;
    for (const timer of [this.timer, this.limit, this.statusTimer]) timer?.cancel();
    this.timer = undefined;
    this.limit = undefined;
    this.statusTimer = undefined;
    this.quiet = false;
    this.busy = false;
  }

  private go(phase: Phase): void {
    const before = this.phase;
    if (phase === before) return;
    this.phase = phase;
    this.again = undefined;
    this.metAt = phase === 'running' && before === 'settling' ? this.clock.monotonic() : undefined;
    if (phase === 'running' || phase === 'lost') {
      this.ran = true;
      for (const timer of [this.timer, this.limit, this.statusTimer]) timer?.cancel();
      this.timer = undefined;
      this.limit = undefined;
      this.quiet = false;
    }
    this.changed(phase, before);
  }

  /** Ends all timers. */
  close(): void {
    this.reset();
  }
}
