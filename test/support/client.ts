import mqtt, { type MqttClient } from 'mqtt';
import type { Recorded } from './replay';
import { until } from './until';

export interface Seen {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** A plain MQTT client of the tests: what it publishes counts as evcc's, what it sees is what the broker delivers. */
export class TestClient {
  readonly seen: Seen[] = [];

  private constructor(readonly client: MqttClient) {
    client.on('message', (topic, payload, { retain }) =>
      this.seen.push({ topic, payload: payload.toString(), retain }),
    );
  }

  static async connect(port: number, options: mqtt.IClientOptions = {}): Promise<TestClient> {
    return new TestClient(await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { ...options }));
  }

  async subscribe(filter: string): Promise<void> {
    await this.client.subscribeAsync(filter, { qos: 0 });
  }

  /** Publishes as evcc does: retained, at QoS 1. */
  async publish(values: Readonly<Record<string, string>>, root = 'evcc'): Promise<void> {
    await Promise.all(
      Object.entries(values).map(([topic, text]) =>
        this.client.publishAsync(`${root}/${topic}`, text, { qos: 1, retain: true }),
      ),
    );
  }

  /** Publishes the messages of a recording, as fast as the broker takes them. */
  async replay(lines: readonly Recorded[]): Promise<void> {
    const sent = lines.map(({ topic, payload }) => this.client.publishAsync(topic, payload, { qos: 1, retain: true }));
    await Promise.all(sent);
  }

  /** Answers settings as the recorded evcc did: acknowledges, and publishes the value. */
  async answer(root = 'evcc'): Promise<void> {
    this.client.on('message', (topic, payload) => {
      if (!topic.endsWith('/set') || payload.length === 0) return;
      this.client.publish(topic, '', { qos: 1, retain: true });
      this.client.publish(topic.slice(0, -'/set'.length), payload, { qos: 1, retain: true });
    });
    await this.subscribe(`${root}/+/+/+/set`);
    await this.subscribe(`${root}/+/+/set`);
  }

  async saw(what: string, look: (seen: Seen) => boolean): Promise<Seen> {
    return until(() => this.seen.find(look), what);
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
