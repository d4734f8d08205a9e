import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evcc } from '../../demo/evcc';
import { AedesBroker } from '../support/aedes-broker';
import { hasChromium } from '../support/available';
import { TestClient } from '../support/client';
import { DASHBOARD_SETTINGS, Dashboard, dashboardFlows, houseAt } from '../support/dashboard';
import { Demo } from '../support/demo';
import { canInstall, install, type Version } from '../support/installed';
import { NodeRed } from '../support/node-red';
import { until } from '../support/until';

const reachable = await canInstall();

const WORDS = {
  de: {
    heat: 'Wärmepumpe',
    fast: 'Schnell',
    off: 'Aus',
    first: 'Hausbatterie zuerst bis',
    helps: 'Hilft dem Auto ab',
    plan: 'Planen',
  },
  en: {
    heat: 'Heat pump',
    fast: 'Fast',
    off: 'Off',
    first: 'Home battery first up to',
    helps: 'Helps the car above',
    plan: 'Plan',
  },
} as const;

test.skipIf(!hasChromium)(
  'what npm start prints is a dashboard that moves, and Fast is felt on the broker',
  async () => {
    const demo = await Demo.start();
    let dashboard: Dashboard | undefined;
    let client: TestClient | undefined;
    try {
      await demo.address();
      const address = /Dashboard: (\S+)|dashboard: (\S+)/.exec(demo.out)?.[0]?.split(' ')[1] ?? '';
      dashboard = await Dashboard.open(address, { lang: 'en' });
      client = await TestClient.connect(demo.mqttPort);
      await client.subscribe('evcc/loadpoints/+/chargePower');
      const { page } = dashboard;
      const clock = await until(() => page.textContent('.evcc-clock'), 'the clock of the house');
      await until(async () => (await page.textContent('.evcc-clock')) !== clock, 'its time passes');
      expect(await page.locator('.evcc-flow').count()).toBeGreaterThan(0);
      await dashboard.card('Garage').locator('.evcc-modes button').last().click();
      await client.saw('power', ({ topic, payload }) => topic.includes('/2/') && Number(payload) > 11_000);
      await until(async () => ((await dashboard?.power('loadpoint-2')) ?? 0) > 11_000, 'it is in the picture');
      expect(dashboard.errors).toEqual([]);
      expect(dashboard.outside).toEqual([]);
      expect(demo.outside()).toEqual([]);
    } finally {
      await client?.close();
      await dashboard?.close();
      await demo.close();
    }
  },
);

describe.skipIf(!hasChromium || !reachable).each([
  ['4.1', 'de'],
  ['5.0', 'en'],
] as const satisfies readonly (readonly [Version, 'de' | 'en'])[])(
  'the dashboard on Node-RED %s, in %s',
  (version, lang) => {
    const words = WORDS[lang];
    let broker: AedesBroker;
    let evcc: Evcc;
    let client: TestClient;
    let nodeRed: NodeRed;
    let dashboard: Dashboard;

    beforeAll(async () => {
      broker = await AedesBroker.start();
      evcc = houseAt(broker.port, lang);
      evcc.start();
      client = await TestClient.connect(broker.port);
      await client.subscribe('evcc/#');
      nodeRed = await NodeRed.start(await install(version), {
        lang: lang === 'de' ? 'de' : 'en-US',
        flows: dashboardFlows(lang, broker.port),
        settings: DASHBOARD_SETTINGS,
      });
      dashboard = await Dashboard.open(`${nodeRed.url}/dashboard/evcc`, { lang });
    });

    afterAll(async () => {
      await dashboard?.close();
      await nodeRed?.stop();
      await client?.close();
      if (evcc?.phase !== 'stopped') evcc?.crash();
      await broker?.close();
    });

    const mode = (number: number) => evcc.house.loadpoints[number - 1]?.mode;
    const select = (label: string) =>
      dashboard.page.locator('.evcc-storage label', { hasText: label }).locator('select');

    test('shows as many loadpoints as evcc has, by the titles that evcc gives', async () => {
      const cards = dashboard.page.locator('.evcc-loadpoint');
      await until(async () => (await cards.count()) === 3, 'three cards');
      expect(await cards.locator('h2').allTextContents()).toEqual(['Carport', 'Garage', words.heat]);
      const name = lang === 'de' ? 'Tor' : 'Gate';
      evcc.renameLoadpoint('lp-2', name);
      await until(async () => (await dashboard.card(name).count()) === 1, 'a new title');
      evcc.renameLoadpoint('lp-2', 'Garage');
      await until(async () => (await dashboard.card('Garage').count()) === 1, 'the old title');
    });

    test('shows what flows where as it is on the broker', async () => {
      const { page } = dashboard;
      const sun = await until(() => dashboard.power('sun'), 'the sun');
      await until(async () => (await dashboard.power('sun')) !== sun, 'the sun moves');
      const moving = await page
        .locator('.evcc-flow')
        .first()
        .evaluate((line) => line.getAnimations().length);
      expect(moving).toBe(1);
      await page.locator('.evcc-chart > i.present').waitFor();
      await page.locator('.evcc-area').waitFor();
    });

    test(`${words.fast} raises a loadpoint's power in the picture and on the broker`, async () => {
      expect(await dashboard.power('loadpoint-2')).toBe(0);
      await dashboard.card('Garage').getByRole('button', { name: words.fast, exact: true }).click();
      await client.saw(
        'the command',
        ({ topic, payload }) => topic === 'evcc/loadpoints/2/mode/set' && payload === 'now',
      );
      await client.saw(
        'power',
        ({ topic, payload }) => topic === 'evcc/loadpoints/2/chargePower' && Number(payload) > 11_000,
      );
      await until(async () => ((await dashboard.power('loadpoint-2')) ?? 0) > 11_000, 'it is in the picture');
      const card = dashboard.card('Garage');
      await until(async () => /11[.,]0 kW/.test((await card.textContent()) ?? ''), 'it is on the card');
      await until(
        async () => /\d:\d\d h/.test((await card.locator('.evcc-numbers').textContent()) ?? ''),
        'the time left',
      );
    });

    test('is worked by keyboard alone', async () => {
      const { page } = dashboard;
      const reached = async (): Promise<boolean> => {
        await page.keyboard.press('Tab');
        return page.evaluate(
          ([off]) =>
            document.activeElement?.textContent === off &&
            document.activeElement?.closest('[data-loadpoint="2"]') !== null,
          [words.off],
        );
      };
      await until(reached, 'the focus is on the button');
      await page.keyboard.press('Space');
      await until(() => mode(2) === 'off', 'evcc has the mode');
      await until(async () => (await dashboard.power('loadpoint-2')) === 0, 'the picture shows it');
    });

    test('sets a limit and a plan, and deletes the plan', async () => {
      const card = dashboard.card('Garage');
      await card.locator('input[type=range]').fill('80');
      await until(() => evcc.loadpoint('lp-2').settings.limitSoc === 80, 'the limit');
      await card.locator('summary').click();
      await card.locator('input[type=time]').fill('06:30');
      await card.locator('.evcc-plan select').selectOption('70');
      await card.getByRole('button', { name: words.plan, exact: true }).click();
      await until(() => evcc.vehicle('model3').settings.plan?.value === 70, 'the plan');
      await until(async () => /70 %.*06:30/.test((await card.locator('summary').textContent()) ?? ''), 'it is shown');
      await card.locator('.evcc-plan button[type=button]').click();
      await until(() => evcc.vehicle('model3').settings.plan === null, 'no plan');
    });

    test('holds the battery, and lets it go again', async () => {
      const buttons = dashboard.page.locator('.evcc-storage .evcc-modes button');
      await buttons.nth(1).click();
      await until(() => evcc.house.batteryMode === 'hold', 'held');
      await buttons.nth(0).click();
      await until(() => evcc.house.batteryMode === 'normal', 'normal');
    });

    test('shows what was refused, in a sentence, and what is really set', async () => {
      const { page } = dashboard;
      await select(words.helps).selectOption('50');
      await until(() => evcc.house.settings.bufferSoc === 50, 'the first is set');
      await select(words.first).selectOption('80');
      const notice = page.locator('.evcc-notice');
      await notice.waitFor();
      expect(await notice.textContent()).toMatch(/80/);
      // Who did not ask is not bothered, nor is who comes later.
      const other = await Dashboard.open(`${nodeRed.url}/dashboard/evcc`, { lang });
      await until(() => other.power('sun'), 'the other page has its values');
      expect(await other.page.locator('.evcc-notice').count()).toBe(0);
      await other.close();
      await until(async () => (await select(words.first).inputValue()) === '0', 'what is really set');
      expect(client.seen.filter(({ topic }) => topic === 'evcc/site/prioritySoc/set')).toEqual([]);
      await notice.getByRole('button').click();
      await notice.waitFor({ state: 'detached' });
    });

    test('has no serious finding of axe, light and dark, on a desk and on a phone', async () => {
      for (const view of [{ lang }, { lang, dark: true }, { lang, phone: true }]) {
        const other = await Dashboard.open(`${nodeRed.url}/dashboard/evcc`, view);
        await other.card(words.heat).waitFor();
        expect(await other.serious()).toEqual([]);
        const wide = await other.page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect(wide).toBeLessThanOrEqual(0);
        await other.close();
      }
    });

    test('says that evcc is offline when it stops, and brings all back when it starts', async () => {
      const { page } = dashboard;
      evcc.stop();
      await until(() => evcc.phase === 'stopped', 'evcc has stopped');
      await page.locator('.evcc-offline').waitFor();
      // What is still seen is pale.
      const opacity = () => page.locator('.evcc-energy').evaluate((card) => getComputedStyle(card).opacity);
      await until(async () => (await opacity()) === '0.45', 'the picture is pale');
      evcc.start();
      await page.locator('.evcc-offline').waitFor({ state: 'detached', timeout: 60_000 });
      await until(async () => (await page.locator('.evcc-loadpoint').count()) === 3, 'three cards');
      const sun = await until(() => dashboard.power('sun'), 'the sun');
      await until(async () => (await dashboard.power('sun')) !== sun, 'the sun moves');
    });

    test('met no error, and asked nothing of the world', () => {
      expect(dashboard.errors).toEqual([]);
      expect(dashboard.outside).toEqual([]);
    });
  },
);
