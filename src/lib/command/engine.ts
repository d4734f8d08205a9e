import type { Clock } from '../clock';
import { MAX_WAIT } from '../constants';
import { EvccError } from '../errors';
import type { EvccState } from '../state/state';
import { accept } from './accept';
import type { Accepted, Context } from './accept/types';
import { causeOf } from './accepted-text';
import { attempt, Entry, Group, summary } from './entry';
import { awayError, Flight } from './flight';
import { HELD_TOPIC, Hold } from './hold';
import type { LocalTime } from './local-time';
import { disturbs, ordered } from './order';
import { after, type Present, StateView } from './present';
import { checkExists, checkRules } from './rules';
import { show } from './show';
import { parseTarget } from './target';
import type { CommandPort, NameResolver, Outcome, Request, Resolved, Setting, SettingOutcome } from './types';
import { listensAt } from './version';
import { Watches } from './watch';

export interface CommandOptions {
  readonly state: EvccState;
  readonly clock: Clock;
  readonly port: CommandPort;
  /** Local time of Node-RED, for plans at a time of day. */
  readonly localTime: LocalTime;
  /** Names and titles in topics; absent: only numbers and evcc's own names. */
  readonly names?: NameResolver;
  /** Something the user should know, once: a key below `warnings.` with its parameters. */
  readonly warn?: (key: string, params: Readonly<Record<string, string | number>>) => void;
}

interface Draft {
  readonly topic: string;
  readonly value: unknown;
  readonly setting?: Setting;
  readonly accepted?: Accepted;
  readonly error?: EvccError;
}

interface Checked {
  readonly entry: Entry;
  readonly setting: Setting;
  readonly value: unknown;
  readonly resolved: Resolved;
  readonly wire: string;
}

/**
 * The commands to one evcc. A message is checked as a whole, against the state that it leaves; then its settings go out one after
 * the other. Of each setting one command is under way at a time; what waits behind it is superseded by what comes later. Every
 * message has exactly one outcome.
 */
export class Commands {
  private readonly view: StateView;
  private readonly watches: Watches;
  private readonly hold: Hold;
  /** Messages whose settings wait to be checked, in order. */
  private waiting: Group[] = [];
  /** Settings that are not yet what evcc's state says, in the order in which they came. */
  private readonly live = new Set<Entry>();
  /** Settings of which the last command's effect is not known: the present state may still change. */
  private readonly uncertain = new Set<string>();
  /** The last message that set a setting, by its topic. */
  private readonly newest = new Map<string, number>();
  private readonly warned = new Set<string>();
  private prepared: { readonly owner: object; readonly setting: Setting }[] = [];
  private heldBy: Entry | undefined = undefined;
  private pumping = false;
  private again = false;
  private groups = 0;

  constructor(private readonly options: CommandOptions) {
    const { state, clock, port } = options;
    this.view = new StateView(state);
    this.watches = new Watches({ state, view: this.view, clock, port, changed: () => this.pump() });
    this.hold = new Hold({ clock, open: () => this.view.open, publish: (topic, text) => port.publish(topic, text) });
    this.update();
  }

  /** Subscribes what commands to these settings need, until `end(owner)`, so that the first of them is fast. */
  prepare(owner: object, topics: readonly string[]): void {
    for (const topic of topics) {
      const target = attempt(() => parseTarget(topic, this.root));
      // What is wrong with it each command says.
      if (target.ok) this.prepared.push({ owner, setting: target.value.setting });
    }
    this.keepPrepared();
  }

  /** To be called whenever evcc's phase or the names of its loadpoints and vehicles may have changed. */
  update(): void {
    if (!this.view.open) this.view.latest.clear();
    this.watches.update();
    this.keepPrepared();
    this.hold.update();
    for (const entry of [...this.live]) entry.flight?.update();
    this.pump();
  }

  /** Carries out a message. Never rejects for what is wrong with it: that is part of the outcome. */
  run(request: Request): Promise<Outcome> {
    const { clock } = this.options;
    const began = clock.monotonic();
    const drafts = request.settings.map(({ topic, value }) => this.draft(topic, value));
    if (drafts.length === 0) {
      return Promise.resolve({ ...summary([], 0), error: new EvccError('EVCC_INVALID', 'noTarget') });
    }
    if (drafts.some(({ error }) => error !== undefined)) return Promise.resolve(summary(drafts.map(failed), 0));
    const group = new Group(request, this.groups++, () => clock.monotonic() - began);
    group.entries = drafts.flatMap(({ setting, accepted, value }) =>
      setting && accepted ? [new Entry(group, setting, value, accepted)] : [],
    );
    return new Promise((resolve) => {
      const limit = clock.after(this.timeoutOf(group), () => this.late(group));
      group.settle = (outcome) => {
        limit.cancel();
        this.waiting = this.waiting.filter((one) => one !== group);
        resolve(outcome);
      };
      this.waiting.push(group);
      this.place(group);
      this.pump();
    });
  }

  /** A node is gone: its commands fail, what it holds is cleared, its subscriptions may go. */
  end(owner: object): void {
    const mine = [...this.live, ...this.waiting.flatMap(({ entries }) => entries)];
    for (const entry of new Set(mine)) if (entry.group.request.owner === owner) this.abandon(entry);
    this.hold.end(owner);
    this.prepared = this.prepared.filter((one) => one.owner !== owner);
    this.watches.end(owner);
    this.pump();
  }

  /** The connection is given up: as the end of all nodes. */
  close(): void {
    for (const entry of new Set([...this.live, ...this.waiting.flatMap(({ entries }) => entries)])) this.abandon(entry);
    this.hold.clear();
    this.watches.close();
  }

  private get root(): string {
    return this.options.state.tree.rootTopic;
  }

  private timeoutOf({ request }: Group): number {
    return Math.min(Math.max(0, request.timeout * 1000), MAX_WAIT);
  }

  private warn(key: string, params: Readonly<Record<string, string | number>>): void {
    const id = JSON.stringify([key, params]);
    if (this.warned.has(id)) return;
    this.warned.add(id);
    this.options.warn?.(key, params);
  }

  /** What can be judged without evcc's state. */
  private draft(topic: string, value: unknown): Draft {
    const context: Context = {
      present: this.view,
      localTime: this.options.localTime,
      warn: (key, params) => this.warn(key, params),
    };
    const draft = attempt(() => {
      const { setting, former } = parseTarget(topic, this.root, value);
      if (former !== undefined) this.warn('former', { former: show(former), topic: setting.topic });
      return { topic: setting.topic, value, setting, accepted: accept(setting, value, context) };
    });
    return draft.ok ? draft.value : { topic, value, error: draft.error };
  }

  /** Finds evcc's own topics. A group whose names are not known yet stays where it is. */
  private place(group: Group): void {
    const { names } = this.options;
    const topics = new Map<Entry, string | undefined>();
    const unnamed = new Map<Entry, EvccError>();
    for (const entry of group.entries) {
      const { topic } = entry.setting;
      const resolved = attempt(() => (names ? names.resolve(topic) : topic));
      if (resolved.ok) topics.set(entry, resolved.value);
      else unnamed.set(entry, resolved.error);
    }
    if (unnamed.size > 0) {
      this.refuse(group, unnamed);
      return;
    }
    for (const [entry, topic] of topics) {
      if (topic === undefined) return;
      entry.place({ ...entry.setting, topic }, this.view);
    }
    const wrong = new Map([...this.twice(group), ...this.foreseen(group)]);
    if (wrong.size > 0) {
      this.refuse(group, wrong);
      return;
    }
    group.placed = true;
    for (const entry of group.entries) {
      this.supersede(entry);
      if (entry.outcome === undefined) this.live.add(entry);
    }
  }

  private twice(group: Group): Map<Entry, EvccError> {
    const topics = new Set<string>();
    const wrong = new Map<Entry, EvccError>();
    for (const entry of group.entries) {
      const { topic } = entry.setting;
      if (topics.has(topic))
        wrong.set(entry, new EvccError('EVCC_INVALID', 'twice', { topic }, causeOf(entry.setting, entry.value)));
      topics.add(topic);
    }
    return wrong;
  }

  /** What is wrong after all that waits will have been done: said at once, so that it supersedes nothing. */
  private foreseen(group: Group): Map<Entry, EvccError> {
    if (!this.view.open || !group.entries.every(({ setting }) => this.watches.ready(setting))) return new Map();
    let present: Present = this.view;
    for (const entry of this.live) {
      const { resolved } = entry;
      const made = resolved ?? attempt(() => entry.resolve(present, this.options.clock.now()));
      if ('expected' in made) present = after(present, made.expected);
      else if (made.ok) present = after(present, made.value.expected);
    }
    return this.check(group.entries, present).wrong;
  }

  /** Judges settings as a whole against a state. */
  private check(entries: readonly Entry[], present: Present): { checked: Checked[]; wrong: Map<Entry, EvccError> } {
    const checked: Checked[] = [];
    const wrong = new Map<Entry, EvccError>();
    let left = present;
    for (const entry of entries) {
      const { setting, value } = entry;
      const resolved = attempt(() => {
        checkExists(setting, left, value);
        return { resolved: entry.resolve(left, this.options.clock.now()), wire: `${listensAt(setting, left)}/set` };
      });
      if (resolved.ok) {
        checked.push({ entry, setting, value, ...resolved.value });
        left = after(left, resolved.value.resolved.expected);
      } else {
        wrong.set(entry, resolved.error);
      }
    }
    for (const { entry, setting, value } of checked) {
      const rules = attempt(() => checkRules(setting, left, value));
      if (!rules.ok) wrong.set(entry, rules.error);
    }
    return { checked, wrong };
  }

  /** A newer command takes the place of those for the same setting that were not sent. */
  private supersede(entry: Entry): void {
    const { topic } = entry.setting;
    const newest = this.newest.get(topic) ?? -1;
    // Its title became known only after a newer one went by number.
    if (newest > entry.group.number) {
      entry.end('superseded');
      return;
    }
    this.newest.set(topic, entry.group.number);
    for (const other of [...this.live]) {
      if (other.started || other.setting.topic !== topic) continue;
      entry.replace(other);
      this.live.delete(other);
      other.end('superseded');
    }
  }

  /** Lets every message go on that can. */
  private pump(): void {
    if (this.pumping) {
      this.again = true;
      return;
    }
    this.pumping = true;
    do {
      this.again = false;
      for (const group of [...this.waiting]) {
        if (!group.placed) this.place(group);
        if (group.placed && !group.over && this.mayBegin(group)) this.begin(group);
      }
    } while (this.again);
    this.pumping = false;
  }

  private mayBegin(group: Group): boolean {
    const open = group.entries.filter(({ outcome }) => outcome === undefined);
    let ready = true;
    // All are asked for, not only up to the first that is missing.
    for (const { setting } of open) if (!this.watches.ready(setting)) ready = false;
    if (!ready || !this.view.open) return false;
    for (const earlier of this.live) {
      if (earlier.group === group) return true;
      if (open.some((entry) => entry.waitsFor(earlier))) return false;
    }
    return true;
  }

  private begin(group: Group): void {
    this.waiting = this.waiting.filter((one) => one !== group);
    const open = group.entries.filter(({ outcome }) => outcome === undefined);
    const { checked, wrong } = this.check(open, this.view);
    if (wrong.size > 0) {
      this.refuse(group, wrong);
      return;
    }
    for (const { entry, resolved, wire } of checked) {
      entry.resolved = resolved;
      entry.wire = wire;
    }
    this.next(group, ordered(checked, this.view), []);
  }

  /** Sends the next setting of a message once the former one is acknowledged. */
  private next(group: Group, rest: Checked[], published: readonly Setting[]): void {
    const step = rest.shift();
    if (step === undefined) return;
    const { entry, setting } = step;
    const onward = (sent: boolean): void => this.next(group, rest, sent ? [...published, setting] : published);
    // Something newer may have taken its place meanwhile.
    if (entry.outcome !== undefined) {
      onward(false);
      return;
    }
    entry.started = true;
    const disturbed = published.some((earlier) => disturbs(earlier, setting));
    if (!disturbed && this.isAlready(step)) {
      this.live.delete(entry);
      entry.end('unchanged');
      this.pump();
      onward(false);
      return;
    }
    this.send(step, published.length > 0, () => onward(true));
  }

  private isAlready({ setting, resolved }: Checked): boolean {
    if (setting.set.repeats || this.uncertain.has(setting.topic) || resolved.expected.length === 0) return false;
    return [...resolved.expected, ...(resolved.also ?? [])].every((expected) => this.view.already(expected));
  }

  private send(step: Checked, later: boolean, passed: () => void): void {
    const { entry, setting, resolved, wire, value } = step;
    const { group } = entry;
    const whole = this.timeoutOf(group);
    const { confirm, timeout } = group.request;
    // Later settings of a message get their own time: those before them may have used it up.
    const wait = later ? whole : Math.max(0, whole - group.took());
    entry.flight = new Flight(
      { ...this.options, view: this.view },
      { setting, resolved, wire, confirm, wait, timeout, value },
      {
        sent: () => this.sent(entry, resolved),
        passed,
        ended: (result, error) => {
          if (result === 'failed' && this.heldBy === entry) this.hold.stop();
          entry.end(result, error);
        },
        free: (sure) => {
          this.live.delete(entry);
          if (sure) this.uncertain.delete(setting.topic);
          else this.uncertain.add(setting.topic);
          this.pump();
        },
      },
    );
    entry.flight.update();
  }

  private sent(entry: Entry, { text }: Resolved): void {
    if (entry.setting.topic !== HELD_TOPIC) return;
    const { hold, owner } = entry.group.request;
    const ended = text === '-' || text === 'unknown' || entry.outcome?.result === 'failed';
    this.heldBy = hold && !ended ? entry : undefined;
    if (this.heldBy) this.hold.start(owner ?? this, text);
    else this.hold.stop();
  }

  /** A message that was not sent within its time. */
  private late(group: Group): void {
    // Its settings are under way and have their own time.
    if (!this.waiting.includes(group)) return;
    const { timeout } = group.request;
    for (const entry of group.entries) {
      const { setting, value } = entry;
      const { topic } = setting;
      const unnamed = !group.placed && this.view.open;
      const error = unnamed
        ? new EvccError('EVCC_TIMEOUT', 'titlesUnknown', { topic, timeout }, causeOf(setting, value))
        : awayError(this.options.state, setting, timeout, value);
      this.live.delete(entry);
      entry.end('failed', error);
    }
    this.pump();
  }

  /** Nothing of a message is sent, as some of it is wrong. */
  private refuse(group: Group, wrong: ReadonlyMap<Entry, EvccError>): void {
    for (const entry of group.entries) {
      this.live.delete(entry);
      entry.end('failed', wrong.get(entry));
    }
    this.again = true;
  }

  private abandon(entry: Entry): void {
    const { setting, value } = entry;
    const { topic } = setting;
    const error = new EvccError('EVCC_TIMEOUT', 'closed', { topic, value: show(value) }, causeOf(setting, value));
    if (entry.flight !== undefined) {
      entry.flight.abandon(error);
      return;
    }
    this.live.delete(entry);
    entry.end('failed', error);
  }

  private keepPrepared(): void {
    const { names } = this.options;
    this.prepared = this.prepared.filter(({ owner, setting }) => {
      const topic = attempt(() => (names ? names.resolve(setting.topic) : setting.topic));
      if (!topic.ok || topic.value === undefined) return true;
      this.watches.keep(owner, { ...setting, topic: topic.value });
      return false;
    });
  }
}

function failed({ topic, error }: Draft): SettingOutcome {
  return { topic, sent: null, result: 'failed', took: 0, ...(error && { code: error.code, error }) };
}
