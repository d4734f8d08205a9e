import type { Clock, Timer } from '../clock';
import { STRUCTURE_QUIET } from '../constants';
import type { Sink } from '../state/sink';
import type { EvccState } from '../state/state';
import type { Topic } from '../state/topic-node';
import { type EventSelector, type LoadpointEvent, parseEvent } from './events';
import { headOf, ownText } from './message';

/** What happened at a loadpoint, or to evcc. */
export type EventPayload = {
  event: LoadpointEvent | 'restarted';
  /** Number and title of the loadpoint; null for the site. */
  loadpoint: number | null;
  title: string | null;
  /** Evcc's name of the vehicle; null for a guest. */
  vehicle: string | null;
  /** The last `chargedEnergy` before the change, Wh. */
  energy: number | null;
  /** ms since the epoch. */
  time: number;
};

export type EventMessage = {
  topic: string;
  payload: EventPayload;
  retain: false;
  evcc: {
    topic: string;
    scope: 'loadpoint' | 'site';
    id?: number;
    name?: string;
    key: string;
    title?: string;
    text: string;
    time: number;
    initial: false;
  };
};

/** The values of a loadpoint that events are made from. */
interface Snapshot {
  /** Which loadpoint it is: numbers move. */
  readonly who: string | undefined;
  readonly connected: unknown;
  readonly charging: unknown;
  readonly vehicle: string | null | undefined;
  readonly overrun: boolean | undefined;
  readonly energy: number | null;
  /** What the broker's stored copies said: where nothing was known before (undefined above), they are no change. */
  readonly stored: { readonly vehicle: boolean; readonly overrun: boolean };
}

/** The events between two states of a loadpoint, in the order in which they happen. */
function eventsBetween(before: Snapshot, now: Snapshot): LoadpointEvent[] {
  const events: LoadpointEvent[] = [];
  if (before.charging === true && now.charging === false) events.push('stopped');
  if (before.connected === true && now.connected === false) events.push('disconnected');
  if (before.connected === false && now.connected === true) events.push('connected');
  const { stored } = now;
  const isFirst = { vehicle: before.vehicle === undefined, overrun: before.overrun === undefined };
  const vehicleChanged = (before.vehicle ?? null) !== (now.vehicle ?? null) && !(isFirst.vehicle && stored.vehicle);
  // With the car, its name comes and goes: that is no change of vehicle.
  if (before.connected === true && now.connected === true && vehicleChanged) events.push('vehicleChanged');
  if (before.charging === false && now.charging === true) events.push('started');
  if (!before.overrun && now.overrun && !(isFirst.overrun && stored.overrun)) events.push('planOverrun');
  return events;
}

/**
 * A node's events: made from what changes at a loadpoint within one burst of evcc, whose messages have no fixed order; never from a
 * restart, nor from a first sight.
 */
export class EventSelection implements Sink {
  private selectors: readonly EventSelector[] = [];
  private readonly snapshots = new Map<Topic, Snapshot>();
  private readonly timers = new Map<Topic, Timer>();
  /** Most energy of the burst that runs: what a charge ends with may come before or after the news of its end, and then a reset. */
  private readonly charged = new Map<Topic, number>();
  /** Starts of evcc that were told, or were before this node. */
  private starts: number | undefined = undefined;
  /** It is not known for the moment who is meant: events wait until it selects again. */
  private held = false;

  constructor(
    private readonly state: EvccState,
    private readonly clock: Clock,
    private readonly say: (event: LoadpointEvent | 'restarted') => string,
    private readonly emit: (message: EventMessage) => void,
  ) {}

  /** It is not known who is meant until `select` is called. */
  hold(): void {
    this.held = true;
  }

  /** Watches for these event topics from now on. */
  select(topics: readonly string[]): void {
    this.held = false;
    this.state.attachments.detach(this);
    this.selectors = topics.flatMap((topic) => parseEvent(topic) ?? []);
    // A start is followed by names, and so by another selection, before it is told.
    this.starts ??= this.state.starts;
    for (const { filters } of this.selectors) for (const filter of filters) this.state.attachments.attach(filter, this);
    this.look();
  }

  close(): void {
    this.state.attachments.detach(this);
    this.discard();
  }

  /** The phase changed: what a restart brings is no event, that it happened is one. */
  phaseChanged(): void {
    if (!this.state.lifecycle.open) {
      this.discard();
      return;
    }
    if (this.starts !== undefined && this.state.starts > this.starts) {
      this.starts = this.state.starts;
      this.snapshots.clear();
      this.look();
      if (this.selectors.some(({ loadpoint, event }) => loadpoint === undefined && event !== undefined))
        this.tellRestart();
    }
  }

  value(topic: Topic): void {
    const loadpoint = loadpointOf(topic);
    if (loadpoint === undefined) return;
    if (topic.segment === 'chargedEnergy' && typeof topic.value === 'number') {
      this.charged.set(loadpoint, Math.max(topic.value, this.charged.get(loadpoint) ?? 0));
    }
    if (this.timers.has(loadpoint)) return;
    this.arm(loadpoint);
  }

  structure(): void {
    // Events are made from single values.
  }

  private discard(): void {
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
    this.charged.clear();
  }

  /** Takes what is known as the state to begin from, where nothing was watched before. */
  private look(): void {
    const watched = new Set<Topic>();
    for (const topic of this.state.attachments.of(this).topics) {
      const loadpoint = loadpointOf(topic);
      if (loadpoint === undefined) continue;
      watched.add(loadpoint);
      // First sight of a loadpoint is its first turn.
      if (topic.known && !this.state.awaits(topic) && !this.snapshots.has(loadpoint))
        this.snapshots.set(loadpoint, snapshot(loadpoint));
    }
    for (const one of this.snapshots.keys()) if (!watched.has(one)) this.snapshots.delete(one);
  }

  private arm(loadpoint: Topic): void {
    this.timers.set(
      loadpoint,
      this.clock.after(STRUCTURE_QUIET, () => this.settle(loadpoint)),
    );
  }

  private settle(loadpoint: Topic): void {
    this.timers.delete(loadpoint);
    if (this.held) {
      this.arm(loadpoint);
      return;
    }
    const before = this.snapshots.get(loadpoint);
    const now = snapshot(loadpoint);
    const charged = this.charged.get(loadpoint);
    this.charged.delete(loadpoint);
    this.snapshots.set(loadpoint, now);
    // Another loadpoint under this number is no change of either.
    if (before === undefined || before.who !== now.who) return;
    for (const event of eventsBetween(before, now)) {
      if (this.selectors.some((one) => matches(one, loadpoint, event)))
        this.tell(loadpoint, event, before, now, charged);
    }
  }

  private tell(
    loadpoint: Topic,
    event: LoadpointEvent,
    before: Snapshot,
    now: Snapshot,
    charged: number | undefined,
  ): void {
    const time = this.clock.now();
    const { id } = headOf(loadpoint);
    const title = ownText(loadpoint, 'title');
    const name = ownText(loadpoint, 'name');
    const ended = event === 'disconnected' || event === 'stopped';
    const vehicle = (ended ? before.vehicle : now.vehicle) ?? null;
    const energy = ended && charged !== undefined ? Math.max(charged, before.energy ?? 0) : before.energy;
    const number = typeof id === 'number' ? id : null;
    const key = `events/${event}`;
    this.emit({
      topic: `${loadpoint.full}/${key}`,
      payload: { event, loadpoint: number, title: title ?? null, vehicle, energy, time },
      retain: false,
      evcc: {
        topic: `${loadpoint.path}/${key}`,
        scope: 'loadpoint',
        ...(number !== null && { id: number }),
        ...(name !== undefined && { name }),
        key,
        ...(title !== undefined && { title }),
        text: this.say(event),
        time,
        initial: false,
      },
    });
  }

  private tellRestart(): void {
    const time = this.clock.now();
    const key = 'events/restarted';
    this.emit({
      topic: `${this.state.tree.rootTopic}/site/${key}`,
      payload: { event: 'restarted', loadpoint: null, title: null, vehicle: null, energy: null, time },
      retain: false,
      evcc: { topic: `site/${key}`, scope: 'site', key, text: this.say('restarted'), time, initial: false },
    });
  }
}

function loadpointOf(topic: Topic): Topic | undefined {
  for (let one: Topic | undefined = topic; one !== undefined; one = one.parent) {
    if (one.parent?.path === 'loadpoints') return one;
  }
  return undefined;
}

function snapshot(loadpoint: Topic): Snapshot {
  const topic = (key: string) => loadpoint.children.get(key);
  const value = (key: string) => topic(key)?.value ?? null;
  const known = (key: string): boolean => topic(key)?.text !== undefined;
  const isStored = (key: string): boolean => topic(key)?.retain === true;
  const vehicle = value('vehicleName');
  const energy = value('chargedEnergy');
  const overrun = value('planOverrun');
  return {
    who: ownText(loadpoint, 'name') ?? ownText(loadpoint, 'title'),
    connected: value('connected'),
    charging: value('charging'),
    vehicle: known('vehicleName') ? (typeof vehicle === 'string' ? vehicle : null) : undefined,
    overrun: known('planOverrun') ? typeof overrun === 'number' && overrun > 0 : undefined,
    energy: typeof energy === 'number' ? energy : null,
    stored: { vehicle: isStored('vehicleName'), overrun: isStored('planOverrun') },
  };
}

function matches(selector: EventSelector, loadpoint: Topic, event: LoadpointEvent): boolean {
  const { loadpoint: wanted } = selector;
  if (wanted === undefined || (wanted !== '+' && wanted !== loadpoint.index)) return false;
  return selector.event === '+' || selector.event === event;
}
