// One command proves it: format and lint, spelling, build, types, then all tests; what could not be run is named. Arguments name the test
// projects to run (unit, nodes, broker, runtime, browser); none: all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missing } from './programs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const REPORT = join(root, 'reports', 'vitest.json');
const projects = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const skipped = [];

function step(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const ok = status === 0;
  counts[ok ? 'passed' : 'failed']++;
  return ok;
}

const bin = (name) => join(root, 'node_modules', '.bin', name);
mkdirSync(join(root, 'reports'), { recursive: true });
rmSync(REPORT, { force: true });

step('format and lint', bin('biome'), ['ci', '.']);
step('spelling', bin('cspell'), ['lint', '--no-progress']);
const built = step('build', process.execPath, [join(root, 'scripts', 'build.mjs')]);
step('types', bin('tsc'), ['-p', 'test']);

if (built) {
  console.log('\n== tests');
  const args = ['run', ...projects.flatMap((name) => ['--project', name])];
  const { status } = spawnSync(
    bin('vitest'),
    [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (existsSync(REPORT)) {
    const report = JSON.parse(readFileSync(REPORT, 'utf8'));
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
    // A file that cannot even be loaded has no failed test of its own.
    const broken = report.testResults.filter(
      ({ status: result, assertionResults }) => result === 'failed' && assertionResults.length === 0,
    );
    counts.failed += broken.length;
    for (const { name, assertionResults } of report.testResults) {
      for (const one of assertionResults) {
        if (one.status === 'passed' || one.status === 'failed') continue;
        skipped.push(`${name.replace(`${root}/`, '')}: ${one.fullName}`);
      }
    }
    if (status !== 0 && report.numFailedTests === 0 && broken.length === 0) counts.failed++;
  } else {
    counts.failed++;
  }
}

counts.skipped = skipped.length;
if (skipped.length > 0) {
  const lacking = missing();
  const why = lacking.length > 0 ? `this machine has no ${lacking.join(', no ')}` : 'though nothing is missing here';
  console.log(`\nSkipped, ${why}:\n  ${skipped.join('\n  ')}`);
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
