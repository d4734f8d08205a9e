import { describe, expect, test } from 'vitest';
import { demoSite, earlierDemoSite, type ReleaseName, type Site } from '../../demo/evcc';
import { recorded, type Seen, world } from './support';

interface Recording {
  readonly evcc: ReleaseName;
  readonly name: string;
  readonly site: Site;
  readonly differences?: Record<string, string>;
}

const earlier: Site = { ...earlierDemoSite, interval: 10 };

/** The recorded branch was not the release yet. */
const BRANCH: Record<string, string> = {
  'site/forecast': 'the branch had a topic for each slot',
  ...Object.fromEntries(
    ['solarShare', 'chargerFeatureDemandTemperature', 'chargerFeatureDemandWeekday'].flatMap((key) =>
      [1, 2, 3].map((n) => [`loadpoints/${n}/${key}`, 'only the release has it']),
    ),
  ),
  ...Object.fromEntries([1, 2, 3, 4].map((n) => [`vehicles/vehicle_${n}/alwaysCharge`, 'only the release has it'])),
  'site/battery/returnEnergy': 'only the release has it',
  'site/batteryGridDischargeActive': 'only the release has it',
  'site/profilePercentile': 'only the release has it',
  'site/gridExportLimit': 'only the release has it',
};

const RECORDINGS: readonly Recording[] = [
  { evcc: '0.133', name: 'versions/0.133.0-start', site: earlier },
  {
    evcc: '0.200',
    name: 'versions/0.200.0-start',
    site: { ...earlier, tariffs: { ...earlier.tariffs, co2: false, solar: false } },
  },
  { evcc: '0.207', name: 'versions/0.207.6-start', site: earlier },
  { evcc: '0.300', name: 'versions/0.300.7-start', site: earlier },
  { evcc: '0.304', name: 'versions/0.304.2-start', site: earlier },
  {
    evcc: '0.307',
    name: 'versions/0.307.2-start',
    site: { ...earlier, tariffs: { feedIn: 0.08, solar: true, slots: 288 } },
  },
  { evcc: '0.313', name: 'versions/0.313.2-start', site: { ...demoSite, interval: 10 } },
  { evcc: 'nightly', name: 'demo-restart', site: { ...demoSite, interval: 20 } },
  { evcc: '0.316', name: 'smart-restart', site: { ...demoSite, interval: 30 }, differences: BRANCH },
];

/** From the first word of a start after its wipe up to its first second control cycle; ms since that word. */
function start(messages: readonly Seen[], interval: number): Seen[] {
  const online = messages.findIndex(
    ({ topic, text, retained }) => topic === 'status' && text === 'online' && !retained,
  );
  const after = messages.slice(online + 1);
  const counts = after.findIndex(({ topic, text }) => topic === 'loadpoints' && text !== '');
  let first = counts;
  while (first > 0 && (after[first]?.ms ?? 0) - (after[first - 1]?.ms ?? 0) < 500) first--;
  const zero = after[first]?.ms ?? 0;
  const end = after.findIndex(
    ({ topic, text, ms }) => (topic === 'status' && text === 'offline') || ms - zero > interval * 1000 * 1.5,
  );
  return after.slice(first, end < 0 ? undefined : end).map((one) => ({ ...one, ms: one.ms - zero }));
}

describe.each(RECORDINGS)('the start of $evcc, held against $name', ({ evcc, name, site, differences = {} }) => {
  const theirs = start(recorded(name), site.interval);
  const here = world({ evcc, site });
  here.start();
  here.evcc.crash();
  here.clock.advance(1000);
  const ours = start(
    here.during(() => {
      here.start();
      here.clock.advance(site.interval * 2000);
    }),
    site.interval,
  );
  const topics = (messages: readonly Seen[]) =>
    [...new Set(messages.map(({ topic }) => topic))]
      .filter((topic) => !Object.keys(differences).some((one) => topic === one || topic.startsWith(`${one}/`)))
      .sort();

  test('says the same topics before the second control cycle', () => {
    const soon = (messages: readonly Seen[]) => messages.filter(({ ms }) => ms < 5000);
    expect(topics(soon(ours))).toEqual(topics(soon(theirs)));
  });

  test('says of each loadpoint only with its first turn whether something is connected, charging, enabled', () => {
    const signs = /^loadpoints\/\d\/(connected|charging|enabled|planOverrun|minSocNotReached|smartCostActive)$/;
    const cycle = (messages: readonly Seen[]) => {
      const first = new Map<string, number>();
      for (const { topic, ms } of messages.filter((one) => signs.test(one.topic) && one.text !== '')) {
        if (!first.has(topic)) first.set(topic, Math.round(ms / 1000 / site.interval));
      }
      return Object.fromEntries([...first].sort());
    };
    expect(cycle(ours)).toEqual(cycle(theirs));
  });

  const texts = (messages: readonly Seen[], topic: string) => [
    ...new Set(
      messages
        .filter((one) => one.topic === topic)
        .map(({ text }) => (/^0\.9\d/.test(text) ? '1' : text.replace(/\.0+$/, ''))),
    ),
  ];

  test.each(
    ['Name', 'Title', 'Soc', 'Range', 'LimitSoc'].flatMap((key) => [1, 2].map((n) => `loadpoints/${n}/vehicle${key}`)),
  )('%s is first false, then true', (topic) => {
    const both = (messages: readonly Seen[]) =>
      texts(messages, topic)
        .map((text) => (text === '0' ? 'zero' : text === '' ? 'none' : 'true'))
        .sort();
    expect(both(ours)).toEqual(both(theirs));
  });
  test.each(['site/pv', 'site/battery', 'site/grid', 'site/greenShareHome'])(
    '%s is what it was recorded to be',
    (topic) => {
      expect(texts(ours, topic)).toEqual(texts(theirs, topic));
    },
  );
});
