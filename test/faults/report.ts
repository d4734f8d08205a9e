import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was tried of one fault. */
export interface Tried {
  readonly fault: string;
  readonly rounds: number;
  readonly commands: Readonly<Record<string, number>>;
  /** What was measured on the way. */
  readonly measured?: Readonly<Record<string, number>>;
}

const FOLDER = join(__dirname, '..', '..', 'reports');

/** Writes what was tried, for the page about reliability. */
export function report(name: string, seed: number, tried: readonly Tried[]): void {
  mkdirSync(FOLDER, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  // A few rounds of `npm test` are not what the page tells.
  const quick = process.env.EVCC_FAULTS !== 'long';
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify({ date, seed, quick, tried }, null, 2)}\n`);
}
