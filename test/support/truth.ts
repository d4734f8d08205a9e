import { lookup } from '../../src/lib/catalogue';
import { decodeText, toSlot, type Value } from '../../src/lib/codec/decode';

/** A message of evcc below its root. */
export type Said = readonly [topic: string, text: string];

const COUNT = /^(0|[1-9]\d{0,8})$/;

/** What evcc finds out in a loadpoint's own turn, written down beside the catalogue from what the recordings say falsely at a start. */
const FOUND_IN_TURN =
  /^(loadpoints\/\d+)\/(vehicle(?!$)|effective(?!Plan)|charge(?!r|Power)|session|offered|phase(?!s?C)|pv|connected|charging$|enabled$|smart\w+(Active|NextStart)$|today|last|charged|suggestion|minSocNot)/;

/** The last text of each topic. */
function lastOf(messages: readonly Said[]): Map<string, string> {
  return new Map(messages);
}

/** Today's name of a topic of the recordings `demo-*`, written down beside the catalogue. */
function today(topic: string): string {
  return topic.replace(/^(site\/forecast\/solar\/\w+)\/yield$/, '$1/energy');
}

/** What a text says, by today's names: a struct that comes as one JSON object says each of its parts, as if each had a topic of its own. */
export function unfolded([topic, text]: Said): Said[] {
  if (topic !== 'site/forecast/solar' || !text.startsWith('{')) return [[today(topic), text]];
  const parts = (path: string, value: unknown): Said[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, item]) => parts(`${path}/${key}`, item))
      : [[path, JSON.stringify(value)]];
  return parts(topic, JSON.parse(text));
}

/** The topics above one. */
export function parentsOf(topic: string): string[] {
  const segments = topic.split('/');
  return segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'));
}

/** A value for comparing: a field without a value is as good as no field. */
export function plain(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  const fields = Object.entries(value).flatMap(([key, item]): [string, Value][] => {
    const one = plain(item);
    const nothing = one === null || (typeof one === 'object' && !Array.isArray(one) && Object.keys(one).length === 0);
    return nothing ? [] : [[key, one]];
  });
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a listener should believe of evcc, written down independently of the code under test: told by the test what is a wipe, a
 * start and a live publication, where the code has to find that out itself.
 */
export class Truth {
  /** Topic below the root → text; a topic without a value is left out. */
  readonly texts = new Map<string, string>();
  /** Topic → the values that a node on it should have been given one after the other. */
  readonly told = new Map<string, Value[]>();
  /** Structure → the values that a node on it should have been given. */
  readonly whole = new Map<string, Value[]>();
  /** What a start said of loadpoints before their first turn. */
  private readonly kept = new Map<string, string>();
  /** Topic → names of the levels that were ever seen directly below it. */
  private readonly levels = new Map<string, Set<string>>();

  constructor(
    private readonly structures: readonly string[] = [],
    private readonly decode = (topic: string, text: string): Value => decodeText(lookup(topic)?.kind, text),
  ) {}

  /** A burst of which only the end counts: stored copies, a start, the first values at a broker that forgot. */
  settles(messages: readonly Said[]): void {
    // Met in a start: some loadpoints were computed, and some were not yet.
    if (messages.some(([topic, text]) => text !== '' && /^loadpoints\/\d+\/connected$/.test(topic)))
      this.starts(messages);
    else this.take([...lastOf(messages)]);
  }

  /** What evcc is known to say in the end. */
  stands(messages: readonly Said[]): void {
    this.take(messages);
  }

  /** A start: what evcc finds out of a loadpoint in its turn is true from its first turn on, whose sign is `connected`. */
  starts(messages: readonly Said[]): void {
    const last = lastOf(messages);
    // What comes without the counts is of an evcc that runs on.
    if (last.has('loadpoints')) this.kept.clear();
    for (const [topic, text] of this.computed(messages)) if (!last.has(topic)) last.set(topic, text);
    const early = (topic: string): boolean => {
      const [, loadpoint] = FOUND_IN_TURN.exec(topic) ?? [];
      return loadpoint !== undefined && (last.get(`${loadpoint}/connected`) ?? '') === '';
    };
    for (const [topic, text] of last) if (early(topic)) this.kept.set(topic, text);
    this.take([...last].filter(([topic]) => !early(topic)));
  }

  /** A burst of a running evcc: each change counts. */
  runs(messages: readonly Said[]): void {
    const last = new Map(this.computed(messages));
    for (const [topic, text] of messages) if (last.has(topic)) last.set(topic, text);
    this.take([...last, ...messages.filter(([topic]) => !last.has(topic) && !this.kept.has(topic))]);
  }

  private take(said: readonly Said[]): void {
    const messages = said.flatMap(unfolded);
    const again = new Set(messages.filter(([, text]) => text !== '').map(([topic]) => topic));
    for (const [topic, text] of messages) {
      this.set(topic, text);
      if (text !== '') continue;
      for (const child of this.below(topic)) if (this.texts.has(child) && !again.has(child)) this.set(child, '');
    }
    for (const topic of [...this.texts.keys()]) if (this.isBeyond(topic)) this.set(topic, '');
    for (const path of this.structures) {
      // Half of it is true from the start on, half from the turn: it is told whole.
      if (!this.waits(path)) this.give(this.whole, path, plain(this.assembled(path)));
    }
  }

  /** What was kept of the loadpoints that these messages are the first turn of; it is kept no longer. */
  private computed(messages: readonly Said[]): Said[] {
    const turned = messages.filter(([topic]) => /^loadpoints\/\d+\/connected$/.test(topic)).map(([topic]) => topic);
    const first = [...this.kept].filter(([topic]) =>
      turned.includes(topic.replace(/^(loadpoints\/\d+)\/.*/, '$1/connected')),
    );
    for (const [topic] of first) this.kept.delete(topic);
    return first;
  }

  /** Whether a loadpoint's structure waits for its first turn. */
  waits(path: string): boolean {
    return /^loadpoints\/\d+$/.test(path) && [...this.kept.keys()].some((one) => one.startsWith(`${path}/`));
  }

  private set(topic: string, text: string): void {
    if (text === '') this.texts.delete(topic);
    else this.texts.set(topic, text);
    for (const parent of parentsOf(topic)) {
      const children = this.levels.get(parent) ?? new Set<string>();
      this.levels.set(parent, children.add(topic.split('/')[parent.split('/').length] ?? ''));
    }
    this.give(this.told, topic, this.decode(topic, text));
  }

  private give(to: Map<string, Value[]>, topic: string, value: Value): void {
    const before = to.get(topic) ?? [];
    const last = before.at(-1) ?? null;
    if (JSON.stringify(last) !== JSON.stringify(value)) to.set(topic, [...before, value]);
  }

  /** Whether a topic is part of a list that is shorter than that, by the list's own count. */
  private isBeyond(topic: string): boolean {
    const segments = topic.split('/');
    return parentsOf(topic).some((parent) => {
      const index = segments[parent.split('/').length];
      const count = this.texts.get(parent);
      if (index === undefined || !COUNT.test(index) || count === undefined || !COUNT.test(count)) return false;
      return Number(index) > Number(count);
    });
  }

  /** Names of the levels directly below a topic. */
  private childrenOf(path: string): string[] {
    return [...(this.levels.get(path) ?? [])].filter((child) => this.isAlive(`${path}/${child}`));
  }

  private isAlive(path: string): boolean {
    return this.texts.has(path) || this.childrenOf(path).length > 0;
  }

  private below(path: string): string[] {
    const children = [...(this.levels.get(path) ?? [])].map((child) => `${path}/${child}`);
    return children.flatMap((child) => [child, ...this.below(child)]);
  }

  /** Everything at and below a topic, put together. */
  assembled(path: string): Value {
    const text = this.texts.get(path);
    const children = this.childrenOf(path);
    const kind = lookup(path)?.kind;
    const numbered = children.every((child) => COUNT.test(child));
    if (kind === 'slots') {
      if (text === undefined || text.startsWith('[')) return decodeText(kind, text ?? '');
      return children.sort((a, b) => Number(a) - Number(b)).map((child) => this.slot(`${path}/${child}`) ?? null);
    }
    if (kind === 'list' || kind === 'strings' || kind === 'numbers') {
      if (text === undefined) return null;
      if (children.includes('l1')) return ['l1', 'l2', 'l3'].map((name) => this.assembled(`${path}/${name}`));
      return Array.from({ length: Number(text) }, (_, at) => this.assembled(`${path}/${at + 1}`));
    }
    if (children.length === 0) return text === undefined ? null : this.decode(path, text);
    if (kind === undefined && text !== undefined && numbered) {
      return Array.from({ length: Number(text) }, (_, at) => this.assembled(`${path}/${at + 1}`));
    }
    return Object.fromEntries(children.map((child) => [child, this.assembled(`${path}/${child}`)]));
  }

  private slot(path: string): Value | undefined {
    const children = this.childrenOf(path);
    const value = (child: string): Value => Number(this.texts.get(`${path}/${child}`));
    return this.texts.has(path)
      ? toSlot(children.sort((a, b) => Number(a) - Number(b)).map(value))
      : toSlot(Object.fromEntries(children.map((child) => [child, value(child)])));
  }

  /** Whether a topic is the head of a list or of phases: a node gets the whole of it, never its count or sum. */
  isHead(topic: string): boolean {
    const kind = lookup(topic)?.kind;
    if (kind !== undefined) return ['list', 'numbers', 'strings', 'slots'].includes(kind);
    return this.texts.has(`${topic}/1`) || this.texts.has(`${topic}/l1`);
  }
}

/** Where two values differ, each place with both. */
export function differingAt(a: Value | undefined, b: Value | undefined, path = ''): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (
    a === null ||
    b === null ||
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    Array.isArray(a) !== Array.isArray(b)
  ) {
    return [`${path}: ${JSON.stringify(a)?.slice(0, 80)} / ${JSON.stringify(b)?.slice(0, 80)}`];
  }
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => differingAt(left.get(key), right.get(key), `${path}/${key}`));
}
