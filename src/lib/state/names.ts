import { EvccError } from '../errors';
import { indexOf } from '../topic';
import type { Topic } from './topic-node';
import type { TopicTree } from './tree';

/** A name that evcc gives a vehicle; nothing else can stand in its topics. */
const VEHICLE_NAME = /^[a-zA-Z0-9_.:-]+$/;

/** Topics by which loadpoints and vehicles are called. */
const NAMING = /^(loadpoints\/[1-9]\d*\/(title|name)|vehicles\/[^/]+\/title)$/;

export function isNaming(path: string): boolean {
  return NAMING.test(path);
}

function textOf(owner: Topic, key: string): string | undefined {
  const value = owner.children.get(key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Resolves what people call loadpoints and vehicles to what stands in evcc's topics, by what is published now. */
export class Names {
  constructor(
    private readonly tree: TopicTree,
    /** Whether the names are known: evcc runs and its broker has not forgotten them. */
    private readonly known: () => boolean,
    /** Whether a topic's text is of evcc's present start and of this connection. */
    private readonly fresh: (topic: Topic) => boolean,
  ) {}

  /** Loadpoints that exist, by number. */
  private get loadpoints(): Topic[] {
    const count = this.tree.get('loadpoints')?.value;
    const limit = typeof count === 'number' ? count : Number.POSITIVE_INFINITY;
    const all = this.tree.get('loadpoints')?.children.values() ?? [];
    return [...all].filter(
      (one) => one.index !== undefined && one.index <= limit && textOf(one, 'title') !== undefined,
    );
  }

  private get vehicles(): Topic[] {
    const all = this.tree.get('vehicles')?.children.values() ?? [];
    return [...all].filter((one) => textOf(one, 'title') !== undefined);
  }

  /** Whether as many titles have come as evcc counts loadpoints and vehicles; those from before may be of others. */
  get complete(): boolean {
    const count = (topic: string): unknown => this.tree.get(topic)?.value;
    const come = (some: readonly Topic[]): number =>
      some.filter(({ children }) => {
        const title = children.get('title');
        return title !== undefined && this.fresh(title);
      }).length;
    return come(this.loadpoints) === count('loadpoints') && come(this.vehicles) === count('vehicles');
  }

  /**
   * The topic with a loadpoint's number and a vehicle's name, from one with a number, name or title (exact, `/`, `+`, `#`, `%`
   * percent-encoded). Undefined while the names are not known yet.
   * @throws EvccError `EVCC_INVALID`: unknownLoadpoint, unknownVehicle, ambiguousTitle, badEncoding.
   */
  resolve(topic: string): string | undefined {
    const [scope, second, ...rest] = topic.split('/');
    if (second === undefined || second === '+' || second === '#' || second === '') return topic;
    if (scope === 'loadpoints') {
      if (indexOf(second) !== undefined) return topic;
      const found = this.find(topic, second, this.loadpoints, 'unknownLoadpoint', (one) => textOf(one, 'name'));
      return found === undefined ? undefined : ['loadpoints', found.segment, ...rest].join('/');
    }
    if (scope === 'vehicles') {
      if (!this.known() && VEHICLE_NAME.test(second)) return topic;
      const found = this.find(topic, second, this.vehicles, 'unknownVehicle', (one) => one.segment);
      return found === undefined ? undefined : ['vehicles', found.segment, ...rest].join('/');
    }
    return topic;
  }

  private find(
    topic: string,
    segment: string,
    among: readonly Topic[],
    unknown: string,
    nameOf: (one: Topic) => string | undefined,
  ): Topic | undefined {
    const title = decoded(topic, segment);
    if (!this.known()) return undefined;
    const named = among.find((one) => nameOf(one) === title);
    if (named !== undefined) return named;
    const titled = among.filter((one) => textOf(one, 'title') === title);
    const titles = among.map((one) => textOf(one, 'title')).join(', ');
    const cause = { topic, value: title, accepts: titles };
    if (titled.length > 1) throw new EvccError('EVCC_INVALID', 'ambiguousTitle', { topic, title }, cause);
    const [only] = titled;
    if (only === undefined) throw new EvccError('EVCC_INVALID', unknown, { topic, title }, cause);
    return only;
  }
}

function decoded(topic: string, segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new EvccError('EVCC_INVALID', 'badEncoding', { topic }, { topic, value: segment, accepts: '%25' });
  }
}
