import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A connection through the proxy. */
interface Pair {
  readonly client: Socket;
  readonly broker: Socket;
  /** Its packets vanished: a stream with a hole in it is good for nothing any more. */
  dead: boolean;
}

/** The network, as a TCP proxy between a client and a broker: with its faults. */
export class Network {
  /** Pause before each piece is passed on, ms. */
  delay = 0;
  /** Longest piece that is passed on at once, bytes. */
  segment = Number.POSITIVE_INFINITY;
  private readonly pairs = new Set<Pair>();
  private frozen = false;
  private left: number | undefined = undefined;

  private constructor(
    private readonly server: Server,
    private target: number,
  ) {}

  static async start(target: number): Promise<Network> {
    const server = createServer();
    const network = new Network(server, target);
    server.on('connection', (socket) => network.accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return network;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** From now on packets vanish, in both directions and of new connections too; nobody is told. */
  freeze(): void {
    this.frozen = true;
    for (const pair of this.pairs) pair.dead = true;
  }

  thaw(): void {
    this.frozen = false;
  }

  /** Ends every connection as soon as that many more bytes have reached the client, wherever in a packet that is. */
  cutAfter(bytes: number): void {
    this.left = bytes;
  }

  /** Ends every connection at once. */
  drop(): void {
    for (const { client, broker } of this.pairs) {
      client.destroy();
      broker.destroy();
    }
  }

  /** Leads to another port from now on. */
  aim(target: number): void {
    this.target = target;
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private accept(client: Socket): void {
    const broker = connect(this.target, '127.0.0.1');
    const pair: Pair = { client, broker, dead: this.frozen };
    this.pairs.add(pair);
    const end = (): void => {
      this.pairs.delete(pair);
      client.destroy();
      broker.destroy();
    };
    for (const socket of [client, broker]) {
      // Pieces go out as they are, not put together again.
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        // Of a connection whose packets vanish nobody hears the end either.
        if (!pair.dead || socket === client) end();
      });
    }
    this.pass(pair, client, broker, false);
    this.pass(pair, broker, client, true);
  }

  private pass(pair: Pair, from: Socket, to: Socket, toClient: boolean): void {
    let queue = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      from.pause();
      queue = queue.then(() => this.forward(pair, chunk, to, toClient)).then(() => void from.resume());
    });
  }

  private async forward(pair: Pair, chunk: Buffer, to: Socket, toClient: boolean): Promise<void> {
    for (let at = 0; at < chunk.length && !to.destroyed; ) {
      if (pair.dead) return;
      let size = Math.min(this.segment, chunk.length - at);
      if (toClient && this.left !== undefined) size = Math.min(size, this.left);
      if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
      if (size > 0 && !to.write(chunk.subarray(at, at + size))) {
        await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
      }
      at += size;
      if (!toClient || this.left === undefined) continue;
      this.left -= size;
      if (this.left > 0) continue;
      this.left = undefined;
      // What was written has to go out before the end does.
      await new Promise<void>((resolve) => to.end(resolve));
      this.drop();
      return;
    }
  }
}
