import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, hasMosquitto } from '../support/available.js';
import { TestClient } from '../support/client.js';
import { Editor } from '../support/editor.js';
import { canInstall, install, type Version } from '../support/installed.js';
import { Mosquitto } from '../support/mosquitto.js';
import { NodeRed } from '../support/node-red.js';
import { recording } from '../support/replay.js';
import { until } from '../support/until.js';

const reachable = await canInstall();

/** From the opened dialog to Deploy, the typing of an address apart. */
const MOST_ACTIONS = 15;

/** What is searched for, and what the dialogs call it. */
const WORDS = {
  de: {
    power: 'Ladel',
    powerLabel: 'Carport: Ladeleistung [W]',
    mode: 'modus',
    fast: 'Schnell',
    modeLabel: 'Carport: Lademodus = Schnell',
  },
  'en-US': {
    power: 'power',
    powerLabel: 'Carport: Charge power [W]',
    mode: 'mode',
    fast: 'Fast',
    modeLabel: 'Carport: Charge mode = Fast',
  },
} as const;

for (const version of ['4.1', '5.0'] as const satisfies readonly Version[]) {
  describe.skipIf(!hasChromium || !hasMosquitto || !reachable)(`a new user on Node-RED ${version}`, () => {
    let broker: Mosquitto;
    let evcc: TestClient;

    beforeAll(async () => {
      broker = await Mosquitto.start();
      evcc = await TestClient.connect(broker.port);
      await evcc.replay(recording('demo-retained'));
      await evcc.answer();
    });

    afterAll(async () => {
      await evcc?.close();
      await broker?.close();
    });

    describe.each(['de', 'en-US'] as const)('in %s', (lang) => {
      const words = WORDS[lang];
      let nodeRed: NodeRed;
      let editor: Editor;

      beforeAll(async () => {
        nodeRed = await NodeRed.start(await install(version), { lang });
        editor = await Editor.open(nodeRed.url, { lang });
      });

      afterAll(async () => {
        await editor?.close();
        await nodeRed?.stop();
      });

      /** Opens evcc's configuration from a node's dialog, finds evcc, tests it, and comes back. */
      async function connect(): Promise<void> {
        await editor.click('#node-input-btn-evcc-add');
        await editor.settled();
        await editor.type('#node-config-input-broker', `localhost:${broker.port}`, false);
        await editor.page.fill('#node-config-input-topic', 'not-yet-known');
        await editor.click('#evcc-config-find');
        await editor.page.waitForFunction(`document.querySelector('#node-config-input-topic').value === 'evcc'`);
        await editor.click('#evcc-config-test');
        await editor.page.waitForSelector('.evcc-report-ok :text("Demo Mode")');
        await editor.click('#node-config-dialog-ok');
        await editor.settled();
      }

      it('gets from a dragged node to a number in the debug sidebar', async () => {
        const values = await editor.drag('evcc-in', 200, 100);
        const debug = await editor.drag('debug', 500, 100);
        await editor.edit(values);
        editor.actions = 0;
        await connect();
        await editor.page.waitForSelector('#evcc-in-source:has-text("Demo Mode")');
        await editor.type('#evcc-in-search', words.power);
        await editor.click('#evcc-in-tree .evcc-entry[data-topic="loadpoints/Carport/chargePower"]');
        await editor.done();
        await editor.wire(values, debug);
        await editor.deploy();
        expect(editor.actions).toBeLessThanOrEqual(MOST_ACTIONS);
        expect(await editor.page.textContent(`g[id="${values}"] .red-ui-flow-node-label`)).toContain(words.powerLabel);
        await editor.page.keyboard.press('Control+g');
        await editor.page.keyboard.press('d');
        const shown = editor.page.locator('.red-ui-debug-msg-payload .red-ui-debug-msg-type-number').first();
        await shown.waitFor();
        expect(await shown.textContent()).toMatch(/^-?[\d.]+$/);
        const stored = (await nodeRed.get<Record<string, unknown>[]>('/flows')).find(({ id }) => id === values);
        expect(stored?.topics).toEqual(['loadpoints/Carport/chargePower']);
      });

      it('sets a charge mode with an Inject', async () => {
        const inject = await editor.drag('inject', 150, 250);
        const setting = await editor.drag('evcc-out', 350, 250);
        await editor.edit(setting);
        editor.actions = 0;
        await editor.type('#evcc-out-search', words.mode);
        await editor.click('#evcc-out-tree .evcc-entry[data-topic="loadpoints/Carport/mode"]');
        await editor.select('#evcc-out-source', 'fixed');
        const option = await editor.page
          .locator('#evcc-out-fixed-first option', { hasText: words.fast })
          .first()
          .getAttribute('value');
        await editor.select('#evcc-out-fixed-first', option ?? '');
        await editor.done();
        await editor.wire(inject, setting);
        await editor.deploy();
        expect(editor.actions).toBeLessThanOrEqual(MOST_ACTIONS);
        expect(await editor.page.textContent(`g[id="${setting}"] .red-ui-flow-node-label`)).toContain(words.modeLabel);
        evcc.seen.length = 0;
        // The flow has to be there before its button does anything.
        await until(() => nodeRed.statuses.get(setting)?.fill === 'green', 'evcc-out is connected');
        await nodeRed.inject(inject);
        const seen = await evcc.saw(
          'the command',
          ({ topic, payload }) => topic.endsWith('/mode/set') && payload !== '',
        );
        expect(seen).toMatchObject({ topic: 'evcc/loadpoints/1/mode/set', payload: 'now' });
        await evcc.publish({ 'loadpoints/1/mode': 'pv' });
      });

      it('met no error in the browser', () => {
        expect(editor.errors).toEqual([]);
      });
    });
  });
}
