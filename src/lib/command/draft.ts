import { EvccError } from '../errors';
import { accept } from './accept';
import type { Accepted, Context } from './accept/types';
import { causeOf } from './accepted-text';
import { attempt } from './attempt';
import { reasonOf, show } from './show';
import { parseTarget } from './target';
import type { Setting, SettingOutcome } from './types';

/** One setting of a message, judged without evcc's state. */
export interface Draft {
  readonly topic: string;
  readonly value: unknown;
  readonly judged: { readonly ok: true; readonly value: Judged } | { readonly ok: false; readonly error: EvccError };
}

interface Judged {
  readonly setting: Setting;
  readonly accepted: Accepted;
}

/** As `accept`; a value that throws at whoever looks at it is one that cannot be read. */
function readable(setting: Setting, value: unknown, context: Context): Accepted {
  try {
    return accept(setting, value, context);
  } catch (error) {
    if (error instanceof EvccError) throw error;
    const { topic } = setting;
    throw new EvccError('EVCC_INVALID', 'unreadable', { topic, reason: reasonOf(error) }, causeOf(setting, value));
  }
}

/** Judges a topic and its value by their form; a former name is warned of. */
export function draft(topic: string, value: unknown, root: string, context: Context): Draft {
  const judged = attempt((): Judged => {
    const { setting, former } = parseTarget(topic, root, value);
    if (former !== undefined) context.warn('former', { former: show(former), topic: setting.topic });
    return { setting, accepted: readable(setting, value, context) };
  });
  return { topic: judged.ok ? judged.value.setting.topic : topic, value, judged };
}

/** The outcome of a setting whose message is wrong, in itself or in another one. */
export function refused({ topic, judged }: Draft): SettingOutcome {
  const error = judged.ok ? undefined : judged.error;
  return { topic, sent: null, result: 'failed', took: 0, ...(error && { code: error.code, error }) };
}
