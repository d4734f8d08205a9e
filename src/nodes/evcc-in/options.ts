import { EvccError } from '../../lib/errors';
import { compile } from '../../lib/selection/compile';
import type { SelectionOptions } from '../../lib/selection/options';
import { relativeTopic } from '../../lib/selection/relative';
import type { InDef } from '../shared/types';

/** Numbers as a flow may store them: text from an input field, too; nothing sensible is 0. */
function positive(value: number | string | undefined): number {
  const result = Number(value ?? 0);
  return Number.isFinite(result) && result > 0 ? result : 0;
}

/** The filters over time, from what the flow stores. */
export function optionsOf(def: InDef): SelectionOptions {
  return {
    emit: def.emit === 'update' ? 'update' : 'change',
    initial: def.initial !== false,
    deadband: { size: positive(def.deadband), type: def.deadbandType === '%' ? '%' : 'num' },
    interval: positive(def.interval),
  };
}

/**
 * Checks a node's topics as far as that needs no evcc.
 * @throws EvccError: noTopics, emptyTopic, badFilter, setTopic, unknownEvent, eventsObject.
 */
export function checkTopics(def: InDef, rootTopic: string): void {
  const topics = def.topics ?? [];
  if (topics.length === 0) throw new EvccError('EVCC_NOT_CONFIGURED', 'noTopics');
  for (const text of topics) {
    const topic = relativeTopic(String(text), rootTopic);
    const { kind } = compile(topic);
    if (kind === 'event' && def.output === 'object') throw new EvccError('EVCC_INVALID', 'eventsObject', { topic });
  }
}
