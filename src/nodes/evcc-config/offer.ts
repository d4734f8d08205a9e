import type { OfferAnswer } from '../../lib/admin-types';
import { internal, lookup, PROPERTIES } from '../../lib/catalogue/index';
import { decodeText, type Scalar } from '../../lib/codec/decode';
import { isNaming } from '../../lib/state/names';
import type { EvccState } from '../../lib/state/state';
import { indexOf } from '../../lib/topic';

/** Bytes of JSON that the values may take: an answer stays below 100 kB. */
const BUDGET = 90_000;
/** Characters of a text that are enough to recognize it. */
const TEXT = 200;

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
  const values: Record<string, Scalar> = {};
  let size = 0;
  let truncated = false;
  for (const [topic, text] of relative) {
    const value = shown(topic, text);
    size += Buffer.byteLength(JSON.stringify({ [topic]: value }));
    truncated = size > BUDGET;
    if (truncated) break;
    values[topic] = value;
  }
  const ids = (branch: string): string[] => [
    ...new Set(relative.flatMap(([topic]) => (topic.startsWith(`${branch}/`) ? [topic.split('/')[1] ?? ''] : []))),
  ];
  const optional = <Key extends string>(key: Key, topic: string): { [One in Key]?: string } => {
    const text = texts.get(topic);
    return (text === undefined ? {} : { [key]: text.slice(0, TEXT) }) as { [One in Key]?: string };
  };
  return {
    root,
    ...optional('title', 'site/siteTitle'),
    ...optional('version', 'site/version'),
    loadpoints: ids('loadpoints').flatMap((segment) => {
      const id = indexOf(segment);
      if (id === undefined) return [];
      return [{ id, ...optional('name', `loadpoints/${id}/name`), ...optional('title', `loadpoints/${id}/title`) }];
    }),
    vehicles: ids('vehicles').map((name) => ({ name, ...optional('title', `vehicles/${name}/title`) })),
    values,
    truncated,
  };
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
