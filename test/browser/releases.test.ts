import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Evcc, ReleaseName } from '../../demo/evcc';
import { hasChromium, MOSQUITTO } from '../support/available';
import { DASHBOARD_SETTINGS, Dashboard, dashboardFlows, houseAt } from '../support/dashboard';
import { canInstall, install } from '../support/installed';
import { Mosquitto } from '../support/mosquitto';
import { NodeRed } from '../support/node-red';
import { until } from '../support/until';

const reachable = await canInstall();

const CARDS = {
  de: { prices: 'Strompreis', solar: 'PV-Vorhersage', car: 'blauer ID.3', rest: 'Heute noch', tomorrow: 'Morgen' },
  en: {
    prices: 'Electricity price',
    solar: 'Solar forecast',
    car: 'blue ID.3',
    rest: 'Rest of today',
    tomorrow: 'Tomorrow',
  },
} as const;

/** What evcc published of a forecast, read without any code of the package. */
interface Forecast {
  readonly prices: readonly { readonly start: number; readonly value: number }[];
  /** Wh. */
  readonly tomorrow: number;
}

const READ: Record<'0.207' | '0.316', (published: ReadonlyMap<string, string>) => Forecast> = {
  '0.207': (published) => ({
    prices: (JSON.parse(published.get('site/forecast/grid') ?? '[]') as { start: string; value: number }[]).map(
      ({ start, value }) => ({ start: Date.parse(start), value }),
    ),
    tomorrow: Number(published.get('site/forecast/solar/tomorrow/yield')),
  }),
  '0.316': (published) => ({
    prices: (JSON.parse(published.get('site/forecast/grid') ?? '[]') as [number, number, number][]).map(
      ([start, , value]) => ({ start: start * 1000, value }),
    ),
    tomorrow: (JSON.parse(published.get('site/forecast/solar') ?? '{}') as { tomorrow: { energy: number } }).tomorrow
      .energy,
  }),
};

describe.skipIf(!hasChromium || !reachable || MOSQUITTO === undefined).each(['de', 'en'] as const)(
  'the dashboard in %s, whatever evcc runs',
  (lang) => {
    const words = CARDS[lang];
    const number = (value: number, least: number): string =>
      new Intl.NumberFormat(lang, { minimumFractionDigits: least, maximumFractionDigits: 1 }).format(value);
    let nodeRed: NodeRed;
    let broker: Mosquitto | undefined;
    let evcc: Evcc | undefined;
    let dashboard: Dashboard | undefined;

    /** The page may show for a moment what an evcc before this one said: the dashboard keeps the last message of a node. */
    async function opened(release: ReleaseName): Promise<{ evcc: Evcc; dashboard: Dashboard }> {
      broker = await Mosquitto.start();
      evcc = houseAt(broker.port, lang, 2, undefined, release);
      evcc.start();
      await nodeRed.deploy(dashboardFlows(lang, broker.port));
      dashboard = await Dashboard.open(`${nodeRed.url}/dashboard/evcc`, { lang });
      return { evcc, dashboard };
    }

    /** What every release has: cards by title, cars by theirs, power that moves. */
    async function isAlive({ page, ...rest }: Dashboard, power: () => Promise<number | undefined>): Promise<void> {
      await until(async () => (await page.locator('.evcc-loadpoint').count()) === 3, 'three cards');
      await until(
        async () => (await page.locator('.evcc-loadpoint').allTextContents())[0]?.includes(words.car),
        'a car',
      );
      const sun = await until(power, 'the sun');
      await until(async () => (await power()) !== sun, 'the sun moves');
      expect(await page.locator('.evcc-storage').count()).toBe(1);
      expect([...rest.errors, ...rest.outside]).toEqual([]);
    }

    beforeAll(async () => {
      nodeRed = await NodeRed.start(await install('5.0'), {
        lang: lang === 'de' ? 'de' : 'en-US',
        settings: DASHBOARD_SETTINGS,
      });
    });
    afterAll(() => nodeRed?.stop());
    afterEach(async () => {
      await dashboard?.close();
      if (evcc !== undefined && evcc.phase !== 'stopped') evcc.crash();
      await broker?.close();
    });

    test('0.133 has no forecasts: the rest is in order without them', async () => {
      const { dashboard } = await opened('0.133');
      await isAlive(dashboard, () => dashboard.power('sun'));
      await until(async () => (await dashboard.page.locator('.evcc-forecast').count()) === 0, 'no card of a forecast');
      const forecasts = dashboardFlows(lang, 0).filter(({ topics }) => JSON.stringify(topics)?.includes('forecast'));
      expect(forecasts).toHaveLength(2);
      for (const { id } of forecasts)
        await until(() => nodeRed.statuses.get(id)?.text?.startsWith('evcc 0.133.0:'), 'the node says why');
    });

    test('0.200 forecasts prices and the sun, but no sums', async () => {
      const { dashboard } = await opened('0.200');
      await isAlive(dashboard, () => dashboard.power('sun'));
      await dashboard.page.locator('.evcc-chart > i.present').waitFor();
      await dashboard.page.locator('.evcc-area').waitFor();
      const sums = dashboard.page.locator('.evcc-solar .evcc-row');
      await until(async () => (await sums.count()) === 0, 'no sums');
    });

    test.each([
      ['0.207', 25, false],
      ['0.316', 97, true],
    ] as const)('%s forecasts prices and the sun', async (release, slots, feedIn) => {
      const { evcc, dashboard } = await opened(release);
      await isAlive(dashboard, () => dashboard.power('sun'));
      const { page } = dashboard;
      const text = async (card: string): Promise<string> =>
        (await page.locator(`.evcc-forecast[aria-label="${card}"]`).textContent()) ?? '';

      const said = () => READ[release](evcc.published());
      const now = () => number(100 * (said().prices.findLast(({ start }) => start <= evcc.now())?.value ?? 0), 1);
      await until(async () => (await text(words.prices)).includes(` ${now()} ct`), 'the price that is now');
      const bars = page.locator('.evcc-chart > i');
      await until(async () => [slots - 1, slots].includes(await bars.count()), 'as many bars as a day has slots');
      expect(await page.locator('.evcc-chart > i.present').count()).toBe(1);
      expect(await page.locator('.evcc-feed-in').count()).toBe(feedIn ? 1 : 0);
      if (feedIn) expect(await page.locator('.evcc-fed').textContent()).toContain(`${number(8, 1)} ct`);

      const tomorrow = () => `${words.tomorrow} ${number(said().tomorrow / 1000, 0)} kWh`;
      await until(async () => (await text(words.solar)).includes(tomorrow()), 'the energy of tomorrow');
      const sums = await text(words.solar);
      expect(sums).toMatch(new RegExp(`${words.rest} [1-9]\\d([.,]\\d)? kWh`));
      // A curve, not a line on the ground.
      const line = await page.locator('.evcc-line').getAttribute('d');
      expect(new Set(line?.match(/ [\d.]+(?=L|$)/g)).size).toBeGreaterThan(10);
    });
  },
);
