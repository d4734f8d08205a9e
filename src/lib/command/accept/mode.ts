import { z } from 'zod';
import { isFrom } from '../../codec/version';
import { WORDS } from '../accepted-text';
import { expects } from '../expect';
import type { Present } from '../present';
import { isSwitching } from '../rules/loadpoint';
import { beside } from '../setting';
import type { Expected, Resolved, Setting } from '../types';
import { versionOf } from '../version';
import { noToggle } from './boolean';
import { malformed } from './input';
import type { Accept, Scene } from './types';

const MODE = 'loadpoints/<n>/mode';
const ALWAYS = 'loadpoints/<n>/alwaysCharge';
/** First release with off, smart and now. */
const SMART_SINCE = '0.316';

const mode = z.string().toLowerCase().pipe(z.enum(WORDS.mode));
type Mode = z.infer<typeof mode>;

/** From one mode to the next, in the order of evcc's own buttons, and around: as `toggle` and "+1", back as "-1". */
const steps = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['toggle', '+1', '-1']));
const ORDER = { classic: ['off', 'pv', 'minpv', 'now'], smart: ['off', 'smart', 'now'] } as const;

/**
 * Whether evcc publishes off, smart and now (from 0.316). An alwaysCharge that this evcc publishes shows it, whatever the version says;
 * without one the version counts. A mode smart alone shows nothing: back on an older evcc that is what it had stored.
 */
export function isSmartSchema(setting: Setting, present: Present): boolean {
  if (present.published(beside(setting, ALWAYS))) return true;
  if (present.loadpoints().some((n) => present.published(`loadpoints/${n}/alwaysCharge`))) return true;
  const own = present.get(beside(setting, MODE));
  return own !== 'pv' && own !== 'minpv' && isFrom(versionOf(present) ?? '', SMART_SINCE);
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
  // At a device that only switches, or never pauses, both words are just smart, and alwaysCharge stays what it is (recorded).
  if (present.published(always) && !isSwitching(setting, present)) {
    if (wanted === 'pv') expected.push(expects(always, 'off'));
    // While it is once it is minpv too, and stays once: what was minpv is not changed by asking for minpv.
    if (wanted === 'minpv') expected.push(expects(always, 'on', 'once'));
  }
  return { text: wanted, expected };
}

function resolved({ setting, present }: Scene, wanted: Mode): Resolved {
  return isSmartSchema(setting, present) ? smart(setting, wanted, present) : classic(setting, wanted);
}

/** The mode after or before the present one, of those this evcc has. @throws EvccError `EVCC_INVALID` when that is not known */
function stepped({ setting, present }: Scene, by: number, given: unknown): Mode {
  const modes: readonly Mode[] = isSmartSchema(setting, present) ? ORDER.smart : ORDER.classic;
  const now = present.get(setting.topic);
  // An evcc before 0.316 may have stored the word of a later one, and the other way round while it starts.
  const at =
    now === 'smart' || now === 'pv' || now === 'minpv' ? Math.max(modes.indexOf(now), 1) : modes.indexOf(now as Mode);
  const next = at < 0 ? undefined : modes[(at + by + modes.length) % modes.length];
  if (next === undefined) throw noToggle(setting, given);
  return next;
}

/** Charge modes: the words of both schemas, whichever evcc is running. */
export const acceptMode: Accept = (setting, value, { present }) => {
  const step = steps.safeParse(value);
  if (step.success) {
    const by = step.data === '-1' ? -1 : 1;
    return { relative: true, resolve: (scene) => resolved(scene, stepped(scene, by, value)) };
  }
  const parsed = mode.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  return { resolve: (scene) => resolved(scene, parsed.data) };
};
