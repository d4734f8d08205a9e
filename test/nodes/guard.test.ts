import { expect, test } from 'vitest';
import { Connection } from '../../src/nodes/evcc-config/connection';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import { guarded, onFault } from '../../src/nodes/shared/guard';
import { systemClock } from '../../src/nodes/shared/system-clock';
import { AedesBroker } from '../support/aedes-broker';
import { TestClient } from '../support/client';
import { CONFIG } from '../support/connections';
import { until } from '../support/until';

const told: string[] = [];
onFault((what, fault) => told.push(`${what}: ${fault instanceof Error ? fault.message : String(fault)}`));

test('a fault is told once for its place, and what comes after it goes on', () => {
  told.length = 0;
  let calls = 0;
  for (let round = 0; round < 3; round++) {
    guarded(
      () => 'a message',
      () => {
        calls++;
        throw new Error('put in');
      },
    );
  }
  expect([calls, told]).toEqual([3, ['a message: put in']]);
});

test('a timer whose call throws ends nothing', async () => {
  told.length = 0;
  await new Promise<void>((resolve) => {
    systemClock.after(1, () => {
      throw new Error('in a timer');
    });
    systemClock.after(5, resolve);
  });
  expect(told).toEqual(['timer: in a timer']);
});

test('a fault while a message is read is told with topic and version, and the next message is read', async () => {
  told.length = 0;
  const broker = await AedesBroker.start();
  const evcc = await TestClient.connect(broker.port);
  const connection = new Connection({
    settings: settingsOf({ ...CONFIG, broker: `127.0.0.1:${broker.port}` }, {}),
    clock: systemClock,
    onDiagnosis: () => undefined,
    onWarning: () => undefined,
  });
  const seen: string[] = [];
  connection.state.tap('site/siteTitle', (text) => {
    seen.push(text);
    if (text === 'one') throw new Error('in a tap');
  });
  connection.register({});
  await until(() => connection.online, 'a connection');
  await evcc.publish({ status: 'online', 'site/version': '0.316.0' });
  await until(() => connection.state.tree.get('site/version')?.storedIn === 1, 'the version');
  await evcc.publish({ 'site/siteTitle': 'one' });
  await evcc.publish({ 'site/siteTitle': 'two' });
  await until(() => seen.includes('two'), 'the next message');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^evcc\/site\/siteTitle, evcc .*: in a tap$/);
  await connection.end();
  await evcc.close();
  await broker.close();
});
