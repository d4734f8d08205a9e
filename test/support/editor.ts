import { type Browser, chromium, type ElementHandle, type Locator, type Page } from 'playwright-core';
import { CHROMIUM } from './available';

/** What a browser needs to run on a build machine, and not to ask the web for anything. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface EditorOptions {
  readonly lang: 'de' | 'en-US';
  readonly width?: number;
  readonly height?: number;
  /** 2: what a zoom of 200 % leaves of the window. */
  readonly zoom?: number;
  /** Node-RED 5's dark theme, which its user settings switch on. */
  readonly dark?: boolean;
}

/** Node-RED's editor in a browser, worked as a person would; every click, drag and letter of a search is counted. */
export class Editor {
  actions = 0;
  readonly errors: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  static async open(url: string, options: EditorOptions): Promise<Editor> {
    if (CHROMIUM === undefined) throw new Error('Chromium is not installed');
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    const { lang, width = 1400, height = 900, zoom = 1, dark = false } = options;
    const context = await browser.newContext({
      locale: lang === 'de' ? 'de-DE' : 'en-US',
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
    });
    const editor = new Editor(browser, await context.newPage());
    await editor.page.goto(url);
    await editor.page.waitForSelector('#red-ui-palette-evcc .red-ui-palette-node', { timeout: 60_000 });
    await editor.page.waitForSelector('#red-ui-loading-progress', { state: 'hidden', timeout: 60_000 }).catch(() => {});
    if (dark) await editor.page.evaluate(`document.documentElement.classList.add('nr-theme-dark')`);
    return editor;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** A click of the user. */
  async click(target: string | Locator): Promise<void> {
    this.actions++;
    await (typeof target === 'string' ? this.page.locator(target).first() : target).click();
  }

  /** Letters of a search, which count; an address does not. */
  async type(target: string, letters: string, counted = true): Promise<void> {
    if (counted) this.actions += letters.length;
    await this.page.fill(target, letters);
  }

  async select(target: string, value: string): Promise<void> {
    this.actions++;
    await this.page.selectOption(target, value);
  }

  /** Drags a node type from the palette to a place of the flow; returns the new node's id. */
  async drag(type: string, x: number, y: number): Promise<string> {
    this.actions++;
    const before = new Set(await this.nodeIds());
    const entry = this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
    await entry.scrollIntoViewIfNeeded();
    const from = await entry.boundingBox();
    const chart = await this.page.locator('#red-ui-workspace-chart').boundingBox();
    if (from === null || chart === null) throw new Error(`${type} is not in the palette`);
    await this.pull(from.x + from.width / 2, from.y + from.height / 2, chart.x + x, chart.y + y);
    const added = (await this.nodeIds()).find((id) => !before.has(id));
    if (added === undefined) throw new Error(`${type} was not dropped`);
    return added;
  }

  /** Draws a wire from a node's output to another's input. */
  async wire(from: string, to: string): Promise<void> {
    this.actions++;
    const out = await (await this.node(from)).$('.red-ui-flow-port-output .red-ui-flow-port');
    const into = await (await this.node(to)).$('.red-ui-flow-port-input .red-ui-flow-port');
    const [a, b] = [await out?.boundingBox(), await into?.boundingBox()];
    if (!a || !b) throw new Error('no such ports');
    await this.pull(a.x + a.width / 2, a.y + a.height / 2, b.x + b.width / 2, b.y + b.height / 2);
  }

  /** Opens a node's dialog by a double click. */
  async edit(id: string): Promise<void> {
    this.actions++;
    const box = await (await this.node(id)).boundingBox();
    if (box === null) throw new Error(`${id} is not to be seen`);
    await this.page.mouse.dblclick(box.x + box.width / 2 + 10, box.y + box.height / 2);
    await this.settled();
  }

  /** The tray has come in, or gone. */
  async settled(): Promise<void> {
    await this.page.waitForTimeout(500);
  }

  async done(): Promise<void> {
    await this.click('#node-dialog-ok');
    await this.settled();
  }

  async deploy(): Promise<void> {
    const answered = this.page.waitForResponse(
      (one) => one.url().endsWith('/flows') && one.request().method() === 'POST',
    );
    await this.click('#red-ui-header-button-deploy');
    await answered;
  }

  /** What the editor would export of the flows, as it would store them. */
  async flows(): Promise<Record<string, unknown>[]> {
    return this.page.evaluate('RED.nodes.createCompleteNodeSet({ credentials: false })');
  }

  private async nodeIds(): Promise<string[]> {
    return this.page.$$eval('g.red-ui-flow-node', (nodes) => nodes.map((node) => node.id));
  }

  private async node(id: string): Promise<ElementHandle> {
    const found = await this.page.$(`g.red-ui-flow-node[id="${id}"]`);
    if (found === null) throw new Error(`no node ${id} in the flow`);
    return found;
  }

  /** Mouse down, over in steps as the editor's drag needs, up. */
  private async pull(fromX: number, fromY: number, toX: number, toY: number): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(fromX, fromY);
    await mouse.down();
    await mouse.move(fromX + 6, fromY + 6, { steps: 3 });
    await mouse.move(toX, toY, { steps: 12 });
    await mouse.up();
    await this.page.waitForTimeout(150);
  }
}
