import { formerFilters } from '../catalogue';
import type { Clock, Timer } from '../clock';
import { STORED_STEP, STORED_WAIT, SUBSCRIBE_WAIT, WATCH_IDLE } from '../constants';
import { FIXED_SET } from '../state/roles';
import type { EvccState } from '../state/state';
import { isFilter } from '../topic';
import type { StateView } from './present';
import { EXISTENCE, readsOf } from './rules';
import { SWITCHING } from './rules/loadpoint';
import { beside, confirmFilters } from './setting';
import type { CommandPort, Setting } from './types';
import { setterTopics } from './version';

/** What commands to a setting need to see: its acknowledgements, what confirms it, and what its checks read. */
export function filtersOf(setting: Setting): string[] {
  const { property, set } = setting;
  const own = property.writeOnly || set.accepts === 'strategy' ? [] : [setting.topic];
  const head = set.accepts === 'planSoc' ? [beside(setting, 'vehicles/<name>/plan')] : [];
  // A time of day is warned of where evcc's clock shows another one.
  const plan = set.accepts === 'planSoc' || set.accepts === 'planEnergy' ? [...head, 'site/timezone'] : [];
  const always = [beside(setting, 'loadpoints/<n>/alwaysCharge'), 'loadpoints/+/alwaysCharge'];
  const switching = SWITCHING.map((feature) => beside(setting, feature));
  const mode = set.accepts === 'mode' ? [...always, ...switching] : [];
  const all = [...setterTopics(setting), ...own, ...confirmFilters(setting), ...plan, ...mode, ...readsOf(setting)];
  return [...new Set([...all, ...EXISTENCE])];
}

/** The subscriptions of one setting. */
class Watch {
  ready = false;
  readonly owners = new Set<object>();
  lastUse = 0;
  /** The broker connection in which it was asked for. */
  epoch = -1;
  timer: Timer | undefined = undefined;
  private readonly filters: readonly string[];
  /** The same with the names under which older evccs publish it. */
  private readonly wire: readonly string[];
  /** Those of which stored copies may come: not what every connection has anyway. */
  private readonly awaited: readonly string[];
  private readonly unfollow: readonly (() => void)[];

  constructor(
    setting: Setting,
    private readonly parts: Parts,
  ) {
    this.filters = filtersOf(setting);
    this.wire = [...new Set(this.filters.flatMap((filter) => [filter, ...formerFilters(filter)]))];
    this.awaited = this.filters.filter((filter) => !filter.endsWith('/set') && !FIXED_SET.includes(filter));
    this.unfollow = this.filters
      .filter((filter) => !isFilter(filter) && !filter.endsWith('/set'))
      .map((topic) => parts.view.latest.follow(topic));
  }

  /** Asks for the subscriptions, in each broker connection once. */
  ask(): void {
    const { state, port, clock } = this.parts;
    if (this.epoch === state.epoch) return;
    this.epoch = state.epoch;
    this.ready = false;
    const confirmed = once(() => this.confirmed());
    this.timer?.cancel();
    this.timer = clock.after(SUBSCRIBE_WAIT, confirmed);
    const { epoch } = this;
    const mine = (): void => {
      if (epoch === this.epoch) confirmed();
    };
    // A subscription that fails leaves the state unknown: the command is sent, and evcc's answer counts.
    port.need(this, this.wire).then(mine, mine);
  }

  /** The broker confirmed: its stored copies follow at once, where it has any. */
  private confirmed(): void {
    this.timer?.cancel();
    this.look(STORED_WAIT);
  }

  /** Waits for stored copies, `left` ms at most. */
  private look(left: number): void {
    const { view, clock } = this.parts;
    if (left <= 0 || this.awaited.every((filter) => view.fresh(filter))) this.complete();
    else this.timer = clock.after(STORED_STEP, () => this.look(left - STORED_STEP));
  }

  private complete(): void {
    this.timer = undefined;
    this.ready = true;
    this.parts.changed();
  }

  release(): void {
    this.timer?.cancel();
    for (const end of this.unfollow) end();
    this.parts.port.release(this);
  }
}

function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    call();
  };
}

interface Parts {
  readonly state: EvccState;
  readonly view: StateView;
  readonly clock: Clock;
  readonly port: CommandPort;
  /** Another setting may be judged now. */
  readonly changed: () => void;
}

/** What is subscribed for commands: for good while a node declares it, else for a while after a command. */
export class Watches {
  private readonly watches = new Map<string, Watch>();
  private idle: Timer | undefined = undefined;

  constructor(private readonly parts: Parts) {}

  /** Keeps a setting's subscriptions until its owner ends. */
  keep(owner: object, setting: Setting): void {
    const watch = this.watch(setting);
    watch.owners.add(owner);
    watch.ask();
  }

  /** Whether what a command to the setting needs to see has arrived, as far as there is any; asks for it where not. */
  ready(setting: Setting): boolean {
    const watch = this.watch(setting);
    watch.ask();
    return watch.ready;
  }

  /** A new broker connection knows no subscriptions: asks for all of them again. */
  update(): void {
    for (const watch of this.watches.values()) watch.ask();
  }

  end(owner: object): void {
    for (const watch of this.watches.values()) watch.owners.delete(owner);
    this.sweep();
  }

  close(): void {
    this.idle?.cancel();
    for (const watch of this.watches.values()) watch.release();
    this.watches.clear();
  }

  private watch(setting: Setting): Watch {
    let watch = this.watches.get(setting.topic);
    if (watch === undefined) {
      watch = new Watch(setting, this.parts);
      this.watches.set(setting.topic, watch);
    }
    watch.lastUse = this.parts.clock.monotonic();
    this.idle ??= this.parts.clock.after(WATCH_IDLE, () => this.expire());
    return watch;
  }

  private expire(): void {
    this.idle = undefined;
    this.sweep();
    if (this.watches.size > 0) this.idle = this.parts.clock.after(WATCH_IDLE, () => this.expire());
  }

  private sweep(): void {
    const now = this.parts.clock.monotonic();
    for (const [topic, watch] of this.watches) {
      if (watch.owners.size > 0 || now - watch.lastUse < WATCH_IDLE) continue;
      watch.release();
      this.watches.delete(topic);
    }
  }
}
