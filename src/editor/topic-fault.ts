import { EvccError } from '../lib/errors';
import { compile } from '../lib/selection/compile';
import { texts } from './text';
import type { Problem } from './validate';

const config = texts('evcc-config');

/** What is wrong with a topic of evcc-in, as far as can be said without a connection. */
export function topicFault(line: unknown): string | undefined {
  const topic = typeof line === 'string' ? line.trim() : '';
  try {
    // Which number a title stands for is known only while running; for the form of a topic any number will do.
    compile(topic.replace(/^loadpoints\/[^/+#]+/, 'loadpoints/1'));
    return undefined;
  } catch (error) {
    if (error instanceof EvccError) return config(`errors.${error.key}`, { ...error.params, topic });
    throw error;
  }
}

/** At least one topic, and none with a fault. */
export function topicList(problem: Problem): Validator {
  return (value, _options) => {
    const lines: readonly unknown[] = Array.isArray(value) ? value : [];
    return lines.length === 0 ? problem() : (lines.map(topicFault).find((fault) => fault !== undefined) ?? true);
  };
}
