import { labelsFor } from '../../../src/lib/catalogue/labels';
import { describer } from '../../../src/lib/selection/describe';
import { Follower } from '../../../src/lib/selection/follower';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { ValueSelection } from '../../../src/lib/selection/value-selection';
import { FIXED_SET } from '../../../src/lib/state/roles';
import { covers } from '../../../src/lib/topic';
import { World } from '../../support/observe';
import { type Recorded, recording } from '../../support/replay';
import type { Release } from './row';

/** The locales in which texts are compared. */
export const LOCALES = ['en-US', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** What the broker holds of a recorded evcc. */
export function storedBy(release: Release): Recorded[] {
  return recording(release === '0.316-branch' ? 'smart-retained' : `versions/${release}-retained`);
}

/** The root topic of a recording. */
export function rootOf(lines: readonly Recorded[]): string {
  const updated = lines.find(({ topic }) => topic.endsWith('/updated'));
  return updated?.topic.slice(0, -'/updated'.length) ?? 'evcc';
}

/** When a recorded evcc published last by its own clock, ms since the epoch. */
function updatedBy(lines: readonly Recorded[]): number {
  return Number(lines.find(({ topic }) => topic.endsWith('/updated'))?.payload) * 1000;
}

/** Middle of a control cycle: nothing is being published just now. */
const LATER = 5000;

/** Longer than any structure waits for its parts. */
const SETTLED = 5000;

/** A node on topics, by whatever names. */
export interface Node {
  readonly sent: ValueMessage[];
  /** What has to be subscribed for it. */
  readonly filters: readonly string[];
}

export function listen(world: World, topics: readonly string[], locale: Locale): Node {
  const sent: ValueMessage[] = [];
  const options = { emit: 'change', initial: true, deadband: { size: 0, type: 'num' }, interval: 0 } as const;
  const describe = describer(locale, labelsFor(locale), world.state);
  const selection = new ValueSelection(world.state, world.clock, options, describe, (message) => sent.push(message));
  const { selectors, filters } = new Follower(topics, world.state, () => undefined).resolve();
  selection.start(selectors);
  return { sent, filters };
}

/**
 * What nodes on topics send who connect to a broker with a recorded evcc that runs, so long after its last cycle. They are given what
 * they have subscribed, in the broker's order.
 */
function connectedTo(release: Release, topics: readonly string[], since: number): Record<Locale, ValueMessage[]> {
  const lines = storedBy(release);
  const root = rootOf(lines);
  const world = new World(root, 'classic', updatedBy(lines) + since);
  const en = listen(world, topics, 'en-US');
  const de = listen(world, topics, 'de');
  const filters = [...FIXED_SET, ...en.filters];
  world.state.connected();
  for (const { topic, payload } of lines) {
    const relative = topic.slice(root.length + 1);
    if (filters.some((filter) => covers(filter, relative))) world.state.message(topic, payload, true);
  }
  world.clock.advance(SETTLED);
  return { 'en-US': en.sent, de: de.sent };
}

/** The last message of each topic that nodes on these are given of a recorded evcc that runs. */
export function given(release: Release, topics: readonly string[]): Record<Locale, Map<string, ValueMessage>> {
  const sent = connectedTo(release, topics, LATER);
  const last = (messages: ValueMessage[]) => new Map(messages.map((message) => [message.evcc.topic, message]));
  return { 'en-US': last(sent['en-US']), de: last(sent.de) };
}

/** How long after the connection the first value comes, ms, where evcc published last so long before it. */
export function firstValueAfter(release: Release, since: number): number | undefined {
  const sent = connectedTo(release, ['#'], since)['en-US'];
  const first = sent.find(({ evcc }) => evcc.topic !== 'status');
  return first && first.evcc.time - (updatedBy(storedBy(release)) + since);
}
