// How long the slowest texts hold Node-RED up, by the field that they come in: `tsx scripts/inputs.ts [kB]`. It reports and judges not:
// on a busy machine a time says little, so what is too slow is tried again and the best of five counts.
import { performance } from 'node:perf_hooks';
import { FIELDS } from '../test/support/fields';
import { worstTexts } from '../test/support/worst';

const size = Number(process.argv[2] ?? 256) * 1024;
const WORTH_AGAIN = 10;

function timed(read: (text: string) => void, text: string): number {
  const begun = performance.now();
  read(text);
  return performance.now() - begun;
}

for (const [field, read] of Object.entries(FIELDS)) {
  let slowest = 0;
  let what = '';
  let count = 0;
  for (const text of worstTexts(size)) {
    count++;
    let time = timed(read, text);
    for (let again = 0; time > WORTH_AGAIN && again < 4; again++) time = Math.min(time, timed(read, text));
    if (time > slowest) [slowest, what] = [time, text];
  }
  const example = `${JSON.stringify(what.slice(0, 40))}… ${JSON.stringify(what.slice(-12))}`;
  process.stdout.write(`${field.padEnd(24)} ${slowest.toFixed(1).padStart(7)} ms of ${count} texts: ${example}\n`);
}
