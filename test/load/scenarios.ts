import { Evcc, mqttTransport, quickSite, systemClock } from '../../demo/evcc';
import type { LoadpointSite, Site } from '../../demo/evcc/site';
import { meaning } from '../faults/said';
import { Mosquitto } from '../support/mosquitto';
import type { FlowNode } from '../support/node-red';
import { until } from '../support/until';
import { branch, type Memory, Subject, TAB, type Times } from './subject';
import { Traffic } from './traffic';

/** What came of a load. */
export interface Result {
  readonly messages: number;
  readonly seconds: number;
  readonly times: Times;
  /** Warmed up, in the middle, at the end. */
  readonly memory: readonly Memory[];
  /** What was not as it should be. */
  readonly wrong: readonly string[];
}

/** Nothing is left out for a reader that is slow: what is measured is us, not what a broker throws away. */
const UNLIMITED = { lines: ['max_queued_messages 0'] };

interface Run {
  readonly broker: Mosquitto;
  readonly subject: Subject;
  readonly traffic: Traffic;
}

/** `count` connections, each with everything in a flow, at a broker with a recorded evcc. */
async function run<T>(count: number, work: (run: Run) => Promise<T>): Promise<T> {
  const broker = await Mosquitto.start(UNLIMITED);
  const traffic = await Traffic.start(broker.port);
  const names = Array.from({ length: count }, (_, at) => `c${at + 1}`);
  const flows = [
    TAB,
    ...names.flatMap((name) => branch(name, broker.port, ['site/+', 'loadpoints/+/+', 'vehicles/+/+'])),
  ];
  const subject = await Subject.start(flows);
  try {
    // `update` gives the stored copies once, at the start.
    const known = async (): Promise<boolean> => {
      const received = await subject.received();
      return Object.keys(received).length === count && Object.values(received).every((one) => one > 100);
    };
    await until(known, 'the stored values in every flow', 120_000);
    await until(
      async () => {
        const before = JSON.stringify(await subject.received());
        await new Promise((resolve) => setTimeout(resolve, 3000));
        return before === JSON.stringify(await subject.received());
      },
      'quiet',
      120_000,
    );
    return await work({ broker, subject, traffic });
  } finally {
    await subject.stop();
    await traffic.close();
    await broker.close();
  }
}

/** Sends in parts, and looks at memory after the first, the middle and the last of them. */
async function parts(
  { subject, traffic }: Run,
  sinks: number,
  total: number,
  send: (part: number) => Promise<void>,
): Promise<Result> {
  const PARTS = 10;
  await subject.reset();
  const memory: Memory[] = [];
  const began = performance.now();
  for (let part = 0; part < PARTS; part++) {
    await send(total / PARTS);
    if (part !== 0 && part !== PARTS / 2 && part !== PARTS - 1) continue;
    await subject.sinks(sinks, (total / PARTS) * (part + 1));
    memory.push(await subject.memory());
  }
  const seconds = (performance.now() - began) / 1000;
  const wrong: string[] = [];
  for (const [name, count] of Object.entries(await subject.received())) {
    if (count !== total) wrong.push(`${name}: ${count} messages instead of ${total}`);
  }
  for (const [name, last] of Object.entries(await subject.last())) {
    for (const [topic, value] of traffic.newest) {
      if (last[topic] !== value) wrong.push(`${name}, ${topic}: ${String(last[topic])} instead of ${value}`);
    }
  }
  return { messages: total * sinks, seconds, times: await subject.times(), memory, wrong };
}

export const inARow = (messages: number): Promise<Result> =>
  run(1, (all) => parts(all, 1, messages, (part) => all.traffic.send(part)));

export const perSecond = (rate: number, seconds: number): Promise<Result> =>
  run(1, (all) => parts(all, 1, rate * seconds, () => all.traffic.pace(rate, seconds / 10)));

export const configurations = (count: number, messages: number): Promise<Result> =>
  run(count, (all) => parts(all, count, messages, (part) => all.traffic.send(part)));

/** Long texts on a text, on what is JSON, and on what nobody knows; a short one is the last. */
export const longTexts = (bytes: number, rounds: number): Promise<Result> =>
  run(1, async ({ subject, traffic }) => {
    const memory: Memory[] = [];
    const wrong: string[] = [];
    await subject.reset();
    const began = performance.now();
    for (let round = 0; round < rounds; round++) {
      const text = `${round} `.padEnd(bytes, 'x');
      await traffic.text('site/siteTitle', text);
      await traffic.text('site/fromTomorrow', text);
      await traffic.text('loadpoints/1/plan', JSON.stringify(Array.from({ length: bytes / 10 }, () => 1_000_000_000)));
      await until(
        async () => (await subject.last()).c1?.['site/fromTomorrow'] === `${bytes} ${text.slice(0, 20)}`,
        'the long text in the flow',
        60_000,
      );
      if (round === 1 || round === Math.floor(rounds / 2)) memory.push(await subject.memory());
    }
    const title = `${bytes} ${`${rounds - 1} `.padEnd(20, 'x')}`;
    if ((await subject.last()).c1?.['site/siteTitle'] !== title) wrong.push('the newest long text was not told');
    for (const topic of ['site/siteTitle', 'site/fromTomorrow', 'loadpoints/1/plan']) await traffic.text(topic, 'null');
    await until(
      async () => (await subject.last()).c1?.['site/siteTitle'] === 'null',
      'the short text in the flow',
      60_000,
    );
    const seconds = (performance.now() - began) / 1000;
    memory.push(await subject.memory());
    return { messages: rounds * 3, seconds, times: await subject.times(), memory, wrong };
  });

function bigSite(loadpoints: number, vehicles: number): Site {
  const [first] = quickSite.loadpoints;
  const [demo] = quickSite.vehicles;
  if (first === undefined || demo === undefined) throw new Error('no loadpoint or vehicle to copy');
  // Every car its own: none draws on the house of the demo.
  const { drawsOn: _, ...car } = demo;
  const many = <T>(count: number, one: (n: number) => T): T[] => Array.from({ length: count }, (_, at) => one(at + 1));
  return {
    ...quickSite,
    interval: 1,
    loadpoints: many(
      loadpoints,
      (n): LoadpointSite => ({ ...first, name: `lp-${n}`, title: `Platz ${n}`, vehicle: `car_${n}` }),
    ),
    vehicles: many(vehicles, (n) => ({ ...car, name: `car_${n}`, title: `Wagen ${n}` })),
  };
}

/** A car park: everything in a flow, and every loadpoint by its title; evcc is started again and again. */
export async function carPark(loadpoints: number, vehicles: number, cycles: number): Promise<Result> {
  const broker = await Mosquitto.start(UNLIMITED);
  const transport = mqttTransport({ url: `mqtt://127.0.0.1:${broker.port}` });
  const evcc = new Evcc({
    site: bigSite(loadpoints, vehicles),
    transport,
    clock: systemClock(1),
    seed: 1,
    evcc: 'nightly',
  });
  evcc.start();
  await until(() => evcc.phase === 'running', 'the stand-in runs', 120_000);
  const byTitle = Array.from({ length: loadpoints }, (_, at): FlowNode[] => [
    {
      id: `t${at}`,
      type: 'evcc-in',
      z: 'flow',
      evcc: 'config-all',
      topics: [`loadpoints/Platz ${at + 1}/chargePower`],
      wires: [[`s${at}`]],
    },
    { id: `s${at}`, type: 'evcc-load', z: 'flow', name: `Platz ${at + 1}`, wires: [] },
  ]).flat();
  const subject = await Subject.start([TAB, ...branch('all', broker.port, ['#']), ...byTitle]);
  let differences: string[] = [];
  const same = async (): Promise<boolean> => {
    const last = await subject.last();
    differences = [...evcc.published()].flatMap(([topic, text]) => {
      const value = meaning(topic, text);
      if (value === undefined || topic === 'updated') return [];
      const told = [last.all?.[topic]];
      const [, n] = /^loadpoints\/(\d+)\/chargePower$/.exec(topic) ?? [];
      if (n !== undefined) told.push(last[`Platz ${n}`]?.[topic]);
      const wanted = JSON.stringify(value);
      return told.every((one) => JSON.stringify(one ?? null) === wanted)
        ? []
        : [`${topic}: ${JSON.stringify(told)} instead of ${wanted}`];
    });
    return differences.length === 0;
  };
  const wrong: string[] = [];
  const memory: Memory[] = [];
  const began = performance.now();
  const cyclesPass = async (count: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, count * 1000));
    await until(same, 'the same state', 60_000).catch(() => wrong.push(...differences.slice(0, 10)));
    memory.push(await subject.memory());
  };
  try {
    for (let start = 0; start < 3; start++) {
      evcc.stop();
      await until(() => evcc.phase === 'stopped', 'the stand-in has ended', 60_000);
      evcc.start();
      await until(() => evcc.phase === 'running', 'the stand-in runs', 120_000);
      await cyclesPass(cycles / 3);
    }
    const { all = 0 } = await subject.received();
    return { messages: all, seconds: (performance.now() - began) / 1000, times: await subject.times(), memory, wrong };
  } finally {
    await subject.stop();
    evcc.crash();
    await broker.close();
  }
}
