import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Evcc, type EvccOptions, FakeClock, MemoryBroker, type MemoryLink, quickSite } from '../../demo/evcc';

/** A message as it arrived, topics without the root. */
export interface Seen {
  readonly ms: number;
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}

/** A command of the recording with what evcc published within 0.7 s. */
export interface RecordedCommand {
  readonly set: string;
  readonly value: string;
  readonly seen: readonly { readonly after_ms: number; readonly topic: string; readonly payload: string }[];
}

function lines<T>(name: string): T[] {
  const file = new URL(`../fixtures/recordings/${name}.jsonl.gz`, import.meta.url);
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));
}

interface Line {
  readonly ms?: number;
  readonly topic?: string;
  readonly payload?: string;
  readonly retain?: boolean;
}

/** A recording's messages; stored copies have no times in it. The recorder's own events are left out. */
export function recorded(name: string): Seen[] {
  return lines<Line>(name)
    .filter(({ topic }) => topic !== undefined)
    .map(({ ms = 0, topic = '', payload = '', retain = true }) => ({
      ms,
      topic: topic.slice('evcc/'.length),
      text: payload,
      retained: retain,
    }));
}

export const recordedCommands = (name = 'demo-setters'): RecordedCommand[] => lines<RecordedCommand>(name);

/** Topic → text of what is not empty, in the order of arrival. */
export function kept(messages: readonly Seen[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const { topic, text } of messages) {
    if (text === '') map.delete(topic);
    else map.set(topic, text);
  }
  return map;
}

/** What a text is, for comparing without the value. */
export function kind(text: string): string {
  if (text === '') return 'empty';
  if (text === 'true' || text === 'false') return 'boolean';
  if (/^-?\d+(\.\d+)?$/.test(text)) return 'number';
  if (/^-?\d\.\d+e[+-]\d\d+$/.test(text)) return 'number';
  if (text === 'null' || /^[[{]/.test(text)) return 'json';
  return 'text';
}

export const isForecast = (topic: string): boolean => topic.startsWith('site/forecast/');

/** A stand-in on a fake clock at a broker in memory, and a client that hears everything. */
export interface World {
  readonly clock: FakeClock;
  readonly broker: MemoryBroker;
  readonly evcc: Evcc;
  readonly client: MemoryLink;
  readonly seen: Seen[];
  /** Publishes a command and returns what came until `ms` later. */
  command(setter: string, value: string, ms?: number): Seen[];
  /** What came while `call` ran. */
  during(call: () => void): Seen[];
  /** What the broker keeps, topics without the root. */
  retained(): Map<string, string>;
  /** Starts evcc and lets its start burst pass. */
  start(): void;
}

/** The time of the recorded `demo-retained`. */
export const RECORDED_AT = 1_795_386_480_000;

export function world(
  options: Partial<Omit<EvccOptions, 'clock' | 'transport'>> & { readonly persistence?: boolean } = {},
): World {
  const clock = new FakeClock(RECORDED_AT);
  const broker = new MemoryBroker({ clock, persistence: options.persistence ?? false });
  const seen: Seen[] = [];
  const evcc = new Evcc({ site: quickSite, evcc: 'nightly', ...options, clock, transport: broker.transport('evcc') });
  const { root } = evcc;
  const relative = (topic: string) => topic.slice(root.length + 1);
  const listen = (): MemoryLink => {
    const link: MemoryLink = broker.connect({
      connected: () => link.subscribe(`${root}/#`),
      message: (topic, text, retained) => seen.push({ ms: clock.monotonic(), topic: relative(topic), text, retained }),
    });
    return link;
  };
  const client = listen();
  clock.advance(5);
  const during = (call: () => void): Seen[] => {
    const before = seen.length;
    call();
    return seen.slice(before);
  };
  return {
    clock,
    broker,
    evcc,
    client,
    seen,
    during,
    command: (setter, value, ms = 700) =>
      during(() => {
        client.publish(`${root}/${setter}/set`, value, false);
        clock.advance(ms);
      }),
    retained: () => new Map(broker.retained.matching(`${root}/#`).map(([topic, text]) => [relative(topic), text])),
    start: () => {
      evcc.start();
      clock.until(() => evcc.phase === 'running');
    },
  };
}
