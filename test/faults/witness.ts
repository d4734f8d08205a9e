import mqtt from 'mqtt';

/**
 * A client of its own beside Node-RED, straight at the broker. What a broker that was killed had not saved nobody is told again, and evcc
 * publishes only some of it again: a value that the broker itself does not have no flow can be blamed for.
 */
export class Witness {
  /** Topic below the root → the text that the broker has. */
  private readonly held = new Map<string, string>();
  private readonly client: mqtt.MqttClient;

  constructor(url: string, login: { readonly user: string; readonly password: string } | undefined) {
    this.client = mqtt.connect(url, {
      reconnectPeriod: 100,
      resubscribe: false,
      ...(login && { username: login.user, password: login.password }),
    });
    this.client.on('connect', () => {
      this.held.clear();
      this.client.subscribe('evcc/#');
    });
    this.client.on('message', (topic, payload) => {
      this.held.set(topic.slice('evcc/'.length), payload.toString());
    });
    // The next try is under way.
    this.client.on('error', () => undefined);
  }

  get isThere(): boolean {
    return this.client.connected;
  }

  /** Whether the broker has what evcc said last. */
  has(topic: string, text: string): boolean {
    return (this.held.get(topic) ?? '') === text;
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
