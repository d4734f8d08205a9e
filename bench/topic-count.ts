// What a real broker delivers over three recorded control cycles to the connection of a Node-RED with one evcc-in on site/pvPower, its own
// small set named apart; beside it what a subscriber of everything gets. Run: npx tsx bench/topic-count.ts

import { compile } from '../src/lib/selection/compile';
import { FIXED_SET } from '../src/lib/state/roles';
import { matchesSegments } from '../src/lib/topic';
import { Connection } from '../src/nodes/evcc-config/connection';
import { settingsOf } from '../src/nodes/evcc-config/options';
import { systemClock } from '../src/nodes/shared/system-clock';
import { TestClient } from '../test/support/client';
import { Mosquitto } from '../test/support/mosquitto';
import { recording } from '../test/support/replay';
import { until } from '../test/support/until';

const CYCLES = 3;
async function main(): Promise<void> {
  const broker = await Mosquitto.start();
  const evcc = await TestClient.connect(broker.port);
  await evcc.replay(recording('demo-retained'));

  const ours: { topic: string; retain: boolean }[] = [];
  const settings = settingsOf(
    { id: 'bench', type: 'evcc-config', name: '', z: '', broker: `127.0.0.1:${broker.port}` },
    {},
  );
  const connection = new Connection({
    settings,
    clock: systemClock,
    onDiagnosis: console.error,
    onWarning: console.error,
  });
  const message = connection.state.message.bind(connection.state);
  connection.state.message = (topic, text, retain) => {
    ours.push({ topic: topic.slice('evcc/'.length), retain });
    message(topic, text, retain);
  };
  connection.register(connection);
  await until(() => connection.online, 'a connection');
  await connection.need({}, compile('site/pvPower').filters);
  const everything = await TestClient.connect(broker.port);
  await everything.subscribe('evcc/#');
  await until(() => everything.seen.length >= 7335, 'the stored copies');
  for (let i = 0; i < CYCLES; i++) await evcc.replay(recording('demo-cycles'));
  await evcc.publish({ end: 'end' });
  await until(() => everything.seen.some(({ topic }) => topic === 'evcc/end'), 'the end of the cycles');

  const fixed = FIXED_SET.map((filter) => filter.split('/'));
  const isOwn = (topic: string): boolean => fixed.some((filter) => matchesSegments(filter, topic.split('/')));
  const row = (name: string, seen: readonly { retain: boolean }[]): void => {
    const at = (retain: boolean): string => String(seen.filter((one) => one.retain === retain).length);
    console.log(`${name.padEnd(44)} ${at(true).padStart(10)} ${at(false).padStart(10)}`);
  };
  console.log(`${'messages delivered'.padEnd(44)} ${'at start'.padStart(10)} ${`${CYCLES} cycles`.padStart(10)}`);
  row(
    'evcc-in on site/pvPower',
    ours.filter(({ topic }) => !isOwn(topic)),
  );
  row(
    "the connection's own set",
    ours.filter(({ topic }) => isOwn(topic)),
  );
  row('a subscriber of evcc/#', everything.seen);

  await connection.end();
  await everything.close();
  await evcc.close();
  await broker.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
