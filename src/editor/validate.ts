import { parseBroker } from '../lib/broker';
import { EvccError } from '../lib/errors';
import { isFilter, normalizeRoot } from '../lib/topic';

// Each function makes a validator of two parameters, though it reads only one: by that the editor tells validators that
// give a sentence from those that give only true or false.

/** The sentence that says what is wrong; asked for only when it is needed. */
export type Problem = () => string;

/** What a flow leaves out, written by hand or by an older version, is the default, and so it is for the runtime. */
const isLeftOut = (value: unknown): boolean => value === undefined;

/** One of the words that a property can have. Numbers count as their text: a select gives text. */
export function oneOf(words: readonly (string | number)[], problem: Problem): Validator {
  return (value, _options) => isLeftOut(value) || words.some((word) => String(word) === String(value)) || problem();
}

/** A number from 0 on, with a decimal point; `above`: 0 itself is not enough. */
export function quantity(problem: Problem, above = false): Validator {
  return (value, _options) => {
    const text = String(value ?? '').trim();
    return isLeftOut(value) || (/^\d+(\.\d+)?$/.test(text) && (!above || Number(text) > 0)) || problem();
  };
}

/** A value that is put in while running, `${MQTT_HOST}`: it cannot be judged before. */
const isVariable = (value: unknown): boolean => /\$\{[^{}]+\}/.test(String(value ?? ''));

/** An address that a broker can have. */
export function brokerAddress(problem: Problem): Validator {
  return (value, _options) => {
    if (isVariable(value)) return true;
    try {
      parseBroker(String(value ?? ''));
      return true;
    } catch (error) {
      if (error instanceof EvccError) return problem();
      throw error;
    }
  };
}

/** A text that can be the root topic; empty is allowed and means no MQTT communication. */
export function rootTopic(problem: Problem): Validator {
  return (value, _options) => isVariable(value) || normalizeRoot(String(value ?? '')) !== undefined || problem();
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
