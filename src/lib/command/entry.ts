import type { EvccError } from '../errors';
import type { Accepted, Scene } from './accept/types';
import { attempt } from './attempt';
import type { Flight } from './flight';
import { after, type Present } from './present';
import { readsOf } from './rules';
import { confirmTopics } from './setting';
import {
  type Outcome,
  RESULTS,
  type Request,
  type Resolved,
  type Result,
  type Setting,
  type SettingOutcome,
} from './types';

/** One setting of a message on its way to its outcome. */
export class Entry {
  outcome: SettingOutcome | undefined = undefined;
  /** What it came down to when it was checked. */
  resolved: Resolved | undefined = undefined;
  flight: Flight | undefined = undefined;
  started = false;
  /** Topics that it changes, and those that its checks read. */
  writes: ReadonlySet<string> = new Set();
  private touches: ReadonlySet<string> = new Set();
  /** Its own value last, before it those relative to which it was given and whose place it took. */
  private chain: readonly Accepted[];

  constructor(
    readonly group: Group,
    /** With evcc's own numbers and names once they are known. */
    public setting: Setting,
    readonly value: unknown,
    accepted: Accepted,
  ) {
    this.chain = [accepted];
  }

  get relative(): boolean {
    return this.chain.at(-1)?.relative === true;
  }

  /** Its topic is evcc's own now. */
  place(setting: Setting, present: Present): void {
    this.setting = setting;
    const confirmed = confirmTopics(setting, present);
    const owner = setting.topic.replace(/[^/]+$/, '');
    const byMode = setting.set.accepts === 'mode' ? [`${owner}batteryBoost`, `${owner}alwaysCharge`] : [];
    this.writes = new Set([setting.topic, ...confirmed, ...byMode]);
    this.touches = new Set([...this.writes, ...readsOf(setting)]);
  }

  /** Whether it has to wait for an earlier one, as that changes what this one is judged by. */
  waitsFor(earlier: Entry): boolean {
    for (const topic of earlier.writes) if (this.touches.has(topic)) return true;
    return false;
  }

  /** Takes the place of one that was not sent: a change (`+5`, `toggle`) is meant on top of it. */
  replace(other: Entry): void {
    if (this.relative) this.chain = [...other.chain, ...this.chain];
  }

  /** What it comes down to in the present state. @throws EvccError */
  resolve(present: Present, now: number): Resolved {
    let state = present;
    for (const accepted of this.chain.slice(0, -1)) {
      const before = attempt(() => accepted.resolve({ setting: this.setting, present: state, now }));
      if (before.ok) state = after(state, before.value.expected);
    }
    const scene: Scene = { setting: this.setting, present: state, now };
    const own = this.chain.at(-1);
    if (own === undefined) throw new Error('an entry without a value');
    return own.resolve(scene);
  }

  /** Its one outcome. */
  end(result: Result, error?: EvccError): void {
    if (this.outcome !== undefined) return;
    this.outcome = {
      topic: this.setting.topic,
      sent: this.flight?.sent ?? null,
      result,
      took: this.group.took(),
      ...(error && { code: error.code, error }),
    };
    this.group.ended();
  }
}

/** The settings of one message. */
export class Group {
  entries: readonly Entry[] = [];
  placed = false;
  /** Told once, when every setting has its outcome. */
  settle: (outcome: Outcome) => void = () => undefined;

  constructor(
    readonly request: Request,
    /** In the order in which messages came. */
    readonly number: number,
    /** ms since it came. */
    readonly took: () => number,
  ) {}

  get over(): boolean {
    return this.entries.every((entry) => entry.outcome !== undefined);
  }

  ended(): void {
    if (this.over)
      this.settle(
        summary(
          this.entries.flatMap(({ outcome }) => outcome ?? []),
          this.took(),
        ),
      );
  }
}

/** How a message ended: the least certain of its settings, and the first error. */
export function summary(settings: readonly SettingOutcome[], took: number): Outcome {
  const weakest = Math.max(...settings.map(({ result }) => RESULTS.indexOf(result)));
  const error = settings.find((one) => one.error !== undefined)?.error;
  return { result: RESULTS[weakest] ?? 'failed', took, settings, ...(error && { error }) };
}
