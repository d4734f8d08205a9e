// Pictures of the dashboard: both languages, desk and phone, light and dark, and what it looks like offline and after a refusal.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AedesBroker } from '../../test/support/aedes-broker';
import { TestClient } from '../../test/support/client';
import { DASHBOARD_SETTINGS, Dashboard, dashboardFlows, houseAt } from '../../test/support/dashboard';
import { Editor } from '../../test/support/editor';
import { install } from '../../test/support/installed';
import { NodeRed } from '../../test/support/node-red';
import { until } from '../../test/support/until';

const READMES = join(__dirname, '..', '..', 'docs', 'images');
const OTHERS = join(__dirname, '..', '..', 'reports', 'screenshots', 'dashboard');
const HOUR = 3_600_000;

/** Everything there is to see: a car that charges fast with a limit, one that follows the sun, a plan, a battery that fills. */
async function lively(client: TestClient, now: number): Promise<void> {
  const set = (topic: string, value: string) => client.client.publishAsync(`evcc/${topic}/set`, value);
  await set('loadpoints/2/mode', 'smart');
  await set('loadpoints/2/alwaysCharge', 'on');
  await set('loadpoints/2/limitSoc', '80');
  await set('site/bufferSoc', '80');
  const time = new Date(Math.ceil(now / HOUR) * HOUR + 19 * HOUR).toISOString();
  await set('vehicles/id3/planSoc', JSON.stringify({ value: 80, time }));
}

async function pictures(lang: 'de' | 'en'): Promise<void> {
  const broker = await AedesBroker.start();
  const evcc = houseAt(broker.port, lang);
  evcc.start();
  const client = await TestClient.connect(broker.port);
  await until(() => evcc.phase === 'running', 'evcc runs');
  await lively(client, evcc.now());
  const nodeRed = await NodeRed.start(await install('5.0'), {
    lang: lang === 'de' ? 'de' : 'en-US',
    flows: dashboardFlows(lang, broker.port),
    settings: DASHBOARD_SETTINGS,
  });
  const address = `${nodeRed.url}/dashboard/evcc`;
  for (const phone of [false, true]) {
    for (const dark of [false, true]) {
      const dashboard = await Dashboard.open(address, { lang, phone, dark });
      const { page } = dashboard;
      await page.locator('.evcc-chart > i.present').waitFor();
      await page.locator('.evcc-area').waitFor();
      await until(async () => ((await dashboard.power('loadpoint-2')) ?? 0) > 4000, 'the garage charges');
      await until(
        async () => (await page.locator('.evcc-loadpoint .evcc-bar').count()) === 3,
        'three states of charge',
      );
      // Those of the day are for the READMEs.
      const name = `dashboard${phone ? '-phone' : ''}.${lang}.png`;
      await page.screenshot({ path: join(dark ? join(OTHERS, 'dark') : READMES, name), fullPage: true });
      if (dark === phone) {
        await page.locator('.evcc-plan summary').first().click();
        await page.locator('.evcc-storage select').first().selectOption('100');
        await page.locator('.evcc-notice').waitFor();
        await page.screenshot({ path: join(OTHERS, `refused${phone ? '-phone' : ''}.${lang}.png`) });
        await page.locator('.evcc-notice button').click();
      }
      await dashboard.close();
    }
  }
  const editor = await Editor.open(nodeRed.url, { lang: lang === 'de' ? 'de' : 'en-US' });
  await editor.page.screenshot({ path: join(OTHERS, `flow.${lang}.png`) });
  await editor.close();
  const dashboard = await Dashboard.open(address, { lang });
  evcc.crash();
  await dashboard.page.locator('.evcc-offline').waitFor();
  await dashboard.page.screenshot({ path: join(OTHERS, `offline.${lang}.png`) });
  await dashboard.close();
  await nodeRed.stop();
  await client.close();
  await broker.close();
}

async function main(): Promise<void> {
  mkdirSync(join(OTHERS, 'dark'), { recursive: true });
  mkdirSync(READMES, { recursive: true });
  for (const lang of ['de', 'en'] as const) await pictures(lang);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
