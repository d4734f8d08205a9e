import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { GOALS } from '../../bench/goals';
import type { Results } from '../../bench/results';

const run = promisify(execFile);
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

test('the bench measures a figure, and names the others as not measured', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evcc-bench-test-'));
  const file = join(folder, 'bench.json');
  try {
    // It ends with an error when a message was lost or came twice.
    const args = ['--import', 'tsx', 'bench/main.ts', '--quick', '--only', 'cpu1', '--out', file];
    const { stdout } = await run(process.execPath, args, { cwd: CHECKOUT });
    const { rows, checks, profiles } = JSON.parse(await readFile(file, 'utf8')) as Results;
    expect(rows.map(({ id }) => id)).toEqual(GOALS.map(({ id }) => id));
    const measured = rows.filter(({ pairs }) => pairs.length > 0);
    expect(measured.map(({ id }) => id)).toEqual(['cpu-1-core']);
    for (const { ours, other } of measured.flatMap(({ pairs }) => pairs)) {
      expect(ours).toBeGreaterThan(0);
      expect(other).toBeGreaterThan(0);
    }
    expect(checks).toHaveLength(2);
    expect(checks.every(({ ok }) => ok)).toBe(true);
    expect(Object.keys(profiles)).toHaveLength(2);
    expect(stdout).toContain('CPU, 1 node');
  } finally {
    await rm(folder, { recursive: true });
  }
});
