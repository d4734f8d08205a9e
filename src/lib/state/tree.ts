import { former, internal, lookup, type Property } from '../catalogue';
import { MAX_LEVELS, MAX_TOPICS } from '../constants';
import { indexOf } from '../topic';
import { Topic } from './topic-node';

/** What a former name stands for. */
export interface Former {
  readonly topic: Topic;
  readonly rank: number;
}

/** The row by which a topic's text is read; of what evcc keeps for itself only that it is JSON. */
function rowOf(path: string): Property | undefined {
  const row = lookup(path);
  if (row !== undefined || internal(path)?.json !== true) return row;
  return { topic: path, kind: 'json', group: 'system', empty: 'missing' };
}

/** All topics of one evcc, found by their full name in one look-up, and by level for what is put together. */
export class TopicTree {
  readonly root: Topic;
  private readonly byFull = new Map<string, Topic>();
  /** Full former names that were seen. */
  private readonly byFormer = new Map<string, Former>();

  constructor(
    /** Root topic of evcc, `evcc` or `haus/evcc`. */
    readonly rootTopic: string,
    /** Called once for each topic that is new. */
    private readonly created: (topic: Topic) => void,
  ) {
    this.root = new Topic('', rootTopic, '', undefined, undefined, undefined);
  }

  /** A topic that was seen or asked for, by its full name. */
  find(full: string): Topic | undefined {
    return this.byFull.get(full);
  }

  /** The same by its relative name. */
  get(path: string): Topic | undefined {
    return this.byFull.get(`${this.rootTopic}/${path}`);
  }

  /** The present topic of a full name that older evccs use, and how far back the name is; undefined: it is none. */
  former(full: string): Former | undefined {
    const known = this.byFormer.get(full);
    if (known !== undefined || !full.startsWith(this.rootTopic)) return known;
    const renamed = former(full.slice(this.rootTopic.length + 1));
    if (renamed === undefined || this.byFormer.size >= MAX_TOPICS) return undefined;
    const topic = this.ensure(renamed.topic);
    if (topic === undefined) return undefined;
    const found = { topic, rank: renamed.rank };
    this.byFormer.set(full, found);
    return found;
  }

  /** Finds or adds a topic by its full name; undefined for what is not evcc's: outside the root, a setter, too deep, too many. */
  reach(full: string): Topic | undefined {
    const known = this.byFull.get(full);
    if (known !== undefined) return known;
    if (!full.startsWith(this.rootTopic) || full[this.rootTopic.length] !== '/') return undefined;
    return this.add(full.slice(this.rootTopic.length + 1));
  }

  /** Finds or adds a topic by its relative name. */
  ensure(path: string): Topic | undefined {
    return path === '' ? this.root : this.reach(`${this.rootTopic}/${path}`);
  }

  private add(path: string): Topic | undefined {
    const segments = path.split('/');
    if (segments.length > MAX_LEVELS || segments.at(-1) === 'set') return undefined;
    let topic = this.root;
    let prefix = '';
    for (const segment of segments) {
      prefix = prefix === '' && topic === this.root ? segment : `${prefix}/${segment}`;
      let child = topic.children.get(segment);
      if (child === undefined) {
        // Who may publish below the root could fill the memory.
        if (this.byFull.size >= MAX_TOPICS) return undefined;
        const full = `${this.rootTopic}/${prefix}`;
        child = new Topic(prefix, full, segment, topic, rowOf(prefix), indexOf(segment));
        topic.children.set(segment, child);
        this.byFull.set(full, child);
        this.created(child);
      }
      topic = child;
    }
    return topic;
  }

  /** Every topic there is. */
  all(): IterableIterator<Topic> {
    return this.byFull.values();
  }

  /** Forgets a topic's value, and the topic itself where nothing hangs on it. */
  forget(topic: Topic): void {
    topic.clear();
    for (let one: Topic | undefined = topic; one?.parent !== undefined; one = one.parent) {
      const inUse = one.children.size > 0 || one.sinks.length > 0 || one.structures.some((s) => s.topic === one);
      if (inUse || one.text !== undefined) return;
      one.parent.children.delete(one.segment);
      this.byFull.delete(one.full);
      for (const [full, { topic: there }] of this.byFormer) if (there === one) this.byFormer.delete(full);
    }
  }
}
