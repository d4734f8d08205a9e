import { z } from 'zod';
import { WORDS } from '../accepted-text';
import { expects } from '../expect';
import type { Present } from '../present';
import { beside } from '../setting';
import type { Expected, Resolved, Setting } from '../types';
import { malformed } from './input';
import type { Accept } from './types';

const MODE = 'loadpoints/<n>/mode';
const ALWAYS = 'loadpoints/<n>/alwaysCharge';

const mode = z.string().toLowerCase().pipe(z.enum(WORDS.mode));
type Mode = z.infer<typeof mode>;

/**
 * Whether evcc publishes off, smart and now (from 0.316). The topic alwaysCharge shows it, whatever the version says; not every
 * loadpoint has it, so that of another one does as well, and so does a mode that is smart.
 */
export function isSmartSchema(setting: Setting, present: Present): boolean {
  const own = present.get(beside(setting, ALWAYS));
  if (typeof own === 'string' || present.get(beside(setting, MODE)) === 'smart') return true;
  return present.loadpoints().some((n) => typeof present.get(`loadpoints/${n}/alwaysCharge`) === 'string');
}

/** On the old schema smart is called pv. */
function classic(setting: Setting, wanted: Mode): Resolved {
  const text = wanted === 'smart' ? 'pv' : wanted;
  return { text, expected: [expects(beside(setting, MODE), text)] };
}

/**
 * On the new schema evcc still takes the old words and sets both for them at once: pv is smart with alwaysCharge off, minpv with
 * alwaysCharge on (evcc pull request 32490). A written smart leaves alwaysCharge as it is.
 */
function smart(setting: Setting, wanted: Mode, present: Present): Resolved {
  const expected: Expected[] = [
    expects(beside(setting, MODE), wanted === 'pv' || wanted === 'minpv' ? 'smart' : wanted),
  ];
  const always = beside(setting, ALWAYS);
  // Switchable and continuous devices have no alwaysCharge.
  if (present.get(always) !== undefined) {
    if (wanted === 'pv') expected.push(expects(always, 'off'));
    // While it is once it is minpv too, and stays once: what was minpv is not changed by asking for minpv.
    if (wanted === 'minpv') expected.push(expects(always, 'on', 'once'));
  }
  return { text: wanted, expected };
}

/** Charge modes: the words of both schemas, whichever evcc is running. */
export const acceptMode: Accept = (setting, value, { present }) => {
  const parsed = mode.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  return {
    resolve: (scene) =>
      isSmartSchema(scene.setting, scene.present)
        ? smart(scene.setting, parsed.data, scene.present)
        : classic(scene.setting, parsed.data),
  };
};
