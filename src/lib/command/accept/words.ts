import { z } from 'zod';
import { WORDS } from '../accepted-text';
import { expects } from '../expect';
import { confirmTopics } from '../setting';
import type { Resolved } from '../types';
import { noToggle, onOff } from './boolean';
import { malformed } from './input';
import { numberResolved, numeric } from './number';
import type { Accept, Scene } from './types';

function resolved(text: string, { setting, present }: Scene): Resolved {
  return { text, expected: confirmTopics(setting, present).map((topic) => expects(topic, text)) };
}

const alwaysCharge = z.union([
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['once', 'toggle'])),
  onOff,
]);

/** off, on, once; in the forms of a switch too: on or once is the opposite of off. */
export const acceptAlwaysCharge: Accept = (setting, value, { present }) => {
  const parsed = alwaysCharge.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  const wanted = parsed.data;
  if (wanted === 'toggle') {
    return {
      relative: true,
      resolve: (scene) => {
        const now = scene.present.get(scene.setting.topic);
        if (typeof now !== 'string') throw noToggle(scene.setting);
        return resolved(now === 'off' ? 'on' : 'off', scene);
      },
    };
  }
  const text = wanted === 'once' ? wanted : wanted ? 'on' : 'off';
  return { resolve: (scene) => resolved(text, scene) };
};

const batteryMode = z.string().toLowerCase().pipe(z.enum(WORDS.batteryMode));

/** What evcc does with the home battery on request; `batteryModeExternal` shows it. */
export const acceptBatteryMode: Accept = (setting, value, { present }) => {
  const parsed = batteryMode.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  return { resolve: (scene) => resolved(parsed.data, scene) };
};

const phases = numeric.pipe(z.literal([0, 1, 3]));

/** 0 (automatic), 1 or 3 phases. */
export const acceptPhases: Accept = (setting, value, { present }) => {
  const parsed = phases.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  return { resolve: (scene) => numberResolved(scene.setting, parsed.data, scene.present) };
};
