import { labelsFor } from '../../../src/lib/catalogue/labels';
import { compile } from '../../../src/lib/selection/compile';
import { describer } from '../../../src/lib/selection/describe';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { ValueSelection } from '../../../src/lib/selection/value-selection';
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
export function updatedBy(lines: readonly Recorded[]): number {
  return Number(lines.find(({ topic }) => topic.endsWith('/updated'))?.payload) * 1000;
}

/** Middle of a control cycle: nothing is being published just now. */
const LATER = 5000;

/** Longer than any structure waits for its parts. */
const SETTLED = 5000;

/** A Node-RED that is connected to a broker with a recorded evcc that runs. */
export function connectedTo(release: Release): { readonly world: World; readonly connect: () => void } {
  const lines = storedBy(release);
  const world = new World(rootOf(lines), 'classic', updatedBy(lines) + LATER);
  const connect = (): void => {
    world.state.connected();
    for (const { topic, payload } of lines) world.state.message(topic, payload, true);
  };
  return { world, connect };
}

/** A node on topics; what it sent, in a language. */
export function listen(world: World, topics: readonly string[], locale: Locale): ValueMessage[] {
  const sent: ValueMessage[] = [];
  const options = { emit: 'change', initial: true, deadband: { size: 0, type: 'num' }, interval: 0 } as const;
  const describe = describer(locale, labelsFor(locale), world.state);
  const selection = new ValueSelection(world.state, world.clock, options, describe, (message) => sent.push(message));
  selection.start(topics.map(compile));
  return sent;
}

/** The last message of each topic that nodes on these are given of a recorded evcc that runs. */
export function given(release: Release, topics: readonly string[]): Record<Locale, Map<string, ValueMessage>> {
  const { world, connect } = connectedTo(release);
  const [en, de] = LOCALES.map((locale) => listen(world, topics, locale));
  connect();
  world.clock.advance(SETTLED);
  const last = (sent: ValueMessage[] = []) => new Map(sent.map((message) => [message.evcc.topic, message]));
  return { 'en-US': last(en), de: last(de) };
}
