// `npm run reliability`: takes over what the last runs of test:faults, test:soak and test:load reported, and makes the page of it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, pathOf } from './docs/markdown';
import { DATA, type Reliability, reliabilityPage } from './docs/reliability';

const known = existsSync(DATA) ? (JSON.parse(readFileSync(DATA, 'utf8')) as Reliability) : {};
const taken: Record<string, unknown> = { ...known };
for (const name of process.argv.length > 2 ? process.argv.slice(2) : ['faults', 'soak', 'load']) {
  const report = new URL(`../reports/${name}.json`, import.meta.url);
  const found = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { readonly quick?: boolean })
    : undefined;
  // A quick run only shows that the script runs.
  if (found === undefined || found.quick) console.log(`no whole run of ${name}: what was known stays`);
  else taken[name] = found;
}
const [cpu] = cpus();
taken.machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node.js ${process.versions.node}`;
writeFileSync(DATA, `${JSON.stringify(taken, null, 2)}\n`);
for (const language of LANGUAGES) {
  writeFileSync(
    fileURLToPath(new URL(`../${pathOf('reliability', language)}`, import.meta.url)),
    reliabilityPage(language),
  );
}
