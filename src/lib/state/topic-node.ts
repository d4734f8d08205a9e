import type { Property } from '../catalogue/types';
import { decodeText, type Value } from '../codec/decode';
import type { HeldBatch } from './held-empties';
import type { Role } from './lifecycle';
import type { Sink } from './sink';
import type { Structure } from './structure';

/** A JSON text, and what it said of the topics below the one that it came on. */
export interface Spread {
  readonly text: string;
  readonly parts: ReadonlyMap<string, string>;
}

/** One level of evcc's topic tree, with the text known for it. */
export class Topic {
  readonly children = new Map<string, Topic>();
  /** Last accepted text; `''`: known to be without a value; undefined: nothing known. */
  text: string | undefined = undefined;
  /** Arrival of the last accepted text, ms since the epoch. */
  time = 0;
  /** Whether the last accepted text came as the broker's stored copy. */
  retain = false;
  /** Text that arrived while evcc was not running, to be judged once it is. */
  pending: string | undefined = undefined;
  pendingRetain = false;
  /** The last text of this start that was more than nothing or 0, where a start says such falsely, and when it came, monotonic ms. */
  firm: { readonly text: string; readonly at: number } | undefined = undefined;
  /** The start of evcc (or connection) in which a text was last seen. */
  generation = 0;
  /** The connection in which the broker was last seen to hold a stored copy; 0: it holds none. */
  storedIn = 0;
  /** The name by which its text came: 0 its own, from 1 on the former ones, the last before the present one first. */
  rank = 0;
  /** The parts of a struct that came as one JSON text. */
  spread: Spread | undefined = undefined;
  /** What it was when a topic above it went empty: the broker goes on storing it all the same. */
  removed: string | undefined = undefined;
  /** An empty text waits for the decision whether it is a wipe. */
  held: HeldBatch | undefined = undefined;
  sinks: Sink[] = [];
  /** Structures that this topic is a part of. */
  structures: Structure[] = [];
  /** What the lifecycle makes of it. */
  role: Role = undefined;
  /** It is an item of a list, or part of one: its list's count says whether it still exists. */
  listed = false;
  /** The loadpoint that it is part of, or is. */
  loadpoint: Topic | undefined = undefined;
  /** Evcc finds it out in that loadpoint's turn. */
  foundInTurn = false;
  /** The head of the slots that it is one of, or part of one. */
  slots: Topic | undefined = undefined;
  /** Its value is more than its text: another topic takes part in it. */
  derive: ((text: string) => Value) | undefined = undefined;
  /** It is one of two topics that are a mode in the words that flows get. */
  takesPart: 'mode' | 'alwaysCharge' | undefined = undefined;
  private decoded: Value | undefined = undefined;

  constructor(
    /** Topic without the root; empty for the root itself. */
    readonly path: string,
    readonly full: string,
    readonly segment: string,
    readonly parent: Topic | undefined,
    readonly property: Property | undefined,
    /** For an item of a list: its number, from 1. */
    readonly index: number | undefined,
  ) {}

  /** Whether a value other than "none" is known. */
  get known(): boolean {
    return this.text !== undefined && this.text !== '';
  }

  /** The text decoded by the topic's kind; the head of a list gives its count. Null when nothing is known. */
  get value(): Value {
    if (this.decoded === undefined) {
      const text = this.text ?? '';
      this.decoded = this.derive?.(text) ?? decodeText(this.property?.kind, text);
    }
    return this.decoded;
  }

  /** Takes a text over and says whether the value differs from the one before: `-0` after `0` does not, nor "none" after nothing. */
  take(text: string, time: number, retain: boolean): boolean {
    this.time = time;
    this.retain = retain;
    if (text === this.text && this.derive === undefined) return false;
    const before = this.value;
    this.text = text;
    this.decoded = undefined;
    // Values of JSON text are objects: another text is taken as another value.
    return (typeof before === 'object' && before !== null) || before !== this.value;
  }

  /** Forgets what is known, but not what waits. */
  forgetText(): void {
    this.text = undefined;
    this.decoded = undefined;
  }

  /** Forgets what is known, and what waits. */
  clear(): void {
    this.forgetText();
    this.pending = undefined;
    this.firm = undefined;
    this.removed = undefined;
    this.held = undefined;
    this.spread = undefined;
  }
}
