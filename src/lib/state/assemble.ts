import { decodeByText, decodeSlotText, SLOT_PARTS, toSlot, type Value } from '../codec/decode';
import { indexOf } from '../topic';
import type { Topic } from './topic-node';

/** How the parts of a topic belong together. */
type Shape = 'scalar' | 'list' | 'phases' | 'struct';

const PHASES = ['l1', 'l2', 'l3'];

/** Whether the children that came tell of a list, of phases, or of the fields of a struct. */
export function shapeOf(topic: Topic): Shape {
  const kind = topic.property?.kind;
  if (kind === 'list' || kind === 'slots' || kind === 'strings') return 'list';
  if (kind === 'numbers') return hasPhases(topic) ? 'phases' : 'list';
  if (kind === 'struct') return 'struct';
  if (topic.children.size === 0 || kind !== undefined) return 'scalar';
  if (hasPhases(topic)) return 'phases';
  // Unknown to the catalogue: a count with numbered children is a list, as evcc encodes every list.
  const count = indexOf(topic.text ?? '');
  if (count !== undefined && topic.children.has('1')) return 'list';
  return 'struct';
}

function hasPhases(topic: Topic): boolean {
  return PHASES.some((phase) => topic.children.get(phase)?.known === true);
}

/** A list's count; undefined while it is not known. Hostile counts allocate nothing: only items that were seen are looked at. */
export function countOf(topic: Topic): number | undefined {
  const { text } = topic;
  if (text === undefined || text === '') return undefined;
  if (Array.isArray(topic.value)) return topic.value.length;
  return text === '0' ? 0 : indexOf(text);
}

/** Whether anything below a topic is known. */
function anyKnown(topic: Topic): boolean {
  if (topic.known) return true;
  for (const child of topic.children.values()) if (anyKnown(child)) return true;
  return false;
}

/** Children that are still part of the topic: items up to the count of a list, what came after the parent was emptied. */
function parts(topic: Topic, shape: Shape): Topic[] {
  const all = [...topic.children.values()];
  if (shape === 'phases') return all.filter((child) => PHASES.includes(child.segment));
  if (shape !== 'list') return all;
  const count = countOf(topic) ?? 0;
  return all
    .filter((child) => child.index !== undefined && child.index <= count)
    .sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
}

/**
 * Whether a structure is whole: of every list in it, all items up to its count were seen. Evcc marks no end, so this and a pause
 * are all there is to tell.
 */
export function isComplete(topic: Topic): boolean {
  const shape = shapeOf(topic);
  if (shape === 'scalar') return true;
  if (topic.slots !== undefined && isSlot(topic)) return isCompleteSlot(topic);
  const own = parts(topic, shape);
  if (shape === 'list') {
    const count = countOf(topic);
    // A head that is no count says that there is no list.
    if (count === undefined) return topic.text !== undefined || !anyKnown(topic);
    if (Array.isArray(topic.value)) return true;
    if (own.length < count) return false;
    if (topic.property?.kind === 'slots') return own.every(isCompleteSlot);
    return own.every((item) => anyKnown(item) && isComplete(item));
  }
  if (shape === 'phases') return own.every((phase) => phase.text !== undefined);
  return own.every(isComplete);
}

/** Whether a topic is one of a list of slots, not a part of one. */
function isSlot(topic: Topic): boolean {
  return topic.slots === topic.parent && topic.index !== undefined;
}

/** A slot: one JSON text, a count of parts with all of them, or a struct that has a start and a value. */
function isCompleteSlot(slot: Topic): boolean {
  const count = countOf(slot);
  if (count === undefined) {
    const has = (names: readonly string[]): boolean =>
      names.some((name) => slot.children.get(name)?.text !== undefined);
    return slot.known || (has(SLOT_PARTS.start) && has(SLOT_PARTS.value));
  }
  for (let i = 1; i <= count; i++) if (slot.children.get(String(i))?.text === undefined) return false;
  return count > 0;
}

/**
 * The value of a topic with everything below it: a list as array, phases as array of up to three, slots as `{ start, end, value }`,
 * a struct as object. Null when nothing of it has a value. Whoever hands it out copies it: what came as one JSON text is the topic's own.
 */
export function assemble(topic: Topic): Value {
  const shape = shapeOf(topic);
  if (shape === 'scalar') return topic.value;
  if (shape === 'phases')
    return PHASES.filter((name) => topic.children.has(name)).map((name) => topic.children.get(name)?.value ?? null);
  if (shape === 'list') {
    // All in one JSON text, or a head that is no count.
    if (topic.text === '' || typeof topic.value !== 'number') return topic.value;
    const below = topic.property?.kind === 'slots';
    return parts(topic, shape).map((item) => (below ? assembleSlot(item) : assemble(item)));
  }
  if (!anyKnown(topic)) return null;
  if (topic.slots !== undefined && isSlot(topic)) return assembleSlot(topic);
  const result: { [key: string]: Value } = {};
  for (const child of topic.children.values()) {
    if (!anyKnown(child) && child.text === undefined) continue;
    put(result, child.segment, assemble(child));
  }
  return result;
}

/** A slot's times are read here, from seconds: by position in one encoding, by name in the other. */
function assembleSlot(slot: Topic): Value {
  const plain = (part: Topic): Value => decodeByText(part.text ?? '');
  if (slot.text?.startsWith('{')) {
    const [only = null] = [decodeSlotText(`[${slot.text}]`)].flat();
    return only;
  }
  if (slot.children.size === 0) return plain(slot);
  const fields: { [key: string]: Value } = {};
  for (const child of slot.children.values()) put(fields, child.segment, plain(child));
  // What is no slot is shown as it came.
  return toSlot(countOf(slot) === undefined ? fields : parts(slot, 'list').map(plain)) ?? fields;
}

/** Sets a key that a broker may have chosen: `__proto__` becomes an own property like any other. */
export function put(target: { [key: string]: Value }, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** Whether two values are the same in content; a field without a value is the same as no field. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => equal(item, b[index] ?? null))
    );
  }
  const field = (of: { [key: string]: Value }, key: string): Value =>
    Object.hasOwn(of, key) ? (of[key] ?? null) : null;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equal(field(a, key), field(b, key)));
}

/** A copy that shares nothing with the original. */
export function copy(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copy);
  const result: { [key: string]: Value } = {};
  for (const [key, item] of Object.entries(value)) put(result, key, copy(item));
  return result;
}
