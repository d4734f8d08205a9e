import type { Value } from '../../../src/lib/codec/decode';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { World } from '../../support/observe';
import { type Recorded, recording, replay } from '../../support/replay';
import { listen, rootOf } from './site-of';

/** A recorded stop and start: from when to when, ms of the recording, evcc publishes in its start and the first loadpoint's turn. */
export interface Start {
  readonly release: string;
  /** The counts, and the last message of the burst. */
  readonly from: number;
  readonly to: number;
  /** How long after the last message the status and the first value come: a second, or what is too little less for a timer. */
  readonly after: number;
}

/** As seen in the recordings: the pause after a start is one of seconds. */
export const STARTS: readonly Start[] = [
  { release: '0.133.0', from: 11_817, to: 12_590, after: 1000 },
  { release: '0.200.0', from: 8753, to: 8804, after: 999 },
  { release: '0.207.6', from: 12_278, to: 12_820, after: 1000 },
  { release: '0.300.7', from: 11_664, to: 11_843, after: 1000 },
  { release: '0.304.2', from: 12_059, to: 12_145, after: 1000 },
  { release: '0.307.2', from: 10_163, to: 10_262, after: 1000 },
  { release: '0.313.2', from: 10_114, to: 10_297, after: 1000 },
  { release: '0.316-branch', from: 13_830, to: 15_310, after: 1000 },
];

/** What is selected beside every single value. */
const STRUCTURES = ['site', 'site/grid', 'site/pv', 'site/battery', 'site/forecast/solar', 'loadpoints/1', 'status'];

/** A message, and when it was sent in the recording's time. */
export interface Sent {
  readonly ms: number;
  readonly message: ValueMessage;
}

/** What nodes sent from the stop on, and what of each topic they had sent before. */
export interface Restarted {
  readonly root: string;
  readonly lines: readonly Recorded[];
  readonly sent: readonly Sent[];
  readonly before: ReadonlyMap<string, Value>;
}

const ENDS = 5000;

/** Replays a stop and start live, after what the broker held before it; the broker's copies of the branch are in its own recording. */
export function restarted({ release }: Start): Restarted {
  const isBranch = release === '0.316-branch';
  const all = recording(isBranch ? 'smart-restart' : `versions/${release}-start`).filter(({ ms }) => ms < 50_000);
  const stored = isBranch ? all.filter(({ retain }) => retain) : recording(`versions/${release}-retained`);
  const lines = all.filter(({ retain }) => !retain);
  const first = lines.find(({ topic, payload }) => topic.endsWith('/updated') && payload !== '');
  // The recording begins at 0 by a clock that agrees with evcc's own.
  const world = new World(rootOf(stored), 'classic', Number(first?.payload) * 1000 - (first?.ms ?? 0));
  const { sent: told } = listen(world, ['#', ...STRUCTURES], 'en-US');
  world.state.connected();
  for (const { topic, payload } of stored) world.state.message(topic, payload, true);
  const ready = (lines[0]?.ms ?? 0) - 10;
  world.clock.advance(ready);
  const before = new Map(told.map(({ evcc, payload }) => [evcc.topic, payload]));
  told.length = 0;
  const begin = world.clock.now() - ready;
  replay([{ ms: ready, topic: '', payload: '', retain: false }, ...lines], world.state, world.clock);
  world.clock.advance(ENDS);
  const sent = told.map((message) => ({ ms: message.evcc.time - begin, message }));
  return { root: world.root, lines, sent, before };
}
