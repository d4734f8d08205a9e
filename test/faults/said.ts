import type { Transport } from '../../demo/evcc/transport';
import { lookup } from '../../src/lib/catalogue';
import type { Kind } from '../../src/lib/catalogue/types';
import { decodeText, type Value } from '../../src/lib/codec/decode';

import { unfolded } from '../support/truth';

/** Kinds of which a topic's own text is the whole value. */
const PLAIN: ReadonlySet<Kind> = new Set<Kind>(['number', 'boolean', 'string', 'enum', 'time', 'duration']);

/** The value that a text means, for topics that have one of their own; undefined for the others. */
export function meaning(topic: string, text: string): Value | undefined {
  const kind = lookup(topic)?.kind;
  return kind !== undefined && PLAIN.has(kind) ? decodeText(kind, text) : undefined;
}

/** Everything that evcc ever said and heard, whether or not a broker was there to pass it on. */
export class Said {
  /** Topic below the root → its values as JSON. */
  private readonly values = new Map<string, Set<string>>();
  /** Topics that a running evcc emptied. */
  private readonly emptied = new Set<string>();
  /** Texts that came on `…/set`. */
  readonly commands = new Map<string, Set<string>>();

  constructor(
    private readonly root: string,
    private readonly running: () => boolean,
  ) {}

  /** Sees what goes through a transport. */
  through(transport: Transport): Transport {
    return {
      open: (will, events) => {
        const message = (topic: string, text: string, retained: boolean): void => {
          if (topic.endsWith('/set') && text !== '') this.note(this.commands, this.below(topic), text);
          events.message(topic, text, retained);
        };
        const link = transport.open(will, { ...events, message });
        const publish = (topic: string, text: string): void => {
          for (const [path, part] of unfolded([this.below(topic), text])) this.say(path, part);
          link.publish(topic, text);
        };
        return { ...link, publish };
      },
    };
  }

  /** Whether evcc ever published a value on a topic. */
  ever(topic: string, value: unknown): boolean {
    if (value !== null) return this.values.get(topic)?.has(JSON.stringify(value)) === true;
    // A child goes with its parent.
    for (let one = topic; one !== ''; one = one.slice(0, Math.max(0, one.lastIndexOf('/')))) {
      if (this.emptied.has(one)) return true;
    }
    return this.values.get(topic)?.has('null') === true;
  }

  private below(topic: string): string {
    return topic.slice(this.root.length + 1);
  }

  private say(topic: string, text: string): void {
    if (text === '') {
      if (this.running()) this.emptied.add(topic);
      return;
    }
    const value = meaning(topic, text);
    if (value !== undefined) this.note(this.values, topic, JSON.stringify(value));
  }

  private note(notes: Map<string, Set<string>>, topic: string, text: string): void {
    const known = notes.get(topic) ?? new Set<string>();
    notes.set(topic, known.add(text));
  }
}
