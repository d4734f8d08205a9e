// Why a goal is not met, as the profiles of a run tell: put beside the figure when it is missed or just reached.

import type { Results, Row } from './results';
import { decimal, ratio } from './table';

const UPDATE = 'evcc-in, 500 nodes, each update';

const row = ({ rows }: Results, id: string): Row | undefined => rows.find((one) => one.id === id);
const median = (results: Results, id: string): string => {
  const value = row(results, id)?.ratio?.median;
  return value === undefined ? '–' : ratio(value);
};

/** Parts of the time in JavaScript and the garbage collector, largest first, in percent. */
export function shares({ profiles }: Results, name: string): readonly (readonly [string, number])[] {
  const by = Object.entries(profiles[name]?.by ?? {});
  const all = by.reduce((sum, [, ms]) => sum + ms, 0);
  return by.map(([owner, ms]) => [owner, (ms * 100) / all] as const).sort(([, a], [, b]) => b - a);
}

function share(results: Results, name: string, owners: readonly string[]): string {
  const sum = shares(results, name).reduce((all, [owner, part]) => (owners.includes(owner) ? all + part : all), 0);
  return `${decimal(sum, 0)} %`;
}

/** CPU time of one published cycle by a side, ms. */
function perCycle(results: Results, id: string, messages: number): string {
  const seconds = row(results, id)?.ours?.median ?? 0;
  return `${decimal((seconds * 1000 * messages) / 100_000, 1)} ms`;
}

const FEW =
  'Every connection also gets `updated` and the modes, by which it knows that evcc lives and whether it wipes its values: with few nodes these two messages a cycle, each of which wakes the process by itself, are much of what there is.';

/** By figure. `messages`: of a cycle. */
export const REASONS: Readonly<Record<string, (results: Results, messages: number) => string>> = {
  'cpu-500-raw': (results) =>
    `Sending from 500 nodes alone, the texts as mqtt.js gives them and nothing else done, takes ${median(results, 'cpu-500-least-raw')} of mqtt.js alone; evcc-in takes ${median(results, 'cpu-500-least')} of that. Of its time ${share(results, UPDATE, ['evcc: core', 'evcc: nodes'])} is spent in its own code and ${share(results, UPDATE, ['garbage collector'])} in the garbage collector, mostly for messages that wait for Node-RED's next turn.`,
  'cpu-500-change-raw': (results) =>
    `Nearly all messages end at the look whether their text is another one: ${share(results, 'evcc-in, 500 nodes, changes', ['evcc: core', 'evcc: nodes'])} of the time is spent in evcc-in's code, the rest in mqtt.js, Node.js and the garbage collector, in the larger heap of a Node-RED.`,
  'cpu-20-core': () => FEW,
  'cpu-20-switch': (results, messages) =>
    `Core's side takes all 7 000 messages; ours is ${perCycle(results, 'cpu-20-switch', messages)} of CPU time a cycle. ${FEW}`,
  'cpu-1-core': (results, messages) =>
    `${FEW} It is ${perCycle(results, 'cpu-1-core', messages)} of CPU time a cycle, of which evcc has one in 30 s.`,
  site: (results) =>
    `Each cycle the 7 000 parts are put together, compared with what was said and copied for the flow; core passes texts on, and loses those that it is too late for. ${share(results, 'evcc-in, the whole site as one object', ['evcc: core', 'evcc: nodes'])} of the time is spent in evcc-in's code.`,
  commands: (results) =>
    `A command is checked against evcc's state and watched until evcc has answered: ${share(results, 'evcc-out', ['evcc: core', 'evcc: nodes'])} of the time is spent in evcc-out's code, where core hands a text to mqtt.js.`,
  start: () =>
    'In a profile of the start about two fifths of our time are the messages (stored copies read, judged, handed out), somewhat more than a third is the making of 500 nodes with their topics, a tenth are their statuses.',
  latency: () =>
    'The slowest of 500 messages stand behind hundreds that evcc publishes in the same millisecond; what evcc-in and Node-RED add is the distance to mqtt.js alone.',
};
