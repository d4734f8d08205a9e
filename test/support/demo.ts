import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './mosquitto';
import { until } from './until';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Loaded into every Node.js process of the demo: writes down whom they want to reach, beyond this machine's own addresses. */
const WATCH = `const net = require('node:net'), dns = require('node:dns'), fs = require('node:fs');
const own = (host) => host === undefined || host === 'localhost' || /^(127\\.|::1$)/.test(host);
const tell = (host) => own(host) || fs.appendFileSync(process.env.DEMO_OUTSIDE, host + '\\n');
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) { if (!first.path) tell(first.host); }
  else if (typeof second === 'string') tell(second);
  return connect.apply(this, args);
};
const { lookup } = dns;
dns.lookup = function (host, ...rest) { tell(host); return lookup.call(this, host, ...rest); };
`;

/** `npm start` as a user runs it in a terminal; the build, which is there already, left out. */
export class Demo {
  out = '';
  /** Its exit code; undefined while it runs. */
  code: number | null | undefined = undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly folder: string,
    readonly port: number,
    readonly mqttPort: number,
  ) {
    const keep = (chunk: Buffer): void => {
      this.out += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('close', (code) => {
      this.code = code;
    });
  }

  /** Without these arguments it gets free ports of its own. */
  static async start(args?: readonly string[]): Promise<Demo> {
    const folder = await mkdtemp(join(tmpdir(), 'evcc-demo-'));
    const [port, mqttPort] = [await freePort(), await freePort()];
    await writeFile(join(folder, 'watch.cjs'), WATCH);
    const typed = args ?? ['--mqtt-port', String(mqttPort)];
    const ports = typed.includes('--port') ? typed : ['--port', String(port), ...typed];
    const child = spawn('npm', ['start', '--silent', '--ignore-scripts', '--', ...ports], {
      cwd: CHECKOUT,
      // A group of its own, as a terminal gives its commands.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TMPDIR: folder,
        NODE_OPTIONS: `--require ${folder}/watch.cjs`,
        DEMO_OUTSIDE: `${folder}/outside`,
      },
    });
    return new Demo(child, folder, port, mqttPort);
  }

  /** The address it prints when it is up. */
  async address(): Promise<string> {
    return until(
      () => {
        if (this.code !== undefined) throw new Error(`npm start ended with ${this.code}:\n${this.out}`);
        return this.out.includes('Ctrl-C') && /http:\/\/\S+/.exec(this.out)?.[0];
      },
      'npm start prints an address',
      120_000,
    );
  }

  /** Its exit code once it has ended. */
  async end(): Promise<number | null> {
    await until(() => this.code !== undefined, 'npm start ends', 60_000);
    return this.code ?? null;
  }

  /** A signal to npm alone, or, as a terminal does, to all it started. */
  signal(signal: NodeJS.Signals, to: 'npm' | 'all'): void {
    if (this.child.pid !== undefined) process.kill(to === 'all' ? -this.child.pid : this.child.pid, signal);
  }

  /** Hosts beyond this machine that somebody wanted to reach. */
  outside(): string[] {
    const file = join(this.folder, 'outside');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Folders that are still there of it. */
  left(): string[] {
    return readdirSync(this.folder).filter((name) => name.startsWith('node-red-contrib-evcc-'));
  }

  /** Whatever state it is in: nothing of it stays. */
  async close(): Promise<void> {
    if (this.code === undefined) {
      this.signal('SIGTERM', 'npm');
      await this.end();
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
