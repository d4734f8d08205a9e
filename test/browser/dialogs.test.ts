import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, hasMosquitto } from '../support/available.js';
import { TestClient } from '../support/client.js';
import { Editor } from '../support/editor.js';
import { canInstall, install, type Version } from '../support/installed.js';
import { Mosquitto } from '../support/mosquitto.js';
import { type FlowNode, NodeRed } from '../support/node-red.js';
import { recording } from '../support/replay.js';

const reachable = await canInstall();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Serious findings of axe in the part of the dialog that is this package's. */
async function findings(editor: Editor): Promise<string[]> {
  await editor.page.evaluate(AXE);
  const { violations } = await editor.page.evaluate<{ violations: Violation[] }>(
    // The editor's own widgets inside the dialog, the typed input and the choice of a configuration, are core's to mend.
    `axe.run({ include: ['.evcc-form'], exclude: ['.red-ui-typedInput-container', '#node-input-evcc', '#node-input-btn-evcc-add', '#node-input-btn-evcc-edit'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

const flows = (port: number): FlowNode[] => [
  { id: 't1', type: 'tab', label: 'Flow' },
  {
    id: 'c1',
    type: 'evcc-config',
    name: '',
    broker: `localhost:${port}`,
    topic: 'evcc',
    clientid: '',
    insecure: false,
    protocolVersion: 4,
    modeNames: 'classic',
    credentials: { user: 'somebody', password: 'hidden-words' },
  },
  {
    id: 'i1',
    type: 'evcc-in',
    z: 't1',
    x: 200,
    y: 100,
    name: '',
    evcc: 'c1',
    topics: ['site/pvPower', 'loadpoints/+/charging'],
    output: 'value',
    emit: 'update',
    initial: false,
    deadband: 5,
    deadbandType: '%',
    interval: 10,
    inputs: 1,
    wires: [[]],
  },
  {
    id: 'o1',
    type: 'evcc-out',
    z: 't1',
    x: 200,
    y: 200,
    name: '',
    evcc: 'c1',
    kind: 'setting',
    target: 'vehicles/blue e-Golf/planSoc',
    value: '{"soc":80,"time":"07:00"}',
    valueType: 'json',
    confirm: 'acknowledged',
    timeout: 20,
    hold: false,
    qos: 0,
    retain: false,
    wires: [[]],
  },
  {
    id: 'o2',
    type: 'evcc-out',
    z: 't1',
    x: 200,
    y: 300,
    name: '',
    evcc: 'c1',
    kind: 'raw',
    target: 'site/any',
    value: 'x ? 1 : 2',
    valueType: 'jsonata',
    confirm: 'applied',
    timeout: 10,
    hold: false,
    qos: 1,
    retain: true,
    wires: [[]],
  },
];

/** A node without what the editor adds or leaves out. */
const stored = (nodes: readonly Record<string, unknown>[], id: string): Record<string, unknown> | undefined => {
  const node = nodes.find((one) => one.id === id);
  return (
    node && Object.fromEntries(Object.entries(node).filter(([key]) => !['x', 'y', 'wires', 'g', 'info'].includes(key)))
  );
};

for (const version of ['4.1', '5.0'] as const satisfies readonly Version[]) {
  describe.skipIf(!hasChromium || !hasMosquitto || !reachable)(`dialogs on Node-RED ${version}`, () => {
    let broker: Mosquitto;
    let evcc: TestClient;
    let nodeRed: NodeRed;
    let editor: Editor;

    beforeAll(async () => {
      broker = await Mosquitto.start();
      evcc = await TestClient.connect(broker.port);
      await evcc.replay(recording('demo-retained'));
      nodeRed = await NodeRed.start(await install(version), { lang: 'de', flows: flows(broker.port) });
      editor = await Editor.open(nodeRed.url, { lang: 'de' });
    });

    afterAll(async () => {
      await editor?.close();
      await nodeRed?.stop();
      await evcc?.close();
      await broker?.close();
    });

    /** What the flows were given, of one node. */
    const given = (id: string) => {
      const node = flows(broker.port).find((one) => one.id === id);
      return node && stored([node], id);
    };

    it('have no serious finding of axe', async () => {
      await editor.edit('i1');
      await editor.page.waitForSelector('#evcc-in-source:has-text("Demo Mode")');
      await editor.page.fill('#evcc-in-search', 'ladel');
      expect(await findings(editor)).toEqual([]);
      await editor.page.click('#node-input-btn-evcc-edit');
      await editor.settled();
      await editor.page.locator('#evcc-config-tls').evaluate((element) => element.setAttribute('open', ''));
      await editor.page.locator('#evcc-config-paste').evaluate((element) => element.setAttribute('open', ''));
      expect(await findings(editor)).toEqual([]);
      await editor.page.click('#node-config-dialog-cancel');
      await editor.settled();
      await editor.page.click('#node-dialog-cancel');
      await editor.settled();
      await editor.edit('o1');
      await editor.page.locator('#evcc-out-choose').evaluate((element) => element.setAttribute('open', ''));
      await editor.page.waitForSelector('#evcc-out-reach:has-text("Demo Mode")');
      expect(await findings(editor)).toEqual([]);
      await editor.page.click('#node-dialog-cancel');
      await editor.settled();
    });

    it.each(['i1', 'o1', 'o2'])('%s opened and closed with “done” is as it was', async (id) => {
      await editor.edit(id);
      await editor.page.waitForTimeout(1500);
      await editor.done();
      expect(stored(await editor.flows(), id)).toEqual(given(id));
    });

    it('lose nothing when they are copied, grouped, put into a subflow and taken back', async () => {
      const before = await editor.flows();
      const act = (action: string) => editor.page.evaluate(`RED.actions.invoke('core:${action}')`);
      const own = async () => (await editor.flows()).filter(({ type }) => String(type).startsWith('evcc-'));
      const same = async (ids: readonly string[]) => {
        const now = await editor.flows();
        for (const id of ids) expect({ ...stored(now, id), z: '' }).toEqual({ ...given(id), z: '' });
      };
      await editor.page.evaluate(
        `RED.view.importNodes(RED.nodes.createExportableNodeSet(['i1', 'o1', 'o2'].map((id) => RED.nodes.node(id))), { generateIds: true, addFlow: true, touchImport: true })`,
      );
      const copies = (await own()).filter(({ id }) => !before.some((one) => one.id === id));
      const nameless = (node: Record<string, unknown>) => ({ ...stored([node], String(node.id)), id: '', z: '' });
      expect(copies.filter(({ type }) => type !== 'evcc-config').map(nameless)).toEqual(
        before.filter(({ type }) => type === 'evcc-in' || type === 'evcc-out').map(nameless),
      );
      await act('undo');
      expect((await editor.flows()).length).toBe(before.length);
      await editor.page.evaluate(`RED.workspaces.show('t1')`);
      await act('select-all-nodes');
      await act('group-selection');
      await same(['i1', 'o1', 'o2']);
      await act('undo');
      await act('select-all-nodes');
      await act('convert-to-subflow');
      expect((await editor.flows()).some(({ type }) => type === 'subflow')).toBe(true);
      await same(['i1', 'o1', 'o2']);
      await act('undo');
      await same(['i1', 'o1', 'o2']);
    });

    it('export no credentials', async () => {
      const exported = await editor.page.evaluate(
        `JSON.stringify(RED.nodes.createExportableNodeSet([RED.nodes.node('i1'), RED.nodes.node('c1')]))`,
      );
      expect(exported).toContain('evcc-config');
      expect(exported).not.toMatch(/somebody|hidden-words|credentials/);
    });

    it('undoes a change that was made in a dialog', async () => {
      await editor.edit('i1');
      await editor.page.click('#evcc-in-topics .evcc-remove');
      await editor.done();
      expect((await editor.flows()).find(({ id }) => id === 'i1')?.topics).toEqual(['loadpoints/+/charging']);
      await editor.page.evaluate(`RED.actions.invoke('core:undo')`);
      expect((await editor.flows()).find(({ id }) => id === 'i1')?.topics).toEqual(given('i1')?.topics);
    });

    it('choose a value with the keyboard only', async () => {
      await editor.edit('i1');
      await editor.page.waitForSelector('#evcc-in-source:has-text("Demo Mode")');
      await editor.page.focus('#evcc-in-search');
      const { keyboard } = editor.page;
      await keyboard.type('netzleistung');
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowDown');
      await keyboard.press('Space');
      const topics = '#evcc-in-topics input';
      expect(
        await editor.page.$$eval(topics, (fields) => fields.map((one) => (one as HTMLInputElement).value)),
      ).toContain('site/grid/power');
      await keyboard.press('Space');
      await keyboard.press('ArrowUp');
      await keyboard.press('ArrowUp');
      expect(await editor.page.evaluate('document.activeElement.id')).toBe('evcc-in-search');
      await editor.page.fill('#evcc-in-search', '');
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowRight');
      expect(await editor.page.getAttribute('#evcc-in-tree .evcc-group', 'aria-expanded')).toBe('true');
      await keyboard.press('ArrowLeft');
      expect(await editor.page.getAttribute('#evcc-in-tree .evcc-group', 'aria-expanded')).toBe('false');
      await editor.page.click('#node-dialog-cancel');
      await editor.settled();
    });

    it('show newer values while they are open', async () => {
      await editor.edit('i1');
      await editor.page.waitForSelector('#evcc-in-topics .evcc-note:has-text("PV-Leistung")');
      await evcc.publish({ 'site/pvPower': '1234' });
      await editor.page.waitForSelector('#evcc-in-topics .evcc-note:has-text("1,2 kW")', { timeout: 20_000 });
      await editor.page.click('#node-dialog-cancel');
      await editor.settled();
    });

    it('can be used at 200 % zoom', async () => {
      const zoomed = await Editor.open(nodeRed.url, { lang: 'de', zoom: 2 });
      await zoomed.page.evaluate(`RED.editor.edit(RED.nodes.node('i1'))`);
      await zoomed.settled();
      const wider = await zoomed.page.evaluate(
        `[...document.querySelectorAll('.evcc-form *')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'visible' && one.clientWidth > 0 && getComputedStyle(one).display !== 'inline').map((one) => one.className)`,
      );
      expect(wider).toEqual([]);
      await zoomed.close();
    });

    it('met no error in the browser', () => {
      expect(editor.errors).toEqual([]);
    });
  });
}
