import { z } from 'zod';
import { WORDS } from '../accepted-text';
import { expects } from '../expect';
import { confirmTopics } from '../setting';
import { malformed } from './input';
import { numberResolved, numeric } from './number';
import type { Accept } from './types';

/** One of a few words, in any case. */
function acceptWords(words: readonly string[], spelled: (value: unknown) => unknown): Accept {
  const schema = z.string().toLowerCase().pipe(z.enum(words));
  return (setting, value) => {
    const parsed = schema.safeParse(spelled(value));
    if (!parsed.success) throw malformed(setting, value, words.join(', '));
    const text = parsed.data;
    return {
      resolve: (scene) => ({
        text,
        expected: confirmTopics(scene.setting, scene.present).map((topic) => expects(topic, text)),
      }),
    };
  };
}

/** off, on, once; a switch's true and false too. */
export const acceptAlwaysCharge = acceptWords(WORDS.alwaysCharge, (value) =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : value,
);

/** What evcc does with the home battery on request; `batteryModeExternal` shows it. */
export const acceptBatteryMode = acceptWords(WORDS.batteryMode, (value) => value);

const phases = numeric.pipe(z.literal([0, 1, 3]));

/** 0 (automatic), 1 or 3 phases. */
export const acceptPhases: Accept = (setting, value) => {
  const parsed = phases.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, WORDS.phases.join(', '));
  return { resolve: (scene) => numberResolved(scene.setting, parsed.data, scene.present) };
};
