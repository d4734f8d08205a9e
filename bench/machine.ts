// What a run was made on.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { MOSQUITTO } from '../test/support/available';
import type { Installed } from '../test/support/installed';
import { BROKER } from './parts/broker';

export function machine(): Record<string, string> {
  const [first] = cpus();
  return {
    processor: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    system: `${platform()} ${release()} (${arch()})`,
  };
}

function versionIn(folder: string, name: string): string {
  return (JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as { version: string }).version;
}

function brokerVersion(): string {
  if (MOSQUITTO === undefined) return '';
  const { stdout = '' } = run(MOSQUITTO);
  return /mosquitto version (\S+)/.exec(stdout)?.[1] ?? '';
}

/** The program's own help tells its version, and ends with an error code. */
function run(program: string): { stdout?: string } {
  try {
    return { stdout: execFileSync(program, ['-h'], { encoding: 'utf8' }) };
  } catch (error) {
    return error as { stdout?: string };
  }
}

export function versions(installed: Installed): Record<string, string> {
  const modules = join(installed.folder, 'node_modules');
  const program = join(installed.script, '..', '..');
  return {
    'node-red-contrib-evcc': versionIn(modules, 'node-red-contrib-evcc'),
    'its mqtt.js': versionIn(modules, 'mqtt'),
    'Node-RED': versionIn(program, 'node-red'),
    "Node-RED's mqtt.js": versionIn(program, 'mqtt'),
    'Node.js': process.versions.node,
    [BROKER]: brokerVersion(),
  };
}
