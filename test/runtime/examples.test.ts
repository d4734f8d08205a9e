import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MOSQUITTO } from '../support/available';
import { Example, type ExampleOptions, FOLDERS, type Folder } from '../support/example';
import { canInstall, install } from '../support/installed';
import { NodeRed } from '../support/node-red';
import { until } from '../support/until';

const online = await canInstall();

const TEXTS = {
  English: {
    first: 'First value',
    mode: 'Set a mode with a button',
    step: 'More and less by buttons',
    errors: 'Errors caught and shown',
    raw: 'Raw topic',
    page: 'Status page by HTTP',
    lines: 'Values to a database',
    pageSays: 'Charge mode: pv',
    refused: /150/,
  },
  Deutsch: {
    first: 'Erster Wert',
    mode: 'Lademodus per Knopf',
    step: 'Mehr und weniger per Knopf',
    errors: 'Fehler abfangen und anzeigen',
    raw: 'Beliebiges Topic',
    page: 'Statusseite per HTTP',
    lines: 'Werte in eine Datenbank',
    pageSays: 'Lademodus: pv',
    refused: /150.*zwischen|150.*bis/,
  },
} as const satisfies Record<Folder, object>;

const folders = Object.keys(FOLDERS) as Folder[];

describe.skipIf(MOSQUITTO === undefined || !online).each(folders)(
  'The examples in %s do what their comments say',
  (folder) => {
    const texts = TEXTS[folder];
    const { lang, version } = FOLDERS[folder];
    let nodeRed: NodeRed;
    let example: Example | undefined;

    async function imported(name: string, options?: ExampleOptions): Promise<Example> {
      example = await Example.run(nodeRed, folder, name, options);
      return example;
    }

    beforeAll(async () => {
      nodeRed = await NodeRed.start(await install(version), { lang });
    });
    afterAll(() => nodeRed?.stop());
    afterEach(async () => {
      await example?.close();
      example = undefined;
    });

    test('the import menu lists them', async () => {
      const files = readdirSync(new URL(`../../examples/${folder}`, import.meta.url));
      const listed = await nodeRed.get<{ fn: string }[]>(`/library/examples/flows/node-red-contrib-evcc/${folder}`);
      expect(listed.map(({ fn }) => fn).sort()).toEqual(files.map((one) => one.replace('.json', '')).sort());
    });

    test(texts.first, async () => {
      const { evcc, loadpoint } = await imported(texts.first);
      const powers = () => nodeRed.debug.filter(({ format }) => format === 'number').map(({ msg }) => msg);
      await until(
        () => powers().at(-1) === evcc.published().get('loadpoints/1/chargePower'),
        'the charge power in the sidebar',
      );
      expect(loadpoint.mode).toBe('pv');
      await example?.press(0);
      const set = await until(() => nodeRed.debug.find(({ format }) => format === 'Object'), 'the outcome');
      expect(JSON.parse(set.msg)).toMatchObject({ payload: 'now', evcc: { result: 'applied' } });
      expect(loadpoint.mode).toBe('now');
    });

    test(texts.mode, async () => {
      const here = await imported(texts.mode);
      for (const [at, mode] of ['off', 'pv', 'minpv', 'now'].entries()) {
        await here.outcome(at);
        expect(here.loadpoint.mode).toBe(mode);
      }
    });

    test(texts.step, async () => {
      const here = await imported(texts.step);
      // Without a limit less counts from 100.
      await here.outcome(1);
      expect(here.loadpoint.settings.limitSoc).toBe(95);
      await here.outcome(0);
      expect(here.loadpoint.settings.limitSoc).toBe(100);
    });

    test(texts.errors, async () => {
      const here = await imported(texts.errors);
      expect((await here.outcome(0)).msg).toMatch(texts.refused);
      expect(here.loadpoint.settings.limitSoc).toBe(0);
      await here.outcome(1);
      expect(here.loadpoint.settings.limitSoc).toBe(80);
    });

    test(texts.raw, async () => {
      const here = await imported(texts.raw);
      await until(() => here.shown.some(({ msg }) => msg === 'pv'), 'the mode before');
      await here.press(0);
      await until(() => here.shown.some(({ msg }) => msg === 'now'), 'the mode after');
      expect(here.loadpoint.mode).toBe('now');
    });

    test(texts.page, async () => {
      const { loadpoint } = await imported(texts.page);
      const page = await until(async () => {
        const response = await fetch(`${nodeRed.url}/evcc`);
        const text = await response.text();
        return text.includes(texts.pageSays) && text;
      }, 'the page with the mode');
      expect(loadpoint.mode).toBe('pv');
      expect(page.match(/: -?[\d.]+ W</g)).toHaveLength(3);
    });

    test.each(['before', 'after'])('docs/flows/%s.json shows the charge power and sets the mode', async (name) => {
      example = await Example.runFile(nodeRed, `docs/flows/${name}.json`);
      const { evcc, loadpoint } = example;
      const shown = () => nodeRed.debug.filter(({ format }) => format === 'number').map(({ msg }) => msg);
      await until(() => shown().at(-1) === evcc.published().get('loadpoints/1/chargePower'), 'the charge power');
      expect(loadpoint.mode).toBe('pv');
      await example.press(0);
      await until(() => loadpoint.mode === 'now', 'the new mode');
    });

    test(texts.lines, async () => {
      const lines: string[] = [];
      const database = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        request.on('end', () => {
          lines.push(body);
          response.writeHead(204).end();
        });
      });
      await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
      const { port } = database.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/write?db=evcc&precision=ms`;
      await imported(texts.lines, { change: ({ type }) => (type === 'http request' ? { url } : {}) });
      await until(() => lines.length >= 5, 'a line for each value');
      database.close();
      for (const line of lines) expect(line).toMatch(/^(site|loadpoint,id=[123]) \w+=-?[\d.]+ \d{13}$/);
      expect(lines.some((line) => line.startsWith('site grid_power='))).toBe(true);
      expect(lines.some((line) => line.startsWith('loadpoint,id=2 chargePower='))).toBe(true);
    });
  },
);
