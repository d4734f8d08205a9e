import { below, isListHead } from './coverage';
import { isNaming } from './names';
import { isOfUnits } from './roles';
import type { Topic } from './topic-node';

function isName({ path, role }: Topic): boolean {
  return isNaming(path) || role === 'loadpoints' || role === 'vehicles';
}

/** A text that waited. */
export interface Waited {
  readonly topic: Topic;
  readonly text: string;
  readonly retain: boolean;
}

/**
 * Values of a loadpoint that a start says falsely as 0, in any order with the true ones (recorded: `vehicleSoc` 62.1, 0, 0 within some
 * milliseconds): while something is connected, what is more than that is true. Evcc says them again in each turn, so a 0 that was
 * true is told with the next one.
 */
const FALSE_AT_START: ReadonlySet<string> = new Set(['vehicleSoc', 'vehicleRange', 'vehicleLimitSoc']);

function isFalse(text: string): boolean {
  return text === '' || Number(text) === 0;
}

/** Texts that come this close to each other, ms, have no order (recorded: within the same one, and within 45). */
const AT_ONCE = 100;

/** Texts in the order in which they are told: what units follow from, counts, names, then all that follows from these. */
export function inOrder<T extends { readonly topic: Topic }>(waiting: readonly T[]): T[][] {
  const steps: T[][] = [[], [], [], []];
  for (const one of waiting) {
    const { topic } = one;
    const step = isOfUnits(topic) ? 0 : isListHead(topic) ? 1 : isNaming(topic.path) ? 2 : 3;
    steps[step]?.push(one);
  }
  return steps;
}

/** Texts that came while evcc was not known to run: the last of each topic, in the order in which the topics first came. */
export class Waiting {
  private readonly topics = new Set<Topic>();
  /** Topics that went empty as in a wipe, which is one only when something goes empty that evcc never empties otherwise. */
  private readonly emptied = new Set<Topic>();
  private wiped = false;
  /** The broker stores another count or name than the one that waits: evcc has started since. */
  outdated = false;

  constructor(private readonly monotonic: () => number) {}

  /**
   * Keeps a text back, unless it is part of a wipe: a wipe empties what the broker holds (`stored`), once; an empty text beyond
   * that is evcc's own word, for the topic and for what was known below it. What this start itself published below it stays: the
   * messages of one burst have no order, and a start publishes `site/grid` empty before its meters are read.
   */
  add(topic: Topic, text: string, retain: boolean, stored: boolean, generation: number): void {
    const said = (one: Topic): boolean =>
      one.pending !== undefined && !one.pendingRetain && one.generation >= generation;
    if (text === '' && stored && !said(topic)) {
      this.drop(topic);
      if (topic.role !== undefined) this.wiped = true;
      this.emptied.add(topic);
      return;
    }
    if (retain && topic.pending !== undefined && topic.pending !== text && isName(topic)) this.outdated = true;
    this.keep(topic, text, retain, generation);
    if (text !== '') return;
    for (const child of below(topic)) {
      if (!said(child) && (child.known || child.pending !== undefined)) this.keep(child, '', retain, generation);
    }
  }

  /** Gives out the waiting topics that `wanted` says, once. */
  take(wanted: (topic: Topic) => boolean = () => true): Waited[] {
    const some = [...this.topics].filter(wanted);
    const taken = some.flatMap((topic): Waited[] => {
      const text = this.meant(topic);
      return text === undefined ? [] : [{ topic, text, retain: topic.pendingRetain }];
    });
    for (const topic of some) this.release(topic);
    return taken;
  }

  /** What waits, or what this start said before of a vehicle that is connected. */
  private meant({ pending, firm, loadpoint }: Topic): string | undefined {
    if (firm === undefined || pending === undefined || !isFalse(pending)) return pending;
    const connected = loadpoint?.children.get('connected');
    return (connected?.pending ?? connected?.text) === 'true' ? firm.text : pending;
  }

  /** A new connection: what went empty in the one before says nothing. */
  connected(started: boolean, unsure: (topic: Topic) => boolean): void {
    this.interrupted(started, unsure);
    this.wiped = false;
  }

  /**
   * Evcc or the broker went away: of what waits, evcc's own words stay when its start had come to its end (`started`), else only
   * names and counts, which are never false; copies will be given again, but what waits for a loadpoint's turn (`unsure`) may not be. What went empty until here may be of a wipe that goes on,
   * whose first sure sign was lost with the connection.
   */
  interrupted(started: boolean, unsure: (topic: Topic) => boolean): void {
    this.forget((topic) => {
      const isDoubtful = (topic.pendingRetain || topic.pending === '') && !unsure(topic);
      return isDoubtful || !(started || isName(topic));
    });
    this.emptied.clear();
  }

  /** Gives out the topics that evcc itself emptied: it was connected again, but not started, and wiped nothing. Once. */
  takeEmptied(): Topic[] {
    const taken = this.wiped ? [] : [...this.emptied].filter((topic) => topic.pending === undefined);
    this.wiped = false;
    this.outdated = false;
    this.emptied.clear();
    return taken;
  }

  /** What was said was no word of the present start: the topic counts as not heard in it. */
  drop(topic: Topic): void {
    this.release(topic);
    topic.generation = 0;
  }

  /** Drops what `unwanted` says. */
  forget(unwanted: (topic: Topic) => boolean): void {
    for (const topic of this.topics) if (unwanted(topic)) this.drop(topic);
  }

  private release(topic: Topic): void {
    topic.pending = undefined;
    topic.firm = undefined;
    this.topics.delete(topic);
  }

  private keep(topic: Topic, text: string, retain: boolean, generation: number): void {
    topic.pending = text;
    if (FALSE_AT_START.has(topic.segment)) this.firm(topic, text, retain);
    topic.pendingRetain = retain;
    topic.generation = generation;
    this.topics.add(topic);
  }

  /** Remembers what was more than nothing, as long as what follows comes with it. */
  private firm(topic: Topic, text: string, retain: boolean): void {
    const now = this.monotonic();
    if (!isFalse(text)) topic.firm = retain ? undefined : { text, at: now };
    else if (topic.firm !== undefined && now - topic.firm.at > AT_ONCE) topic.firm = undefined;
  }
}
