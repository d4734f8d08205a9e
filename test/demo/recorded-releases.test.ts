import { describe, expect, test } from 'vitest';
import { demoSite, earlierDemoSite, type ReleaseName, type Site, slowHomeSite } from '../../demo/evcc';
import { kept, kind, recorded, type World, world } from './support';

const earlier: Site = { ...earlierDemoSite, interval: 10 };

interface Recording {
  readonly release: ReleaseName;
  readonly name: string;
  readonly site: Site;
  /** Topics (or the branches that they are in) that only one of the two has, and why. */
  readonly differences?: Record<string, string>;
  /** What had happened there. */
  readonly before?: (here: World) => void;
}

const configured = {
  'site/network/host': 'named in the configuration of that home',
  'site/network/schema_': 'as the host',
  'site/tariffs/yamlSource': 'that home has its tariffs from the user interface, not from a file',
};

function limited(here: World): void {
  here.command('site/batteryGridChargeLimit', '0.06', 2000);
}

/** A car that came, charged and went, and the quarter of an hour after it. */
function session(here: World): void {
  limited(here);
  here.evcc.arrive('db:9');
  here.evcc.charge('db:9', true);
  here.clock.advance(120_000);
  here.evcc.leave('db:9');
  here.clock.advance(900_000);
}

const RECORDINGS: readonly Recording[] = [
  { release: '0.133', name: '0.133.0', site: earlier },
  {
    release: '0.200',
    name: '0.200.0',
    site: { ...earlier, tariffs: { ...earlier.tariffs, co2: false, solar: false } },
  },
  { release: '0.207', name: '0.207.6', site: earlier },
  { release: '0.300', name: '0.300.7', site: earlier },
  { release: '0.304', name: '0.304.2', site: earlier },
  { release: '0.307', name: '0.307.2', site: { ...earlier, tariffs: { feedIn: 0.08, solar: true, slots: 288 } } },
  {
    release: '0.313',
    name: '0.313.2',
    site: { ...demoSite, interval: 10 },
    differences: {
      'loadpoints/3/chargerStatusReason':
        'said when charging begins, which the recording of the heat pump is too short for',
    },
  },
  {
    release: '0.315',
    name: '0.315.0',
    site: slowHomeSite,
    before: session,
    differences: {
      ...configured,
      'site/availableVersion': 'only where there is a newer release than the running one',
    },
  },
  {
    release: '0.316',
    name: '0.316.0',
    site: slowHomeSite,
    before: limited,
    differences: {
      ...configured,
      'loadpoints/1/chargerStatusReason': 'the charger of that home gives a reason before anything charges',
    },
  },
];

const differ = ({ differences = {} }: Recording, topic: string): boolean =>
  Object.keys(differences).some((one) => topic === one || topic.startsWith(`${one}/`));

/** JSON without its values: lists by their first item, texts with every digit 0. */
function structure(value: unknown): unknown {
  if (Array.isArray(value)) return value[0] === undefined ? [] : [structure(value[0]), '…'];
  if (typeof value === 'string') return value.replaceAll(/\d/g, '0');
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, structure(one)]));
}

/** How a text is written: of a number with three decimals that, of JSON its structure. */
function form(text: string): unknown {
  if (kind(text) === 'json') return structure(JSON.parse(text));
  return kind(text) === 'number' && /\.\d{3}$/.test(text) ? 'three decimals' : kind(text);
}

/** Five significant digits; those with more are times. */
const digits = (text: string) => Number(text) === Number(Number(text).toPrecision(5)) || /^\d{10}$/.test(text);
const padded = (text: string) => /^-?\d+(\.\d{3})?$/.test(text);
const decimals = (text: string) => /^-?\d+(\.\d{0,2}[1-9])?$/.test(text);

const rounded = (release: ReleaseName) => {
  if (release === '0.300') return padded;
  return ['0.133', '0.200', '0.207'].includes(release) ? digits : decimals;
};

describe.each(RECORDINGS)('$name, held against what a running evcc of that release keeps', (recording) => {
  const { release, name, site } = recording;
  const here = world({ site, evcc: release });
  here.start();
  here.clock.advance(site.interval * 3500);
  recording.before?.(here);
  const ours = here.retained();
  const theirs = kept(recorded(`versions/${name}-retained`));
  const shape = (map: Map<string, string>): Record<string, string> =>
    Object.fromEntries(
      [...map].filter(([topic]) => !differ(recording, topic)).map(([topic, text]) => [topic, kind(text)]),
    );

  test('keeps the same topics, each of the same kind', () => {
    expect(shape(ours)).toEqual(shape(theirs));
  });

  test('writes JSON as recorded, and whole numbers without decimals where others have them', () => {
    const written = (map: Map<string, string>) =>
      Object.fromEntries(
        [...map]
          .filter(([topic, text]) => !differ(recording, topic) && (release === '0.300' || kind(text) === 'json'))
          .map(([topic, text]) => [topic, form(text)]),
      );
    expect(written(ours)).toEqual(written(theirs));
  });

  test('rounds numbers as recorded, but not inside JSON', () => {
    const numbers = [...ours.values(), ...theirs.values()].filter((text) => kind(text) === 'number');
    const wrong = numbers.filter((text) => !rounded(release)(text));
    expect(wrong).toEqual([]);
  });

  test('says the full number of the release', () => {
    expect(ours.get('site/version')).toBe(theirs.get('site/version'));
  });
});
