import {
  Evcc,
  FakeClock,
  MemoryBroker,
  type MemoryLink,
  quickSite,
  type ReleaseName,
  type Site,
} from '../../demo/evcc';
import { lookup } from '../../src/lib/catalogue';
import { decodeText, type Value } from '../../src/lib/codec/decode';
import type { ValueMessage } from '../../src/lib/selection/message';
import type { ModeNames } from '../../src/lib/state/mode-names';
import { FIXED_SET } from '../../src/lib/state/roles';
import { World } from './observe';
import { differingAt, parentsOf, plain, Truth, unfolded } from './truth';

const ROOT = 'evcc';
/** Our client's pause before it connects again, ms. */
const RECONNECT = 1000;
/** From evcc's word to a message: the way through the broker, and the wait of `mode` for `alwaysCharge`. */
const TRANSIT = 110;

export interface HouseholdOptions {
  readonly release?: ReleaseName;
  readonly modeNames?: ModeNames;
  readonly persistence?: boolean;
  readonly seed?: number;
  readonly site?: Site;
}

/** The stand-in evcc, a broker in memory, and a connection as Node-RED's: hours of all three in the time the work takes. */
export class Household {
  readonly clock = new FakeClock();
  readonly broker: MemoryBroker;
  readonly evcc: Evcc;
  readonly world: World;
  /** Topic → the last text that our connection was given, and when. */
  readonly given = new Map<
    string,
    { readonly text: string; readonly at: number; readonly order: number; readonly open: boolean }
  >();
  /** Topic of a loadpoint → evcc's name of the one whose value it last held. */
  readonly owners = new Map<string, string | undefined>();
  /** When our connection came about. */
  connectedAt = 0;
  private order = 0;
  private lastGiven = 0;
  private link: MemoryLink | undefined = undefined;
  private away = false;

  constructor(readonly options: HouseholdOptions = {}) {
    const { clock } = this;
    const { release = 'nightly', modeNames = 'classic', persistence = false, seed = 1, site = quickSite } = options;
    this.broker = new MemoryBroker({ clock, persistence });
    this.evcc = new Evcc({ site, transport: this.broker.transport('evcc'), clock, seed, evcc: release, root: ROOT });
    this.world = new World(ROOT, modeNames, clock);
  }

  /** Node-RED connects; what it asks for: everything. */
  connect(): void {
    this.away = false;
    const { state } = this.world;
    const link: MemoryLink = this.broker.connect({
      connected: () => {
        this.connectedAt = this.clock.monotonic();
        state.connected();
        for (const filter of [...FIXED_SET, '#']) link.subscribe(`${ROOT}/${filter}`);
      },
      message: (full, text, retained) => {
        this.lastGiven = this.clock.monotonic();
        for (const [topic, said] of unfolded([full.slice(ROOT.length + 1), text])) this.give(topic, said, retained);
        state.message(full, text, retained);
      },
      closed: () => {
        this.link = undefined;
        state.disconnected();
        this.clock.after(RECONNECT, () => {
          if (!this.away && this.link === undefined) this.connect();
        });
      },
    });
    this.link = link;
  }

  private give(topic: string, text: string, retained: boolean): void {
    const before = this.given.get(topic);
    // A stored copy of what was said before says nothing about its order.
    const order = retained && before?.text === text ? before.order : this.order++;
    this.given.set(topic, { text, at: this.clock.monotonic(), order, open: this.world.state.lifecycle.open });
    if (text !== '') this.owners.set(topic, this.owner(topic));
  }

  /** Topic → what evcc said there last in its present run. */
  said(): Map<string, string> {
    return new Map([...this.evcc.published()].flatMap(unfolded));
  }

  /** Our own connection breaks for a while. */
  loseConnection(ms: number): void {
    if (this.link === undefined) return;
    this.away = true;
    this.link.end();
    this.link = undefined;
    this.world.state.disconnected();
    this.clock.after(ms, () => this.connect());
  }

  /** Evcc starts; returns when it runs. */
  start(): void {
    this.evcc.start();
    this.clock.until(() => this.evcc.phase === 'running');
  }

  stop(): void {
    this.evcc.stop();
    this.clock.until(() => this.evcc.phase === 'stopped');
  }

  /** Waits until evcc runs and is connected, whatever was done to it. */
  settle(): void {
    if (!this.broker.running) this.broker.restart();
    if (this.evcc.phase === 'stopped') this.evcc.start();
    if (this.evcc.phase === 'offline') this.evcc.reconnect();
    this.clock.until(() => this.evcc.phase === 'running');
  }

  /** Lets time pass, and then a burst of evcc come to its end. */
  pass(ms: number): void {
    this.clock.advance(ms);
    const { lifecycle } = this.world.state;
    const unfinished = (): boolean => this.clock.monotonic() - this.lastGiven < 3000 || !lifecycle.open;
    while (unfinished() || (lifecycle.open && this.awaitsTurns)) this.clock.advance(500);
  }

  /** Whether evcc has still to compute a loadpoint for the first time since it started. */
  private get awaitsTurns(): boolean {
    const said = this.said();
    const count = Number(said.get('loadpoints') ?? 0);
    return Array.from({ length: count }, (_, at) => `loadpoints/${at + 1}/connected`).some((topic) => !said.get(topic));
  }

  /** When evcc's present run began to publish. */
  get began(): number {
    const counts = this.evcc.events.findLast(({ event }) => event === 'counts');
    return (counts?.at ?? 0) - this.clock.now() + this.clock.monotonic();
  }

  /** A broker that kept its values died while evcc began to start: the start that follows shows only by its counts. */
  private cut = false;

  killBroker(): void {
    this.cut ||= this.evcc.phase !== 'running' && this.isSaidOnline;
    this.broker.kill();
  }

  private until = Number.NEGATIVE_INFINITY;

  /** Whether evcc runs as far as its broker knows. */
  private get running(): boolean {
    const { phase } = this.evcc;
    if (phase === 'running') this.cut = false;
    if (phase === 'running' || this.cut) return true;
    // A broker that died and kept its values never said that evcc lost it, or ended since.
    const isAway = phase === 'offline' || phase === 'stopped' || phase === 'connecting';
    return isAway && this.isSaidOnline;
  }

  private get isSaidOnline(): boolean {
    return this.broker.retained.matching(`${ROOT}/status`)[0]?.[1] === 'online';
  }

  /** Before something happens to evcc: it has run until now, or not. */
  mark(): void {
    if (this.running) this.until = this.clock.monotonic();
  }

  /** Whether evcc runs, or did until a moment ago. */
  get runs(): boolean {
    this.mark();
    return this.clock.monotonic() - this.until <= TRANSIT;
  }

  /** Whether a text of evcc's was given to our connection last, or is at the broker. */
  isKnowable(topic: string, text: string | undefined): boolean {
    if (text === undefined) return true;
    return this.given.get(topic)?.text === text || this.broker.retained.matching(`${ROOT}/${topic}`)[0]?.[1] === text;
  }

  /** Whether our connection could learn which loadpoint a topic is about. */
  isNameKnowable(topic: string): boolean {
    const owner = this.owner(topic);
    return owner === undefined || this.isKnowable(topic.split('/', 2).concat('name').join('/'), owner);
  }

  /** The loadpoint that a topic is about, by evcc's own name. */
  owner(topic: string): string | undefined {
    const [scope, second] = topic.split('/');
    if (scope !== 'loadpoints' || second === undefined) return undefined;
    return this.evcc.house.loadpoints[Number(second) - 1]?.site.name;
  }

  /** A text as flows are to get it. */
  value(topic: string, text: string): Value {
    const value = decodeText(lookup(topic)?.kind, text);
    if (!/^(loadpoints|vehicles)\/[^/]+\/mode$/.test(topic) || typeof value !== 'string') return value;
    const always = this.given.get(topic.replace(/mode$/, 'alwaysCharge'))?.text ?? '';
    const { modeNames = 'classic' } = this.options;
    if (modeNames === 'classic' && value === 'smart') return ['on', 'once'].includes(always) ? 'minpv' : 'pv';
    return modeNames === 'smart' && (value === 'pv' || value === 'minpv') ? 'smart' : value;
  }

  /** What evcc publishes that is still so: no old tail of a list, no part of what it emptied. */
  truth(structures: readonly string[] = []): Truth {
    const truth = new Truth(structures, (topic, text) => this.value(topic, text));
    const texts = this.said();
    const isGone = (topic: string): boolean => {
      const mine = this.given.get(topic);
      const parents = topic
        .split('/')
        .slice(1)
        .map((_, at, rest) => [topic.split('/')[0], ...rest.slice(0, at)].join('/'));
      return parents.some((parent) => {
        const empty = this.given.get(parent);
        return (
          texts.get(parent) === '' &&
          empty !== undefined &&
          mine !== undefined &&
          mine.order < empty.order &&
          // Of one start nobody knows the order: what it publishes counts.
          (mine.at < this.began || empty.open || empty.at > this.began + 3000)
        );
      });
    };
    truth.stands([...texts].filter(([topic]) => !isGone(topic)));
    return truth;
  }
}

/** Checks messages as they are sent; what is wrong is collected. */
export class Judge {
  readonly wrong: string[] = [];
  /** Topic → what it was told to be last. */
  readonly told = new Map<string, Value>();

  constructor(private readonly household: Household) {}

  check({ evcc, payload }: ValueMessage): void {
    const { topic } = evcc;
    if (topic === 'status') return;
    const { household } = this;
    const say = (what: string): void => {
      const at = Math.round(household.clock.monotonic());
      this.wrong.push(
        `${at} ms, evcc ${household.evcc.phase}: ${topic} ${what} ${JSON.stringify(payload).slice(0, 200)}`,
      );
    };
    if (!household.runs) say('while evcc does not run:');
    const last = this.told.get(topic);
    if (last !== undefined && JSON.stringify(last) === JSON.stringify(plain(payload))) say('again:');
    this.told.set(topic, plain(payload));
    if (typeof payload === 'object' && payload !== null) return;
    const text = household.given.get(topic)?.text;
    if (payload !== null && JSON.stringify(household.value(topic, text ?? '')) !== JSON.stringify(payload)) {
      say(`is ${JSON.stringify(text)}, told is`);
    }
  }

  /** Evcc has run for a while: everything it published is told, and nothing else but what may still be known. */
  final(structures?: readonly string[]): void {
    const { household } = this;
    const { evcc, clock } = household;
    const truth = household.truth(structures);
    if (structures !== undefined) {
      this.finalWhole(structures, truth);
      return;
    }
    const loadpoints = evcc.house.loadpoints.length;
    const since = Math.max(household.began, household.connectedAt);
    const turned = since + (loadpoints + 1) * evcc.house.site.interval * 1000 + 4000;
    const said = household.said();
    for (const [topic, text] of truth.texts) {
      if (truth.isHead(topic)) continue;
      const value = household.value(topic, text);
      const heard = household.given.get(topic);
      // Said once while our connection was away, and forgotten by the broker since: nobody can know it, or what it counts.
      if (![topic, ...parentsOf(topic)].every((one) => household.isKnowable(one, said.get(one)))) continue;
      // An item of a list whose count was never said.
      if (parentsOf(topic).some((one) => truth.isHead(one) && !said.has(one))) continue;
      // Said in a start that the connection did not outlive: nobody can say whether it was the last word.
      if (heard !== undefined && !heard.open && heard.at < household.connectedAt) continue;
      const told = this.told.get(topic) ?? null;
      if (JSON.stringify(told) !== JSON.stringify(value)) this.wrong.push(`${topic} is ${text}, told was ${told}`);
    }
    for (const [topic, value] of this.told) {
      if (value === null || truth.texts.has(topic) || Array.isArray(value)) continue;
      // A value of what still exists may be known from before, until every loadpoint had its turn.
      const unheard = !said.has(topic) || (household.given.get(topic)?.at ?? 0) < household.connectedAt;
      const same = household.owners.get(topic) === household.owner(topic) || !household.isNameKnowable(topic);
      // Without counts nobody can know that something is gone.
      const kept = unheard && (household.world.state.phase === 'lost' || (same && clock.monotonic() <= turned));
      if (!kept) this.wrong.push(`${topic} is gone, told was ${JSON.stringify(value)}`);
    }
  }

  private finalWhole(structures: readonly string[], truth: Truth): void {
    // Of what a broker forgot, parts may be known that evcc has no more.
    if (this.household.world.state.phase === 'lost') return;
    for (const path of structures) {
      const differing = differingAt(plain(truth.assembled(path)), this.told.get(path) ?? null);
      if (differing.length > 0) this.wrong.push(`${path} is / was told: ${differing.join(', ')}`);
    }
  }
}
