import { z } from 'zod';
import { malformed } from './input';
import { changed, checkBounds, numberResolved } from './number';
import type { Accept } from './types';

const SECONDS = /^\d+(?:\.0*)?$/;
const UNITS = /^(?:(\d+(?:\.\d+)?)\s*h)?(?:\s*(\d+(?:\.\d+)?)\s*m(?:in)?)?(?:\s*(\d+(?:\.\d+)?)\s*s)?$/i;
const CLOCK = /^(?:(\d+):)?(\d+):([0-5]\d)$/;

/** Whole seconds that a text means: `90`, `90s`, `3m`, `1m30s`, `1:30`, `1:00:00`; NaN when it means none. */
function seconds(text: string): number {
  if (SECONDS.test(text)) return Number(text);
  const parts = CLOCK.exec(text) ?? UNITS.exec(text);
  if (parts === null || text === '') return Number.NaN;
  const [, hours = '0', minutes = '0', rest = '0'] = parts;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000) / 1000;
}

/** A span in whole seconds, ≥ 0, as evcc wants it: it refuses `90s` and `1m30s` (measured on evcc 0.313). */
export const wholeSeconds = z.union([z.number(), z.string().transform(seconds)]).pipe(z.int());

const SIGNED = /^([+-])\s*(.*)$/;

/** Delays; with a sign in front they change the present one. */
export const acceptDelay: Accept = (setting, value, { present }) => {
  const signed = typeof value === 'string' ? SIGNED.exec(value) : null;
  const parsed = wholeSeconds.safeParse(signed === null ? value : signed[2]);
  if (!parsed.success) throw malformed(setting, value, present);
  const span = parsed.data;
  if (signed !== null) {
    const delta = signed[1] === '-' ? -span : span;
    return { relative: true, resolve: (scene) => changed(scene.setting, delta, value, scene.present) };
  }
  checkBounds(setting, span, value, present);
  return { resolve: (scene) => numberResolved(scene.setting, span, scene.present) };
};
