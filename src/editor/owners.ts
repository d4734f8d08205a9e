import type { OfferAnswer } from '../lib/admin-types';
import { titlesOf } from './offer';
import { ownerName } from './topic-name';

/** A loadpoint or vehicle, as a dialog offers it. */
export interface Owner {
  readonly branch: 'loadpoints' | 'vehicles';
  /** Evcc's own segment, the one its values are published under. */
  readonly own: string;
  /** What stands in a topic that the dialog makes: the title where it is unmistakable, as numbers move when loadpoints are reordered. */
  readonly segment: string;
  readonly label: string;
}

/** A title as a level of a topic. */
function encoded(title: string): string {
  return title.replace(/[%/+#]/g, encodeURIComponent);
}

type Named = { readonly own: string; readonly name: string | undefined; readonly title: string | undefined };

/** The title, where it means this one only: numbers and names come first when a topic is read. */
function unmistakable({ own, title }: Named, all: readonly Named[]): string | undefined {
  if (title === undefined || title.trim() !== title || title === '' || /^\d+$/.test(title)) return undefined;
  const other = all.some((one) => one.own !== own && [one.title, one.name, one.own].includes(title));
  return other ? undefined : title;
}

function ownersIn(branch: Owner['branch'], all: readonly Named[], offer: OfferAnswer | undefined): Owner[] {
  return all.map((one) => {
    const { own } = one;
    const title = unmistakable(one, all);
    return {
      branch,
      own,
      segment: title === undefined ? own : encoded(title),
      label: ownerName(branch, own, titlesOf(offer)),
    };
  });
}

/** The loadpoints of an evcc; nothing known: the first one, which exists nearly everywhere. */
export function loadpointsOf(offer: OfferAnswer | undefined): Owner[] {
  const known = offer?.loadpoints ?? [];
  const all = known.length === 0 ? [{ id: 1, name: undefined, title: undefined }] : known;
  return ownersIn(
    'loadpoints',
    all.map(({ id, name, title }) => ({ own: String(id), name, title })),
    offer,
  );
}

export function vehiclesOf(offer: OfferAnswer | undefined): Owner[] {
  const all = (offer?.vehicles ?? []).map(({ name, title }) => ({ own: name, name, title }));
  return ownersIn('vehicles', all, offer);
}

/** Every loadpoint or vehicle at once. */
export function everyOne(branch: Owner['branch']): Owner {
  return { branch, own: '+', segment: '+', label: ownerName(branch, '+') };
}

/** The loadpoint or vehicle that a topic names, by number, name or title, in the order in which the runtime takes them. */
function ownerIn(topic: string, offer: OfferAnswer | undefined): Owner | undefined {
  const [branch, segment] = topic.split('/');
  if (segment === undefined || (branch !== 'loadpoints' && branch !== 'vehicles')) return undefined;
  const owners = branch === 'loadpoints' ? loadpointsOf(offer) : vehiclesOf(offer);
  const names = new Map((offer?.loadpoints ?? []).map(({ id, name }) => [String(id), name]));
  return (
    owners.find(({ own }) => own === segment) ??
    owners.find(({ own }) => branch === 'loadpoints' && names.get(own) === segment) ??
    owners.find((owner) => owner.segment === segment)
  );
}

function withOwner(topic: string, offer: OfferAnswer | undefined, segment: (owner: Owner) => string): string {
  const owner = ownerIn(topic, offer);
  if (owner === undefined) return topic;
  const [branch, , ...key] = topic.split('/');
  return [branch, segment(owner), ...key].join('/');
}

/** The topic that evcc itself publishes it under. */
export function ownTopic(topic: string, offer: OfferAnswer | undefined): string {
  return withOwner(topic, offer, ({ own }) => own);
}

/** The topic as a dialog offers it, however it is written in the node. */
export function offeredTopic(topic: string, offer: OfferAnswer | undefined): string {
  return withOwner(topic, offer, ({ segment }) => segment);
}

/** Whether a topic names a loadpoint or vehicle that the running evcc does not have. */
export function unknownOwner(topic: string, offer: OfferAnswer | undefined): boolean {
  const [branch, segment] = topic.split('/');
  if (offer === undefined || segment === undefined || segment === '+' || segment === '#') return false;
  return (branch === 'loadpoints' || branch === 'vehicles') && ownerIn(topic, offer) === undefined;
}
