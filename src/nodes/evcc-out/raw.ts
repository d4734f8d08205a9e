import { rawPayload, rawTopic } from '../../lib/command/raw';
import type { Outcome } from '../../lib/command/types';
import { EvccError } from '../../lib/errors';
import type { Connection } from '../evcc-config/connection';
import type { OutDef } from '../shared/types';
import type { OutOptions } from './options';

/** Publishes any payload below the root, as core's `mqtt out` would anywhere. */
export async function publishRaw(
  connection: Connection,
  options: OutOptions,
  def: OutDef,
  msg: { readonly topic?: unknown },
  value: unknown,
): Promise<Outcome> {
  const given = (def.target ?? '').trim() || (typeof msg.topic === 'string' ? msg.topic : '');
  if (given === '') throw new EvccError('EVCC_INVALID', 'noTarget');
  const topic = rawTopic(given, connection.rootTopic);
  const payload = rawPayload(value, topic);
  const sent = typeof payload === 'string' ? payload : Buffer.from(payload);
  const { qos, retain } = options;
  if (!connection.publish(topic, sent, { qos, retain })) {
    throw new EvccError('EVCC_OFFLINE', 'disconnected', { topic, timeout: 0 }, { topic, value: null, accepts: '' });
  }
  const outcome = { result: 'sent', took: 0 } as const;
  return { ...outcome, settings: [{ ...outcome, topic, sent: sent.toString() }] };
}
