// `npm run test:load [-- --quick] [--only=part of a name]`: more than an evcc ever says. Reported in reports/load.json; ends with 1 when
// something was lost or wrong.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { carPark, configurations, inARow, longTexts, perSecond, type Result } from './scenarios';

const FILE = fileURLToPath(new URL('../../reports/load.json', import.meta.url));
const quick = process.argv.includes('--quick');
const times = (long: number, short: number): number => (quick ? short : long);

const LOADS: readonly (readonly [string, () => Promise<Result>])[] = [
  ['a million messages in a row', () => inARow(times(1_000_000, 50_000))],
  ['10 000 messages a second for a minute', () => perSecond(10_000, times(60, 5))],
  ['50 loadpoints, 200 vehicles', () => carPark(50, 200, times(180, 15))],
  ['30 configurations on one broker', () => configurations(30, times(20_000, 2_000))],
  ['texts of 5 MB', () => longTexts(5_000_000, times(40, 4))],
];

async function main(): Promise<void> {
  const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length);
  // One that is run again takes the place of its former result; the others stay.
  const results: Record<string, Result> =
    only !== undefined && existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')).results : {};
  for (const [name, load] of LOADS) {
    if (only !== undefined && !name.includes(only)) continue;
    const result = await load().catch((error: unknown) => {
      console.error(name, error);
      process.exitCode = 1;
    });
    if (result === undefined) continue;
    results[name] = result;
    console.log(name, JSON.stringify(result, null, 2));
    if (result.wrong.length > 0) process.exitCode = 1;
  }
  mkdirSync(dirname(FILE), { recursive: true });
  const report = { date: new Date().toISOString().slice(0, 10), quick, results };
  writeFileSync(FILE, `${JSON.stringify(report, null, 2)}\n`);
}

void main();
