import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
/** Installations outlive a run: what a registry gave once need not be fetched again. */
const CACHE = join(tmpdir(), 'node-red-contrib-evcc-test');
const UNUSED_MS = 24 * 60 * 60 * 1000;

/** The Node-RED versions that the package has to work on; 5 needs a newer Node.js than 20, which comes as an npm package. */
export const VERSIONS = {
  '4.1': { nodeRed: '~4.1.15', node: undefined },
  '5.0': { nodeRed: '~5.0.7', node: '24' },
} as const;
export type Version = keyof typeof VERSIONS;

/** A Node-RED, and the packed package as a user installs it. */
export interface Installed {
  readonly version: Version;
  /** Folder with the package in its `node_modules`. */
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

const short = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 12);

let packed: Promise<string> | undefined;

/** The package as it would be published; built already. Returns the tarball's path, which is named by its content. */
export function pack(): Promise<string> {
  packed ??= (async () => {
    await mkdir(CACHE, { recursive: true });
    const folder = await mkdtemp(join(CACHE, 'making-'));
    const out = await npm(CHECKOUT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
    const [info] = Object.values(JSON.parse(out.slice(out.search(/[[{]/))) as Record<string, { filename: string }>);
    if (info === undefined) throw new Error('npm pack gave nothing');
    const made = join(folder, info.filename);
    const tarball = join(CACHE, `package-${short(await readFile(made))}.tgz`);
    await rename(made, tarball);
    await rm(folder, { recursive: true });
    return tarball;
  })();
  return packed;
}

/**
 * An installation that outlives a run, made once. It is made elsewhere and moved into its place when it is whole: another run on this
 * machine, at the same time, finds it complete or not at all.
 */
async function cached(name: string, ...packages: string[]): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) {
    // Used just now: not what is tidied away.
    await utimes(folder, new Date(), new Date());
    return folder;
  }
  await mkdir(CACHE, { recursive: true });
  const making = await mkdtemp(join(CACHE, 'making-'));
  try {
    await writeFile(join(making, 'package.json'), '{ "private": true }\n');
    await npm(making, 'install', '--prefer-offline', ...packages);
    await rename(making, folder).catch((error: unknown) => {
      // Another run was faster; its installation is as good.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return folder;
}

/** Packages of former states of the checkout, and what a run left unfinished that was ended. */
async function tidy(): Promise<void> {
  for (const name of existsSync(CACHE) ? await readdir(CACHE) : []) {
    const folder = join(CACHE, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > UNUSED_MS) await rm(folder, { recursive: true, force: true });
  }
}

/** Installs a Node-RED, and the packed package in a folder of its own, as a user's Node-RED has it in its user directory. */
export async function install(version: Version): Promise<Installed> {
  const { nodeRed, node } = VERSIONS[version];
  await tidy();
  const wanted = [`node-red@${nodeRed}`, ...(node === undefined ? [] : [`node@${node}`])];
  const program = await cached(`${version}-${short(`${wanted.join(' ')} ${process.version}`)}`, ...wanted);
  const tarball = await pack();
  return {
    version,
    folder: await cached(basename(tarball, '.tgz'), tarball),
    node: node === undefined ? process.execPath : join(program, 'node_modules', 'node', 'bin', 'node'),
    script: join(program, 'node_modules', 'node-red', 'red.js'),
  };
}

/** Whether the npm registry answers: without it nothing can be installed that was not installed before. */
export async function canInstall(): Promise<boolean> {
  try {
    await npm(CHECKOUT, 'view', 'node-red@4.1.15', 'version');
    return true;
  } catch {
    return false;
  }
}
