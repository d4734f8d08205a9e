// A Node-RED to be measured: as the tests install it, with nobody looking at it, the probe's nodes in its user directory.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { owned } from '../../test/support/child';
import type { Installed } from '../../test/support/installed';
import { freePort } from '../../test/support/mosquitto';
import type { FlowNode } from '../../test/support/node-red';
import { until } from '../../test/support/until';
import { Peer } from './rpc';

const PROBE = fileURLToPath(new URL('./probe.ts', import.meta.url));
const node = (type: string, inputs: number, outputs: number): string =>
  `RED.nodes.registerType('${type}', { category: 'bench', defaults: {}, inputs: ${inputs}, outputs: ${outputs} });`;
const HTML = `<script type="text/javascript">${node('bench-sink', 1, 0)}${node('bench-source', 0, 1)}${node('bench-in', 0, 1)}</script>`;

let bundled: Promise<string> | undefined;

function probe(): Promise<string> {
  bundled ??= build({
    entryPoints: [PROBE],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    footer: { js: 'module.exports = module.exports.default;' },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return bundled;
}

export interface RedOptions {
  /** Calls `started` when that many messages have come. */
  readonly awaited?: number;
}

export class RedSubject extends Peer {
  folder = '';

  /** Starts a Node-RED with these flows; resolves when they run. */
  static async start(installed: Installed, name: string, flows: readonly FlowNode[], options: RedOptions = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'evcc-bench-'));
    await mkdir(join(folder, 'node_modules'));
    await mkdir(join(folder, 'nodes'));
    const own = 'node-red-contrib-evcc';
    await symlink(join(installed.folder, 'node_modules', own), join(folder, 'node_modules', own));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bench', dependencies: { [own]: '*' } }));
    await writeFile(join(folder, 'flows.json'), JSON.stringify(flows.map(placed)));
    await writeFile(join(folder, 'nodes', 'bench-probe.js'), await probe());
    await writeFile(join(folder, 'nodes', 'bench-probe.html'), HTML);
    await writeFile(join(folder, 'settings.js'), settings(await freePort()));
    const args = [installed.script, '--userDir', folder, '--settings', join(folder, 'settings.js')];
    const child = spawn(installed.node, ['--expose-gc', ...(process.env.BENCH_NODE?.split(' ') ?? []), ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        BENCH_AWAITED: String(options.awaited ?? Number.MAX_SAFE_INTEGER),
        BENCH_MQTT: join(installed.folder, 'node_modules', 'mqtt'),
      },
    });
    const subject = new RedSubject(owned(child), name);
    subject.folder = folder;
    await until(
      () => {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended:\n${subject.log}`);
        return subject.log.includes('Started flows');
      },
      `${name} has started its flows`,
      120_000,
    );
    if (/^Error:|\[error\]/m.test(subject.log)) throw new Error(`${name}:\n${subject.log}`);
    return subject;
  }

  override async end(): Promise<void> {
    await super.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function placed(one: FlowNode): FlowNode {
  return one.z === undefined ? one : { x: 100, y: 40, ...one };
}

function settings(port: number): string {
  return `module.exports = {
  uiHost: '127.0.0.1',
  uiPort: ${port},
  flowFile: 'flows.json',
  credentialSecret: 'bench',
  lang: 'en-US',
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { palette: { allowInstall: false } },
  logging: { console: { level: 'info', metrics: false, audit: false } },
};
`;
}
