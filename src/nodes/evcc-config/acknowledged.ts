import { ErrorWithReasonCode, type MqttClient } from 'mqtt';

/** From this reason code on the broker did not take what was published (MQTT 5). */
const REFUSED = 0x80;

/**
 * Commands at QoS 1, for which a broker with MQTT 5 says whether it takes them; with MQTT 3.1.1 it takes without a word what it does not
 * pass on. What was not acknowledged when the connection ends is forgotten: it would be sent at the next, however late that is.
 */
export class Acknowledged {
  private readonly pending = new Set<number>();

  publish(client: MqttClient, topic: string, text: string, refused: (code: number) => void): void {
    let id: number | undefined;
    client.publish(topic, text, { qos: 1, retain: false }, (error) => {
      if (id !== undefined) this.pending.delete(id);
      if (error instanceof ErrorWithReasonCode && error.code >= REFUSED) refused(error.code);
    });
    id = client.getLastMessageId();
    this.pending.add(id);
  }

  /** The connection ended. */
  forget(client: MqttClient): void {
    const ids = [...this.pending];
    this.pending.clear();
    for (const id of ids) client.removeOutgoingMessage(id);
  }
}
