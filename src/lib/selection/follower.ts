import { formerName, goneName } from '../catalogue';
import { EvccError, type Params } from '../errors';
import type { EvccState } from '../state/state';
import { compile, type Selector } from './compile';
import { relativeTopic } from './relative';

/** What a node's topics mean at the moment. */
export interface Resolved {
  readonly selectors: readonly Selector[];
  /** Topics that name what evcc does not have, or has twice. */
  readonly errors: readonly EvccError[];
  /** Relative filters that have to be subscribed. */
  readonly filters: readonly string[];
  /** A topic's name is not known to mean anything yet: what it meant before may be another loadpoint now. */
  readonly pending: boolean;
}

/** The prefix that a topic's loadpoint or vehicle had, and the one it has. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Topics of a loadpoint or vehicle that is called by its name or title; a loadpoint's number and `+` mean what they say. */
const OWNED = /^\s*(loadpoints\/(?!([1-9]\d*|[+#])\s*(\/|$))|vehicles\/(?![+#]))/;

/** `loadpoints/2` of `loadpoints/2/mode`. */
function prefixOf(topic: string): string {
  return topic.split('/').slice(0, 2).join('/');
}

/**
 * Keeps a node's topics resolved while titles change and numbers move. Pure bookkeeping: whoever holds it subscribes and selects.
 */
export class Follower {
  private present = new Map<string, string>();
  /** Whether titles and names are anything to these topics. */
  readonly named: boolean;

  private readonly texts: readonly string[];

  constructor(
    texts: readonly string[],
    private readonly state: EvccState,
    /** Said once for each former name. */
    private readonly warn: (key: string, params: Params) => void,
  ) {
    this.texts = texts.map((text) => relativeTopic(text, state.tree.rootTopic));
    this.named = this.texts.some((text) => OWNED.test(text));
  }

  /** Topics by their present names: `site/gridPower` is `site/grid/power` now. */
  private renew(topic: string): string {
    const instead = goneName(topic);
    if (instead !== undefined)
      this.warn(instead === null ? 'gone' : 'goneInstead', { topic, ...(instead !== null && { instead }) });
    const now = formerName(topic);
    if (now === undefined) return topic;
    this.warn('former', { former: topic, topic: now });
    return now;
  }

  /**
   * Resolves all topics anew, and says what moved since the last time.
   * @throws EvccError `EVCC_INVALID` for a topic that can never be one.
   */
  resolve(): Resolved & { readonly moves: readonly Move[] } {
    const selectors: Selector[] = [];
    const errors: EvccError[] = [];
    const present = new Map<string, string>();
    const moves: Move[] = [];
    let pending = false;
    for (const text of this.texts) {
      try {
        const topic = this.state.names.resolve(text.trim());
        if (topic === undefined) {
          pending = true;
          continue;
        }
        const selector = compile(this.renew(topic));
        selectors.push(selector);
        present.set(text, prefixOf(selector.topic));
        const from = this.present.get(text);
        const to = prefixOf(selector.topic);
        if (from !== undefined && from !== to) moves.push({ from, to });
      } catch (error) {
        if (!(error instanceof EvccError)) throw error;
        errors.push(error);
      }
    }
    // A title that is gone for the moment keeps its place, so that a move is still seen when it comes again.
    for (const [text, prefix] of this.present) if (!present.has(text)) present.set(text, prefix);
    this.present = present;
    return { selectors, errors, moves, pending, filters: [...new Set(selectors.flatMap(({ filters }) => filters))] };
  }
}
