import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { dashboard } from '../../demo/dashboard/flow.mjs';
import { DayPhysics, Evcc, homeDay, homeSite, mqttTransport, pacedClock, type ReleaseName } from '../../demo/evcc';
import { CHROMIUM } from './available';
import type { FlowNode } from './node-red';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** The dashboard's package, which Node-RED is to load nodes from beside those of its user directory. */
const PACKAGE = dirname(
  fileURLToPath(new URL('../../node_modules/@flowfuse/node-red-dashboard/package.json', import.meta.url)),
);

/** What Node-RED's settings need for the dashboard that is installed here. */
export const DASHBOARD_SETTINGS = `nodesDir: [${JSON.stringify(PACKAGE)}],`;

/** The example, pointed at a broker. */
export const dashboardFlows = (language: 'de' | 'en', port: number): FlowNode[] =>
  dashboard(language).map((node) => (node.type === 'evcc-config' ? { ...node, broker: `localhost:${port}` } : node));

/** The house of `npm start` at a broker, from half past ten of tomorrow on. */
export function houseAt(
  port: number,
  language: 'de' | 'en',
  interval = 2,
  transport = mqttTransport({ url: `mqtt://127.0.0.1:${port}` }),
  evcc: ReleaseName = '0.316',
): Evcc {
  const day = homeDay(0);
  const site = homeSite(language, interval, day);
  const start = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 10.5 * 3_600_000;
  return new Evcc({
    site,
    transport,
    clock: pacedClock(12, start),
    physics: new DayPhysics(day),
    broker: `127.0.0.1:${port}`,
    evcc,
  });
}

export interface View {
  readonly lang: 'de' | 'en';
  readonly phone?: boolean;
  readonly dark?: boolean;
}

/** The dashboard in a browser. */
export class Dashboard {
  readonly errors: string[] = [];
  /** Addresses beyond Node-RED that the page asked for something. */
  readonly outside: string[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(address: string, { lang, phone = false, dark = false }: View): Promise<Dashboard> {
    if (CHROMIUM === undefined) throw new Error('Chromium is not installed');
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath: CHROMIUM, args });
    const context = await browser.newContext({
      locale: lang === 'de' ? 'de-DE' : 'en-GB',
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
      colorScheme: dark ? 'dark' : 'light',
      serviceWorkers: 'block',
    });
    const opened = new Dashboard(browser, await context.newPage());
    const { origin } = new URL(address);
    opened.page.on('pageerror', (error) => opened.errors.push(String(error)));
    opened.page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) opened.outside.push(url);
    });
    await opened.page.goto(address);
    await opened.page.waitForSelector('.evcc-loadpoint', { timeout: 60_000 });
    return opened;
  }

  /** The card of a loadpoint by its title. */
  card(title: string): Locator {
    return this.page.locator(`.evcc-loadpoint[aria-label="${title}"]`);
  }

  /** W in the picture, of `sun`, `house`, `grid`, `battery` or `loadpoint-<n>`; undefined while it is not there. */
  async power(node: string): Promise<number | undefined> {
    const found = this.page.locator(`[data-node="${node}"]`);
    return (await found.count()) === 0 ? undefined : Number(await found.getAttribute('data-power'));
  }

  /** What axe finds serious or critical on the page; the frame around it is the dashboard package's own. */
  async serious(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const { violations } = (await this.page.evaluate(`axe.run({ include: ['.nrdb-ui-page'] })`)) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return bad.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
