import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CHECKOUT = new URL('../..', import.meta.url).pathname;
/** Installations outlive a run: what a registry gave once need not be fetched again. */
const CACHE = join(tmpdir(), 'node-red-contrib-evcc-test');

/** The Node-RED versions that the package has to work on; 5 needs a newer Node.js than 20, which comes as an npm package. */
export const VERSIONS = {
  '4.1': { nodeRed: '~4.1.15', node: undefined },
  '5.0': { nodeRed: '~5.0.7', node: '24' },
} as const;
export type Version = keyof typeof VERSIONS;

/** A Node-RED in a folder of its own, with the packed package installed as a user would. */
export interface Installed {
  readonly version: Version;
  /** Folder with `node_modules`. */
  readonly folder: string;
  /** The Node.js to run it with. */
  readonly node: string;
  readonly script: string;
}

async function npm(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

let packed: Promise<string> | undefined;

/** The package as it would be published; built already. Returns the tarball's path. */
export function pack(): Promise<string> {
  packed ??= (async () => {
    const folder = join(CACHE, `pack-${process.pid}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const out = await npm(CHECKOUT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
    const [info] = Object.values(JSON.parse(out.slice(out.search(/[[{]/))) as Record<string, { filename: string }>);
    if (info === undefined) throw new Error('npm pack gave nothing');
    return join(folder, info.filename);
  })();
  return packed;
}

/** Installs a Node-RED and the packed package; Node-RED itself once a machine. */
export async function install(version: Version): Promise<Installed> {
  const { nodeRed, node } = VERSIONS[version];
  const key = createHash('sha256').update(`${nodeRed} ${node} ${process.version}`).digest('hex').slice(0, 12);
  const folder = join(CACHE, `${version}-${key}`);
  const ready = join(folder, 'ready');
  if (!existsSync(ready)) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await npm(folder, 'install', `node-red@${nodeRed}`, ...(node === undefined ? [] : [`node@${node}`]));
    await writeFile(ready, '');
  }
  const tarball = await pack();
  const digest = createHash('sha256')
    .update(await readFile(tarball))
    .digest('hex');
  const mark = join(folder, 'installed');
  const same = existsSync(mark) && (await readFile(mark, 'utf8')) === digest;
  if (!same) {
    await rm(mark, { force: true });
    await npm(folder, 'install', tarball);
    await writeFile(mark, digest);
  }
  return {
    version,
    folder,
    node: node === undefined ? process.execPath : join(folder, 'node_modules', 'node', 'bin', 'node'),
    script: join(folder, 'node_modules', 'node-red', 'red.js'),
  };
}

/** Whether the npm registry answers; what has to be installed for a test cannot be without it, unless it was before. */
export async function canInstall(): Promise<boolean> {
  try {
    await npm(CHECKOUT, 'view', 'node-red@4.1.15', 'version');
    return true;
  } catch {
    return false;
  }
}
