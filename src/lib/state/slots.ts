import { SLOT_PARTS, type Value } from '../codec/decode';
import type { Topic } from './topic-node';

/** A slot's part by its name or place: evcc's texts have times in seconds. */
function partOf(slot: { [key: string]: Value }, name: string): string | undefined {
  const seconds = (time: Value | undefined): string => (typeof time === 'number' ? String(time / 1000) : '');
  const is = (names: readonly string[], place: string): boolean => name === place || names.includes(name);
  if (is(SLOT_PARTS.start, '1')) return seconds(slot.start);
  if (is(SLOT_PARTS.end, '2')) return seconds(slot.end);
  if (is(SLOT_PARTS.value, '3')) return slot.value === null ? '' : String(slot.value);
  return undefined;
}

/**
 * The text that a topic below `head` would have, had its slots not come as one JSON text; undefined where they did not. Beyond the last
 * slot there is none.
 */
export function slotText(topic: Topic, head: Topic): string | undefined {
  const slots = head.property?.kind === 'slots' ? head.value : undefined;
  if (!Array.isArray(slots)) return undefined;
  const item = topic.parent === head ? topic : topic.parent;
  const slot = item?.index === undefined ? undefined : slots[item.index - 1];
  if (slot === undefined || slot === null || typeof slot !== 'object' || Array.isArray(slot)) return '';
  if (item !== topic) return partOf(slot, topic.segment) ?? '';
  return JSON.stringify(Object.fromEntries(['start', 'end', 'value'].flatMap((name) => textOf(slot, name))));
}

function textOf(slot: { [key: string]: Value }, name: string): [string, number | null][] {
  const text = partOf(slot, name);
  return slot[name] === undefined || text === undefined ? [] : [[name, text === '' ? null : Number(text)]];
}

/** A topic below slots that came as one JSON text is new: it has its part of them. */
export function fillSlot(topic: Topic, head: Topic): void {
  const text = slotText(topic, head);
  if (text === undefined || text === '') return;
  topic.take(text, head.time, head.retain);
  topic.generation = head.generation;
}
