import type { EvccError } from '../../src/lib/errors';
import { type EventMessage, EventSelection } from '../../src/lib/selection/event-selection';
import { Follower } from '../../src/lib/selection/follower';
import type { ValueMessage } from '../../src/lib/selection/message';
import { ValueSelection } from '../../src/lib/selection/value-selection';
import type { EvccState } from '../../src/lib/state/state';
import type { World } from './observe';

/** A node that follows titles, wired as evcc-in is. */
export class Followed {
  readonly faults: EvccError[] = [];
  readonly events: EventMessage[] = [];
  private readonly state: EvccState;
  private readonly follower: Follower;
  private readonly selection: ValueSelection;
  private readonly eventSelection: EventSelection;
  private started = false;

  constructor(
    world: World,
    topics: readonly string[],
    /** Subscribes what the node needs from now on. */
    private readonly need: (user: object, filters: readonly string[]) => void,
    told: (message: ValueMessage) => void,
  ) {
    const { state, clock } = world;
    this.state = state;
    this.follower = new Follower(topics, state, () => undefined);
    this.selection = new ValueSelection(
      state,
      clock,
      { emit: 'change', initial: true, deadband: { size: 0, type: 'num' }, interval: 0 },
      { unit: () => undefined, text: (_topic, value) => String(value) },
      told,
    );
    this.eventSelection = new EventSelection(
      state,
      clock,
      (event) => event,
      (event) => this.events.push(event),
    );
    this.follow();
    this.started = true;
    this.selection.start(this.follower.resolve().selectors);
    this.selectEvents();
  }

  phaseChanged(): void {
    this.selection.phaseChanged();
    this.eventSelection.phaseChanged();
  }

  /** How loadpoints are called changed. */
  follow(): void {
    const { selectors, errors, filters, moves, pending } = this.follower.resolve();
    if (pending && this.started && this.state.unnamed) {
      this.selection.hold();
      this.eventSelection.hold();
      return;
    }
    this.faults.splice(0, this.faults.length, ...errors);
    this.need(this, filters);
    if (!this.started) return;
    this.selection.select(selectors, moves);
    this.selectEvents();
  }

  private selectEvents(): void {
    const events = this.follower.resolve().selectors.filter(({ kind }) => kind === 'event');
    this.eventSelection.select(events.map(({ topic }) => topic));
  }
}
