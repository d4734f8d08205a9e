import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOSQUITTO } from './available';
import { ended, owned } from './child';
import { until } from './until';

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Whether something accepts connections there. */
export async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export interface MosquittoOptions {
  /** Keep retained messages over a restart. */
  readonly persistence?: boolean;
  /** Lines of the configuration beside the listener; they replace `allow_anonymous true` when they hold `allow_anonymous`. */
  readonly lines?: readonly string[];
  readonly port?: number;
}

/** A real mosquitto on the loopback, with a folder of its own. */
export class Mosquitto {
  private process: ChildProcess | undefined = undefined;
  log = '';

  private constructor(
    readonly port: number,
    readonly folder: string,
  ) {}

  static async start(options: MosquittoOptions = {}): Promise<Mosquitto> {
    const folder = await mkdtemp(join(tmpdir(), 'evcc-mosquitto-'));
    const broker = new Mosquitto(options.port ?? (await freePort()), folder);
    const lines = [
      `listener ${broker.port} 127.0.0.1`,
      ...(options.lines?.some((line) => line.startsWith('allow_anonymous')) ? [] : ['allow_anonymous true']),
      // Started by root it would drop to a user that cannot write into the folder.
      'user root',
      ...(options.persistence
        ? ['persistence true', `persistence_location ${folder}/`, 'autosave_interval 1']
        : ['persistence false']),
      ...(options.lines ?? []),
    ];
    await writeFile(join(folder, 'mosquitto.conf'), `${lines.join('\n')}\n`);
    await broker.run();
    return broker;
  }

  /** Starts it (again), and waits until it accepts connections. */
  async run(): Promise<void> {
    if (MOSQUITTO === undefined) throw new Error('mosquitto is not installed');
    const child = owned(
      spawn(MOSQUITTO, ['-c', join(this.folder, 'mosquitto.conf')], { stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    this.process = child;
    const keep = (chunk: Buffer): void => {
      this.log += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    await until(async () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`mosquitto ended: ${this.log}`);
      return accepts(this.port);
    }, 'mosquitto accepts connections');
  }

  /** Ends it: in order, or at once as a crash does. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (child !== undefined) await ended(child, signal);
  }

  /** Makes it read its configuration, access lists and certificates again. */
  reload(): void {
    this.process?.kill('SIGHUP');
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}
