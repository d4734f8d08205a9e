import type { NodeAPI } from 'node-red';
import { withTimes } from '../../lib/diagnosis/times';
import type { Diagnosis } from '../../lib/diagnosis/types';
import type { EvccError, Params } from '../../lib/errors';
import { visible } from '../../lib/visible';

/** All texts that the runtime says stand in the configuration node's catalogue. */
const SPACE = 'node-red-contrib-evcc/evcc-config:evcc-config.';

/** Parameters as they may stand in a log line: most of them are words of evcc, a broker or a message. */
function shown(params: Params): Params {
  const entries = Object.entries(params).map(
    ([name, value]) => [name, typeof value === 'string' ? visible(value) : value] as const,
  );
  return Object.fromEntries(entries);
}

/** The user's sentences and words, by key, in the runtime's language. */
export class Texts {
  private readonly said = new Map<string, string>();

  constructor(private readonly RED: NodeAPI) {}

  private say(key: string, params?: Params): string {
    if (params !== undefined) return this.translate(key, params);
    // Hundreds of nodes that start say the same few words.
    const known = this.said.get(key) ?? this.translate(key, {});
    this.said.set(key, known);
    return known;
  }

  private translate(key: string, params: Params): string {
    return this.RED._(SPACE + key, shown(params) as Record<string, string>);
  }

  /** A status word: `connecting`, `offline` … */
  status(key: string, params?: Params): string {
    return this.say(`status.${key}`, params);
  }

  /** The sentence of a fault: what was wrong, what is accepted, what was done. */
  error({ key, params }: Pick<EvccError, 'key' | 'params'>): string {
    const { accepts, clears } = params;
    if (typeof accepts !== 'string') return this.say(`errors.${key}`, params);
    const said = [accepts, clears]
      .filter((one) => typeof one === 'string')
      .map((one) => this.say(`accepts.${one}`, params));
    return this.say(`errors.${key}`, { ...params, accepts: said.join(', ') });
  }

  /** What is wrong with a connection, and what to do. */
  diagnosis({ key, params, remedyKey }: Diagnosis): string {
    return `${this.say(`diagnosis.${key}`, withTimes(params, this.locale))} ${this.say(`remedy.${remedyKey}`)}`;
  }

  /** What an event is called. */
  event(key: string): string {
    return this.say(`events.${key}`);
  }

  warning(key: string, params: Params = {}): string {
    return this.say(`warnings.${key}`, withTimes(params, this.locale));
  }

  /** The runtime's language as BCP 47 tag: the one that its texts are in. */
  get locale(): string {
    const locale = this.say('locale');
    // Without a catalogue (in a bare test runtime) a key comes back as itself.
    return locale.includes(':') || locale.includes('.') ? 'en-US' : locale;
  }
}
