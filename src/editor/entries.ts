import type { OfferAnswer } from '../lib/admin-types';
import { lookup, PROPERTIES, type Property } from '../lib/catalogue/index';
import { LOADPOINT_EVENTS } from '../lib/selection/events';
import { aboutOf, alsoCalled, groupName, labelOf } from './labels';
import { everyOne, loadpointsOf, type Owner, vehiclesOf } from './owners';
import { searchable } from './search';
import { texts } from './text';
import { presentText, unitAt } from './value-text';

/** Something that a picker offers. */
export interface Entry {
  /** What the flow will hold. */
  readonly topic: string;
  readonly label: string;
  readonly unit: string | undefined;
  readonly about: string | undefined;
  /** What is searched: the label and evcc's words, and what people may call it. */
  readonly words: string;
  /** The present value for people. */
  readonly value: string | undefined;
  /** Why it cannot be chosen at this evcc. */
  readonly reason?: string | undefined;
}

export interface EntryGroup {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
}

const shared = texts('evcc-config');

/** What an entry is made of. */
interface EntryParts {
  readonly property: Property;
  readonly topic: string;
  /** The topic that evcc publishes it under. */
  readonly own: string;
  readonly offer: OfferAnswer | undefined;
  /** Whose it is, for the search. */
  readonly owner?: string;
  /** What tells it from others of its kind. */
  readonly which?: string;
  reason?(): string | undefined;
}

/** One entry. What it says is made when it is looked at: of a thousand entries a dozen are shown. */
export function entryOf({ property, topic, own, offer, owner = '', which = '', reason }: EntryParts): Entry {
  return {
    topic,
    get label() {
      return [labelOf(property) ?? topic, which].filter(Boolean).join(' ');
    },
    get unit() {
      return unitAt(offer, property, own);
    },
    get about() {
      return aboutOf(property);
    },
    get words() {
      return searchable(owner, this.label, property.topic, alsoCalled(property));
    },
    get value() {
      return presentText(offer, own);
    },
    get reason() {
      return reason?.();
    },
  };
}

/** What stands for the `<n>` and `<name>` of a pattern at this evcc; without one, all at once. */
function fillings(pattern: string, offer: OfferAnswer | undefined): string[] {
  const mark = /<\w+>/.exec(pattern);
  if (mark === null) return [pattern];
  const prefix = pattern.slice(0, mark.index);
  const rest = pattern.slice(mark.index + mark[0].length);
  const known = Object.keys(offer?.values ?? {}).flatMap((topic) => {
    if (!topic.startsWith(prefix)) return [];
    const segment = topic.slice(prefix.length).split('/')[0] ?? '';
    return segment === '' ? [] : [segment];
  });
  const segments = offer === undefined ? ['+'] : [...new Set(known)];
  return segments.flatMap((segment) => fillings(`${prefix}${segment}${rest}`, offer));
}

/** Whether this evcc may publish it: what came with a later version does not belong into its list. */
function published({ since, until }: Property, own: string, offer: OfferAnswer | undefined): boolean {
  return offer === undefined || (since === undefined && until === undefined) || Object.hasOwn(offer.values, own);
}

function ownerGroup(owner: Owner, properties: readonly Property[], offer: OfferAnswer | undefined): EntryGroup {
  const { branch, own, segment, label } = owner;
  const entries = properties.flatMap((property) =>
    fillings(property.topic.replace(/<\w+>/, own), offer).flatMap((concrete) => {
      if (own !== '+' && !published(property, concrete, offer)) return [];
      const key = concrete.slice(branch.length + own.length + 1);
      const which = /\/(\d+)(\/|$)/.exec(key)?.[1] ?? '';
      const topic = `${branch}/${segment}${key}`;
      return [entryOf({ property, topic, own: concrete, offer, owner: label, which })];
    }),
  );
  return { id: `${branch}/${own}`, label, entries };
}

const readable = PROPERTIES.filter((property) => !property.writeOnly);
const below = (prefix: string): Property[] => readable.filter(({ topic }) => topic.startsWith(prefix));
const LOADPOINT = below('loadpoints/');
const VEHICLE = below('vehicles/');
const SITE = readable.filter(({ topic }) => !/^(loadpoints|vehicles)\//.test(topic));

/** The site's parts, the most asked-for first. */
const SITE_GROUPS = ['power', 'battery', 'forecast', 'tariff', 'statistics', 'circuit', 'general', 'system'] as const;

function siteGroups(offer: OfferAnswer | undefined): EntryGroup[] {
  return SITE_GROUPS.map((group) => ({
    id: group,
    label: groupName(group),
    entries: SITE.filter((property) => property.group === group).flatMap((property) =>
      fillings(property.topic, offer).map((topic) => {
        const which = topic === property.topic ? '' : (/\/(\d+)(\/|$)/.exec(topic)?.[1] ?? '');
        return entryOf({ property, topic, own: topic, offer, owner: groupName(group), which });
      }),
    ),
  }));
}

function eventEntry(topic: string, event: string, owner: string): Entry {
  const name = shared(`events.${event}`);
  const label = owner === '' ? name : `${owner}: ${name}`;
  return {
    topic,
    label,
    unit: undefined,
    about: undefined,
    words: searchable(shared('owner.events'), label, event, shared(`eventsFound.${event}`)),
    value: undefined,
  };
}

function events(owners: readonly Owner[]): EntryGroup {
  const entries = owners.flatMap(({ segment, label }) =>
    LOADPOINT_EVENTS.map((event) => eventEntry(`loadpoints/${segment}/events/${event}`, event, label)),
  );
  return {
    id: 'events',
    label: shared('owner.events'),
    entries: [...entries, eventEntry('site/events/restarted', 'restarted', '')],
  };
}

/** What the running evcc publishes beyond the catalogue. */
function others(offer: OfferAnswer | undefined): EntryGroup {
  const topics = Object.keys(offer?.values ?? {}).filter((topic) => lookup(topic) === undefined);
  const entries = topics.map(
    (topic): Entry => ({
      topic,
      label: topic,
      unit: undefined,
      about: undefined,
      words: searchable(topic),
      get value() {
        return presentText(offer, topic);
      },
    }),
  );
  return { id: 'others', label: shared('owner.others'), entries };
}

const stale = (): Entry => ({
  topic: 'stale',
  label: shared('status.stale'),
  unit: undefined,
  about: shared('owner.stale'),
  words: searchable(shared('status.stale'), 'stale'),
  value: undefined,
});

/** Everything that evcc-in can give; from the catalogue alone where no evcc is known. */
export function valueGroups(offer: OfferAnswer | undefined): EntryGroup[] {
  const loadpoints = loadpointsOf(offer);
  const everyLoadpoint = everyOne('loadpoints');
  const site = siteGroups(offer).map((group) =>
    group.id === 'general' ? { ...group, entries: [...group.entries, stale()] } : group,
  );
  const groups = [
    ...loadpoints.map((owner) => ownerGroup(owner, LOADPOINT, offer)),
    ...site.slice(0, -2),
    ...vehiclesOf(offer).map((owner) => ownerGroup(owner, VEHICLE, offer)),
    ownerGroup(everyLoadpoint, LOADPOINT, undefined),
    ownerGroup(everyOne('vehicles'), VEHICLE, undefined),
    events([...loadpoints, everyLoadpoint]),
    ...site.slice(-2),
    others(offer),
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
