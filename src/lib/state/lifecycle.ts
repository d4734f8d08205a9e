import type { Clock, Timer } from '../clock';
import { DEFAULT_INTERVAL, JUST_NOW, START_LIMIT, STATUS_CYCLES, TICK } from '../constants';
import { type Heard, next, type Phase } from './phase';

export type { Phase } from './phase';

/** Topics by which the lifecycle is told; the others only count as activity. */
export type Role =
  | 'status'
  | 'updated'
  | 'loadpoints'
  | 'vehicles'
  | 'apiReady'
  | 'connected'
  | 'turnEnd'
  | 'interval'
  | 'fatal'
  | 'neverEmpty'
  | undefined;

/** What the lifecycle has to be told of a message. */
export interface Observation {
  readonly role: Role;
  readonly text: string;
  readonly retain: boolean;
  /** The broker held a value there: an empty text may be part of a wipe. */
  readonly stored: boolean;
}

/** Published once in a start, and by nothing else. */
const SIGNS: ReadonlySet<Role> = new Set<Role>(['loadpoints', 'vehicles', 'apiReady']);

/** Empty only in a wipe: a running evcc always has a value there. */
const WIPED: ReadonlySet<Role> = new Set<Role>(['updated', 'loadpoints', 'vehicles', 'apiReady', 'neverEmpty']);

/** Roles of what are values like any other. */
const VALUES: ReadonlySet<Role> = new Set<Role>(['connected', 'turnEnd', 'interval']);

const NOTHING: Heard = {
  since: 0,
  status: undefined,
  counted: undefined,
  turned: undefined,
  ended: false,
  values: undefined,
  busy: false,
  recent: false,
  last: 0,
  interval: DEFAULT_INTERVAL * 1000,
};

/**
 * Follows evcc through its starts and stops: keeps what was heard, and says when the phase changes. Where time leads is the table in
 * `phase`; here is what leads on at once. One timer.
 */
export class Lifecycle {
  phase: Phase = 'disconnected';
  /** The start before evcc or the broker went away had come to its end as far as its signs tell: what it said was true. */
  started = false;
  /** While it tells of a start whose wipe nobody saw: when that start began at the earliest, ms since the epoch. */
  unseen: number | undefined = undefined;
  /** Evcc began anew since it ran last: it wiped, or said live what only a start says. */
  restarted = false;
  /** Nobody stored a status, but evcc publishes: it is taken as online. */
  assumed = false;
  private readonly heard: { -readonly [Key in keyof Heard]: Heard[Key] } = { ...NOTHING };
  private loadpoints: number | undefined = undefined;
  private vehicles = false;
  /** `apiReady` is true: the start has come to its last step. */
  private ready = false;
  private timer: Timer | undefined = undefined;
  /** When the timer is due, monotonic ms. */
  private due = 0;
  /** Evcc was seen running: this is not the first connection. */
  private ran = false;
  /** When evcc said that it is online while it was known to run, ms since the epoch: it was connected anew, or started anew. */
  private again: number | undefined = undefined;
  /** Since when it runs as far as the broker's stored copies tell, monotonic ms: they may be of the evcc before, whose wipe a broker that died cut short. */
  private metAt: number | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    private readonly changed: (phase: Phase, before: Phase) => void,
    /** Evcc publishes, and nobody has said its status: it is worth asking for again. */
    private readonly unsaid: () => void = () => undefined,
  ) {}

  /** Whether values may be taken as true. */
  get open(): boolean {
    return this.phase === 'running' || this.phase === 'lost';
  }

  /** Whether anything tells evcc's status since the broker was connected: the broker, or evcc itself by publishing. */
  get statusKnown(): boolean {
    return this.heard.status !== undefined;
  }

  connected(): void {
    this.forget();
    this.assumed = false;
    // A broker that died may come back with copies of an evcc that is starting by now: it is looked at for a while before it is believed.
    this.hear({ status: undefined, busy: this.ran });
    this.go('settling');
    this.progress();
  }

  disconnected(): void {
    this.started ||= this.complete;
    this.forget();
    this.go('disconnected');
  }

  /** One message. Has to be told before the value itself is judged, so that a wipe's first sure sign closes the gate. */
  observe({ role, text, retain, stored }: Observation): void {
    if (this.phase === 'disconnected') return;
    this.heard.last = this.clock.monotonic();
    if (role === undefined && text !== '' && this.open) return;
    if (role === 'interval') this.observeInterval(text);
    if (role === 'status') this.observeStatus(text, retain);
    else if (text === '') this.observeEmpty(role, retain, stored);
    else this.observeValue(role, text, retain);
    this.progress();
  }

  private hear(news: Partial<Heard>): void {
    Object.assign(this.heard, news);
  }

  private observeStatus(text: string, retain: boolean): void {
    if (text === '') return;
    const before = this.assumed ? undefined : this.heard.status;
    this.assumed = false;
    if (text !== 'online') {
      this.started ||= this.complete;
      this.forget();
      this.hear({ status: 'offline' });
      this.go('offline');
      return;
    }
    this.hear({ status: 'online' });
    // What came since the last offline belongs to this start: messages of one start have no fixed order.
    if (this.phase === 'offline') this.go(before === undefined && retain ? 'settling' : 'starting');
    else if (this.open && !retain) this.again = this.clock.now();
  }

  private observeInterval(text: string): void {
    if (Number(text) > 0) this.hear({ interval: Number(text) * 1000 });
  }

  private observeEmpty(role: Role, retain: boolean, stored: boolean): void {
    if (WIPED.has(role) && !retain) this.wiped(role);
    // What the broker held is being emptied: values that came before say nothing about a broker that forgot.
    else if (!this.open && stored) this.hear({ values: undefined });
  }

  /** An empty text on a topic that is never empty: evcc is wiping what it published, at its end or at its start. */
  private wiped(role: Role): void {
    this.started = false;
    this.restarted = true;
    const anew = this.open || this.phase === 'settling';
    if (anew || role === 'loadpoints') this.loadpoints = undefined;
    if (anew || role === 'vehicles') this.vehicles = false;
    this.hear({ values: undefined, turned: undefined, ended: false });
    if (anew || role === 'apiReady') this.ready = false;
    this.recount();
    if (this.open || (this.phase === 'settling' && this.heard.status === 'online')) this.go('starting');
  }

  private observeValue(role: Role, text: string, retain: boolean): void {
    if (role === 'loadpoints') this.loadpoints = Number(text);
    if (role === 'vehicles') this.vehicles = true;
    if (role === 'apiReady') this.ready = text === 'true';
    if (role === 'connected') this.heard.turned = this.heard.last;
    if (role === 'turnEnd') this.heard.ended = true;
    if (SIGNS.has(role) && !retain) this.restarted = true;
    if (role === 'loadpoints' && !retain) this.started = false;
    const isNow = role === 'updated' && this.isNow(text, JUST_NOW);
    if (!retain || isNow) this.hear({ busy: true });
    if (role === 'updated' && this.isNow(text, STATUS_CYCLES * this.heard.interval)) this.hear({ recent: true });
    if (!retain && this.heard.status === undefined && role === 'updated') this.assume();
    this.recount();
    if (this.open) this.observeOpen(role, retain);
    else this.observeClosed(role, retain);
  }

  private observeClosed(role: Role, retain: boolean): void {
    if (this.heard.status !== 'online') return;
    if (this.phase === 'fatal' && role !== 'updated' && role !== 'fatal') this.go('starting');
    if (SIGNS.has(role) && !retain && this.phase === 'settling') this.go('starting');
    if (role === undefined || VALUES.has(role)) this.heard.values ??= this.heard.last;
  }

  private observeOpen(role: Role, retain: boolean): void {
    // Its wipe was lost with a connection of evcc's, or ended with a broker.
    if (this.phase === 'running' && this.wipeMissed && role === 'loadpoints' && !retain) {
      this.ready = false;
      this.hear({ turned: undefined, ended: false });
      this.unseen = this.again ?? this.clock.now();
      this.go('starting');
      this.unseen = undefined;
    } else if (this.phase === 'lost' && this.heard.counted !== undefined) this.go('running');
  }

  /** Evcc publishes though nobody has said its status: a broker may not store it, and evcc says it only when it connects. */
  private assume(): void {
    this.unsaid();
    this.assumed = true;
    this.hear({ status: 'online' });
    if (this.phase === 'offline') this.go('settling');
  }

  private recount(): void {
    const isCounted = this.loadpoints !== undefined && this.vehicles;
    const counted = isCounted ? (this.heard.counted ?? this.heard.last) : undefined;
    // Without a loadpoint there is no turn to wait for.
    const turned = this.heard.turned ?? (isCounted && this.loadpoints === 0 ? counted : undefined);
    this.hear({ counted, turned });
  }

  /** Whether a time that evcc published, unix seconds, is within `ms` of now. */
  private isNow(seconds: string, ms: number): boolean {
    return Math.abs(this.clock.now() - Number(seconds) * 1000) < ms;
  }

  /** A start whose wipe nobody saw is possible: evcc connected anew, or was met a moment ago by stored copies that may be old. */
  private get wipeMissed(): boolean {
    return this.again !== undefined || (this.metAt !== undefined && this.heard.last - this.metAt < START_LIMIT);
  }

  /** A start is over as far as its signs tell. */
  private get complete(): boolean {
    return this.heard.counted !== undefined && (this.heard.turned !== undefined || this.ready);
  }

  /** Goes where time leads, now or when it is time. */
  private progress(): void {
    for (;;) {
      const to = next(this.phase, this.heard);
      if (to === undefined) {
        this.close();
        return;
      }
      const rest = to.at - this.clock.monotonic();
      if (rest > TICK) {
        this.wake(to.at, rest);
        return;
      }
      this.go(to.phase);
    }
  }

  /** Looks again at a time: a timer that is due earlier finds out itself that it is too early. */
  private wake(at: number, rest: number): void {
    if (this.timer !== undefined && this.due <= at) return;
    this.close();
    this.due = at;
    this.timer = this.clock.after(rest, () => {
      this.timer = undefined;
      this.progress();
    });
  }

  private forget(): void {
    const { interval, last, status } = this.heard;
    Object.assign(this.heard, NOTHING, { interval, last, status });
    this.loadpoints = undefined;
    this.vehicles = false;
    this.ready = false;
    this.close();
  }

  private go(phase: Phase): void {
    const before = this.phase;
    if (phase === before) return;
    this.phase = phase;
    this.again = undefined;
    const now = this.clock.monotonic();
    this.hear({ since: now });
    this.metAt = phase === 'running' && before === 'settling' ? now : undefined;
    if (phase === 'running' || phase === 'lost') this.ran = true;
    this.changed(phase, before);
    if (this.open) this.restarted = false;
  }

  /** Ends the timer. */
  close(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }
}
