import { describe, expect, it } from 'vitest';
import { type Reliability, reliabilityPage } from '../../scripts/docs/reliability';
import { read } from './texts.js';

const memory = { warm: 50_000_000, end: 51_000_000 };
const data: Reliability = {
  machine: '2 × CPU, 8 GiB',
  faults: {
    date: '2026-11-23',
    seed: 17,
    tried: [
      {
        fault: 'half-open connection',
        rounds: 20,
        commands: { applied: 1234, EVCC_TIMEOUT: 5 },
        measured: { 'noticed after at most, s': 58 },
      },
    ],
  },
  soak: {
    date: '2026-11-23',
    seed: 18,
    minutes: 31,
    faults: 210,
    checks: 105,
    byFault: { 'broker killed': 210 },
    values: 1_000_000,
    commands: 400,
    outcomes: { applied: 400 },
    lostByBroker: ['site/pvPower'],
    wrong: [],
    heap: memory,
    rss: memory,
  },
};

describe('the page about reliability', () => {
  it('says what was tried, with the seed to try it again', () => {
    const page = reliabilityPage('en', data);
    expect(page).toContain('`npm run test:faults -- 17`');
    expect(page).toContain('`npm run test:soak -- --minutes 31 --seed 18`');
    expect(page).toContain(
      '| half-open connection | 20 | `applied` 1,234, `EVCC_TIMEOUT` 5 | noticed after at most, s 58 |',
    );
    expect(page).toContain('50.0 → 51.0 MB (+2.0 %)');
    expect(page).toContain('not run yet');
  });

  it('says it in German', () => {
    const page = reliabilityPage('de', data);
    expect(page).toContain('| halb offene Verbindung, Pakete verschwinden | 20 | `applied` 1.234');
    expect(page).toContain('| Störungen | 210 (Broker abgeschossen 210) |');
    expect(page).toContain('23.11.2026');
  });

  it('does not hide what was wrong', () => {
    const { soak } = data;
    if (soak === undefined) throw new Error('no soak');
    expect(reliabilityPage('en', { ...data, soak: { ...soak, wrong: ['site/pvPower: 3'] } })).toContain(
      '| Lost or wrong | site/pvPower: 3 |',
    );
  });

  it('knows every fault of the tests in German', () => {
    const names = [
      ...[...read('test/faults/faults.test.ts').matchAll(/ done\('([^']+)'/g)].map(([, name = '']) => name),
      ...[...read('test/faults/soak.ts').matchAll(/^ {2}'([^']+)': async/gm)].map(([, name = '']) => name),
    ];
    expect(names.length).toBeGreaterThan(15);
    const german = reliabilityPage('de', {
      ...data,
      faults: { date: '2026-11-23', seed: 1, tried: names.map((fault) => ({ fault, rounds: 1, commands: {} })) },
    });
    expect(names.filter((name) => german.includes(`| ${name} |`))).toEqual([]);
  });
});
