import type { Value } from '../codec/decode';
import type { Topic } from '../state/topic-node';
import { parseTopic, type Scope } from '../topic';

/** What `msg.evcc` says of a single value or structure. */
export type ValueMeta = {
  /** Topic without the root, with the loadpoint's number. */
  topic: string;
  scope: Scope;
  /** A loadpoint's number, or the name of a vehicle or circuit. */
  id?: number | string;
  /** Evcc's own name of it: `lp-1`, `vehicle_1`. */
  name?: string;
  key: string;
  /** Title of the loadpoint, vehicle or circuit. */
  title?: string;
  unit?: string;
  /** The value for people, in the runtime's language. */
  text: string;
  /** Arrival, ms since the epoch. */
  time: number;
  /** The value before; of single values only, absent when there was none. */
  previous?: Value;
  /** Known when the node started. */
  initial: boolean;
};

export type ValueMessage = {
  /** Full topic. */
  topic: string;
  payload: Value;
  /** As delivered; false for what is put together or derived. */
  retain: boolean;
  evcc: ValueMeta;
};

export type ObjectMessage = {
  /** The root topic. */
  topic: string;
  payload: { [key: string]: Value };
  retain: boolean;
  evcc: { topic: ''; changed: string[]; time: number; initial: boolean };
};

/** How values are said to people: units and words in the runtime's language. */
export interface Describe {
  unit(topic: Topic): string | undefined;
  /** `unit` as `unit(topic)` says it. */
  text(topic: Topic, value: Value, unit: string | undefined): string;
}

/** The unchanging part of a topic's messages, made once a topic. */
export interface Head {
  readonly topic: string;
  readonly scope: Scope;
  readonly id: number | string | undefined;
  readonly key: string;
  /** The level that bears name and title: the loadpoint, vehicle or circuit. */
  readonly owner: Topic | undefined;
}

function ownerOf(topic: Topic, levels: number): Topic | undefined {
  const path: Topic[] = [];
  for (let one: Topic | undefined = topic; one?.parent !== undefined; one = one.parent) path.unshift(one);
  return path[levels - 1];
}

const OWNER_LEVELS: Readonly<Record<Scope, number>> = { loadpoint: 2, vehicle: 2, circuit: 3, site: 0, other: 0 };

export function headOf(topic: Topic): Head {
  const { scope, id, key } = parseTopic(topic.path);
  return { topic: topic.path, scope, id, key, owner: ownerOf(topic, OWNER_LEVELS[scope]) };
}

/** A text that a topic below the owner holds; undefined when it has none. */
export function ownText(owner: Topic | undefined, key: string): string | undefined {
  const value = owner?.children.get(key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Puts the message for one value or structure together. `previous` undefined: there was none. */
export function valueMessage(
  head: Head,
  topic: Topic,
  payload: Value,
  describe: Describe,
  details: {
    readonly time: number;
    readonly retain: boolean;
    readonly initial: boolean;
    readonly previous: Value | undefined;
  },
): ValueMessage {
  const { scope, id, key, owner } = head;
  const unit = describe.unit(topic);
  const evcc: ValueMeta = {
    topic: head.topic,
    scope,
    key,
    text: describe.text(topic, payload, unit),
    time: details.time,
    initial: details.initial,
  };
  if (id !== undefined) evcc.id = id;
  const name = scope === 'loadpoint' ? ownText(owner, 'name') : typeof id === 'string' ? id : undefined;
  if (name !== undefined) evcc.name = name;
  const title = ownText(owner, 'title');
  if (title !== undefined) evcc.title = title;
  if (unit !== undefined) evcc.unit = unit;
  if (details.previous !== undefined) evcc.previous = details.previous;
  return { topic: topic.full, payload, retain: details.retain, evcc };
}
