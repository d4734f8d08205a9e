import { z } from 'zod';
import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { expects } from '../expect';
import { confirmTopics } from '../setting';
import { show } from '../show';
import type { Setting } from '../types';
import { malformed } from './input';
import type { Accept, Scene } from './types';

const word = (...words: string[]) => z.string().toLowerCase().pipe(z.enum(words));

/** On and off in the words that people and buttons use. */
export const onOff = z.union([
  z.boolean(),
  z.literal([0, 1]).transform((number) => number === 1),
  word('true', 'on', '1').transform(() => true),
  word('false', 'off', '0').transform(() => false),
]);

const switched = z.union([onOff, word('toggle').transform(() => 'toggle' as const)]);

/** What it is now is not known, so that there is no opposite of it. */
export function noToggle(setting: Setting, given: unknown = 'toggle'): EvccError {
  return new EvccError('EVCC_INVALID', 'toggle', { topic: setting.topic, value: show(given) }, causeOf(setting, given));
}

function opposite({ setting, present }: Scene): boolean {
  const now = present.get(setting.topic);
  if (typeof now !== 'boolean') throw noToggle(setting);
  return !now;
}

/** `true` and `false`, also as 0/1, "on"/"off"; `toggle` is the opposite of what is. Evcc itself refuses "on". */
export const acceptBoolean: Accept = (setting, value, { present }) => {
  const parsed = switched.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  const wanted = parsed.data;
  const resolve = (scene: Scene) => {
    const on = wanted === 'toggle' ? opposite(scene) : wanted;
    return {
      text: String(on),
      expected: confirmTopics(scene.setting, scene.present).map((topic) => expects(topic, on)),
    };
  };
  return wanted === 'toggle' ? { relative: true, resolve } : { resolve };
};
