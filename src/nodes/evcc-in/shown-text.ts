import { internal } from '../../lib/catalogue';
import type { Value } from '../../lib/codec/decode';
import type { EventMessage } from '../../lib/selection/event-selection';
import type { ObjectMessage, ValueMessage } from '../../lib/selection/message';
import type { Texts } from '../shared/texts';

/** Whatever an evcc-in sends. */
export type AnyMessage = ValueMessage | ObjectMessage | EventMessage;

/** How many single values an object holds. */
function countOf(value: Value): number {
  if (value === null || typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countOf(item), 0);
}

/** What a node's status says of its last message. What may surround a secret is not shown. */
export function shownText(message: AnyMessage, texts: Texts): string {
  const { evcc, payload } = message;
  if (!('text' in evcc)) return texts.status('values', { count: countOf(payload) });
  return internal(evcc.topic) === undefined ? evcc.text : '…';
}
