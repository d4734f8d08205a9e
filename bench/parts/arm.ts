// One side of a comparison: a subject with a broker of its own, which the publisher plays recorded cycles to.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { owned } from '../../test/support/child';
import type { Installed } from '../../test/support/installed';
import type { FlowNode } from '../../test/support/node-red';
import type { Recorded } from '../../test/support/replay';
import { until } from '../../test/support/until';
import { type Broker, startBroker } from './broker';
import type { Cost, Memory } from './measure';
import { RedSubject } from './node-red';
import type { Shares } from './profile';
import { Peer } from './rpc';
import { BEFORE, CYCLE, ROOT, STORED } from './topics';

/** No more deliveries for this long: what is missing was lost by the broker, ms. */
const GUARD = 1500;

/** Starts one of the bench's own programs as a process. */
export function program(file: string, name: string, args: unknown = {}): Peer {
  const path = fileURLToPath(new URL(`./${file}`, import.meta.url));
  const options = { execArgv: ['--expose-gc', '--import', 'tsx'], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] as const };
  const child = fork(path, [JSON.stringify(args)], { execArgv: options.execArgv, stdio: [...options.stdio] });
  return new Peer(owned(child), name);
}

/** The publisher, with the recorded bursts at hand. */
export async function startPublisher(): Promise<Peer> {
  const publisher = program('publisher.ts', 'publisher');
  const lines = (some: readonly Recorded[]): unknown => some.map(({ ms, topic, payload }) => ({ ms, topic, payload }));
  await publisher.ask('prepare', 'stored', lines(STORED), false);
  await publisher.ask('prepare', 'cycle', lines(CYCLE), true);
  await publisher.ask('prepare', 'before', lines(BEFORE), true);
  return publisher;
}

export interface Tools {
  readonly installed: Installed;
  readonly publisher: Peer;
}

export interface ArmPlan {
  readonly name: string;
  /** The subject; resolves when it is connected or about to be. */
  readonly start: (port: number, tools: Tools) => Promise<Peer>;
  /** Messages that a cycle brings to the flow; undefined: not counted. */
  readonly expected: number | undefined;
  /** Cycles that are played before it is waited for what they bring; a stock broker holds 1 000 messages for who is late. */
  readonly step: number;
}

/** A Node-RED with flows. */
export const red =
  (name: string, flows: (port: number) => readonly FlowNode[]) =>
  (port: number, { installed }: Tools): Promise<Peer> =>
    RedSubject.start(installed, name, flows(port));

/** Mqtt.js alone. */
export const raw =
  (topics: readonly string[]) =>
  async (port: number): Promise<Peer> => {
    const subject = program('raw.ts', 'mqtt.js', { port, topics: topics.map((topic) => `${ROOT}/${topic}`) });
    await until(() => subject.log.includes('subscribed'), 'mqtt.js has subscribed');
    return subject;
  };

export class Arm {
  private played = 0;

  private constructor(
    readonly plan: ArmPlan,
    readonly broker: Broker,
    readonly subject: Peer,
    private readonly publisher: Peer,
  ) {}

  /** Starts broker and subject; resolves when all that is stored has come. */
  static async start(plan: ArmPlan, tools: Tools, stored = 'stored'): Promise<Arm> {
    const broker = await startBroker();
    await tools.publisher.ask('burst', broker.port, [stored]);
    const subject = await plan.start(broker.port, tools);
    await subject.ask('settled');
    return new Arm(plan, broker, subject, tools.publisher);
  }

  /** The names of the next bursts: the recorded cycle, and the one before it, in turn. */
  next(count: number): string[] {
    return Array.from({ length: count }, () => (this.played++ % 2 === 0 ? 'cycle' : 'before'));
  }

  /** What cycles at full speed cost, up to when nothing is left to do. */
  async cycles(count: number, pause = 0): Promise<Cost> {
    const { expected, step } = this.plan;
    await this.subject.ask('begin', false);
    for (let at = 0; at < count; ) {
      const some = Math.min(step, count - at);
      await this.publisher.ask('burst', this.broker.port, this.next(some));
      at += some;
      if (expected !== undefined) await this.subject.ask('reached', expected * at, GUARD);
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    await this.subject.ask('settled');
    return this.subject.ask<Cost>('end');
  }

  /** The times from publishing to the flow of one cycle at its own pace, ms. */
  async paced(): Promise<number[]> {
    const [name] = this.next(1);
    await this.subject.ask('begin', true);
    const sent = new Map(await this.publisher.ask<[string, number][]>('paced', this.broker.port, name));
    await this.subject.ask('settled');
    const arrivals = await this.subject.ask<[string, number][]>('arrivals');
    return arrivals.map(([topic, at]) => at - (sent.get(topic) ?? Number.NaN));
  }

  /** By whose code the time of some cycles goes. */
  async profile(count: number, pause = 0): Promise<Shares> {
    await this.subject.ask('profileBegin');
    await this.cycles(count, pause);
    return this.subject.ask<Shares>('profileEnd');
  }

  memory(): Promise<Memory> {
    return this.subject.ask<Memory>('memory');
  }

  async end(): Promise<void> {
    await this.subject.end();
    await this.publisher.ask('leave', this.broker.port);
    await this.broker.close();
  }
}

/** Measures sides in turn, each time beginning with another one. */
export async function inTurn<T>(
  sides: readonly T[],
  repeats: number,
  measure: (side: T) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < repeats; at++) {
    for (let i = 0; i < sides.length; i++) {
      const side = sides[(at + i) % sides.length];
      if (side !== undefined) await measure(side);
    }
  }
}
