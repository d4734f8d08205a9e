// docs/performance.md from what a run found.

import { GOALS } from './goals';
import { CYCLE } from './parts/topics';
import { REASONS, shares } from './reasons';
import type { Results } from './results';
import { decimal, table } from './table';

const list = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** Goals that were not met, each with the reason. */
function unmet(results: Results): string {
  const lines = results.rows.flatMap(({ id, verdict }) => {
    if (verdict !== 'missed' && verdict !== 'at the goal') return [];
    const figure = GOALS.find((goal) => goal.id === id)?.figure ?? id;
    return [`- **${figure}**: ${verdict}. ${REASONS[id]?.(results, CYCLE.length) ?? ''}`.trim()];
  });
  return lines.length === 0 ? 'All goals are met.' : lines.join('\n');
}

function profiles(results: Results): string {
  return Object.keys(results.profiles)
    .map((name) => {
      const parts = shares(results, name).filter(([, percent]) => percent >= 3);
      return `| ${name} | ${parts.map(([owner, percent]) => `${owner} ${decimal(percent, 0)} %`).join(', ')} |`;
    })
    .join('\n');
}

export function page(results: Results): string {
  const { date, quick, machine, versions } = results;
  const hurried = quick ? '\nA hurried run (`--quick`): the figures are rough.\n' : '';
  return `# What the nodes cost

Measured on ${date} by \`npm run bench\`, written by \`npm run bench -- --page\`.
${hurried}
- Machine: ${list(machine)}
- Versions: ${list(versions)}

${table(results)}

Ratios are ours to the other's, the median of the repeats' own ratios with the least and the greatest. Between a goal and 10 % beyond it a
figure is *at the goal*. CPU is that of the measured process, all its threads, in seconds for 100 000 published messages.

## Goals that are not met

${unmet(results)}

## How it is measured

A broker, a publisher and the measured process are processes of their own; each side of a comparison has a broker of its own, and they are
measured in turn, each time beginning with another one, after some cycles that are not counted. What is published is one recorded control
cycle of evcc, ${CYCLE.length} messages, in turn with the values that were there before it, so that the same values change each time: as
fast as the broker takes it, for the delay at its own pace of 475 ms. 500 nodes select all single values outside the forecasts and whole
slots from all over them; core's nodes are at their defaults (QoS 2, detected types). *mqtt.js alone* is a program that subscribes the same
topics by name and finds what to do with a message in a Map. Start and memory are each measured in a new process, memory after a forced
collection.

## Where the time goes

By whose code, in percent of the time that V8's profiler saw while cycles came; what the kernel does for a process is not in it.

| | |
|---|---|
${profiles(results)}
`;
}
