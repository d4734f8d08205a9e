import type { Clock } from '../../src/lib/clock';
import type { Value } from '../../src/lib/codec/decode';
import { COUNTS_WAIT } from '../../src/lib/constants';
import { compile } from '../../src/lib/selection/compile';
import type { ObjectMessage, ValueMessage } from '../../src/lib/selection/message';
import { ObjectSelection } from '../../src/lib/selection/object-selection';
import type { SelectionOptions } from '../../src/lib/selection/options';
import { ValueSelection } from '../../src/lib/selection/value-selection';
import type { ModeNames } from '../../src/lib/state/mode-names';
import { EvccState } from '../../src/lib/state/state';
import { FakeClock } from './fake-clock';

const PLAIN: SelectionOptions = { emit: 'change', initial: true, deadband: { size: 0, type: 'num' }, interval: 0 };

/** A clock that moves when it is told to. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** A state of one evcc on a fake clock, and what nodes on it would send. */
export class World {
  readonly clock: MovableClock;
  readonly state: EvccState;
  readonly phases: string[] = [];
  private readonly nodes: { phaseChanged(): void }[] = [];

  /** Told of each phase, as a node is. */
  onPhase: () => void = () => undefined;
  /** Told when names changed, as a node is. */
  onNames: () => void = () => undefined;
  /** Told when it is not known for a moment who a title means, as a node is. */
  onUnnamed: () => void = () => undefined;

  constructor(
    readonly root = 'evcc',
    modeNames: ModeNames = 'classic',
    clock: number | MovableClock | undefined = undefined,
  ) {
    this.clock = typeof clock === 'object' ? clock : new FakeClock(clock);
    this.state = new EvccState({
      rootTopic: root,
      clock: this.clock,
      modeNames,
      onNames: () => this.onNames(),
      onUnnamed: () => this.onUnnamed(),
      onPhase: (phase) => {
        if (this.phases.at(-1) !== phase) this.phases.push(phase);
        for (const node of this.nodes) node.phaseChanged();
        this.onPhase();
      },
    });
  }

  /** A node with a message for each value; returns what it sent, and what ends it. */
  values(
    topics: readonly string[],
    options: Partial<SelectionOptions> = {},
    watch: (message: ValueMessage) => void = () => undefined,
  ) {
    const sent: ValueMessage[] = [];
    const selection = new ValueSelection(
      this.state,
      this.clock,
      { ...PLAIN, ...options },
      {
        unit: () => undefined,
        text: (_topic, value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
      },
      (message) => {
        sent.push(message);
        watch(message);
      },
    );
    selection.start(topics.map(compile));
    this.nodes.push(selection);
    return { sent, selection, pairs: () => sent.map(({ evcc, payload }): [string, Value] => [evcc.topic, payload]) };
  }

  /** A node with one object. */
  object(topics: readonly string[], options: Partial<SelectionOptions> = {}) {
    const sent: ObjectMessage[] = [];
    const selection = new ObjectSelection(this.state, this.clock, { ...PLAIN, ...options }, (message) =>
      sent.push(message),
    );
    selection.start(topics.map(compile));
    this.nodes.push(selection);
    return { sent, selection };
  }

  /** The broker's stored copies, below the root. */
  stored(values: Readonly<Record<string, string>>): this {
    for (const [topic, text] of Object.entries(values)) this.state.message(`${this.root}/${topic}`, text, true);
    return this;
  }

  /** Publications of a running evcc. */
  live(values: Readonly<Record<string, string>>): this {
    for (const [topic, text] of Object.entries(values)) this.state.message(`${this.root}/${topic}`, text, false);
    return this;
  }

  /** Connected to a broker with an evcc that runs: two loadpoints, one vehicle. */
  running(values: Readonly<Record<string, string>> = {}): this {
    const isBack = this.state.epoch > 0;
    this.state.connected();
    this.stored({ ...RUNNING, ...values });
    // Copies that come after a loss may be old: they are believed after a while.
    if (isBack) this.clock.advance(COUNTS_WAIT);
    return this;
  }

  /** Evcc wipes what the broker stores, in the broker's order. */
  wipe(): this {
    const topics = [...this.state.tree.all()].filter((topic) => topic.storedIn > 0 && topic.path !== 'status');
    for (const topic of topics) this.state.message(topic.full, '', false);
    return this;
  }
}

/** What the broker stores of a running evcc, as far as its phase is told by it. */
export const RUNNING: Readonly<Record<string, string>> = {
  status: 'online',
  updated: '1795386508',
  loadpoints: '2',
  vehicles: '1',
  'site/siteTitle': 'Zuhause',
  'site/version': '0.313.0',
  'site/apiReady': 'true',
  'site/interval': '30',
  'site/currency': 'EUR',
  'loadpoints/1/title': 'Carport',
  'loadpoints/1/name': 'lp-1',
  'loadpoints/1/mode': 'pv',
  'loadpoints/2/title': 'Garage',
  'loadpoints/2/name': 'lp-2',
  'loadpoints/2/mode': 'off',
  'loadpoints/1/connected': 'true',
  'loadpoints/2/connected': 'false',
  'loadpoints/1/planOverrun': '0',
  'loadpoints/2/planOverrun': '0',
  'vehicles/eup/title': 'e-Up',
};

/** What evcc publishes when it starts: the counts, everything, and that its interface is ready. */
export const STARTED: Readonly<Record<string, string>> = { ...RUNNING, 'site/interval': '30' };
