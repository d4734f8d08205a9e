// The figures, each with its goal.

export interface Goal {
  readonly id: string;
  readonly figure: string;
  /** What `Pair.ours` and `Pair.other` are, and their unit. */
  readonly ours: string;
  readonly other: string;
  readonly unit: string;
  readonly digits: number;
  /** Of the median of ours to the other; absent: shown beside the figure above, without a goal of its own. */
  readonly goal?: { readonly is: 'atMost' | 'atLeast'; readonly ratio: number; readonly text: string };
}

const atMost = (ratio: number, text = `≤ ${ratio}`): NonNullable<Goal['goal']> => ({ is: 'atMost', ratio, text });
const cpu = { unit: 's', digits: 3 } as const;

export const GOALS: readonly Goal[] = [
  {
    id: 'cpu-500-core',
    figure: 'CPU, 500 nodes, each update, against core',
    ours: 'evcc-in',
    other: 'mqtt in',
    ...cpu,
    goal: atMost(1 / 10, '≤ 1/10'),
  },
  {
    id: 'cpu-500-core5',
    figure: 'the same against core on MQTT 5',
    ours: 'evcc-in',
    other: 'mqtt in',
    ...cpu,
    goal: atMost(0.8),
  },
  {
    id: 'cpu-500-raw',
    figure: 'the same against mqtt.js alone',
    ours: 'evcc-in',
    other: 'mqtt.js',
    ...cpu,
    goal: atMost(1.3),
  },
  {
    id: 'cpu-500-least-raw',
    figure: '… of it what sending from 500 nodes takes: mqtt.js in Node-RED against mqtt.js alone',
    ours: 'mqtt.js in Node-RED',
    other: 'mqtt.js',
    ...cpu,
  },
  {
    id: 'cpu-500-least',
    figure: '… ours against mqtt.js in Node-RED',
    ours: 'evcc-in',
    other: 'mqtt.js in Node-RED',
    ...cpu,
  },
  {
    id: 'cpu-500-change-raw',
    figure: 'CPU, 500 nodes, changes, against mqtt.js alone',
    ours: 'evcc-in',
    other: 'mqtt.js',
    ...cpu,
    goal: atMost(1.15),
  },
  {
    id: 'cpu-100-core',
    figure: 'CPU, 100 nodes, each update, against core',
    ours: 'evcc-in',
    other: 'mqtt in',
    ...cpu,
    goal: atMost(0.55),
  },
  { id: 'cpu-20-core', figure: 'CPU, 20 nodes', ours: 'evcc-in', other: 'mqtt in', ...cpu, goal: atMost(0.85) },
  { id: 'cpu-1-core', figure: 'CPU, 1 node', ours: 'evcc-in', other: 'mqtt in', ...cpu, goal: atMost(1.1) },
  {
    id: 'cpu-20-switch',
    figure: 'CPU, 20 values against core on `evcc/#` and a switch',
    ours: 'evcc-in',
    other: 'mqtt in',
    ...cpu,
    goal: atMost(1 / 60, '≤ 1/60'),
  },
  {
    id: 'site',
    figure: 'CPU, the whole site as one object against core on `evcc/#` into nothing',
    ours: 'evcc-in',
    other: 'mqtt in',
    ...cpu,
    goal: atMost(0.9),
  },
  {
    id: 'delivered',
    figure: 'CPU of one delivered message, 2 000 nodes against 50',
    ours: '2 000',
    other: '50',
    unit: 'µs',
    digits: 1,
    goal: atMost(1.3),
  },
  {
    id: 'latency',
    figure: 'p99 from publishing to the flow at evcc’s pace, 500 nodes',
    ours: 'evcc-in',
    other: 'mqtt.js',
    unit: 'ms',
    digits: 2,
    goal: atMost(2 / 1.1, '≤ 2 ms where mqtt.js has 1.1'),
  },
  {
    id: 'start',
    figure: 'start to all 500 values known, against core',
    ours: 'evcc-in',
    other: 'mqtt in',
    unit: 'ms',
    digits: 0,
    goal: atMost(0.35),
  },
  { id: 'start-cpu', figure: '… of CPU time', ours: 'evcc-in', other: 'mqtt in', unit: 'ms', digits: 0 },
  {
    id: 'memory',
    figure: 'heap of 500 nodes over an empty Node-RED, against core',
    ours: 'evcc-in',
    other: 'mqtt in',
    unit: 'MiB',
    digits: 1,
    goal: atMost(0.8),
  },
  { id: 'memory-rss', figure: '… of resident memory', ours: 'evcc-in', other: 'mqtt in', unit: 'MiB', digits: 1 },
  {
    id: 'commands',
    figure: 'commands a second, `confirm: none`, against core `mqtt out`',
    ours: 'evcc-out',
    other: 'mqtt out',
    unit: '/s',
    digits: 0,
    goal: { is: 'atLeast', ratio: 0.9, text: '≥ 0.9' },
  },
  {
    id: 'commands-cpu',
    figure: '… CPU of one command, evcc’s answer included',
    ours: 'evcc-out',
    other: 'mqtt out',
    unit: 'µs',
    digits: 0,
  },
  {
    id: 'endurance',
    figure: 'heap after 1 000 cycles against after 10',
    ours: '1 000',
    other: '10',
    unit: 'MiB',
    digits: 1,
    goal: atMost(1.02),
  },
  { id: 'endurance-rss', figure: '… of resident memory', ours: '1 000', other: '10', unit: 'MiB', digits: 1 },
];
