// What the nodes cost, side by side with Node-RED's own MQTT nodes and with mqtt.js alone. Run: npm run bench
//   -- --quick            fewer repeats and cycles
//   -- --only cpu500,site parts of it
//   -- --page             writes docs/performance.md from what the last run found, and measures nothing
// The figures are written into reports/bench.json. BENCH_NODE holds more options for the Node.js of the measured Node-REDs
// (`--cpu-prof --cpu-prof-dir=…`, `--trace-gc`).

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install } from '../test/support/installed';
import { arrivals } from './figures/arrivals';
import { commandRates } from './figures/commands';
import { cpu1, cpu20, cpu100, cpu500, delivered, site } from './figures/cpu';
import { endurance } from './figures/endurance';
import { latency } from './figures/latency';
import { start } from './figures/start';
import type { Check, Context, Found, Pair } from './figures/types';
import { machine, versions } from './machine';
import { page } from './page';
import { startPublisher } from './parts/arm';
import type { Shares } from './parts/profile';
import { type Results, rowsOf } from './results';
import { table } from './table';

const PARTS: Readonly<Record<string, (context: Context) => Promise<Found>>> = {
  arrivals,
  cpu500,
  cpu100,
  cpu20,
  cpu1,
  site,
  delivered,
  latency,
  start,
  commands: commandRates,
  endurance,
};

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const RESULTS = file('reports/bench.json');
const PAGE = file('docs/performance.md');

async function measure(parts: readonly string[], quick: boolean): Promise<Results> {
  const installed = await install('4.1');
  const publisher = await startPublisher();
  const began = Date.now();
  const say = (text: string): void =>
    console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${text}`);
  const context: Context = { installed, publisher, repeats: quick ? 2 : 5, scale: quick ? 0.15 : 1, say };
  const rows: Record<string, readonly Pair[]> = {};
  const checks: Check[] = [];
  const profiles: Record<string, Shares> = {};
  try {
    for (const part of parts) {
      const found = await PARTS[part]?.(context);
      Object.assign(rows, found?.rows);
      Object.assign(profiles, found?.profiles);
      checks.push(...(found?.checks ?? []));
    }
  } finally {
    await publisher.end();
  }
  const date = new Date().toISOString().slice(0, 10);
  return { date, quick, machine: machine(), versions: versions(installed), rows: rowsOf(rows), checks, profiles };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      page: { type: 'boolean', default: false },
      out: { type: 'string', default: RESULTS },
    },
  });
  if (values.page) {
    if (!existsSync(values.out)) throw new Error(`${values.out}: nothing was measured yet`);
    writeFileSync(PAGE, page(JSON.parse(readFileSync(values.out, 'utf8')) as Results));
    return;
  }
  const parts = values.only?.split(',') ?? Object.keys(PARTS);
  const unknown = parts.filter((part) => !(part in PARTS));
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  const results = await measure(parts, values.quick);
  mkdirSync(file('reports'), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(results, null, 1)}\n`);
  console.log(`\n${table(results)}`);
  if (results.checks.some(({ ok }) => !ok)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
