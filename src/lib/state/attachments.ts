import type { Clock } from '../clock';
import type { Selector } from '../selection/compile';
import { isFilter, matchesSegments } from '../topic';
import { below } from './coverage';
import { OWN_TOPICS } from './roles';
import type { Sink } from './sink';
import { Structure } from './structure';
import type { Topic } from './topic-node';
import type { TopicTree } from './tree';

/** Whether a topic's own text is only the head (count or sum) of what is below it. */
function isHead(topic: Topic): boolean {
  const kind = topic.property?.kind;
  if (kind === 'numbers' || kind === 'strings' || kind === 'list' || kind === 'slots') return true;
  return kind === undefined && (topic.children.has('1') || topic.children.has('l1'));
}

/**
 * Which sinks hang on which topics. A sink finds its topics once, when it comes or when a topic is first seen; a message then finds
 * its sinks on the topic itself, however many nodes there are.
 */
export class Attachments {
  private readonly filters = new Map<string, { readonly segments: readonly string[]; readonly sinks: Set<Sink> }>();
  private readonly structures = new Map<string, Structure>();
  /** The topics that each sink hangs on. */
  private readonly hung = new Map<Sink, Set<Topic>>();
  /** Topics that the catalogue does not know, wanted by name: as a value or put together, whatever comes. */
  private readonly unknown = new WeakMap<Topic, Set<Sink>>();

  constructor(
    private readonly tree: TopicTree,
    private readonly clock: Clock,
    /** Whether it is not decided what an empty text in a structure means, or its loadpoint was not computed yet. */
    private readonly doubtful: (topic: Topic) => boolean,
  ) {}

  /** A topic is new: joins it to the structures around it and the filters that match it. */
  joined(topic: Topic): void {
    const { parent } = topic;
    if (parent !== undefined) topic.structures = parent.structures.slice();
    const segments = topic.path.split('/');
    for (const filter of this.filters.values()) {
      if (matchesSegments(filter.segments, segments)) for (const sink of filter.sinks) this.attachTo(topic, sink);
    }
    // What looked like a value turns out to be the head of something that the catalogue does not know.
    if (parent !== undefined && parent.property === undefined && parent.sinks.length > 0) {
      const list = topic.segment === '1' || topic.segment === 'l1';
      const moving = list ? parent.sinks : parent.sinks.filter((sink) => this.unknown.get(parent)?.has(sink));
      for (const sink of moving) {
        this.unhang(parent, sink);
        this.structureAt(parent).sinks.add(sink);
      }
    }
  }

  /** Wants single values: of one topic, or of each that a filter matches, the head of a list as its whole list. */
  attach(topicOrFilter: string, sink: Sink): void {
    if (!isFilter(topicOrFilter)) {
      const topic = this.tree.ensure(topicOrFilter);
      if (topic !== undefined) this.hang(topic, sink);
      return;
    }
    let filter = this.filters.get(topicOrFilter);
    if (filter === undefined) {
      filter = { segments: topicOrFilter.split('/'), sinks: new Set() };
      this.filters.set(topicOrFilter, filter);
    }
    filter.sinks.add(sink);
    for (const topic of [...this.tree.all()]) {
      if (topic.property?.kind === 'slots') this.itemsOf(topic);
      if (matchesSegments(filter.segments, topic.path.split('/'))) this.attachTo(topic, sink);
    }
  }

  /** Slots came as one JSON text: those that a filter wants without wanting the whole get topics of their own. */
  itemsOf(head: Topic): void {
    const { path, value } = head;
    if (!Array.isArray(value) || head.property?.kind !== 'slots') return;
    const segments = path.split('/');
    for (const filter of this.filters.values()) {
      if (matchesSegments(filter.segments, segments)) continue;
      for (const part of ['', '/start', '/end', '/value']) {
        const first = `${path}/1${part}`.split('/');
        if (!matchesSegments(filter.segments, first)) continue;
        for (let item = 1; item <= value.length; item++) this.tree.ensure(`${path}/${item}${part}`);
      }
    }
  }

  /** Wants a topic with all below it, put together. */
  attachStructure(path: string, sink: Sink): void {
    const topic = this.tree.ensure(path);
    if (topic !== undefined) this.structureAt(topic).sinks.add(sink);
  }

  /** Wants a topic that the catalogue does not know: its value, or what is below it put together. */
  attachUnknown(path: string, sink: Sink): void {
    const topic = this.tree.ensure(path);
    if (topic === undefined) return;
    this.unknown.set(topic, (this.unknown.get(topic) ?? new Set<Sink>()).add(sink));
    if (topic.children.size > 0) this.structureAt(topic).sinks.add(sink);
    else this.hang(topic, sink);
  }

  /** Wants what a compiled topic selects. */
  select(selector: Selector, sink: Sink): void {
    if (selector.kind === 'structure') this.attachStructure(selector.topic, sink);
    else if (selector.kind === 'unknown') this.attachUnknown(selector.topic, sink);
    else if (selector.kind !== 'event') this.attach(selector.topic, sink);
  }

  /** Wants nothing any more. */
  detach(sink: Sink): void {
    for (const topic of [...(this.hung.get(sink) ?? [])]) this.unhang(topic, sink);
    this.hung.delete(sink);
    for (const [key, filter] of this.filters) {
      if (filter.sinks.delete(sink) && filter.sinks.size === 0) this.filters.delete(key);
    }
    for (const structure of [...this.structures.values()]) {
      if (structure.sinks.delete(sink) && structure.sinks.size === 0) this.drop(structure);
    }
  }

  /** What a sink hangs on. */
  of(sink: Sink): { readonly topics: Topic[]; readonly structures: Structure[] } {
    return {
      topics: [...(this.hung.get(sink) ?? [])],
      structures: this.structuresOf(sink),
    };
  }

  structuresOf(sink: Sink): Structure[] {
    return [...this.structures.values()].filter((structure) => structure.sinks.has(sink));
  }

  /** Evcc stops: no structure is told until it runs again. One that is asked for meanwhile is: it is as it was. */
  halt(): void {
    for (const structure of this.structures.values()) if (structure.topic.role !== 'fatal') structure.halt();
  }

  resume(): void {
    for (const structure of this.structures.values()) structure.resume();
  }

  close(): void {
    for (const structure of this.structures.values()) structure.close();
    this.structures.clear();
    this.filters.clear();
  }

  private attachTo(topic: Topic, sink: Sink): void {
    // `status` is evcc's own topic and matched as such; `stale` exists only here.
    if (OWN_TOPICS.has(topic.path) && topic.path !== 'status') return;
    if (isHead(topic)) this.structureAt(topic).sinks.add(sink);
    else this.hang(topic, sink);
  }

  private hang(topic: Topic, sink: Sink): void {
    if (topic.sinks.includes(sink)) return;
    topic.sinks.push(sink);
    const topics = this.hung.get(sink);
    if (topics === undefined) this.hung.set(sink, new Set([topic]));
    else topics.add(topic);
  }

  private unhang(topic: Topic, sink: Sink): void {
    topic.sinks = topic.sinks.filter((one) => one !== sink);
    this.hung.get(sink)?.delete(topic);
  }

  private structureAt(topic: Topic): Structure {
    const known = this.structures.get(topic.path);
    if (known !== undefined) return known;
    const structure = new Structure(topic, this.clock, () => this.doubtful(topic));
    this.structures.set(topic.path, structure);
    const now = this.clock.monotonic();
    for (const part of [topic, ...below(topic)]) {
      part.structures.push(structure);
      if (part.text !== undefined) structure.touch(now, part.known, false, part.slots !== undefined);
    }
    return structure;
  }

  private drop(structure: Structure): void {
    structure.close();
    this.structures.delete(structure.topic.path);
    for (const part of [structure.topic, ...below(structure.topic)]) {
      part.structures = part.structures.filter((one) => one !== structure);
    }
  }
}
