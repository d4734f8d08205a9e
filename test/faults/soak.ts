// `npm run test:soak -- --minutes 30 --seed 1`: a house with its dashboard, hours of its day in minutes, and one fault after the other.
// Ends with a report in reports/soak.json, and with 1 when anything was wrong.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DASHBOARD_SETTINGS, dashboardFlows, houseAt } from '../support/dashboard';
import { until } from '../support/until';
import { House, type Resources } from './house';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const MINUTES = Number(values.minutes);
const SEED = Number(values.seed);
/** Faults after which memory is as large as it gets by being used at all. */
const WARM = 15;

type Fault = (house: House) => Promise<void>;

async function stopped(house: House): Promise<void> {
  await until(() => house.evcc.phase === 'stopped', 'the stand-in has ended');
}

/** What may happen to a house; more than once where it happens more often. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'broker killed': async (house) => {
    await house.broker.end('SIGKILL');
    await house.ask();
    await house.moment(1000);
    await house.broker.run();
  },
  'broker restarted in order': async (house) => {
    await house.broker.end('SIGTERM');
    await house.broker.run();
  },
  'evcc stopped': async (house) => {
    house.evcc.stop();
    await house.ask();
    await stopped(house);
    house.evcc.start();
  },
  'evcc crashed': async (house) => {
    house.evcc.crash();
    await house.ask();
    await stopped(house);
    house.evcc.start();
  },
  'broker and evcc at once': async (house) => {
    await house.broker.end('SIGKILL');
    house.evcc.crash();
    await house.ask();
    await house.broker.run();
    house.evcc.start();
  },
  'connection lost': async (house) => {
    house.network.drop();
    await house.ask();
  },
  'cut in the middle of a packet': async (house) => {
    house.network.segment = 1 + Math.floor(house.random.next() * 100);
    house.network.cutAfter(1 + Math.floor(house.random.next() * 20_000));
    await house.moment();
    house.network.segment = Number.POSITIVE_INFINITY;
  },
  'deploy of one node': async (house) => {
    await house.ask();
    await house.deploy('nodes');
  },
  'full deploy': async (house) => {
    // It ends all nodes, those that outcomes go to as well: what is under way then is told to nobody but the log.
    await house.toldAll('what came before a full deploy');
    await house.deploy('full');
  },
};

function any({ random }: House): string {
  const names = Object.keys(FAULTS);
  return names[Math.floor(random.next() * names.length)] ?? '';
}

async function main(): Promise<void> {
  const house = await House.start({
    seed: SEED,
    persistence: true,
    settings: DASHBOARD_SETTINGS,
    // On a busy machine a burst takes a second or two: the pause after it, in which a structure is whole, has to fit into a cycle.
    evccAt: (transport) => houseAt(0, 'de', 6, transport, 'nightly'),
    beside: (broker) => dashboardFlows('de', Number(broker.split(':').at(-1))),
  });
  try {
    await soak(house);
  } catch (error) {
    console.log(`the end of Node-RED's log:\n${house.nodeRed.log.slice(-4000)}`);
    throw error;
  } finally {
    await house.close();
  }
}

async function soak(house: House): Promise<void> {
  await house.check('the start');
  const faults: Record<string, number> = {};
  const wrong: string[] = [];
  let count = 0;
  let warm: Resources | undefined;
  const end = performance.now() + MINUTES * 60_000;
  let checks = 0;
  while (performance.now() < end) {
    // One fault alone, or more before the former one is over.
    const names = Array.from({ length: 1 + Math.floor(house.random.next() * 6) }, () => any(house));
    for (const name of names) {
      await house.moment(1500);
      await house.ask();
      house.note(name);
      await FAULTS[name]?.(house);
      house.note(`${name}: done`);
      faults[name] = (faults[name] ?? 0) + 1;
      count++;
      if (count % 20 === 0) console.log(`${count} faults, ${Math.round((end - performance.now()) / 60_000)} min left`);
    }
    await house.check(`${names.join(', ')}; fault ${count}`).catch((error: unknown) => {
      wrong.push(String(error));
      console.log([String(error), 'What happened last:', ...house.lately()].join('\n'));
    });
    checks++;
    if (count > WARM) warm ??= await house.resources();
  }
  const last = await house.resources();
  warm ??= last;
  const report = {
    date: new Date().toISOString().slice(0, 10),
    seed: SEED,
    minutes: MINUTES,
    faults: count,
    checks,
    byFault: faults,
    values: house.values,
    commands: house.commands.size,
    outcomes: house.results,
    lostByBroker: [...house.lost],
    wrong,
    heap: { warm: warm.heap, end: last.heap, ratio: last.heap / warm.heap },
    rss: { warm: warm.rss, end: last.rss },
  };
  const folder = join(import.meta.dirname ?? __dirname, '..', '..', 'reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'soak.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

void main();
