import { type NumberForm, numberText } from './number-text';

/** What evcc publishes, before it becomes text. `null` is evcc's nil: an empty payload. */
export type Value = null | boolean | number | string | Text | readonly Value[] | { readonly [field: string]: Value };

/** A text that is already what goes over the wire: times, JSON. */
export class Text {
  constructor(readonly text: string) {}
}

/** A topic below the root and its payload. */
export type Message = readonly [topic: string, text: string];

/** A time (milliseconds since the epoch) as evcc sends it: whole unix seconds, none: empty. */
export const time = (ms: number | null): Value => (ms === null ? null : new Text(String(Math.floor(ms / 1000))));

/** A duration in seconds: whole ones, though the public documentation says nanoseconds. */
export const duration = (seconds: number): Value => new Text(String(Math.trunc(seconds)));

/** Of a few lists evcc sends the JSON: recorded `loadpoints/1/plan` = `null`, `site/forecast/solar/timeseries`. */
export const json = (value: unknown): Value => new Text(JSON.stringify(value));

/**
 * The messages of one value, in evcc's order: the count of a list before its items, one sub-topic a field.
 * Exactly three numbers at a loadpoint are phases: their sum, with `/l1` to `/l3` (recorded: `chargeCurrents` = 36).
 */
export function encode(topic: string, value: Value, form: NumberForm = 'decimals'): Message[] {
  if (value === null) return [[topic, '']];
  if (typeof value === 'number') return [[topic, numberText(form, topic, value)]];
  if (typeof value === 'boolean') return [[topic, value ? 'true' : 'false']];
  if (typeof value === 'string') return [[topic, value]];
  if (value instanceof Text) return [[topic, value.text]];
  if (isList(value)) {
    const phases = topic.startsWith('loadpoints/') ? threeNumbers(value) : undefined;
    if (phases) return encodePhases(topic, phases, form);
    return [[topic, String(value.length)], ...value.flatMap((item, at) => encode(`${topic}/${at + 1}`, item, form))];
  }
  return Object.entries(value).flatMap(([field, item]) => encode(`${topic}/${field}`, item, form));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function threeNumbers(list: readonly Value[]): number[] | undefined {
  const numbers = list.filter((item) => typeof item === 'number');
  return list.length === 3 && numbers.length === 3 ? numbers : undefined;
}

function encodePhases(topic: string, phases: readonly number[], form: NumberForm): Message[] {
  const sum = phases.reduce((a, b) => a + b, 0);
  const text = (part: string, value: number): Message => [part, numberText(form, part, value)];
  return [text(topic, sum), ...phases.map((phase, at) => text(`${topic}/l${at + 1}`, phase))];
}
