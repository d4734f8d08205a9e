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

/** What a node's status says of its last message. The message itself is the flow's, and is not kept. */
export class ShownText {
  private topic = '';
  private text: string | undefined = undefined;
  private count = 0;

  constructor(private readonly texts: Texts) {}

  take({ evcc, payload }: AnyMessage): void {
    this.topic = evcc.topic;
    this.text = 'text' in evcc ? evcc.text : undefined;
    // Of several loadpoints: at which it was.
    if ('key' in evcc && evcc.key.startsWith('events/') && evcc.title) this.text = `${evcc.title}: ${evcc.text}`;
    if (this.text === undefined) this.count = countOf(payload);
  }

  /** Undefined before the first message. What may surround a secret is not shown. */
  get said(): string | undefined {
    if (this.text !== undefined) return internal(this.topic) === undefined ? this.text : '…';
    return this.count > 0 ? this.texts.status('values', { count: this.count }) : undefined;
  }
}
