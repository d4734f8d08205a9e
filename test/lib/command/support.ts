import { lookup } from '../../../src/lib/catalogue';
import type { Value } from '../../../src/lib/codec/decode';
import { accept } from '../../../src/lib/command/accept';
import { Commands } from '../../../src/lib/command/engine';
import { localTimeIn } from '../../../src/lib/command/local-time';
import type { Present } from '../../../src/lib/command/present';
import { parseTarget } from '../../../src/lib/command/target';
import type { Confirm, Outcome, Request, Resolved } from '../../../src/lib/command/types';
import { EvccError } from '../../../src/lib/errors';
import { EvccState } from '../../../src/lib/state/state';
import { indexOf } from '../../../src/lib/topic';
import { FakeClock } from '../../support/fake-clock';
import { recording } from '../../support/replay';

/** The time at which the settings were recorded. */
export const RECORDED_AT = 1_795_386_586_000;

const berlin = localTimeIn('Europe/Berlin');
if (berlin === undefined) throw new Error('no time zones here');
export const BERLIN = berlin;

/** What is known of an evcc, as a plain object: `''` is known to have no value. */
export function presentOf(values: Readonly<Record<string, Value | ''>>): Present {
  const topics = Object.keys(values);
  const get = (topic: string): Value | undefined =>
    Object.hasOwn(values, topic) ? values[topic] || (values[topic] === '' ? null : values[topic]) : undefined;
  return {
    get,
    published: (topic) => (get(topic) ?? null) !== null,
    ahead: () => 0,
    below: (topic) => [
      ...new Set(
        topics
          .filter((one) => one.startsWith(`${topic}/`))
          .map((one) => one.slice(topic.length + 1).split('/')[0] ?? ''),
      ),
    ],
    loadpoints: () => {
      const { loadpoints } = values;
      return typeof loadpoints === 'number' ? Array.from({ length: loadpoints }, (_, at) => at + 1) : [];
    },
  };
}

/** What a value for a setting comes down to: the text that is sent, or the error's key. */
export function judge(
  topic: string,
  value: unknown,
  known: Readonly<Record<string, Value | ''>> = {},
  now = RECORDED_AT,
): Resolved & { readonly warnings: string[] } {
  const present = presentOf(known);
  const warnings: string[] = [];
  const { setting } = parseTarget(topic, 'evcc', value);
  const accepted = accept(setting, value, { present, localTime: BERLIN, warn: (key) => warnings.push(key) });
  return { ...accepted.resolve({ setting, present, now }), warnings };
}

/** The error that a call throws. */
export function errorOf(call: () => unknown): EvccError {
  try {
    call();
  } catch (error) {
    if (error instanceof EvccError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** `code key`, or the text that would be sent. */
export function verdict(...args: Parameters<typeof judge>): string {
  try {
    return judge(...args).text;
  } catch (error) {
    if (error instanceof EvccError) return `${error.code} ${error.key}`;
    throw error;
  }
}

/** Lets promises go on. */
export async function flush(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

/** The stored copies of the recorded demo, forecasts left out. */
export const DEMO: readonly (readonly [topic: string, text: string])[] = recording('demo-retained')
  .map(({ topic, payload }) => [topic.replace('evcc/', ''), payload] as const)
  .filter(([topic]) => !topic.startsWith('site/forecast/'));

/** Topics by which an evcc counts as running, beside its `status`. */
export const RUNNING: readonly (readonly [topic: string, text: string])[] = [
  ['status', 'online'],
  ['loadpoints', '2'],
  ['vehicles', '1'],
  ['site/apiReady', 'true'],
  ['loadpoints/1/connected', 'true'],
  ['loadpoints/1/planOverrun', '0'],
];

export interface DeskOptions {
  readonly stored?: readonly (readonly [topic: string, text: string])[];
  /** Whether the broker is there from the start; default true. */
  readonly connected?: boolean;
  /** What evcc does with a command; default nothing. */
  readonly answer?: (desk: Desk, topic: string, text: string) => void;
}

/** Commands to a scripted evcc: what was published, and what evcc says to it. */
export class Desk {
  readonly clock = new FakeClock(RECORDED_AT);
  readonly state: EvccState;
  readonly commands: Commands;
  readonly published: string[] = [];
  readonly warnings: string[] = [];
  /** Filters by their user. */
  readonly needs = new Map<object, readonly string[]>();
  /** Whether the broker confirms subscriptions. */
  confirms = true;
  online = false;
  /** The broker says that it does not take what was published last. */
  refuse: (code: number) => void = () => undefined;
  answer: (desk: Desk, topic: string, text: string) => void;

  constructor(options: DeskOptions = {}) {
    this.answer = options.answer ?? (() => undefined);
    this.state = new EvccState({
      rootTopic: 'evcc',
      clock: this.clock,
      onPhase: () => this.commands?.update(),
      onNames: () => this.commands?.update(),
    });
    this.commands = new Commands({
      state: this.state,
      clock: this.clock,
      names: this.state.names,
      localTime: BERLIN,
      warn: (key) => this.warnings.push(key),
      port: {
        publish: (topic, text, refused) => {
          this.refuse = refused;
          return this.publish(topic, text);
        },
        need: (user, filters) => {
          this.needs.set(user, filters);
          return this.confirms ? Promise.resolve() : new Promise(() => undefined);
        },
        release: (user) => this.needs.delete(user),
      },
    });
    if (options.connected !== false) this.connect(options.stored ?? RUNNING);
  }

  connect(stored: readonly (readonly [topic: string, text: string])[] = RUNNING): void {
    this.online = true;
    this.state.connected();
    for (const [topic, text] of stored) this.says(topic, text, true);
  }

  disconnect(): void {
    this.online = false;
    this.state.disconnected();
  }

  /** Something arrives from the broker. */
  says(topic: string, text: string, retain = false): void {
    this.state.message(`evcc/${topic}`, text, retain);
  }

  /** Evcc's answer to a command: our own text on the setter, then it is emptied. */
  acknowledges(topic: string, text: string): void {
    this.says(`${topic}/set`, text);
    this.says(`${topic}/set`, '');
  }

  run(topic: string, value: unknown, options: Partial<Omit<Request, 'settings'>> = {}): Promise<Outcome> {
    return this.all([{ topic, value }], options);
  }

  all(settings: Request['settings'], options: Partial<Omit<Request, 'settings'>> = {}): Promise<Outcome> {
    return this.commands.run({ settings, confirm: 'applied', timeout: 10, ...options });
  }

  /** Time passes, promises go on. */
  async pass(ms: number): Promise<void> {
    await flush();
    for (let left = ms; left > 0; left -= 50) {
      this.clock.advance(Math.min(left, 50));
      await flush();
    }
  }

  private publish(topic: string, text: string): boolean {
    if (!this.online) return false;
    this.published.push(`${topic} ${text}`);
    this.answer(this, topic.replace(/\/set$/, ''), text);
    return true;
  }
}

/** An evcc that takes everything: answers at once, and says the new state where it differs. */
export function obeys(desk: Desk, topic: string, text: string): void {
  desk.clock.after(2, () => {
    desk.acknowledges(topic, text);
    const { set } = lookup(topic) ?? {};
    const state = topic === 'site/batteryMode' ? 'site/batteryModeExternal' : topic.replace(/vehicle$/, 'vehicleName');
    if (set?.accepts === 'strategy' || set?.accepts === 'planSoc' || set?.accepts === 'planEnergy') return;
    desk.says(state, text === '-' ? (topic === 'site/batteryMode' ? 'unknown' : '') : text);
  });
}

/** The result of each setting, `topic result` or `topic code`. */
export function results(outcome: Outcome): string[] {
  return outcome.settings.map(({ topic, result, code }) => `${topic} ${code ?? result}`);
}

export const CONFIRMS: readonly Confirm[] = ['none', 'acknowledged', 'applied'];
export const numberAt = indexOf;
