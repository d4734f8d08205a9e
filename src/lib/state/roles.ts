import type { Role } from './lifecycle';

const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['status', 'status'],
  ['loadpoints', 'loadpoints'],
  ['vehicles', 'vehicles'],
  ['site/apiReady', 'apiReady'],
  ['updated', 'updated'],
  ['site/interval', 'interval'],
  ['site/siteTitle', 'neverEmpty'],
]);

/** Published in a loadpoint's own turn, never in the start itself (recorded in all releases from 0.133 to 0.316). */
const CONNECTED = /^loadpoints\/[1-9]\d*\/connected$/;
/** Published after a vehicle's values, at the end of its loadpoint's turn. */
const TURN_END = /^loadpoints\/[1-9]\d*\/planOverrun$/;
/** All that an evcc publishes whose configuration does not let it run. */
const FATAL = /^site\/fatal(\/|$)/;

/** Always published with a value by a running evcc: empty only in a wipe (recorded over stops, starts and crashes). */
const NEVER_EMPTY = /^loadpoints\/[1-9]\d*\/(mode|title)$/;

/** What a topic tells of evcc's starts and stops. */
export function roleOf(path: string): Role {
  if (NEVER_EMPTY.test(path)) return 'neverEmpty';
  if (CONNECTED.test(path)) return 'connected';
  if (TURN_END.test(path)) return 'turnEnd';
  return ROLES.get(path) ?? (FATAL.test(path) ? 'fatal' : undefined);
}

/** What the units of other values follow from: told before them, whatever the broker's order. */
const OF_UNITS = /^(site\/(currency|smartCostType)|loadpoints\/[1-9]\d*\/chargerFeatureHeating)$/;

export function isOfUnits({ path }: { readonly path: string }): boolean {
  return OF_UNITS.test(path);
}

/** Topics that a state says itself: evcc's `status` as flows see it, and what no topic of evcc says. */
export const OWN_TOPICS: ReadonlySet<string> = new Set(['status', 'stale']);

/**
 * The small set of relative filters that every connection needs itself, whatever its nodes select: the phases of evcc, and how its
 * loadpoints and vehicles are called.
 */
export const FIXED_SET: readonly string[] = [
  'status',
  'updated',
  'loadpoints',
  'vehicles',
  'site/siteTitle',
  'site/version',
  'site/apiReady',
  'site/interval',
  'site/currency',
  'loadpoints/+/title',
  'loadpoints/+/name',
  'loadpoints/+/mode',
  'loadpoints/+/connected',
  'loadpoints/+/planOverrun',
  'loadpoints/+/alwaysCharge',
  'loadpoints/+/chargerFeatureHeating',
  'vehicles/+/title',
];
