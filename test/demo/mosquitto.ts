import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Seen } from './support';

/** A program's place; Debian keeps the broker outside of an ordinary user's path. */
function find(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/bin'];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

const programs = { broker: find('mosquitto'), sub: find('mosquitto_sub'), pub: find('mosquitto_pub') };

/** Whether mosquitto and its clients are installed. */
export const mosquittoInstalled = Object.values(programs).every((file) => file !== undefined);

/** Looks again and again until `condition` holds; throws with `what` after 20 s. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A mosquitto of its own on a free port of this machine, without persistence. */
export class Mosquitto {
  private readonly folder = mkdtempSync(join(tmpdir(), 'evcc-mosquitto-'));
  private readonly children = new Set<ChildProcess>();
  private broker: ChildProcess | undefined;
  port = 0;

  static async start(): Promise<Mosquitto> {
    const mosquitto = new Mosquitto();
    mosquitto.port = await freePort();
    const config = [
      `listener ${mosquitto.port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence false',
      'log_type none',
    ];
    writeFileSync(join(mosquitto.folder, 'mosquitto.conf'), `${config.join('\n')}\n`);
    await mosquitto.run();
    return mosquitto;
  }

  /** Starts the broker, again on the same port after `kill`. */
  async run(): Promise<void> {
    this.broker = spawn(programs.broker ?? '', ['-c', join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' });
    for (let tries = 0; !(await answers(this.port)); tries++) {
      if (tries > 400) throw new Error('mosquitto does not start');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Ends the broker without a word to its clients. */
  async kill(): Promise<void> {
    this.broker?.kill('SIGKILL');
    if (this.broker) await ended(this.broker);
  }

  /** Ends everything started here. */
  async end(): Promise<void> {
    for (const child of this.children) child.kill();
    await Promise.all([...this.children].map(ended));
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  /** mosquitto_sub on everything below `evcc/` (or another filter): what it prints, topics without `evcc/`. */
  async subscribe(filter = 'evcc/#'): Promise<Seen[]> {
    const seen: Seen[] = [];
    // the marker tells that the subscription stands
    const marker = `ready/${Math.random()}`;
    const format = '%r\t%t\t%p';
    const args = ['-p', String(this.port), '-t', filter, '-t', marker, '-F', format];
    const child = spawn(programs.sub ?? '', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.children.add(child);
    let ready = false;
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [retain, topic = '', text = ''] = line.split('\t');
        if (topic === marker) ready = true;
        else seen.push({ ms: Date.now(), topic: topic.replace(/^evcc\//, ''), text, retained: retain === '1' });
      }
    });
    await this.publish(marker, 'x', true);
    await eventually('mosquitto_sub is ready', () => ready);
    await this.publish(marker, '', true);
    return seen;
  }

  /** mosquitto_pub. */
  async publish(topic: string, text: string, retain = false): Promise<void> {
    const message = text === '' ? ['-n'] : ['-m', text];
    const child = spawn(programs.pub ?? '', [
      ...['-p', String(this.port), '-q', '1', '-t', topic],
      ...message,
      ...(retain ? ['-r'] : []),
    ]);
    await ended(child);
  }
}
