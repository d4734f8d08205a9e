import type { OfferAnswer } from '../../lib/admin-types';
import { internal, lookup, PROPERTIES } from '../../lib/catalogue/index';
import { decodeText, type Scalar } from '../../lib/codec/decode';
import { isNaming } from '../../lib/state/names';
import type { EvccState } from '../../lib/state/state';
import { indexOf } from '../../lib/topic';

/** Bytes of JSON that an answer may take beside its frame: it stays below 100 kB. */
const BUDGET = 90_000;
/** Bytes of that for names, so that there is always room for values; a vehicle takes about sixty. */
const NAMES_BUDGET = 30_000;
/** Characters of a text that are enough to recognize it. */
const TEXT = 200;

/** Characters of a root topic as an answer has it. */
const LONGEST_ROOT = 1000;

/** Branches of the site that go deeper than two levels and are not forecasts, by the catalogue. */
const BRANCHES = [...new Set(PROPERTIES.map(({ topic }) => topic.split('/')))]
  .filter(([scope, , ...deeper]) => scope === 'site' && deeper.length > 1)
  .map(([, branch]) => branch ?? '')
  .filter((branch) => branch !== 'forecast' && internal(`site/${branch}`) === undefined);

/** What is read of an evcc for a picker: about 380 topics of its 7000, the forecasts' slots being the others. */
export const OFFER_FILTERS: readonly string[] = [
  'status',
  'updated',
  'loadpoints',
  'vehicles',
  'site/+',
  'site/+/+',
  ...[...new Set(BRANCHES)].map((branch) => `site/${branch}/+/#`),
  'loadpoints/+/#',
  'vehicles/+/#',
];

/** A value as a picker shows it; lists and structures have topics of their own. */
function shown(topic: string, text: string): Scalar {
  const value = decodeText(lookup(topic)?.kind, text);
  if (typeof value === 'string') return value.slice(0, TEXT);
  return typeof value === 'object' ? null : value;
}

/** What an evcc offers, from the texts that a broker stores of it. */
export function offerOf(
  root: string,
  stored: ReadonlyMap<string, string>,
): Omit<OfferAnswer, 'ok' | 'notes' | 'problem'> {
  const relative = [...stored]
    .filter(([full, text]) => full.startsWith(`${root}/`) && text !== '')
    .map(([full, text]) => [full.slice(root.length + 1), text] as const)
    .filter(
      ([topic]) => !topic.startsWith('site/forecast/') && !topic.endsWith('/set') && internal(topic) === undefined,
    )
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const texts = new Map(relative);
  let size = 0;
  let truncated = false;
  /** Whether there is room for one more; once there is none, nothing more is taken. */
  const fits = (one: unknown, budget: number): boolean => {
    size += Buffer.byteLength(JSON.stringify(one));
    if (size > budget) truncated = true;
    return size <= budget;
  };
  const ids = (branch: string): string[] => [
    ...new Set(relative.flatMap(([topic]) => (topic.startsWith(`${branch}/`) ? [topic.split('/')[1] ?? ''] : []))),
  ];
  const optional = <Key extends string>(key: Key, topic: string): { [One in Key]?: string } => {
    const text = texts.get(topic);
    return (text === undefined ? {} : { [key]: text.slice(0, TEXT) }) as { [One in Key]?: string };
  };
  const loadpoints = ids('loadpoints')
    .flatMap((segment) => {
      const id = indexOf(segment);
      if (id === undefined) return [];
      return [{ id, ...optional('name', `loadpoints/${id}/name`), ...optional('title', `loadpoints/${id}/title`) }];
    })
    .filter((one) => fits(one, NAMES_BUDGET));
  const vehicles = ids('vehicles')
    .map((name) => ({ name, ...optional('title', `vehicles/${name}/title`) }))
    .filter((one) => fits(one, NAMES_BUDGET));
  size = Math.min(size, NAMES_BUDGET);
  const values: Record<string, Scalar> = {};
  for (const [topic, text] of relative) {
    const value = shown(topic, text);
    if (!fits({ [topic]: value }, BUDGET)) break;
    values[topic] = value;
  }
  const about = { ...optional('title', 'site/siteTitle'), ...optional('version', 'site/version') };
  return { root: root.slice(0, LONGEST_ROOT), ...about, loadpoints, vehicles, values, truncated };
}

/** Beside the names of loadpoints and vehicles: what an evcc is called, and which it is. */
const OWN_NAMES: readonly string[] = ['site/siteTitle', 'site/version'];

/** What an evcc offers to who may not see its values: what a connection that runs for the flows knows of its names, and no more. */
export function namesKnown(root: string, state: EvccState | undefined): OfferAnswer {
  const texts = new Map<string, string>();
  for (const { path, value } of state?.tree.all() ?? []) {
    if (typeof value === 'string' && (isNaming(path) || OWN_NAMES.includes(path))) texts.set(`${root}/${path}`, value);
  }
  const names = { ...offerOf(root, texts), values: {}, truncated: false };
  if (texts.size > 0) return { ok: true, notes: [], ...names };
  return { ok: false, problem: { key: 'admin.noNames', params: {} }, notes: [], ...names };
}
