import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Evcc, type Loadpoint, mqttTransport, quickSite, systemClock } from '../../demo/evcc';
import { MOSQUITTO } from '../support/available';
import { canInstall, install } from '../support/installed';
import { Mosquitto } from '../support/mosquitto';
import { type FlowNode, NodeRed, type Status } from '../support/node-red';
import { until } from '../support/until';

const online = await canInstall();

/** Neither connecting nor failed. */
const isWell = (status: Status | undefined): boolean => status?.fill === 'green' || status?.fill === 'blue';

const LANGUAGES = {
  English: {
    lang: 'en-US',
    mode: 'Set a mode with a button',
    step: 'More and less by buttons',
    errors: 'Errors caught and shown',
    raw: 'Raw topic',
    page: 'Status page by HTTP',
    lines: 'Values to a database',
    pageSays: 'Charge mode: now',
    refused: /150/,
    buttons: { Off: 'off', Fast: 'now', 'Min + Solar': 'minpv', Solar: 'pv' },
  },
  Deutsch: {
    lang: 'de',
    mode: 'Lademodus per Knopf',
    step: 'Mehr und weniger per Knopf',
    errors: 'Fehler abfangen und anzeigen',
    raw: 'Beliebiges Topic',
    page: 'Statusseite per HTTP',
    lines: 'Werte in eine Datenbank',
    pageSays: 'Lademodus: now',
    refused: /150.*zwischen|150.*bis/,
    buttons: { Aus: 'off', Schnell: 'now', 'Min + PV': 'minpv', PV: 'pv' },
  },
} as const;

describe.skipIf(MOSQUITTO === undefined || !online).each(Object.entries(LANGUAGES))(
  'The examples in %s do what their comments say',
  (folder, texts) => {
    let broker: Mosquitto;
    let evcc: Evcc;
    let nodeRed: NodeRed;
    let flow: FlowNode[];

    /** Imports an example, with the address of the test's broker and what else differs from a user's machine. */
    async function imported(name: string, change: (node: FlowNode) => object = () => ({})): Promise<void> {
      const file = new URL(`../../examples/${folder}/${name}.json`, import.meta.url);
      const nodes = JSON.parse(readFileSync(file, 'utf8')) as FlowNode[];
      flow = nodes.map((node) => ({
        ...node,
        ...(node.type === 'evcc-config' ? { broker: `127.0.0.1:${broker.port}` } : change(node)),
      }));
      nodeRed.statuses.clear();
      nodeRed.debug.length = 0;
      await nodeRed.deploy(flow);
      const ours = flow.filter(({ type }) => type === 'evcc-in' || type === 'evcc-out');
      await until(() => ours.every(({ id }) => isWell(nodeRed.statuses.get(id))), 'evcc is known to run');
    }
    const idOf = (type: string, name?: string): string => {
      const found = flow.find((node) => node.type === type && (name === undefined || node.name === name));
      if (found === undefined) throw new Error(`no ${type} ${name ?? ''}`);
      return found.id;
    };
    const buttons = (): FlowNode[] => flow.filter(({ type }) => type === 'inject');
    const press = (at: number): Promise<void> => nodeRed.inject(buttons()[at]?.id ?? 'none');
    const loadpoint = (): Loadpoint => {
      const [first] = evcc.house.loadpoints;
      if (first === undefined) throw new Error('no loadpoint');
      return first;
    };

    beforeAll(async () => {
      broker = await Mosquitto.start();
      evcc = new Evcc({
        site: quickSite,
        transport: mqttTransport({ url: `mqtt://127.0.0.1:${broker.port}` }),
        clock: systemClock(1),
      });
      evcc.start();
      await until(() => evcc.phase === 'running', 'evcc runs');
      nodeRed = await NodeRed.start(await install('4.1'), { lang: texts.lang });
    });
    afterAll(async () => {
      await nodeRed?.stop();
      if (evcc?.phase === 'running') {
        evcc.stop();
        await until(() => evcc.phase === 'stopped', 'evcc has stopped');
      }
      await broker?.close();
    });
    beforeEach(() => {
      nodeRed.debug.length = 0;
    });

    test(texts.mode, async () => {
      await imported(texts.mode);
      for (const [name, mode] of Object.entries(texts.buttons)) {
        const before = nodeRed.debug.length;
        await nodeRed.inject(idOf('inject', name));
        await until(() => nodeRed.debug.length > before, `the outcome of ${name}`);
        expect(loadpoint().mode).toBe(mode);
      }
    });

    test(texts.step, async () => {
      await imported(texts.step);
      await press(0);
      await until(() => nodeRed.debug.length === 1, 'more');
      expect(loadpoint().settings.limitSoc).toBe(5);
      await press(1);
      await until(() => nodeRed.debug.length === 2, 'less');
      expect(loadpoint().settings.limitSoc).toBe(0);
    });

    test(texts.errors, async () => {
      await imported(texts.errors);
      await press(0);
      await until(() => nodeRed.debug.length === 1, 'the error');
      expect(nodeRed.debug[0]?.msg).toMatch(texts.refused);
      expect(loadpoint().settings.limitSoc).toBe(0);
      await press(1);
      await until(() => nodeRed.debug.length === 2, 'what is right');
      expect(loadpoint().settings.limitSoc).toBe(80);
    });

    test(texts.raw, async () => {
      await imported(texts.raw);
      await until(() => nodeRed.debug.some(({ msg }) => msg === 'pv'), 'the mode before');
      await press(0);
      await until(() => nodeRed.debug.some(({ msg }) => msg === 'now'), 'the mode after');
      expect(loadpoint().mode).toBe('now');
    });

    test(texts.page, async () => {
      await imported(texts.page);
      const page = await until(async () => {
        const response = await fetch(`${nodeRed.url}/evcc`);
        const text = await response.text();
        return text.includes(texts.pageSays) && text;
      }, 'the page with the mode');
      expect(page.match(/: -?[\d.]+ W</g)).toHaveLength(3);
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
      await imported(texts.lines, (node) =>
        node.type === 'http request' ? { url: `http://127.0.0.1:${port}/write?db=evcc&precision=ms` } : {},
      );
      await until(() => lines.length >= 5, 'a line for each value');
      database.close();
      for (const line of lines) expect(line).toMatch(/^(site|loadpoint,id=[123]) \w+=-?[\d.]+ \d{13}$/);
      expect(lines.some((line) => line.startsWith('site grid_power='))).toBe(true);
      expect(lines.some((line) => line.startsWith('loadpoint,id=2 chargePower='))).toBe(true);
    });
  },
);
