import { formerOfText } from '../catalogue';
import { parseJson, type Value } from '../codec/decode';
import { isFilter } from '../topic';
import type { Topic } from './topic-node';
import type { TopicTree } from './tree';

/** Told what evcc says of a present topic. */
export type Said = (topic: Topic, text: string, retain: boolean) => void;

/** Values in one JSON text that become topics of their own; more is no struct of evcc's. */
const MAX_PARTS = 500;

/**
 * From what is on the wire to today's topics, whatever evcc is running: former names, and structs that come as one JSON text. What is
 * published counts, told by its shape, never by a version.
 */
export class Wire {
  constructor(
    private readonly tree: TopicTree,
    private readonly said: Said,
  ) {}

  /** Tells what a message on a full topic says; `epoch`: the present connection. */
  read(full: string, text: string, epoch: number, retain: boolean): void {
    const known = this.tree.find(full);
    const former = known === undefined ? this.tree.former(full) : undefined;
    const topic = known ?? former?.topic ?? this.tree.reach(full);
    if (topic === undefined) return;
    const rank = former?.rank ?? 0;
    if (rank === 0 && topic.property?.kind === 'struct' && topic.slots === undefined) {
      this.struct(topic, text, epoch, retain);
    } else if (counts(topic, rank, text, epoch)) {
      this.said(topic, text, retain);
    }
  }

  /** A struct has no text of its own: it is JSON with all its parts, or of what had this name before. */
  private struct(topic: Topic, text: string, epoch: number, retain: boolean): void {
    if (text === '') {
      this.spread(topic, '', new Map(), epoch, retain);
      const moved = this.moved(topic);
      if (moved !== undefined && counts(moved, 1, '', epoch)) this.said(moved, '', retain);
      if (counts(topic, 0, '', epoch)) this.said(topic, '', retain);
      return;
    }
    if (text === topic.spread?.text) {
      for (const [path, part] of topic.spread.parts) this.read(`${this.tree.rootTopic}/${path}`, part, epoch, retain);
      return;
    }
    const value = text.startsWith('{') ? parseJson(text) : text;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      const parts = new Map<string, string>();
      collect(topic.path, value, parts);
      this.spread(topic, text, parts, epoch, retain);
      return;
    }
    const moved = this.moved(topic);
    if (moved === undefined) this.said(topic, text, retain);
    else if (counts(moved, 1, text, epoch)) this.said(moved, text, retain);
  }

  /** Tells the parts of a struct, and those that are gone with its former text. */
  private spread(topic: Topic, text: string, parts: ReadonlyMap<string, string>, epoch: number, retain: boolean): void {
    const before = topic.spread?.parts ?? new Map<string, string>();
    topic.spread = text === '' ? undefined : { text, parts };
    for (const path of before.keys()) {
      if (!parts.has(path)) this.read(`${this.tree.rootTopic}/${path}`, '', epoch, retain);
    }
    for (const [path, part] of parts) this.read(`${this.tree.rootTopic}/${path}`, part, epoch, retain);
  }

  private moved({ path }: Topic): Topic | undefined {
    const present = formerOfText(path);
    return present === undefined ? undefined : this.tree.ensure(present);
  }
}

/**
 * Whether a text by this name says something of the topic: of several names that the broker holds the newest counts, and an empty text
 * says only that its own name holds nothing.
 */
function counts(topic: Topic, rank: number, text: string, epoch: number): boolean {
  const holds = topic.storedIn === epoch;
  if (text === '') return holds ? topic.rank === rank : rank === 0;
  if (holds && topic.rank < rank) return false;
  topic.rank = rank;
  return true;
}

/** The texts of a struct's parts as evcc writes them where each has a topic of its own. */
function collect(path: string, value: { [key: string]: Value }, parts: Map<string, string>): void {
  for (const [key, item] of Object.entries(value)) {
    if (key === '' || key.includes('/') || isFilter(key) || parts.size >= MAX_PARTS) continue;
    const at = `${path}/${key}`;
    if (item === null) parts.set(at, '');
    else if (typeof item !== 'object') parts.set(at, String(item));
    else if (Array.isArray(item)) parts.set(at, JSON.stringify(item));
    else collect(at, item, parts);
  }
}
