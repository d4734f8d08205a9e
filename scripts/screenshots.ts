// `npm run screenshots`: pictures of every dialog in both languages for the READMEs, and what the picker costs: the time it keeps the
// browser's main thread busy, and the size of the runtime's answer, with all topics of a recorded evcc on a broker.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestClient } from '../test/support/client';
import { Editor } from '../test/support/editor';
import { install } from '../test/support/installed';
import { Mosquitto } from '../test/support/mosquitto';
import { type FlowNode, NodeRed } from '../test/support/node-red';
import { recording } from '../test/support/replay';
import { until } from '../test/support/until';

/** Those of the newest Node-RED are for the READMEs; the others are to be looked at. */
const READMES = join(__dirname, '..', 'docs', 'images');
const OTHERS = join(__dirname, '..', 'reports', 'screenshots');
const LANGUAGES = { de: 'de', en: 'en-US' } as const;
/** What the project asks of its picker, ms of main-thread work and bytes. */
const LIMITS = { work: 300, answer: 100_000 };

const debug = (id: string, y: number): FlowNode => {
  const options = { active: true, tosidebar: true, console: false, tostatus: false, targetType: 'msg' };
  return { id, type: 'debug', z: 't1', x: 620, y, name: '', ...options, wires: [] };
};

const flows = (port: number): FlowNode[] => [
  { id: 't1', type: 'tab', label: 'evcc' },
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
  },
  {
    id: 'i1',
    type: 'evcc-in',
    z: 't1',
    x: 340,
    y: 100,
    name: '',
    evcc: 'c1',
    topics: ['loadpoints/Carport/chargePower'],
    output: 'value',
    emit: 'change',
    initial: true,
    deadband: 0,
    deadbandType: 'num',
    interval: 0,
    inputs: 0,
    wires: [['d1']],
  },
  {
    id: 'o1',
    type: 'evcc-out',
    z: 't1',
    x: 340,
    y: 180,
    name: '',
    evcc: 'c1',
    kind: 'setting',
    target: 'loadpoints/Carport/mode',
    value: 'now',
    valueType: 'str',
    confirm: 'applied',
    timeout: 10,
    hold: false,
    qos: 0,
    retain: false,
    wires: [['d2']],
  },
  { ...debug('d1', 100), complete: 'payload' },
  { ...debug('d2', 180), complete: 'evcc' },
  { id: 'n1', type: 'inject', z: 't1', x: 120, y: 180, name: '', props: [], repeat: '', once: false, wires: [['o1']] },
];

/** The open dialog alone. */
async function picture({ page }: Editor, path: string): Promise<void> {
  await page.locator('.red-ui-tray').last().screenshot({ path });
}

/** A flow after its button was pressed, as it stands in the editor; of a Node-RED whose own language is the picture's. */
async function flow(port: number, evcc: TestClient, lang: keyof typeof LANGUAGES): Promise<void> {
  const nodeRed = await NodeRed.start(await install('5.0'), { flows: flows(port), lang: LANGUAGES[lang] });
  const editor = await Editor.open(nodeRed.url, { lang: LANGUAGES[lang], width: 1500, height: 600 });
  const { page } = editor;
  await nodeRed.inject('n1');
  await until(() => /Fast|Schnell|applied|übernommen/.test(nodeRed.statuses.get('o1')?.text ?? ''), 'the outcome');
  await page.waitForSelector(`.red-ui-flow-node-status-label:has-text("${nodeRed.statuses.get('o1')?.text}")`);
  const parts = await page.locator('.red-ui-flow-node-group').all();
  const boxes = (await Promise.all(parts.map((part) => part.boundingBox()))).filter((box) => box !== null);
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)) - 30, Math.min(...boxes.map(({ y }) => y)) - 30];
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + 30;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 40;
  const clip = { x: left, y: top, width: right - left, height: bottom - top };
  await page.screenshot({ path: join(READMES, `flow.${lang}.png`), clip });
  await editor.close();
  await nodeRed.stop();
  await evcc.publish({ 'loadpoints/1/mode': 'pv' });
}

interface Shot {
  readonly lang: keyof typeof LANGUAGES;
  readonly folder: string;
  readonly dark?: boolean;
}

async function pictures(nodeRed: NodeRed, { lang, folder, dark = false }: Shot): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const editor = await Editor.open(nodeRed.url, { lang: LANGUAGES[lang], width: 1300, height: 860, dark });
  const { page } = editor;
  await editor.edit('i1');
  await page.waitForSelector('#evcc-in-source:has-text("Demo Mode")');
  await page.fill('#evcc-in-search', lang === 'de' ? 'ladel' : 'charge p');
  await picture(editor, join(folder, `evcc-in.${lang}.png`));
  await page.click('#node-input-btn-evcc-edit');
  await editor.settled();
  await page.click('#evcc-config-test');
  await page.waitForSelector('.evcc-report-ok');
  await picture(editor, join(folder, `evcc-config.${lang}.png`));
  await page.click('#node-config-dialog-cancel');
  await editor.settled();
  await page.click('#node-dialog-cancel');
  await editor.settled();
  await editor.edit('o1');
  await page.click('#evcc-out-choose summary');
  await page.waitForSelector('#evcc-out-reach:has-text("Demo Mode")');
  await page.fill('#evcc-out-search', 'limit');
  await picture(editor, join(folder, `evcc-out.${lang}.png`));
  await editor.close();
}

/** Rounds of a measurement: the least disturbed one counts. */
const ROUNDS = 4;

/**
 * Main-thread work, ms: scripts, styles and layout from the double click until the picker shows present values. What the editor itself
 * needs to open a dialog is part of it.
 */
async function work(nodeRed: NodeRed): Promise<number> {
  const editor = await Editor.open(nodeRed.url, { lang: 'de' });
  const session = await editor.page.context().newCDPSession(editor.page);
  await session.send('Performance.enable');
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const parts = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
    return metrics.filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
  };
  const opening = async (id: string, ready: string): Promise<number> => {
    const before = await spent();
    await editor.edit(id);
    await editor.page.waitForSelector(ready);
    const after = await spent();
    await editor.page.click('#node-dialog-cancel');
    await editor.settled();
    return after - before;
  };
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push(await opening('i1', '#evcc-in-source:has-text("Demo Mode")'));
  await editor.close();
  return Math.round(Math.min(...rounds));
}

async function main(): Promise<void> {
  const broker = await Mosquitto.start();
  const evcc = await TestClient.connect(broker.port);
  const topics = recording('demo-retained');
  await evcc.replay(topics);
  await evcc.answer();
  for (const version of ['4.1', '5.0'] as const) {
    const nodeRed = await NodeRed.start(await install(version), { flows: flows(broker.port) });
    const newest = version === '5.0';
    for (const lang of ['de', 'en'] as const) {
      const shot = { lang, folder: newest ? READMES : join(OTHERS, version) };
      await pictures(nodeRed, shot);
      if (newest) await pictures(nodeRed, { lang, folder: join(OTHERS, 'dark'), dark: true });
    }
    const answer = await (await fetch(`${nodeRed.url}/evcc-config/c1/offer`)).text();
    const bytes = Buffer.byteLength(answer);
    const ms = await work(nodeRed);
    console.log(
      `Node-RED ${version}: ${topics.length} topics on the broker; dialog with picker ${ms} ms of main-thread work (limit ${LIMITS.work}), answer ${bytes} bytes (limit ${LIMITS.answer})`,
    );
    if (bytes > LIMITS.answer || ms > LIMITS.work) process.exitCode = 1;
    await nodeRed.stop();
  }
  for (const lang of ['de', 'en'] as const) await flow(broker.port, evcc, lang);
  await evcc.close();
  await broker.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
