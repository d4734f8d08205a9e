// Everything that may break, broken on purpose, many times: `npm run test:faults [-- seed]`. `npm test` does a few rounds of the same.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const seed = process.argv[2] ?? String(Math.floor(Math.random() * 1e6));
console.log(`seed ${seed}`);
const { status } = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), ['run', '--project', 'faults'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, EVCC_FAULTS: 'long', EVCC_FAULTS_SEED: seed },
});
process.exitCode = status ?? 1;
