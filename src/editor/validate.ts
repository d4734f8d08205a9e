import { EvccError } from '../lib/errors';
import { compile } from '../lib/selection/compile';
import { isFilter, normalizeRoot } from '../lib/topic';
import { texts } from './text';

// Each function makes a validator of two parameters, though it reads only one: by that the editor tells validators that
// give a sentence from those that give only true or false.

const config = texts('evcc-config');

/** The sentence that says what is wrong; asked for only when it is needed. */
type Problem = () => string;

/** One of the words that a property can have. Numbers count as their text: a select gives text. */
export function oneOf(words: readonly (string | number)[], problem: Problem): Validator {
  return (value, _options) => words.some((word) => String(word) === String(value)) || problem();
}

/** A number from 0 on, with a decimal point; `above`: 0 itself is not enough. */
export function quantity(problem: Problem, above = false): Validator {
  return (value, _options) => {
    const text = String(value ?? '').trim();
    return (/^\d+(\.\d+)?$/.test(text) && (!above || Number(text) > 0)) || problem();
  };
}

/** A text that can be the root topic; empty is allowed and means no MQTT communication. */
export function rootTopic(problem: Problem): Validator {
  return (value, _options) => normalizeRoot(String(value ?? '')) !== undefined || problem();
}

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

/** The topic of a single thing, or nothing; `open` is the sentence for a suggestion's `<name>` that was left as it is. */
export function singleTopic(problem: Problem, open: (part: string) => string): Validator {
  return (value, _options) => {
    const topic = String(value ?? '');
    const part = /<\w+>/.exec(topic)?.[0];
    if (part !== undefined) return open(part);
    return !isFilter(topic) || problem();
  };
}
