import { z } from 'zod';
import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { expects } from '../expect';
import { show } from '../show';
import { onOff } from './boolean';
import { wholeSeconds } from './delay';
import { asRecord, malformed, normalized } from './input';
import type { Accept, Scene } from './types';

/** Unknown keys are refused: a misspelt one would silently do nothing. */
const strategy = z
  .strictObject({
    continuous: z.preprocess(normalized, onOff).optional(),
    precondition: z.preprocess(normalized, wholeSeconds.pipe(z.number().min(0))).optional(),
  })
  .refine(({ continuous, precondition }) => continuous !== undefined || precondition !== undefined);

/** How a plan charges: `{ continuous, precondition }`, precondition in seconds. What is not given stays as it is. */
export const acceptStrategy: Accept = (setting, value, context) => {
  const record = asRecord(value);
  const parsed = record === undefined ? undefined : parse(record);
  if (parsed === undefined) throw malformed(setting, value, context.present);
  return {
    resolve: (scene) => {
      const continuous = parsed.continuous ?? present(scene, 'continuous', value);
      const precondition = parsed.precondition ?? present(scene, 'precondition', value);
      const { topic } = scene.setting;
      return {
        text: JSON.stringify({ continuous, precondition }),
        expected: [
          expects(`${topic}/continuous`, continuous === true),
          expects(`${topic}/precondition`, Number(precondition)),
        ],
      };
    },
  };
};

/** Undefined when it is none; a getter that throws makes it none too. */
function parse(record: Readonly<Record<string, unknown>>): z.infer<typeof strategy> | undefined {
  try {
    return strategy.safeParse(record).data;
  } catch {
    return undefined;
  }
}

function present({ setting, present }: Scene, field: 'continuous' | 'precondition', given: unknown): boolean | number {
  const { topic } = setting;
  const value = present.get(`${topic}/${field}`);
  if (typeof value === (field === 'continuous' ? 'boolean' : 'number')) return value as boolean | number;
  throw new EvccError('EVCC_INVALID', 'relative', { topic, value: show(given) }, causeOf(setting, given));
}
