import { parseArgs } from 'node:util';
import { NEWEST, RELEASES, type ReleaseName, releaseAt } from './evcc/releases';

/** What the demo is started with. */
export interface DemoOptions {
  /** Port of Node-RED. */
  readonly port: number;
  /** Port of the embedded broker. */
  readonly mqttPort: number;
  /** A broker of one's own, with a real evcc on it, instead of the embedded one. */
  readonly broker: { readonly host: string; readonly port: number } | undefined;
  readonly topic: string;
  /** Control interval of the stand-in evcc, s. */
  readonly interval: number;
  /** How many times as fast as the clock the day of the stand-in's house passes. */
  readonly speed: number;
  /** Its time of day at the start, minutes since midnight. */
  readonly time: number;
  /** Which evcc the stand-in is. */
  readonly evcc: ReleaseName;
}

/** A mistake of the user's, said in one sentence. */
export class UsageError extends Error {}

const OPTIONS = {
  port: { type: 'string', default: '1880' },
  'mqtt-port': { type: 'string', default: '1884' },
  broker: { type: 'string' },
  topic: { type: 'string', default: 'evcc' },
  interval: { type: 'string', default: '5' },
  speed: { type: 'string', default: '12' },
  time: { type: 'string', default: '10:30' },
  evcc: { type: 'string', default: NEWEST },
} as const;
const KNOWN = '--port, --mqtt-port, --broker host:port, --topic, --interval, --speed, --time, --evcc';

/** Options as they were typed; node:util's own errors are several sentences long, and speak of its settings. */
function parse(args: readonly string[]) {
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw new UsageError(`"${token.value}" is not an option; there are ${KNOWN}.`);
    if (!Object.hasOwn(OPTIONS, token.name)) throw new UsageError(`There is no option ${token.rawName}, but ${KNOWN}.`);
    if (token.value === undefined || token.value === '' || (!token.inlineValue && /^--?[a-z]/.test(token.value)))
      throw new UsageError(`${token.rawName} needs a value.`);
  }
  return values as Record<Exclude<keyof typeof OPTIONS, 'broker'>, string> & { readonly broker?: string };
}

function port(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new UsageError(`--${name} ${text}: a port is a number from 1 to 65535.`);
  return value;
}

function broker(text: string): { host: string; port: number } {
  const match = /^(?:mqtt:\/\/)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?$/.exec(text);
  if (match?.[1] === undefined) throw new UsageError(`--broker ${text}: write it as host or host:port.`);
  return { host: match[1].replace(/^\[|\]$/g, ''), port: port('broker', match[2] ?? '1883') };
}

/** The address of a broker as the connection node takes it: an IPv6 address in brackets. */
export function address(host: string, at: number): string {
  return host.includes(':') ? `[${host}]:${at}` : `${host}:${at}`;
}

function checkTopic(text: string): void {
  if (/^[^$+#/][^+#]*$/.test(text.replace(/^\/+/, ''))) return;
  throw new UsageError(
    `--topic ${text}: evcc's root topic, "evcc" for instance, without + and # and with no $ in front.`,
  );
}

function minutes(text: string): number {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) throw new UsageError(`--time ${text}: a time of day, "18:00" for instance.`);
  return Number(hour) * 60 + Number(minute);
}

function evcc(text: string): ReleaseName {
  const found = releaseAt(text);
  if (!found)
    throw new UsageError(`--evcc ${text}: a release of evcc, 0.304 for instance, from ${RELEASES[0]} on, or nightly.`);
  return found;
}

/** Reads the command line. @throws UsageError */
export function readOptions(args: readonly string[]): DemoOptions {
  const values = parse(args);
  checkTopic(values.topic);
  const interval = Number(values.interval);
  if (!(interval >= 1)) throw new UsageError(`--interval ${values.interval}: seconds of a control cycle, 1 or more.`);
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= 3600))
    throw new UsageError(`--speed ${values.speed}: how many times as fast a day passes, 1 to 3600.`);
  const ports = { port: port('port', values.port), mqttPort: port('mqtt-port', values['mqtt-port']) };
  if (values.broker === undefined && ports.port === ports.mqttPort)
    throw new UsageError(`--port and --mqtt-port are both ${ports.port}: Node-RED and the broker need one each.`);
  return {
    ...ports,
    broker: values.broker === undefined ? undefined : broker(values.broker),
    topic: values.topic,
    interval,
    speed,
    time: minutes(values.time),
    evcc: evcc(values.evcc),
  };
}
