// What the broker delivers in three recorded control cycles to a Node-RED with one evcc-in on site/pvPower, the connection's own small set
// named apart; beside it what a subscriber of everything gets. Run: npx tsx bench/topic-count.ts

import { compile } from '../src/lib/selection/compile';
import { FIXED_SET } from '../src/lib/state/roles';
import { minimal } from '../src/lib/subscriptions';
import { matchesSegments } from '../src/lib/topic';
import { recording } from '../test/support/replay';

const CYCLES = 3;
const topics = recording('demo-cycles').map(({ topic }) => topic.replace(/^evcc\//, '').split('/'));
const stored = recording('demo-retained').map(({ topic }) => topic.replace(/^evcc\//, '').split('/'));

/** How many of the messages some filter matches. */
function delivered(filters: Iterable<string>, messages: readonly string[][]): number {
  const all = [...filters].map((filter) => filter.split('/'));
  return messages.filter((topic) => all.some((filter) => matchesSegments(filter, topic))).length;
}

const own = minimal(FIXED_SET);
const node = compile('site/pvPower').filters;
const row = (name: string, filters: Iterable<string>): void =>
  console.log(
    `${name.padEnd(44)} ${String(delivered(filters, stored)).padStart(8)} ${String(CYCLES * delivered(filters, topics)).padStart(12)}`,
  );

console.log(`${''.padEnd(44)} ${'at start'.padStart(8)} ${`${CYCLES} cycles`.padStart(12)}`);
row('evcc-in on site/pvPower', node);
row("the connection's own set", own);
row('both together', minimal([...own, ...node]));
row('a subscriber of evcc/#', ['#']);
