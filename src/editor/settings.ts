import type { OfferAnswer } from '../lib/admin-types';
import { type Property, SETTERS } from '../lib/catalogue/index';
import type { Rule, Setter } from '../lib/catalogue/types';
import type { Value } from '../lib/codec/decode';
import type { Present } from '../lib/command/present';
import { batteryControl, needsBattery } from '../lib/command/rules/battery';
import { phasesCharger } from '../lib/command/rules/loadpoint';
import type { RuleCheck } from '../lib/command/rules/types';
import { EvccError } from '../lib/errors';
import { type Entry, type EntryGroup, entryOf } from './entries';
import { groupName } from './labels';
import { valueAt } from './offer';
import { loadpointsOf, type Owner, vehiclesOf } from './owners';
import { texts } from './text';

const text = texts('evcc-out');

/** The checks that say of a setting as such, whatever the value, that this evcc cannot take it. */
const CHECKS: Partial<Record<Rule, RuleCheck>> = { needsBattery, batteryControl, phasesCharger };

/** What an offer tells, for the core's own checks. */
function presentOf(offer: OfferAnswer, topic: string, value: Value | undefined): Present {
  return {
    get: (one) => (one === topic && value !== undefined ? value : valueAt(offer, one)),
    published: (one) => valueAt(offer, one) !== undefined,
    ahead: () => 0,
    below: (prefix) => [
      ...new Set(
        Object.keys(offer.values).flatMap((one) =>
          one.startsWith(`${prefix}/`) ? [one.slice(prefix.length + 1).split('/')[0] ?? ''] : [],
        ),
      ),
    ],
    loadpoints: () => offer.loadpoints.map(({ id }) => id),
  };
}

/** Why this evcc cannot take a setting, or, where a value is given, that value; undefined: it can, as far as is known. */
export function reasonAgainst(
  { property, set, own }: { readonly property: Property; readonly set: Setter; readonly own: string },
  offer: OfferAnswer | undefined,
  value?: Value,
): string | undefined {
  if (offer === undefined) return undefined;
  if (property.until === undefined && set.accepts === 'alwaysCharge' && valueAt(offer, own) === undefined) {
    return text('reason.notThere', { since: property.since ?? '' });
  }
  // Three phases are what a charger with one of them cannot have, whatever else.
  const assumed = value ?? (set.accepts === 'phases' ? 3 : undefined);
  try {
    for (const rule of set.rules ?? []) {
      CHECKS[rule]?.check({ topic: own, property, set }, presentOf(offer, own, assumed), assumed);
    }
    return undefined;
  } catch (error) {
    if (error instanceof EvccError) return text(`reason.${error.key}`);
    throw error;
  }
}

function settingEntry(
  property: Property,
  topic: string,
  own: string,
  offer: OfferAnswer | undefined,
  owner: string,
): Entry {
  const { set } = property;
  return entryOf({
    property,
    topic,
    own,
    offer,
    owner,
    reason: () => set && reasonAgainst({ property, set, own }, offer),
  });
}

function ownerSettings(owner: Owner, offer: OfferAnswer | undefined): EntryGroup {
  const { branch, own, segment, label } = owner;
  const entries = SETTERS.filter(({ topic }) => topic.startsWith(`${branch}/`)).map((property) => {
    const key = property.topic.split('/').slice(2).join('/');
    return settingEntry(property, `${branch}/${segment}/${key}`, `${branch}/${own}/${key}`, offer, label);
  });
  return { id: `${branch}/${own}`, label, entries };
}

/** Settings of the site that belong together. */
function siteSettings(offer: OfferAnswer | undefined): EntryGroup[] {
  const site = SETTERS.filter(({ topic }) => topic.startsWith('site/'));
  return [...new Set(site.map(({ group }) => group))].map((group) => ({
    id: group,
    label: groupName(group),
    entries: site
      .filter((property) => property.group === group)
      .map((property) => settingEntry(property, property.topic, property.topic, offer, groupName(group))),
  }));
}

/** Everything that evcc takes over MQTT; what this evcc cannot take says why. */
export function settingGroups(offer: OfferAnswer | undefined): EntryGroup[] {
  const vehicles = vehiclesOf(offer);
  // Without an evcc the name of a vehicle stays open for the user to fill in.
  const open: Owner = { branch: 'vehicles', own: '<name>', segment: '<name>', label: groupName('vehicle') };
  return [
    ...loadpointsOf(offer).map((owner) => ownerSettings(owner, offer)),
    ...(offer === undefined ? [open] : vehicles).map((owner) => ownerSettings(owner, offer)),
    ...siteSettings(offer),
  ].filter(({ entries }) => entries.length > 0);
}
