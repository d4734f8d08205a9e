import { rawPayload, rawTopic } from '../../lib/command/raw';
import { plain } from '../../lib/command/show';
import type { Outcome } from '../../lib/command/types';
import { EvccError } from '../../lib/errors';
import type { Connection } from '../evcc-config/connection';
import { systemClock } from '../shared/system-clock';
import type { OutDef } from '../shared/types';
import type { OutOptions } from './options';

/** Waits for the broker, `ms` at the most; false when it did not come, or the node ended. */
function connected(connection: Connection, ms: number, ended: AbortSignal): Promise<boolean> {
  if (connection.online) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (): void => {
      limit.cancel();
      unlisten();
      ended.removeEventListener('abort', end);
      resolve(connection.online && !ended.aborted);
    };
    const limit = systemClock.after(ms, end);
    const unlisten = connection.listen({ changed: () => connection.online && end() });
    ended.addEventListener('abort', end);
  });
}

/**
 * Publishes any payload below the root, as core's `mqtt out` would anywhere. While the broker is away it waits as long as the node says.
 * @throws EvccError `EVCC_INVALID` for the topic or the payload, `EVCC_OFFLINE` when the broker did not come.
 */
export async function publishRaw(
  connection: Connection,
  options: OutOptions,
  def: OutDef,
  msg: { readonly topic?: unknown },
  value: unknown,
  ended: AbortSignal,
  began: number,
): Promise<Outcome> {
  const given = (def.target ?? '').trim() || (typeof msg.topic === 'string' ? msg.topic : '');
  if (given === '') {
    throw new EvccError(
      'EVCC_INVALID',
      'rawNoTopic',
      {},
      { topic: '', value: plain(value), accepts: `${connection.rootTopic}/…` },
    );
  }
  const topic = rawTopic(given, connection.rootTopic);
  const payload = rawPayload(value, topic);
  const sent = typeof payload === 'string' ? payload : Buffer.from(payload);
  const { qos, retain, timeout } = options;
  const there = await connected(connection, timeout * 1000, ended);
  if (!there || !connection.publish(topic, sent, { qos, retain })) {
    throw new EvccError(
      'EVCC_OFFLINE',
      'disconnected',
      { topic, timeout },
      { topic, value: plain(value), accepts: '' },
    );
  }
  const outcome = { result: 'sent', took: systemClock.monotonic() - began } as const;
  return { ...outcome, settings: [{ ...outcome, topic, sent: sent.toString() }] };
}
