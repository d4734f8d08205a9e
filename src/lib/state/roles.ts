import type { Role } from './lifecycle';

const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['status', 'status'],
  ['loadpoints', 'loadpoints'],
  ['vehicles', 'vehicles'],
  ['site/apiReady', 'apiReady'],
  ['updated', 'updated'],
  ['site/siteTitle', 'neverEmpty'],
]);

/** Always published with a value by a running evcc: empty only in a wipe (recorded over stops, starts and crashes). */
const NEVER_EMPTY = /^loadpoints\/[1-9]\d*\/(mode|title)$/;

/** What a topic tells of evcc's starts and stops. */
export function roleOf(path: string): Role {
  return ROLES.get(path) ?? (NEVER_EMPTY.test(path) ? 'neverEmpty' : undefined);
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
  'loadpoints/+/alwaysCharge',
  'loadpoints/+/chargerFeatureHeating',
  'vehicles/+/title',
];
