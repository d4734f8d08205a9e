import { lookup } from '../catalogue';
import type { Clock } from '../clock';
import { decodeText, type Scalar, type Value } from '../codec/decode';
import { CLOCKS_DIFFER, MAX_LOADPOINTS } from '../constants';
import type { EvccState } from '../state/state';
import type { Topic } from '../state/topic-node';
import { indexOf } from '../topic';
import { meets } from './expect';
import { Latest } from './latest';
import type { Expected } from './types';

/** What is known of evcc, for checks: undefined is "not known", null is "known to have no value". */
export interface Present {
  get(topic: string): Value | undefined;
  /** Whether the running evcc is known to publish a topic, with a value: one that is left from another evcc, or from before a start, is none. */
  published(topic: string): boolean;
  /** ms by which evcc's clock is ahead of this machine's; 0 where they agree, or that is not known. */
  ahead(): number;
  /** Segments known below a topic. */
  below(topic: string): readonly string[];
  /** Numbers of the loadpoints that are known. */
  loadpoints(): readonly number[];
}

/** The state as commands see it: by evcc's own texts, not by what flows are told. */
export class StateView implements Present {
  readonly latest: Latest;

  constructor(
    private readonly state: EvccState,
    clock: Clock,
  ) {
    this.latest = new Latest(state, () => clock.monotonic());
  }

  /** Whether evcc runs and listens, as far as its topics tell. */
  get open(): boolean {
    return this.state.lifecycle.open;
  }

  get(topic: string): Value | undefined {
    const text = this.text(topic);
    return text === undefined ? undefined : decodeText(lookup(topic)?.kind, text);
  }

  /** The present text of a topic; undefined when it is not known, or not decided whether it just went away. */
  text(topic: string): string | undefined {
    const node = this.state.tree.get(topic);
    for (let one = node; one !== undefined; one = one.parent) if (one.held !== undefined) return undefined;
    return this.latest.get(topic)?.text ?? node?.text;
  }

  published(topic: string): boolean {
    const heard = this.latest.get(topic)?.text;
    if (heard !== undefined) return heard !== '';
    const node = this.state.tree.get(topic);
    if (node?.known !== true || node.held !== undefined) return false;
    // A start empties what the broker stored of the evcc before; a broker that forgot says nothing of evcc.
    return node.storedIn === this.state.epoch || this.state.phase === 'lost';
  }

  ahead(): number {
    const updated = this.state.tree.get('updated');
    if (updated === undefined || updated.retain || typeof updated.value !== 'number') return 0;
    const difference = updated.value - updated.time;
    return Math.abs(difference) > CLOCKS_DIFFER ? difference : 0;
  }

  below(topic: string): readonly string[] {
    const children: Iterable<Topic> = this.state.tree.get(topic)?.children.values() ?? [];
    return [...children].map((child) => child.segment);
  }

  loadpoints(): readonly number[] {
    const count = this.get('loadpoints');
    if (typeof count === 'number' && count <= MAX_LOADPOINTS) {
      return Array.from({ length: Math.max(0, count) }, (_, index) => index + 1);
    }
    return this.below('loadpoints').flatMap((segment) => indexOf(segment) ?? []);
  }

  /** Whether a topic's present text was seen in this connection, so that it is no leftover of an earlier one. */
  fresh(topic: string): boolean {
    if (this.latest.get(topic) !== undefined) return true;
    const node = this.state.tree.get(topic);
    return node?.known === true && node.held === undefined && node.storedIn === this.state.epoch;
  }

  /** Whether evcc is known to be in the expected state already. */
  already(expected: Expected): boolean {
    const { topic, live } = expected;
    const text = this.text(topic);
    if (text === undefined || !meets(expected, text)) return false;
    const retain = (this.latest.get(topic) ?? this.state.tree.get(topic))?.retain;
    if (live && retain !== false) return false;
    return text === '' || this.fresh(topic);
  }
}

/** What would be known after settings were made. */
export function after(present: Present, made: Iterable<Expected>): Present {
  const values = new Map<string, Scalar>();
  note(made, values);
  return values.size === 0 ? present : over(present, values);
}

/** Notes what settings make. */
export function note(made: Iterable<Expected>, values: Map<string, Scalar>): void {
  for (const { topic, values: possible } of made) values.set(topic, possible[0] ?? null);
}

/** What is known, with values that are not known yet; they may become more. */
export function over(present: Present, values: ReadonlyMap<string, Scalar>): Present {
  return {
    get: (topic) => (values.has(topic) ? values.get(topic) : present.get(topic)),
    published: (topic) => present.published(topic),
    ahead: () => present.ahead(),
    below: (topic) => present.below(topic),
    loadpoints: () => present.loadpoints(),
  };
}
