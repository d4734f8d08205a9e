import { Evcc, mqttTransport, quickSite, Random, systemClock } from '../../demo/evcc';
import type { Transport } from '../../demo/evcc/transport';
import { install } from '../support/installed';
import { Mosquitto, type MosquittoOptions } from '../support/mosquitto';
import { type FlowNode, NodeRed } from '../support/node-red';
import { unfolded } from '../support/truth';
import { until } from '../support/until';
import { flow, MACHINE, TOOLS } from './flow';
import { Network } from './network';
import { meaning, Said } from './said';
import { Witness } from './witness';

/** A fast cycle that still leaves the second of silence by which a start is known to be over. */
const SITE = { ...quickSite, interval: 3 };
/** Long enough for any way back, ms. */
const GUARD = 120_000;
/** What evcc said last and the broker has not had for so long, ms, is not on its way any more: it was lost with the broker. */
const LOST_AFTER = 4000;
/** What a state says itself. */
const OWN = new Set(['status', 'stale', 'updated']);

/** Whether a topic is an entry beyond what its list counts: a list that got shorter leaves its old tail behind. */
function isBeyond(topic: string, published: ReadonlyMap<string, string>): boolean {
  const parts = topic.split('/');
  return parts.some(
    (part, at) => /^\d+$/.test(part) && Number(part) > Number(published.get(parts.slice(0, at).join('/'))),
  );
}

interface Given {
  readonly payload: unknown;
  readonly n?: number;
  readonly evcc?: {
    readonly topic?: string;
    readonly time?: number;
    readonly sent?: string | null;
    readonly result?: string;
  };
  readonly error?: { readonly code?: string };
}

/** What Node-RED's process holds: kinds of active resources, listeners, bytes. */
export interface Resources {
  readonly active: Readonly<Record<string, number>>;
  readonly listeners: Readonly<Record<string, number>>;
  /** Bytes: what is used after a collection, and what the process has. */
  readonly heap: number;
  readonly rss: number;
}

export interface HouseOptions extends MosquittoOptions {
  readonly seed: number;
  /** Properties of the connection beside its address. */
  readonly config?: object;
  readonly url?: (port: number) => string;
  /** How evcc itself gets to the broker. */
  readonly evcc?: { readonly user: string; readonly password: string };
  /** Another house than the small one. */
  readonly evccAt?: (transport: Transport) => Evcc;
  /** Flows beside that of the tests, and what Node-RED's settings need for them. */
  readonly beside?: (broker: string) => readonly FlowNode[];
  readonly settings?: string;
  /** A second listener of the broker without TLS, for evcc itself. */
  readonly plain?: number;
}

/** A started Node-RED behind a proxy, a real mosquitto and the stand-in evcc; and what flows were told of all that. */
export class House {
  readonly random: Random;
  readonly said: Said;
  /** Topic → the last payload. */
  private readonly told = new Map<string, unknown>();
  readonly commands = new Map<number, { readonly value: number; readonly outcomes: Given[] }>();
  /** What must never be: found while messages are read. */
  private wrong: string[] = [];
  /** What happened, with the time of day, for whoever has to find out how it came to something wrong. */
  private readonly story: { readonly at: number; readonly event: string }[] = [];
  private whole: Given | undefined = undefined;
  private read = 0;
  private deploys = 0;
  private next = 0;
  private readonly witness: Witness;
  /** What evcc said last and the broker does not have, since when, monotonic ms. */
  private readonly missing = new Map<string, { readonly text: string; readonly since: number }>();
  /** Topics whose last value a broker took with it. */
  readonly lost = new Set<string>();
  /** Values that flows were told. */
  values = 0;
  nodeRed!: NodeRed;
  before!: Resources;

  private constructor(
    readonly broker: Mosquitto,
    readonly network: Network,
    readonly evcc: Evcc,
    said: Said,
    private readonly options: HouseOptions,
  ) {
    this.said = said;
    this.random = new Random(options.seed);
    this.witness = new Witness(`mqtt://127.0.0.1:${options.plain ?? broker.port}`, options.evcc);
  }

  static async start(options: HouseOptions): Promise<House> {
    const broker = await Mosquitto.start(options);
    const network = await Network.start(broker.port);
    const url = `mqtt://127.0.0.1:${options.plain ?? broker.port}`;
    const said = new Said('evcc', () => evcc.phase === 'running');
    const transport = said.through(mqttTransport({ url, ...options.evcc }));
    const evcc: Evcc =
      options.evccAt?.(transport) ??
      new Evcc({ site: SITE, transport, clock: systemClock(1), seed: options.seed, evcc: 'nightly' });
    evcc.start();
    const house = new House(broker, network, evcc, said, options);
    await until(() => evcc.phase === 'running', 'the stand-in runs');
    await house.startNodeRed();
    return house;
  }

  /** A Node-RED with the tools, then with the flow. */
  async startNodeRed(): Promise<void> {
    this.told.clear();
    this.read = 0;
    this.nodeRed = await NodeRed.start(await install('4.1'), {
      flows: TOOLS,
      settings: MACHINE + (this.options.settings ?? ''),
    });
    this.before = await this.resources();
    await this.deploy();
  }

  get flows(): FlowNode[] {
    const { config = {}, url = (port: number) => `127.0.0.1:${port}` } = this.options;
    const broker = url(this.network.port);
    return [...TOOLS, ...flow({ broker, ...config }, this.deploys), ...(this.options.beside?.(broker) ?? [])];
  }

  async deploy(type: 'full' | 'nodes' = 'full'): Promise<void> {
    this.deploys++;
    await this.nodeRed.deploy(this.flows, type);
  }

  /** As soon as the tools answer: a deploy starts them anew. */
  resources(): Promise<Resources> {
    return until(() => this.nodeRed.get<Resources>('/machine').catch(() => undefined), 'the resources');
  }

  /** Holds Node-RED's event loop, as a flow with a long loop or a full disk does. */
  busy(ms: number): Promise<void> {
    return this.nodeRed.post('/busy', { ms });
  }

  /** Sets Node-RED's clock apart from the machine's. */
  shift(ms: number): Promise<void> {
    return this.nodeRed.post('/shift', { ms });
  }

  /** Hands a command to evcc-out; each has a value of its own. */
  async ask(): Promise<void> {
    const n = this.next++;
    const value = 1000 + n;
    this.commands.set(n, { value, outcomes: [] });
    await this.nodeRed.post('/command', { topic: 'site/residualPower', payload: value, n });
  }

  /** Some moment of a cycle. */
  async moment(longest = 3000): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.random.next() * longest));
  }

  /** Takes in what flows were told meanwhile. */
  look(): void {
    const { debug } = this.nodeRed;
    for (; this.read < debug.length; this.read++) {
      const { id, msg } = debug[this.read] ?? { id: '', msg: '' };
      if (id === 'told') this.tell(JSON.parse(msg) as Given);
      if (id === 'whole') this.whole = JSON.parse(msg) as Given;
      if (id === 'outcome') this.outcome(JSON.parse(msg) as Given);
    }
  }

  private tell({ payload, evcc }: Given): void {
    this.values++;
    const topic = evcc?.topic ?? '';
    this.told.set(topic, payload);
    if (topic === 'status') this.note(`flows are told ${String(payload)}`, evcc?.time);
    if (OWN.has(topic) || meaning(topic, '') === undefined) return;
    // What evcc does not publish in this start has no value in it.
    const published = this.evcc.published();
    if (payload === null && (!published.get(topic) || isBeyond(topic, published))) return;
    if (!this.said.ever(topic, payload))
      this.wrong.push(`${topic}: evcc never said ${JSON.stringify(payload)}: ${JSON.stringify(evcc)}`);
  }

  private outcome(given: Given): void {
    const command = this.commands.get(given.n ?? -1);
    if (command === undefined) this.wrong.push(`an outcome of nothing: ${JSON.stringify(given)}`);
    else if (command.outcomes.push(given) > 1) this.wrong.push(`command ${given.n} has more than one outcome`);
  }

  /** What flows were told of a topic last. */
  latest(topic: string): unknown {
    this.look();
    return this.told.get(topic);
  }

  /** Whether a broker took the last value of a topic with it: nobody can be told of it again before evcc says something else. */
  private isLost(topic: string, text: string): boolean {
    if (!this.witness.isThere || this.witness.has(topic, text)) {
      this.missing.delete(topic);
      return false;
    }
    const now = performance.now();
    const since = this.missing.get(topic);
    if (since?.text !== text) this.missing.set(topic, { text, since: now });
    else if (now - since.since > LOST_AFTER) this.lost.add(topic);
    return since?.text === text && now - since.since > LOST_AFTER;
  }

  /** In what flows differ from evcc. */
  differences(): string[] {
    this.look();
    const site = (this.whole?.payload as { site?: Record<string, unknown> } | undefined)?.site;
    const published = new Map([...this.evcc.published()].flatMap(unfolded));
    return [...published].flatMap(([topic, text]) => {
      if (OWN.has(topic)) return [];
      const meant = meaning(topic, text);
      if (meant === undefined) return [];
      // Who knew it was told that it is gone; who began after that, in a full deploy for instance, never hears of it.
      if (isBeyond(topic, published)) return [];
      const [scope, key, ...more] = topic.split('/');
      const inObject = scope === 'site' && more.length === 0 ? [site?.[key ?? '']] : [];
      const known = [this.told.get(topic), ...inObject].map((one) => JSON.stringify(one ?? null));
      const wanted = JSON.stringify(meant);
      if (known.every((one) => one === wanted)) return [];
      if (this.isLost(topic, text)) return [];
      return [`${topic}: ${known.join(' and ')} instead of ${wanted}`];
    });
  }

  /** All is well again: the state is evcc's, every command had its one outcome, and nothing was told that was never so. */
  async check(what: string): Promise<void> {
    await until(
      () => this.evcc.phase === 'running' && this.latest('status') === 'online',
      `online after ${what}`,
      GUARD,
    );
    let found: string[] = [];
    const same = (): boolean => {
      found = this.differences();
      return found.length === 0;
    };
    await until(same, `evcc's state after ${what}`, GUARD).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${found.slice(0, 10).join('\n')}`);
    });
    await this.toldAll(what);
    const sent = this.said.commands.get('site/residualPower/set');
    for (const { value, outcomes } of this.commands.values()) {
      const [{ evcc } = {}] = outcomes;
      if (evcc?.result === 'failed' && evcc.sent === null && sent?.has(String(value)))
        this.wrong.push(`${value} was said not to be sent, and was`);
    }
    if (this.wrong.length === 0) return;
    const { wrong } = this;
    this.wrong = [];
    const more = wrong.length > 10 ? [`and ${wrong.length - 10} more`] : [];
    throw new Error([`${what}, seed ${this.options.seed}:`, ...wrong.slice(0, 10), ...more].join('\n'));
  }

  /** Something happened: now, or at a time of day, ms since the epoch. */
  note(event: string, at = Date.now()): void {
    this.story.push({ at, event });
  }

  /** What happened last, to evcc as well, in order. */
  lately(): string[] {
    const events = [...this.story, ...this.evcc.events].filter(({ event }) => event !== 'command');
    return events
      .sort((one, other) => one.at - other.at)
      .slice(-60)
      .map(({ at, event }) => `${at} ${event}`);
  }

  /** Each command has its outcome. */
  async toldAll(what: string): Promise<void> {
    const open = (): number => [...this.commands.values()].filter(({ outcomes }) => outcomes.length === 0).length;
    await until(
      () => {
        this.look();
        return open() === 0;
      },
      `an outcome of each command after ${what}`,
      GUARD,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${open()} have none`);
    });
  }

  /** Counts of the outcomes, by result or error code. */
  get results(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { outcomes } of this.commands.values()) {
      for (const { evcc, error } of outcomes) {
        const name = error?.code ?? evcc?.result ?? '';
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    return counts;
  }

  async close(): Promise<void> {
    await this.nodeRed?.stop();
    await this.witness.close();
    if (this.evcc.phase !== 'stopped') this.evcc.crash();
    await this.network.close();
    await this.broker.close();
  }
}
