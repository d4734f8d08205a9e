import fc from 'fast-check';
import { Evcc, FakeClock, MemoryBroker, type MemoryLink, quickSite } from '../../demo/evcc';
import { lookup } from '../../src/lib/catalogue';
import { decodeText } from '../../src/lib/codec/decode';
import { UNSUBSCRIBE_DELAY } from '../../src/lib/constants';
import type { ValueMessage } from '../../src/lib/selection/message';
import { FIXED_SET } from '../../src/lib/state/roles';
import { difference, Subscriptions } from '../../src/lib/subscriptions';
import { overlaps } from '../../src/lib/topic';
import { Followed } from './followed';
import { World } from './observe';

const ROOT = 'evcc';
const NAMES = ['lp-1', 'lp-2', 'lp-3'];
/** Titles that loadpoints take; one is another's name, one has to be percent-encoded. */
const TITLES = ['Carport', 'Garage', 'Heat pump', 'lp-2', 'a/b + #1'];
/** `priority` is another one for each loadpoint, and never empty: a value betrays whose it is. */
const KEYS = ['priority', 'name', 'chargePower', 'connected'];

/** A household in memory, and a node that selects by titles. */
export class Renamed {
  readonly clock = new FakeClock();
  readonly wrong: string[] = [];
  readonly told: ValueMessage[] = [];
  private readonly broker = new MemoryBroker({ clock: this.clock, persistence: true });
  private readonly evcc: Evcc;
  private readonly world = new World(ROOT, 'classic', this.clock);
  private readonly nodes: Followed[] = [];
  /** Relative topic → the text that was delivered last, and evcc's name of the loadpoint that it is of. */
  private readonly given = new Map<string, { readonly text: string; readonly owner: string | undefined }>();
  /** Topic as it was selected → what it was told to be last. */
  private readonly last = new Map<string, unknown>();
  private readonly subscriptions = new Subscriptions();
  private readonly present = new Set<string>();
  private link: MemoryLink | undefined = undefined;

  constructor(seed: number) {
    const { clock } = this;
    this.evcc = new Evcc({ site: quickSite, transport: this.broker.transport('evcc'), clock, seed, evcc: 'nightly' });
    for (const [at, lp] of this.evcc.house.loadpoints.entries()) lp.settings.priority = at + 1;
    for (const title of TITLES) {
      const topics = [...KEYS, 'events/+'].map((key) => `loadpoints/${encodeURIComponent(title)}/${key}`);
      const need = (user: object, filters: readonly string[]): void => this.need(user, filters);
      this.nodes.push(new Followed(this.world, topics, need, (message) => this.check(title, message)));
    }
    const follow = (): void => {
      for (const node of this.nodes) node.follow();
    };
    this.world.onNames = follow;
    this.world.onUnnamed = follow;
    this.world.onPhase = () => {
      for (const node of this.nodes) node.phaseChanged();
    };
    this.connect();
    this.start();
    this.clock.advance(10_000);
  }

  get events() {
    return this.nodes.flatMap(({ events }) => events);
  }

  rename(name: string, title: string): void {
    if (this.exists(name)) this.evcc.renameLoadpoint(name, title);
  }

  /** Two loadpoints exchange their titles, one after the other. */
  swap(one: string, other: string, ms: number): void {
    if (!this.exists(one) || !this.exists(other)) return;
    const [first, second] = [this.evcc.loadpoint(one).title, this.evcc.loadpoint(other).title];
    this.evcc.renameLoadpoint(one, second);
    this.clock.advance(ms);
    this.evcc.renameLoadpoint(other, first);
  }

  /** Evcc starts anew with its loadpoints in this order; those that are not named are gone. */
  order(names: readonly string[], crash: boolean, ms: number): void {
    const present = names.filter((name) => this.exists(name));
    if (present.length > 0) this.evcc.reorderLoadpoints(...present);
    if (crash) this.evcc.crash();
    else this.stop();
    this.clock.advance(ms);
    this.start();
  }

  /** The same, while our own connection is broken. */
  orderUnseen(names: readonly string[], ms: number): void {
    this.disconnect();
    this.order(names, false, 0);
    this.clock.advance(ms);
    this.connect();
    this.clock.advance(2000);
  }

  reconnect(ms: number): void {
    this.disconnect();
    this.clock.advance(ms);
    this.connect();
  }

  /** Time passes, and evcc has told all: each title's last word is its loadpoint's. */
  final(): void {
    this.clock.advance(4 * 60_000);
    for (const title of TITLES) {
      const numbers = this.numbersOf(title);
      const [number] = numbers;
      if (numbers.length !== 1 || number === undefined) continue;
      for (const key of KEYS) {
        const topic = `loadpoints/${number}/${key}`;
        const text = this.evcc.published().get(topic) ?? '';
        const value = decodeText(lookup(topic)?.kind, text);
        const told = this.last.get(`${title}/${key}`);
        if (told !== value) this.wrong.push(`in the end ${title}/${key} is ${value}, told was ${told}`);
      }
    }
  }

  private check(title: string, message: ValueMessage): void {
    const { evcc, payload } = message;
    this.told.push(message);
    this.last.set(`${title}/${evcc.key}`, payload);
    if (payload === null) return;
    const { text, owner } = this.given.get(evcc.topic) ?? {};
    const say = (what: string): void => {
      this.wrong.push(
        `${Math.round(this.clock.monotonic())} ms: ${title}/${evcc.key} ${JSON.stringify(payload)} ${what}`,
      );
    };
    if (owner === undefined || text === undefined) say('was never delivered');
    else if (decodeText(lookup(evcc.topic)?.kind, text) !== payload) say(`is ${text}`);
    else if (!this.calledNow(owner, title)) say(`is of ${owner}`);
    if (evcc.name !== undefined && evcc.name !== owner) say(`names ${evcc.name}, is of ${owner}`);
    if (evcc.title !== title && evcc.name !== title) say(`says title ${evcc.title}`);
    if (evcc.key === 'priority' && owner !== `lp-${payload}`) say(`is of ${owner} by its number`);
  }

  /** Whether the loadpoint is the one that the title means, by what was delivered: a name before a title, a title of one only. */
  private calledNow(owner: string, title: string): boolean {
    const count = Number(this.given.get('loadpoints')?.text ?? 0);
    const texts = (key: string) =>
      Array.from({ length: count }, (_, at) => this.given.get(`loadpoints/${at + 1}/${key}`)).filter(
        (one) => one?.text === title,
      );
    const named = texts('name');
    return (named.length > 0 ? named : texts('title')).some((one) => one?.owner === owner);
  }

  private numbersOf(title: string): number[] {
    const { loadpoints } = this.evcc.house;
    const found = (is: (one: (typeof loadpoints)[number]) => boolean): number[] =>
      loadpoints.flatMap((one, at) => (is(one) ? [at + 1] : []));
    const named = found(({ site }) => site.name === title);
    return named.length > 0 ? named : found((one) => one.title === title);
  }

  private exists(name: string): boolean {
    return this.evcc.house.loadpoints.some(({ site }) => site.name === name);
  }

  private start(): void {
    this.evcc.start();
    this.clock.until(() => this.evcc.phase === 'running');
  }

  private stop(): void {
    this.evcc.stop();
    this.clock.until(() => this.evcc.phase === 'stopped');
  }

  private connect(): void {
    const { state } = this.world;
    const link: MemoryLink = this.broker.connect({
      connected: () => {
        state.connected();
        this.present.clear();
        this.subscribe(FIXED_SET);
        this.subscribe(this.subscriptions.filters);
      },
      message: (full, text, retained) => {
        const topic = full.slice(ROOT.length + 1);
        const number = Number(/^loadpoints\/(\d+)\//.exec(topic)?.[1] ?? 0);
        if (text !== '') this.given.set(topic, { text, owner: this.evcc.house.loadpoints[number - 1]?.site.name });
        state.message(full, text, retained);
      },
    });
    this.link = link;
  }

  /** Subscribes the least that serves all nodes, and gives back a while later what is not needed any more: as a connection does. */
  private need(user: object, filters: readonly string[]): void {
    this.subscriptions.set(user, filters);
    this.subscribe(this.subscriptions.filters);
    this.clock.after(UNSUBSCRIBE_DELAY, () => {
      const { remove } = difference(this.present, new Set([...FIXED_SET, ...this.subscriptions.filters]));
      if (remove.length === 0) return;
      for (const filter of remove) {
        this.present.delete(filter);
        this.link?.unsubscribe(`${ROOT}/${filter}`);
      }
      const kept = [...this.present].map((filter) => `${ROOT}/${filter}`);
      this.world.state.forget((full) => kept.some((filter) => overlaps(filter, full)));
    });
  }

  private subscribe(filters: Iterable<string>): void {
    if (this.link?.connected !== true) return;
    for (const filter of filters) {
      if (this.present.has(filter)) continue;
      this.present.add(filter);
      this.link.subscribe(`${ROOT}/${filter}`);
    }
  }

  private disconnect(): void {
    this.link?.end();
    this.link = undefined;
    this.world.state.disconnected();
  }
}

type Happening = (house: Renamed) => void;

const moment = fc.integer({ min: 0, max: 3000 });
const name = fc.constantFrom(...NAMES);
const order = fc.shuffledSubarray(NAMES, { minLength: 1 });

const happening: fc.Arbitrary<[string, Happening]> = fc.oneof(
  moment.map((ms): [string, Happening] => [`wait ${ms}`, ({ clock }) => clock.advance(ms)]),
  fc
    .integer({ min: 10, max: 100 })
    .map((s): [string, Happening] => [`wait ${s} s`, ({ clock }) => clock.advance(s * 1000)]),
  {
    weight: 3,
    arbitrary: fc
      .tuple(name, fc.constantFrom(...TITLES))
      .map(([one, title]): [string, Happening] => [`${one} is called ${title}`, (house) => house.rename(one, title)]),
  },
  fc
    .tuple(fc.shuffledSubarray(NAMES, { minLength: 2, maxLength: 2 }), fc.integer({ min: 0, max: 400 }))
    .map(([two, ms]): [string, Happening] => [
      `${two.join(' and ')} swap titles within ${ms}`,
      (house) => house.swap(two[0] ?? '', two[1] ?? '', ms),
    ]),
  {
    weight: 2,
    arbitrary: fc
      .tuple(order, fc.boolean(), moment)
      .map(([names, crash, ms]): [string, Happening] => [
        `${crash ? 'crash' : 'stop'}, after ${ms} ${names.join()}`,
        (house) => house.order(names, crash, ms),
      ]),
  },
  fc
    .tuple(order, moment)
    .map(([names, ms]): [string, Happening] => [
      `unseen ${names.join()}, ${ms}`,
      (house) => house.orderUnseen(names, ms),
    ]),
  moment.map((ms): [string, Happening] => [`own connection lost for ${ms}`, (house) => house.reconnect(ms)]),
);

export const renames = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  happenings: fc.array(happening, { minLength: 2, maxLength: 10 }),
});
