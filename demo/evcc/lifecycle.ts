import type { Clock, Timer } from './clock';
import { Connection } from './connection';
import { Control } from './control';
import { encode } from './encode';
import type { House } from './house';
import type { Journal } from './journal';
import { Publisher } from './publisher';
import type { Random } from './random';
import { Run, type RunOptions } from './run';
import { Refused } from './setter-kinds';
import { type Setter, setters } from './setters';
import { Settings } from './settings';
import { type Start, start } from './start';
import type { Transport } from './transport';
import { Wipe } from './wipe';

/** Milliseconds from `online` to the wipe: recorded, 192. */
const BEFORE_WIPE: readonly [low: number, high: number] = [100, 200];
/** Milliseconds in which the setters are subscribed: after a start together, after a reconnect one by one. */
const LISTEN = { start: 20, reconnect: 1000 };

/** Milliseconds after which the first turn is under way. */
const LATE = 10;

export type Phase = 'stopped' | 'connecting' | 'wiping' | 'starting' | 'running' | 'offline' | 'stopping' | 'fatal';

/** A configuration that evcc cannot run with: it says `online`, then nothing, or only `site/fatal…`. */
export type Fatal = 'silent' | 'told';

export interface LifecycleOptions extends Omit<RunOptions, 'publisher'> {
  readonly house: House;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly fatal?: Fatal | undefined;
}

/** From one start of evcc's process to its end. */
export class Lifecycle {
  phase: Phase = 'connecting';
  readonly run: Run;
  readonly settings: Settings;
  readonly control: Control;
  private readonly root: string;
  private readonly connection: Connection;
  private readonly publisher: Publisher;
  private readonly timers = new Set<Timer>();
  private readonly setters: ReadonlyMap<string, Setter>;
  private readonly wipe: Wipe;
  private born = true;

  constructor(
    private readonly options: LifecycleOptions,
    private readonly ended: () => void,
  ) {
    const { transport, clock, random, installation, house } = options;
    this.root = installation.root;
    this.publisher = new Publisher({ clock, random, send: (topic, text) => this.send(topic, text) });
    for (const loadpoint of house.loadpoints) loadpoint.restart(installation.release, house.vehicles);
    house.batteryMode = 'unknown';
    house.batteryModeExternal = 'unknown';
    this.run = new Run({ ...options, publisher: this.publisher });
    this.control = new Control(this.run);
    this.settings = new Settings(this.run, this.control);
    this.setters = setters(this.run, this.settings);
    this.connection = new Connection({
      transport,
      clock,
      random,
      will: { topic: `${this.root}/status`, text: 'offline' },
      connected: () => this.connected(),
      message: (topic, text, retained) => this.message(topic, text, retained),
      closed: () => this.lost(),
    });
    this.wipe = new Wipe({ ...options, root: this.root, connection: this.connection, publisher: this.publisher });
    this.connection.open();
  }

  /** The wipe first, `offline` about a second later: the values go empty while evcc still says online. Until 0.203 all values stay. */
  stop(): void {
    this.halt();
    if (this.connection.connected && this.options.installation.release.wipesAtStop) {
      this.phase = 'stopping';
      this.wipe.start(() => this.leave());
    } else {
      this.leave();
    }
  }

  /** As when killed: the broker publishes the will, every value stays. */
  crash(): void {
    this.halt();
    this.phase = 'stopped';
    this.connection.drop();
    this.options.journal.event('crashed');
    this.ended();
  }

  /** Loses the connection and does not find it again until `reconnect`. */
  loseConnection(): void {
    this.connection.hold();
  }

  reconnect(): void {
    this.connection.open();
  }

  private connected(): void {
    this.connection.publish(`${this.root}/status`, 'online');
    this.options.journal.event('online');
    if (!this.born) this.resume();
    else if (this.options.fatal) this.fail(this.options.fatal);
    else this.later(this.options.random.between(...BEFORE_WIPE), () => this.prepare());
    this.born = false;
  }

  private prepare(): void {
    this.phase = 'wiping';
    const since = this.options.clock.monotonic();
    this.wipe.start(() => this.begin(since));
  }

  /** Back at the broker: no wipe, no values but those of the next cycles, the setters one by one. */
  private resume(): void {
    if (this.phase !== 'offline') return;
    this.phase = 'running';
    this.listen(LISTEN.reconnect);
  }

  private fail(fatal: Fatal): void {
    this.phase = 'fatal';
    if (fatal === 'told') this.run.say(encode('site/fatal', [{ class: 'configfile', error: 'cannot read config' }]));
  }

  private lost(): void {
    this.options.journal.event('connection lost');
    if (this.phase === 'running' || this.phase === 'starting') this.phase = 'offline';
  }

  private message(topic: string, text: string, retained: boolean): void {
    if (!topic.startsWith(`${this.root}/`) || text === '') return;
    const relative = topic.slice(this.root.length + 1);
    if (this.wipe.active) {
      if (retained) this.wipe.found(relative);
    } else if (relative.endsWith('/set')) {
      const name = relative.slice(0, -'/set'.length);
      const setter = this.setters.get(name);
      if (setter) this.control.whenFree(() => this.command(name, text, setter));
    }
  }

  /** The echo comes also when the value was refused, and before or after what it changed. */
  private command(name: string, text: string, setter: Setter): void {
    const { random, journal } = this.options;
    const echo = () => this.publisher.answer([[`${name}/set`, '']]);
    const first = random.chance(0.5);
    if (first) echo();
    try {
      setter(text);
      journal.event('command', { topic: name, text });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      journal.event('refused', { topic: name, text, reason: error.message });
    }
    if (!first) echo();
  }

  /** After the wipe; in a slow home evcc counts its devices only when it has found them. */
  private begin(since: number): void {
    const { clock, house } = this.options;
    const wait = (house.site.pace?.counts ?? 0) - (clock.monotonic() - since);
    if (wait <= 0 && this.connection.connected) this.speak(start(this.run));
    else this.later(Math.max(wait, 100), () => this.begin(since));
  }

  private speak({ parts, turn, late }: Start): void {
    const { journal } = this.options;
    this.phase = 'starting';
    journal.restart();
    for (const { at, messages } of parts) this.at(at, () => this.run.say(messages()));
    journal.event('counts');
    this.listen(LISTEN.start);
    this.at(turn, () => {
      this.control.start();
      this.later(LATE, () => this.control.whenFree(() => this.run.say(late())));
      this.control.whenFree(() => this.whenIdle());
    });
  }

  private whenIdle(): void {
    if (this.publisher.idle && this.phase === 'starting') {
      this.phase = 'running';
      this.options.journal.event('running');
    } else if (this.phase === 'starting') {
      this.later(50, () => this.control.whenFree(() => this.whenIdle()));
    }
  }

  private listen(within: number): void {
    const { random, journal } = this.options;
    const names = random.shuffled([...this.setters.keys()]);
    for (const [at, name] of names.entries()) {
      const wait = (within * (at + 1)) / names.length;
      this.later(wait, () => {
        this.connection.subscribe(`${this.root}/${name}/set`);
        if (at === names.length - 1) journal.event('listening');
      });
    }
  }

  private send(topic: string, text: string): void {
    if (!this.connection.connected) return;
    this.connection.publish(`${this.root}/${topic}`, text);
    if (this.wipe.active) this.wipe.sent();
    const wiping = this.phase === 'wiping' || this.phase === 'stopping';
    if (!wiping && !topic.endsWith('/set')) this.options.journal.publish(topic, text);
  }

  private leave(): void {
    this.connection.publish(`${this.root}/status`, 'offline');
    this.connection.end();
    this.phase = 'stopped';
    this.options.journal.event('stopped');
    this.ended();
  }

  private halt(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    this.wipe.cancel();
    this.control.stop();
    this.settings.stop();
    this.publisher.clear();
  }

  private at(ms: number, call: () => void): void {
    if (ms > 0) this.later(ms, call);
    else call();
  }

  private later(ms: number, call: () => void): void {
    const timer = this.options.clock.after(ms, () => {
      this.timers.delete(timer);
      call();
    });
    this.timers.add(timer);
  }
}
