import {
  FakeClock as Clock,
  type Evcc,
  type FakeClock,
  MemoryBroker,
  type MemoryLink,
  quickSite,
  type ReleaseName,
  Evcc as StandIn,
} from '../../../demo/evcc';
import { Commands } from '../../../src/lib/command/engine';
import type { Outcome, Request } from '../../../src/lib/command/types';
import type { ModeNames } from '../../../src/lib/state/mode-names';
import { FIXED_SET } from '../../../src/lib/state/roles';
import { EvccState } from '../../../src/lib/state/state';
import { BERLIN, flush } from './support';

/** Commands to the stand-in evcc over a broker in memory, as the connection of a configuration node joins them. */
export class Plant {
  readonly clock: FakeClock = new Clock();
  readonly broker = new MemoryBroker({ clock: this.clock, persistence: true });
  readonly evcc: Evcc;
  readonly state: EvccState;
  readonly commands: Commands;
  readonly published: string[] = [];
  private link: MemoryLink | undefined = undefined;
  private readonly needs = new Map<object, readonly string[]>();

  constructor(release: ReleaseName = 'nightly', modeNames: ModeNames = 'published') {
    const transport = this.broker.transport('evcc');
    this.evcc = new StandIn({ site: quickSite, clock: this.clock, transport, evcc: release });
    const told = (): void => this.commands?.update();
    this.state = new EvccState({
      rootTopic: 'evcc',
      clock: this.clock,
      onPhase: told,
      onNames: told,
      modeNames,
    });
    this.commands = new Commands({
      state: this.state,
      clock: this.clock,
      names: this.state.names,
      localTime: BERLIN,
      port: {
        publish: (topic, text) => this.publish(topic, text),
        need: (user, filters) => this.need(user, filters),
        release: (user) => this.needs.delete(user),
      },
    });
    this.connect();
  }

  /** Starts evcc and waits until it is seen running. */
  async start(): Promise<this> {
    this.evcc.start();
    await this.until(() => this.state.phase === 'running');
    await this.pass(1500);
    return this;
  }

  run(topic: string, value: unknown, options: Partial<Omit<Request, 'settings'>> = {}): Promise<Outcome> {
    return this.commands.run({ settings: [{ topic, value }], confirm: 'applied', timeout: 10, ...options });
  }

  /** Runs a command to its end. */
  async done(topic: string, value: unknown, options: Partial<Omit<Request, 'settings'>> = {}): Promise<Outcome> {
    let outcome: Outcome | undefined;
    void this.run(topic, value, options).then((one) => {
      outcome = one;
    });
    await this.until(() => outcome !== undefined);
    if (outcome === undefined) throw new Error('no outcome');
    return outcome;
  }

  async pass(ms: number, step = 10): Promise<void> {
    await flush();
    for (let left = ms; left > 0; left -= step) {
      this.clock.advance(Math.min(left, step));
      await flush();
    }
  }

  async until(condition: () => boolean, limit = 120_000): Promise<void> {
    for (let waited = 0; !condition(); waited += 10) {
      if (waited > limit) throw new Error('it did not come about');
      await this.pass(10);
    }
  }

  value(topic: string): unknown {
    return this.state.tree.get(topic)?.value ?? null;
  }

  /** The broker dies and comes back; its clients reconnect a moment later. */
  restartBroker(): void {
    this.broker.kill();
    this.clock.after(300, () => {
      this.broker.restart();
      this.connect();
      if (this.evcc.phase !== 'stopped') this.evcc.reconnect();
    });
  }

  private connect(): void {
    const link = this.broker.connect(
      {
        connected: () => {
          this.state.connected();
          for (const filter of new Set([...FIXED_SET, ...[...this.needs.values()].flat()]))
            link.subscribe(`evcc/${filter}`);
        },
        message: (topic, text, retained) => this.state.message(topic, text, retained),
        closed: () => {
          this.link = undefined;
          this.state.disconnected();
        },
      },
      'node-red',
    );
    this.link = link;
  }

  private publish(topic: string, text: string): boolean {
    if (this.link?.connected !== true) return false;
    this.published.push(`${topic} ${text}`);
    this.link.publish(`evcc/${topic}`, text, false);
    return true;
  }

  private need(user: object, filters: readonly string[]): Promise<void> {
    this.needs.set(user, filters);
    if (this.link?.connected !== true) return Promise.resolve();
    for (const filter of filters) this.link.subscribe(`evcc/${filter}`);
    return new Promise((resolve) => void this.clock.after(2, resolve));
  }
}
