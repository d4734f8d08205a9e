import { connect } from 'mqtt';
import type { Link, Transport } from './transport';

export interface MqttTransportOptions {
  /** As MQTT.js takes it: `mqtt://127.0.0.1:1883`. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
}

/** A real broker. evcc's own reconnecting is the stand-in's, so each connection here is a new one and is tried once. */
export function mqttTransport({ url, user, password }: MqttTransportOptions): Transport {
  return {
    open(will, events): Link {
      let over = false;
      const client = connect(url, {
        reconnectPeriod: 0,
        clean: true,
        queueQoSZero: false,
        will: { topic: will.topic, payload: Buffer.from(will.text), qos: 1, retain: true },
        ...(user === undefined ? {} : { username: user }),
        ...(password === undefined ? {} : { password }),
      });
      client.on('connect', () => {
        if (!over) events.connected();
      });
      client.on('message', (topic, payload, packet) => {
        if (!over) events.message(topic, payload.toString(), packet.retain);
      });
      // what went wrong shows as a connection that is closed
      client.on('error', () => {});
      client.on('close', () => {
        if (over) return;
        over = true;
        events.closed();
      });
      return {
        publish: (topic, text) => void client.publish(topic, text, { qos: 1, retain: true }, () => {}),
        // QoS 0: at QoS 1 a stock broker would keep most of its retained values to itself
        subscribe: (filter) => void client.subscribe(filter, { qos: 0 }, () => {}),
        unsubscribe: (filter) => void client.unsubscribe(filter, () => {}),
        end: () => {
          over = true;
          client.end(false, {}, () => {});
        },
        drop: () => {
          over = true;
          client.stream.destroy();
          client.end(true, {}, () => {});
        },
      };
    },
  };
}
