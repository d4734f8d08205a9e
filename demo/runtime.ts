import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { LANGUAGE } from './language';

const CHECKOUT = join(import.meta.dirname ?? __dirname, '..');
const require = createRequire(join(CHECKOUT, 'package.json'));

/** Node-RED itself gives a node 15 s to close. */
const END_GUARD_MS = 20_000;

/** The example that the demo opens with, in the language of the machine. */
const example = (): string => join(CHECKOUT, 'examples', LANGUAGE === 'de' ? 'Deutsch' : 'English', 'Dashboard.json');

/** Where that example's page is, below Node-RED's address. */
export const DASHBOARD = 'dashboard/evcc';

interface StoredNode {
  type: string;
  broker?: string;
  topic?: string;
}

/** Node-RED in a folder of its own, with this checkout's nodes and the example pointed at a broker. */
export function startNodeRed(options: { port: number; broker: string; topic: string; folder: string }): ChildProcess {
  const { port, broker, topic, folder } = options;
  mkdirSync(folder, { recursive: true });
  const flows = (JSON.parse(readFileSync(example(), 'utf8')) as StoredNode[]).map((node) =>
    node.type === 'evcc-config' ? { ...node, broker, topic } : node,
  );
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(flows, null, 2));
  writeFileSync(
    join(folder, 'settings.js'),
    // However the demo ends, its end of the pipe closes, and Node-RED is not left behind.
    `process.stdin.resume().once('end', () => process.kill(process.pid));
module.exports = ${JSON.stringify(
      {
        uiHost: '127.0.0.1',
        uiPort: port,
        flowFile: 'flows.json',
        credentialSecret: 'demo',
        nodesDir: [CHECKOUT],
        // The demo asks nothing of the world outside.
        telemetry: { enabled: false, updateNotification: false },
        externalModules: { palette: { allowInstall: false } },
        editorTheme: { tours: false, header: { title: 'node-red-contrib-evcc' } },
        logging: { console: { level: 'warn', metrics: false, audit: false } },
      },
      null,
      2,
    )};\n`,
  );
  const script = join(require.resolve('node-red/package.json'), '..', 'red.js');
  return spawn(process.execPath, [script, '--userDir', folder, '--settings', join(folder, 'settings.js')], {
    stdio: ['pipe', 'inherit', 'inherit'],
    // Ctrl-C goes to this process, which ends it in order.
    detached: true,
  });
}

/** Ends it in order; one that hangs is killed. */
export async function endNodeRed(runtime: ChildProcess): Promise<void> {
  if (runtime.exitCode !== null || runtime.signalCode !== null) return;
  const gone = new Promise((resolve) => runtime.once('exit', resolve));
  const late = setTimeout(() => runtime.kill('SIGKILL'), END_GUARD_MS);
  runtime.kill('SIGTERM');
  await gone;
  clearTimeout(late);
}
