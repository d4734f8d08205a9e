import { lookup } from '../../src/lib/catalogue';
import { TestClient } from '../support/client';
import { recording } from '../support/replay';

const stored = recording('demo-retained');
/** Numbers that stand for themselves. */
export const TOPICS = stored
  .map(({ topic }) => topic.slice('evcc/'.length))
  .filter(
    (topic) => lookup(topic)?.kind === 'number' && topic.split('/').length === (topic.startsWith('site/') ? 2 : 3),
  );

/** An evcc that is there, as recorded, and then says whatever is asked of it. */
export class Traffic {
  private count = 0;

  private constructor(private readonly client: TestClient) {}

  static async start(port: number): Promise<Traffic> {
    const client = await TestClient.connect(port);
    await client.replay(stored);
    await client.publish({ status: 'online' });
    return new Traffic(client);
  }

  /** The next values, as fast as the socket takes them. */
  async send(messages: number): Promise<void> {
    const { client } = this.client;
    for (let at = 0; at < messages; at++, this.count++) {
      const topic = TOPICS[this.count % TOPICS.length];
      client.publish(`evcc/${topic}`, String(this.valueAt(this.count)), { qos: 0, retain: true });
      if (client.stream.writableNeedDrain) await new Promise((resolve) => client.stream.once('drain', resolve));
    }
  }

  /** So many each second, for so long. */
  async pace(perSecond: number, seconds: number): Promise<void> {
    const began = performance.now();
    const total = perSecond * seconds;
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond));
      await this.send(due - sent);
      sent = due;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  text(topic: string, text: string): Promise<void> {
    return this.client.publish({ [topic]: text });
  }

  /** What every topic was set to last. */
  get newest(): Map<string, number> {
    const from = Math.max(0, this.count - TOPICS.length);
    const newest = new Map<string, number>();
    for (let at = from; at < this.count; at++) newest.set(TOPICS[at % TOPICS.length] ?? '', this.valueAt(at));
    return newest;
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private valueAt(count: number): number {
    return 1 + (Math.floor(count / TOPICS.length) % 100_000);
  }
}
