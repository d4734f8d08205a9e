import type { Clock } from '../clock';
import { EvccError } from '../errors';
import type { EvccState } from '../state/state';
import type { Context } from './accept/types';
import { attempt } from './attempt';
import { checkAll, twice } from './check';
import { draft, refused } from './draft';
import { Entry, Group, summary } from './entry';
import { awayError, closedError, unnamedError } from './failures';
import { Hold } from './hold';
import type { LocalTime } from './local-time';
import { ordered } from './order';
import { Prepared } from './prepared';
import { StateView } from './present';
import { Quiet } from './quiet';
import { Sequence, timeoutOf } from './sequence';
import { Traffic } from './traffic';
import type { CommandPort, NameResolver, Outcome, Request, Setting } from './types';
import { unresolved } from './unknown';
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

/**
 * The commands to one evcc. A message is checked as a whole, against the state that it leaves; then its settings go out one after
 * the other. Of each setting one command is under way at a time; what waits behind it is superseded by what comes later. Every
 * message has exactly one outcome.
 */
export class Commands {
  private readonly view: StateView;
  private readonly watches: Watches;
  private readonly prepared: Prepared;
  private readonly hold: Hold;
  private readonly quiet: Quiet;
  private readonly traffic = new Traffic();
  /** Messages whose settings were not checked against the state yet, in order. */
  private waiting: Group[] = [];
  private readonly warned = new Set<string>();
  private messages = 0;
  private pumping = false;
  private again = false;

  constructor(private readonly options: CommandOptions) {
    const { state, clock, port } = options;
    this.view = new StateView(state, clock);
    this.quiet = new Quiet(this.view, clock, () => this.pump());
    this.watches = new Watches({ state, view: this.view, clock, port, changed: () => this.pump() });
    this.prepared = new Prepared(this.watches, (setting) => this.nameOf(setting));
    this.hold = new Hold({ clock, view: this.view, port });
    this.update();
  }

  /** Subscribes what commands to these settings need, until `end(owner)`, so that the first of them is fast. */
  prepare(owner: object, topics: readonly string[]): void {
    this.prepared.add(owner, topics, this.root);
  }

  /** To be called whenever evcc's phase or the names of its loadpoints and vehicles may have changed. */
  update(): void {
    if (!this.view.open) this.view.latest.clear();
    this.watches.update();
    this.prepared.update();
    this.hold.update();
    for (const entry of this.traffic) entry.flight?.update();
    // Waiting changes nothing: evcc has a fault that keeps it from running.
    if (this.options.state.phase === 'fatal') for (const group of [...this.waiting]) this.late(group);
    this.pump();
  }

  /** Carries out a message. Never rejects for what is wrong with it: that is part of the outcome. */
  run(request: Request): Promise<Outcome> {
    const { clock } = this.options;
    const began = clock.monotonic();
    const drafts = request.settings.map(({ topic, value }) => draft(topic, value, this.root, this.context));
    if (drafts.length === 0) {
      return Promise.resolve({ ...summary([], 0), error: new EvccError('EVCC_INVALID', 'noTarget') });
    }
    const group = new Group(request, this.messages++, () => clock.monotonic() - began);
    group.entries = drafts.flatMap(({ judged, value }) =>
      judged.ok ? [new Entry(group, judged.value.setting, value, judged.value.accepted)] : [],
    );
    if (group.entries.length < drafts.length) return Promise.resolve(summary(drafts.map(refused), 0));
    return new Promise((resolve) => {
      const limit = clock.after(timeoutOf(group), () => this.late(group));
      group.settle = (outcome) => {
        limit.cancel();
        this.waiting = this.waiting.filter((one) => one !== group);
        resolve(outcome);
      };
      this.waiting.push(group);
      if (this.options.state.phase === 'fatal') this.late(group);
      else this.place(group);
      this.pump();
    });
  }

  /** A node is gone: its commands fail, what it holds is cleared, its subscriptions may go. */
  end(owner: object): void {
    for (const entry of this.entries) if (entry.group.request.owner === owner) this.abandon(entry);
    this.hold.end(owner);
    this.prepared.end(owner);
    this.pump();
  }

  /** The connection is given up: as the end of all nodes. */
  close(): void {
    for (const entry of this.entries) this.abandon(entry);
    this.quiet.close();
    this.hold.clear();
    this.watches.close();
  }

  private get root(): string {
    return this.options.state.tree.rootTopic;
  }

  private get context(): Context {
    return { present: this.view, localTime: this.options.localTime, warn: (key, params) => this.warn(key, params) };
  }

  /** Every setting without an end. */
  private get entries(): Set<Entry> {
    return new Set([...this.traffic, ...this.waiting.flatMap(({ entries }) => entries)]);
  }

  private warn(key: string, params: Readonly<Record<string, string | number>>): void {
    // A clock that runs away would be said again and again.
    const id = key.startsWith('clock') ? 'clock' : JSON.stringify([key, params]);
    if (this.warned.has(id)) return;
    this.warned.add(id);
    this.options.warn?.(key, params);
  }

  private nameOf(setting: Setting): string | undefined {
    const { names } = this.options;
    return names === undefined ? setting.topic : names.resolve(setting.topic);
  }

  /** Finds evcc's own topics. A group whose names are not known yet stays where it is. */
  private place(group: Group): void {
    const topics = new Map<Entry, string | undefined>();
    const unnamed = new Map<Entry, EvccError>();
    for (const entry of group.entries) {
      const topic = attempt(() => this.nameOf(entry.setting));
      if (topic.ok) topics.set(entry, topic.value);
      else unnamed.set(entry, unresolved(topic.error, this.view));
    }
    if (unnamed.size > 0) {
      this.refuse(group, unnamed);
      return;
    }
    for (const [entry, topic] of topics) {
      if (topic === undefined) return;
      entry.place({ ...entry.setting, topic }, this.view);
    }
    const wrong = new Map([...twice(group.entries), ...this.foreseen(group)]);
    if (wrong.size > 0) {
      this.refuse(group, wrong);
      return;
    }
    group.placed = true;
    for (const entry of group.entries) this.traffic.enter(entry);
  }

  /** What is wrong after all that waits will have been done: said at once, so that it supersedes nothing. */
  private foreseen({ entries }: Group): ReadonlyMap<Entry, EvccError> {
    if (!this.view.open || !this.areReady(entries)) return new Map();
    const now = this.options.clock.now();
    return checkAll(entries, this.traffic.left(this.view, now), now).wrong;
  }

  private areReady(entries: readonly Entry[]): boolean {
    // All are asked for, not only up to the first that is missing.
    return entries.filter(({ setting }) => !this.watches.ready(setting)).length === 0;
  }

  /** Lets every message go on that can. */
  private pump(): void {
    this.again = true;
    if (this.pumping) return;
    this.pumping = true;
    while (this.again) {
      this.again = false;
      for (const group of [...this.waiting]) {
        if (!group.placed) this.place(group);
        if (group.placed && !group.over) this.begin(group);
      }
    }
    this.pumping = false;
  }

  private begin(group: Group): void {
    const entries = group.entries.filter(({ outcome }) => outcome === undefined);
    if (!this.areReady(entries) || !this.view.open || this.traffic.blocks(entries)) return;
    const { checked, wrong } = checkAll(entries, this.view, this.options.clock.now());
    if (wrong.size > 0) {
      this.refuse(group, wrong);
      return;
    }
    if (this.quiet.delays(checked)) return;
    this.waiting = this.waiting.filter((one) => one !== group);
    for (const { entry, resolved } of checked) entry.resolved = resolved;
    const { view, traffic, hold } = this;
    const parts = { ...this.options, view, traffic, hold, changed: () => this.pump() };
    new Sequence(parts, ordered(checked, view)).next();
  }

  /** A message that was not checked and sent within its time. */
  private late(group: Group): void {
    // Its settings are under way and have their own time.
    if (!this.waiting.includes(group)) return;
    const { timeout } = group.request;
    for (const entry of group.entries) {
      const { setting, value } = entry;
      const unnamed = !group.placed && this.view.open;
      const error = unnamed
        ? unnamedError(setting, timeout, value)
        : awayError(this.options.state, setting, timeout, value);
      this.traffic.leave(entry);
      entry.end('failed', error);
    }
    this.pump();
  }

  /** Nothing of a message is sent, as some of it is wrong. */
  private refuse(group: Group, wrong: ReadonlyMap<Entry, EvccError>): void {
    for (const entry of group.entries) {
      this.traffic.leave(entry);
      entry.end('failed', wrong.get(entry));
    }
    this.again = true;
  }

  private abandon(entry: Entry): void {
    const error = closedError(entry.setting, entry.value);
    if (entry.flight !== undefined) {
      entry.flight.abandon(error);
      return;
    }
    this.traffic.leave(entry);
    entry.end('failed', error);
  }
}
