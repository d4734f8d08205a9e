import { DISCOVER_TIME } from '../../lib/constants';
import type { Diagnosis } from '../../lib/diagnosis/types';
import { leave, openClient } from './client';
import type { Settings } from './options';

/** How long a broker may take to accept, ms; with what follows, an answer comes within ten seconds. */
const ACCEPT_WITHIN = 5000;
/** Stored copies come in one go: this long without one, ms, and they are all there. */
const QUIET = 300;

/** Topics and bytes of a text that a visit takes; an evcc without its forecasts has about 400, the longest text below 10 kB. */
const MAX_TOPICS = 5000;
const MAX_TEXT = 50_000;
/** Bytes of all that a visit takes: a large evcc has 100 kB without its forecasts; three visits at once stay small in any home. */
const MAX_BYTES = 4_000_000;

/** What a short visit to a broker brought. */
export interface Visit {
  /** Why there was none. */
  readonly diagnosis?: Diagnosis;
  /** Stored texts by full topic. */
  readonly stored: ReadonlyMap<string, string>;
  /** Filters that the broker refused. */
  readonly refused: readonly string[];
}

/**
 * Connects once, reads what the broker stores under these full filters, and leaves: nothing is published, no session stays, and a
 * running connection with the same client id is not thrown out.
 */
export function visit(settings: Settings, filters: readonly string[]): Promise<Visit> {
  const stored = new Map<string, string>();
  const refused: string[] = [];
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let done = false;
    const finish = (diagnosis?: Diagnosis): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      clearTimeout(limit);
      client.removeAllListeners('message');
      const answer: Visit = { stored, refused, ...(diagnosis !== undefined && { diagnosis }) };
      leave(client, diagnosis !== undefined).then(
        () => resolve(answer),
        () => resolve(answer),
      );
    };
    let limit: ReturnType<typeof setTimeout> | undefined;
    const client = openClient(
      { ...settings, clientId: `${settings.clientId}_test` },
      {
        trying: () => 0,
        connected: () => {
          limit = setTimeout(() => finish(), DISCOVER_TIME + QUIET);
          client.subscribe([...filters], { qos: 0 }, (_error, _granted, packet) => {
            for (const [index, code] of (packet?.granted ?? []).entries()) {
              if (Number(code) >= 0x80) refused.push(filters[index] ?? '');
            }
            timer ??= setTimeout(() => finish(), QUIET);
          });
        },
        closed: (diagnosis) => finish(diagnosis),
      },
      ACCEPT_WITHIN,
    );
    let bytes = 0;
    client.on('message', (topic, payload, { retain }) => {
      if (!retain || done || payload.length > MAX_TEXT || stored.size >= MAX_TOPICS) return;
      bytes += topic.length + payload.length;
      if (bytes > MAX_BYTES) return;
      stored.set(topic, payload.toString('utf8'));
      clearTimeout(timer);
      timer = setTimeout(() => finish(), QUIET);
    });
  });
}
