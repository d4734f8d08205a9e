import type { NodeAPI } from 'node-red';
import type {
  ConfigRequest,
  DiscoverAnswer,
  FoundEvcc,
  OfferAnswer,
  Sentence,
  TestAnswer,
} from '../../lib/admin-types';
import { diagnoseEvcc } from '../../lib/diagnosis/diagnose';
import { ROOT_FILTERS, rootOf } from '../../lib/diagnosis/roots';
import type { Diagnosis } from '../../lib/diagnosis/types';
import { EvccError } from '../../lib/errors';
import { requested } from './admin-request';
import { certificateProblems } from './expiry';
import { OFFER_FILTERS, offerOf } from './offer';
import type { Settings } from './options';
import { visit } from './session';

function ofDiagnosis({ key, params, remedyKey }: Diagnosis): Sentence {
  return { key: `diagnosis.${key}`, params, remedy: remedyKey };
}

/** A fault of a configuration as a sentence; other errors go on. */
export function ofError(error: unknown): Sentence {
  if (!(error instanceof EvccError)) throw error;
  return { key: `errors.${error.key}`, params: error.params };
}

function notesOf({ tls, url }: Settings): Sentence[] {
  const insecure: Sentence[] = tls?.insecure ? [{ key: 'warnings.insecure', params: { value: url } }] : [];
  return [
    ...insecure,
    ...certificateProblems(tls, Date.now()).map(({ key, params }) => ({ key: `warnings.${key}`, params })),
  ];
}

/** Characters of a version, of a title and of a root, and evccs, of an answer: whoever may publish on a broker chooses them. */
const MAX_VERSION = 60;
const MAX_TITLE = 200;
const MAX_ROOT = 300;
const MAX_FOUND = 200;

function found(stored: ReadonlyMap<string, string>): FoundEvcc[] {
  return [...stored]
    .flatMap(([topic, version]): FoundEvcc[] => {
      const root = rootOf(topic);
      if (root === undefined || root.length > MAX_ROOT || version === '') return [];
      return [{ root, version: version.slice(0, MAX_VERSION) }];
    })
    .sort((a, b) => a.root.localeCompare(b.root))
    .slice(0, MAX_FOUND);
}

/** The settings of a request, or what is wrong with it: nothing is connected then. */
function settingsFor(RED: NodeAPI, request: ConfigRequest): Settings | Sentence {
  try {
    const settings = requested(RED, request);
    return typeof settings === 'string' ? { key: `warnings.${settings}`, params: {} } : settings;
  } catch (error) {
    return ofError(error);
  }
}

const isSettings = (one: Settings | Sentence): one is Settings => 'url' in one;

/** Tries a configuration that need not be saved. */
export async function test(RED: NodeAPI, request: ConfigRequest): Promise<TestAnswer> {
  const settings = settingsFor(RED, request);
  if (!isSettings(settings)) return { ok: false, problem: settings, notes: [], evccs: [] };
  const { rootTopic: root } = settings;
  const own = ['status', 'updated', 'site/version', 'site/siteTitle'].map((topic) => `${root}/${topic}`);
  const { diagnosis, stored, refused } = await visit(settings, [...own, ...ROOT_FILTERS]);
  const notes = notesOf(settings);
  if (diagnosis !== undefined) return { ok: false, problem: ofDiagnosis(diagnosis), notes, evccs: [] };
  const evccs = found(stored);
  const text = (topic: string): string | undefined => stored.get(`${root}/${topic}`) || undefined;
  const updated = Number(text('updated'));
  const wrong = diagnoseEvcc({
    root,
    status: text('status'),
    updated: Number.isFinite(updated) ? updated * 1000 : undefined,
    roots: evccs.map((one) => one.root).filter((one) => one !== root),
    // A broker may well keep its other topics to itself.
    refused: refused.filter((filter) => own.includes(filter)),
    two: undefined,
  });
  const version = text('site/version')?.slice(0, MAX_VERSION);
  const title = text('site/siteTitle')?.slice(0, MAX_TITLE);
  const about = { evccs, ...(version !== undefined && { version }), ...(title !== undefined && { title }) };
  if (wrong === undefined) return { ok: true, notes, ...about };
  // An evcc that is offline is found all the same.
  if (wrong.key.startsWith('offline')) return { ok: true, notes: [...notes, ofDiagnosis(wrong)], ...about };
  return { ok: false, problem: ofDiagnosis(wrong), notes, ...about };
}

/** Looks for every evcc on a broker. */
export async function discover(RED: NodeAPI, request: ConfigRequest): Promise<DiscoverAnswer> {
  const settings = settingsFor(RED, { ...request, topic: 'evcc' });
  if (!isSettings(settings)) return { ok: false, problem: settings, notes: [], evccs: [] };
  const { diagnosis, stored } = await visit(settings, ROOT_FILTERS);
  const notes = notesOf(settings);
  if (diagnosis !== undefined) return { ok: false, problem: ofDiagnosis(diagnosis), notes, evccs: [] };
  return { ok: true, notes, evccs: found(stored) };
}

/** Reads what the evcc of a deployed configuration offers. */
export async function offer(settings: Settings): Promise<OfferAnswer> {
  const { rootTopic: root } = settings;
  const { diagnosis, stored } = await visit(
    settings,
    OFFER_FILTERS.map((filter) => `${root}/${filter}`),
  );
  const offered = offerOf(root, stored);
  if (diagnosis === undefined) return { ok: true, notes: [], ...offered };
  return { ok: false, problem: ofDiagnosis(diagnosis), notes: [], ...offered };
}

/** The same for a configuration that need not be saved. */
export async function offerFor(RED: NodeAPI, request: ConfigRequest): Promise<OfferAnswer> {
  const settings = settingsFor(RED, request);
  if (isSettings(settings)) return offer(settings);
  const nothing = { root: '', loadpoints: [], vehicles: [], values: {}, truncated: false };
  return { ok: false, problem: settings, notes: [], ...nothing };
}
