import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';

/** An MQTT broker inside the test's process, for tests that need a broker but no particular one. */
export class AedesBroker {
  private readonly filters = new Set<string>();

  private constructor(
    private readonly aedes: Aedes,
    private readonly server: Server,
    readonly port: number,
  ) {
    aedes.on('subscribe', (subscriptions) => {
      for (const { topic } of subscriptions) this.filters.add(topic);
    });
  }

  /** `deny`: topics that nobody may subscribe. */
  static async start({ deny }: { readonly deny?: RegExp } = {}): Promise<AedesBroker> {
    const aedes = await Aedes.createBroker({
      authorizeSubscribe: (_client, subscription, done) =>
        done(null, deny?.test(subscription.topic) ? null : subscription),
    });
    const server = createServer(aedes.handle);
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    return new AedesBroker(aedes, server, port);
  }

  /** Clients that are connected now. */
  get connected(): number {
    return this.aedes.connectedClients;
  }

  /** Every filter that was ever subscribed. */
  subscribed(): string[] {
    return [...this.filters];
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.aedes.close(() => resolve()));
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
