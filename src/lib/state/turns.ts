import type { Group, Property } from '../catalogue/types';
import type { Clock, Timer } from '../clock';
import { STRUCTURE_QUIET, TICK, TURN_QUIET } from '../constants';
import type { Topic } from './topic-node';

/** Groups of what evcc finds out in a loadpoint's turn. */
const FOUND: ReadonlySet<Group> = new Set<Group>(['charging', 'session', 'vehicle']);
/** Not found out in a turn: names, and the power, which evcc reads at every loadpoint in each cycle (recorded in all releases). */
const ALWAYS_TRUE: ReadonlySet<string> = new Set(['title', 'name', 'chargePower']);

/** Whether evcc finds a loadpoint's property out in its turn, and may say it falsely until then; settings and what a charger is are true at once. */
export function isFoundInTurn(property: Property | undefined): boolean {
  if (property === undefined || property.set !== undefined) return false;
  const key = property.topic.split('/').slice(2).join('/');
  if (!property.topic.startsWith('loadpoints/<n>/') || ALWAYS_TRUE.has(key)) return false;
  return FOUND.has(property.group) || (property.group === 'limits' && property.setBy !== undefined);
}

/** A loadpoint's first turn that is under way. */
interface Turn {
  /** Its end was published. */
  ended: boolean;
  /** When something of the loadpoint came last, monotonic ms. */
  last: number;
  timer: Timer | undefined;
}

/**
 * Which loadpoints evcc has computed since it started. It computes one in each control cycle; until a loadpoint's own turn it publishes
 * zeros and nothing for what it does not know of it yet (recorded in all releases from 0.133 to 0.316: `vehicleSoc` 0 until then, 30 s for the
 * second loadpoint, 60 s for the third). `connected` comes with the turn, and never in the start itself.
 */
export class Turns {
  private turned = new Set<Topic>();
  /** Who of them is known by a stored copy alone. */
  private readonly copied = new Set<Topic>();
  /** Who was computed as far as the connection before knew. */
  private before: ReadonlySet<Topic> = new Set();
  private readonly turns = new Map<Topic, Turn>();
  /** Who had no turn by now will have none: all are taken as they are. */
  private everyone = false;

  constructor(
    private readonly clock: Clock,
    /** A loadpoint's first turn is over: what it said is true. */
    private readonly over: (loadpoint: Topic) => void,
  ) {}

  /** Evcc starts: what a stored copy tells is of the one before. A turn that was seen is of this start: its messages have no fixed order. */
  starts(): void {
    for (const loadpoint of this.copied) this.turned.delete(loadpoint);
    this.copied.clear();
    this.everyone = false;
  }

  /** Evcc or the broker went away: evcc may start, or may have started unseen. No loadpoint was computed as far as is known. */
  doubt(): void {
    // A turn that the loss of the connection cut went on without us.
    const known = new Set([...this.turned, ...this.turns.keys()]);
    const before = known.size > 0 ? known : this.before;
    this.end();
    this.before = before;
    this.turned = new Set();
    this.everyone = false;
    this.copied.clear();
  }

  /** Whether a loadpoint that a topic belongs to was not computed yet. */
  awaits({ loadpoint }: Topic): boolean {
    return loadpoint !== undefined && !this.everyone && !this.turned.has(loadpoint);
  }

  /** A text of a loadpoint, empty ones left out. A stored `connected` is of a turn that is over. */
  heard({ role, loadpoint }: Topic, retain: boolean): void {
    if (loadpoint === undefined || this.turned.has(loadpoint)) return;
    if (role === 'connected' && retain) {
      this.copied.add(loadpoint);
      this.finish(loadpoint);
      return;
    }
    let turn = this.turns.get(loadpoint);
    if (turn === undefined) {
      if (role !== 'connected') return;
      turn = { ended: false, last: 0, timer: undefined };
      this.turns.set(loadpoint, turn);
    }
    turn.last = this.clock.monotonic();
    if (role === 'turnEnd') turn.ended = true;
    this.watch(loadpoint, turn);
  }

  /**
   * Evcc runs: whoever was computed by now is known. `ranOn`: it did not start anew, so who was computed before still is. `met`: it was
   * found running; where nothing tells of turns then, everyone was.
   */
  open({ ranOn, met }: { readonly ranOn: boolean; readonly met: boolean }): void {
    for (const loadpoint of this.turns.keys()) this.turned.add(loadpoint);
    this.end();
    if (ranOn) for (const loadpoint of this.before) this.turned.add(loadpoint);
    this.before = new Set();
    if (met && this.turned.size === 0) this.everyone = true;
  }

  /** Every loadpoint had the time for its turn. */
  all(): void {
    this.end();
    this.everyone = true;
  }

  /** Ends all timers. */
  end(): void {
    for (const { timer } of this.turns.values()) timer?.cancel();
    this.turns.clear();
  }

  private watch(loadpoint: Topic, turn: Turn): void {
    const rest = turn.last + (turn.ended ? STRUCTURE_QUIET : TURN_QUIET) - this.clock.monotonic();
    turn.timer?.cancel();
    if (rest <= TICK) this.finish(loadpoint);
    else turn.timer = this.clock.after(rest, () => this.watch(loadpoint, turn));
  }

  private finish(loadpoint: Topic): void {
    this.turns.get(loadpoint)?.timer?.cancel();
    this.turns.delete(loadpoint);
    this.turned.add(loadpoint);
    this.over(loadpoint);
  }
}
