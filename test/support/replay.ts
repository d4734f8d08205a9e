import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { EvccState } from '../../src/lib/state/state';
import type { MovableClock } from './observe';

/** One line of a recording. */
export interface Recorded {
  readonly ms: number;
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly event?: 'connected' | 'closed';
}

/** A recording by the name of its file; stored copies alone have no times and count as arrived at once. */
export function recording(name: string): Recorded[] {
  const file = new URL(`../fixtures/recordings/${name}.jsonl.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => {
    const { ms = 0, topic = '', payload = '', retain = true, event } = JSON.parse(line) as Partial<Recorded>;
    return event === undefined ? { ms, topic, payload, retain } : { ms, topic, payload, retain, event };
  });
}

/** Feeds a recording into a state at its own times (divided by `speed`), for the topics that `wanted` says are subscribed. */
export function replay(
  lines: readonly Recorded[],
  state: EvccState,
  clock: MovableClock,
  options: { readonly speed?: number; readonly wanted?: (topic: string) => boolean } = {},
): void {
  const { speed = 1, wanted = () => true } = options;
  const start = clock.monotonic() - (lines[0]?.ms ?? 0) / speed;
  for (const { ms, topic, payload, retain, event } of lines) {
    const wait = start + ms / speed - clock.monotonic();
    if (wait > 0) clock.advance(wait);
    if (event === 'connected') state.connected();
    else if (event === 'closed') state.disconnected();
    else if (wanted(topic)) state.message(topic, payload, retain);
  }
}
