import type { Value } from '../codec/decode';
import { isBefore } from '../codec/version';
import { below } from './coverage';
import type { Topic } from './topic-node';
import type { TopicTree } from './tree';

/** Vehicles whose title did not come again in this start of evcc, when as many as evcc counts did. */
export function goneVehicles(tree: TopicTree, generation: number): Topic[] {
  const vehicles = tree.get('vehicles');
  if (vehicles === undefined || typeof vehicles.value !== 'number' || vehicles.generation !== generation) return [];
  const all = [...vehicles.children.values()];
  const gone = all.filter((vehicle) => vehicle.children.get('title')?.generation !== generation);
  return all.length - gone.length < vehicles.value ? [] : gone;
}

/** Whether nothing is known at or below a topic, and it is none that evcc leaves empty at times. */
export function publishesNothing(topic: Topic): boolean {
  const { property, text } = topic;
  if (property?.empty === 'empty' || text !== undefined) return false;
  return ![...below(topic)].some((one) => one.text !== undefined);
}

/** Whether the running evcc is too old for a topic, as far as its version tells. */
export function isNewer({ property }: Topic, version: Value | undefined): boolean {
  return typeof version === 'string' && isBefore(version, property?.since ?? '');
}
