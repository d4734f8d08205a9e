import type { NumberForm } from './number-text';

/**
 * The evccs that the stand-in can be, the oldest first. `nightly` is a build of 8 August 2026, after 0.313.2, that was never released: it
 * alone has a topic for each forecast slot (recordings `demo-*`).
 */
export const RELEASES = [
  '0.133',
  '0.200',
  '0.207',
  '0.300',
  '0.304',
  '0.307',
  '0.313',
  'nightly',
  '0.315',
  '0.316',
] as const;

export type ReleaseName = (typeof RELEASES)[number];

/** What evcc is when nobody says otherwise. */
export const NEWEST: ReleaseName = '0.316';

/** A forecast of prices: JSON of structs whose number is `price` or `value`, a topic for each slot, JSON of `[start, end, value]`. */
export type ForecastForm = 'none' | 'price' | 'value' | 'slots' | 'lists';

/** The forecast of the sun: as a price, a topic for each slot, `timeseries` as JSON of structs or of pairs, one JSON object. */
export type SolarForm = 'none' | 'price' | 'topics' | 'structs' | 'pairs' | 'object';

/** What a release does; which topics it has is in `release-topics`, which setters in `setters`. */
export interface Release {
  readonly name: ReleaseName;
  /** Text of `site/version`: the release that was recorded. */
  readonly version: string;
  /** Whether an orderly stop empties what the broker keeps, as it does from 0.203.0 on. */
  readonly wipesAtStop: boolean;
  readonly numbers: NumberForm;
  /** `flat`: `site/batterySoc`, `site/battery/1/soc`; `nested`, from 0.301.0 on: `site/battery/soc`, `site/battery/devices/1/soc`. */
  readonly battery: 'flat' | 'nested';
  /** The name of the current that a loadpoint offers. */
  readonly current: 'chargeCurrent' | 'offeredCurrent';
  readonly forecast: ForecastForm;
  readonly solar: SolarForm;
  /** Minutes of a slot. */
  readonly slot: 15 | 60;
  /** `smart`: off, smart, now and `alwaysCharge`; before, there were off, minpv, pv, now. */
  readonly modes: 'classic' | 'smart';
  /**
   * Whether a start tells false values of the site before the first turn: no meters, prices and shares as if the sun did not shine. Recorded:
   * 0.133 and 0.200 count their meters at once, and tell prices only with the first turn.
   */
  readonly falseSite: boolean;
  /** Whether the turn in which a car is found at a loadpoint repeats its name and title. */
  readonly repeatsName: boolean;
  /**
   * Whether the second loadpoint is computed right after the first at a start, as in `demo-restart`. In the other recordings each loadpoint
   * waits for its own control cycle.
   */
  readonly secondAtOnce: boolean;
}

const FIRST: Release = {
  name: '0.133',
  version: '0.133.0',
  wipesAtStop: false,
  numbers: 'digits',
  battery: 'flat',
  current: 'chargeCurrent',
  forecast: 'none',
  solar: 'none',
  slot: 60,
  modes: 'classic',
  falseSite: false,
  repeatsName: false,
  secondAtOnce: false,
};

type Change = Pick<Release, 'name' | 'version'> & Partial<Release>;

/** What each release changed against the one before it. */
const CHANGES: readonly Change[] = [
  { name: '0.200', version: '0.200.0', forecast: 'price', solar: 'price' },
  {
    name: '0.207',
    version: '0.207.6',
    wipesAtStop: true,
    falseSite: true,
    current: 'offeredCurrent',
    forecast: 'value',
    solar: 'topics',
  },
  { name: '0.300', version: '0.300.7', numbers: 'padded', solar: 'structs', slot: 15 },
  { name: '0.304', version: '0.304.2', numbers: 'decimals', battery: 'nested', repeatsName: true },
  { name: '0.307', version: '0.307.2' },
  { name: '0.313', version: '0.313.2' },
  { name: 'nightly', version: '0.313.0', forecast: 'slots', solar: 'pairs', secondAtOnce: true },
  { name: '0.315', version: '0.315.0', forecast: 'lists', solar: 'object', secondAtOnce: false },
  { name: '0.316', version: '0.316.0', modes: 'smart' },
];

function table(): Map<ReleaseName, Release> {
  let last = FIRST;
  const all = new Map([[last.name, last]]);
  for (const change of CHANGES) {
    last = { ...last, ...change };
    all.set(last.name, last);
  }
  return all;
}

const TABLE = table();

export function release(name: ReleaseName): Release {
  const found = TABLE.get(name);
  if (!found) throw new Error(`no such release: ${name}`);
  return found;
}

/** Whether a release came before another one. */
export const before = (one: Pick<Release, 'name'>, other: ReleaseName): boolean =>
  RELEASES.indexOf(one.name) < RELEASES.indexOf(other);

/** Start of the slot of a time, ms: what costs something costs it for a whole slot. */
export const slotOf = ({ slot }: Pick<Release, 'slot'>, at: number): number =>
  Math.floor(at / (slot * 60_000)) * slot * 60_000;

/** The release that a text such as `0.304`, `0.304.2` or `nightly` means: the nearest at or below it; none: older than all. */
export function releaseAt(text: string): ReleaseName | undefined {
  if (text === 'nightly') return text;
  const [, minor] = /^0\.(\d+)(?:\.\d+)?$/.exec(text) ?? [];
  if (minor === undefined) return undefined;
  return RELEASES.filter((name) => name !== 'nightly' && Number(name.slice(2)) <= Number(minor)).at(-1);
}
