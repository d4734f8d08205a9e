// `npm start`: a broker, an evcc and a Node-RED with the built nodes, to look at and to play with; all on the loopback.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedBroker } from './broker';
import { DayPhysics, Evcc, homeDay, homeSite, mqttTransport, pacedClock } from './evcc';
import { release } from './evcc/releases';
import { LANGUAGE } from './language';
import { address, type DemoOptions, readOptions, UsageError } from './options';
import { answers, comesUp, isBroker, isFree } from './ports';
import { DASHBOARD, endNodeRed, startNodeRed } from './runtime';

/** A slow machine at its first start takes half a minute. */
const START_GUARD_MS = 120_000;

type End = () => Promise<void> | void;
const ends: End[] = [];
let ending: Promise<void> | undefined;

/** What was started last ends first. */
function endAll(): Promise<void> {
  ending ??= (async () => {
    for (const end of ends.reverse()) await end();
  })();
  return ending;
}

/**
 * The next time of this machine's clock that reads so, today or tomorrow: the house's clock never lags behind, since a charging plan
 * that lies ahead for one has to lie ahead for all.
 */
function next(minutes: number): number {
  const at = new Date();
  at.setHours(0, minutes, 0, 0);
  return at.getTime() < Date.now() ? at.getTime() + 86_400_000 : at.getTime();
}

async function startEvcc({ mqttPort: port, topic, interval, speed, time, evcc }: DemoOptions): Promise<void> {
  const day = homeDay(-new Date().getTimezoneOffset() / 60);
  const broker = await EmbeddedBroker.start(port);
  ends.push(() => broker.close());
  const standIn = new Evcc({
    site: homeSite(LANGUAGE, interval, day),
    transport: mqttTransport({ url: `mqtt://127.0.0.1:${port}` }),
    clock: pacedClock(speed, next(time)),
    physics: new DayPhysics(day),
    seed: 1,
    root: topic,
    evcc,
    broker: `127.0.0.1:${port}`,
  });
  standIn.start();
  // The demo's end is no moment to watch an orderly stop of evcc.
  ends.push(() => standIn.crash());
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!(await isFree(options.port))) {
    throw new UsageError(`Port ${options.port} is taken; choose another one for Node-RED: npm start -- --port 1890`);
  }
  if (options.broker === undefined) {
    if (!(await isFree(options.mqttPort))) {
      throw new UsageError(
        `Port ${options.mqttPort} is taken; choose another one for the broker: npm start -- --mqtt-port 1894`,
      );
    }
    await startEvcc(options);
  } else if (!(await answers(options.broker.host, options.broker.port))) {
    throw new UsageError(`No broker answers at ${address(options.broker.host, options.broker.port)}.`);
  } else if (!(await isBroker(`mqtt://${address(options.broker.host, options.broker.port)}`))) {
    const where = address(options.broker.host, options.broker.port);
    throw new UsageError(`What answers at ${where} is no MQTT broker, or wants TLS, which npm start does not do.`);
  }
  const { host, port } = options.broker ?? { host: '127.0.0.1', port: options.mqttPort };
  // Ended while it was starting: from here on nothing waits until Node-RED is in the list of what has to end.
  if (ending !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'node-red-contrib-evcc-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const runtime = startNodeRed({ port: options.port, broker: address(host, port), topic: options.topic, folder });
  const gone = new Promise<number>((resolve) => runtime.once('exit', (code) => resolve(code ?? 1)));
  ends.push(() => endNodeRed(runtime));
  const up = await Promise.race([comesUp('127.0.0.1', options.port, START_GUARD_MS), gone]);
  if (ending !== undefined) return;
  if (up !== true) throw new UsageError('Node-RED did not start; what it said is above.');
  const what = options.broker === undefined ? `a stand-in evcc ${release(options.evcc).version}` : 'your evcc';
  const where = `topic ${options.topic}, broker ${address(host, port)}`;
  console.log(`\nNode-RED with ${what} (${where}): http://127.0.0.1:${options.port}/`);
  console.log(`Its dashboard: http://127.0.0.1:${options.port}/${DASHBOARD}`);
  console.log('Ctrl-C ends everything.');
  const code = await gone;
  if (ending !== undefined) return;
  await endAll();
  process.exit(code);
}

function end(): void {
  void endAll().then(() => process.exit(0));
}

// A closed terminal window is a SIGHUP.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

// npm hands its own end to the shell that it runs scripts in, and that tells nobody: who started this is gone when its parent changes.
const parent = process.ppid;
setInterval(() => process.ppid === parent || end(), 500).unref();

main().catch(async (error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  await endAll();
  process.exit(1);
});
