import { z } from 'zod';
import type { Setter } from '../../catalogue/types';
import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { acceptsParams } from '../accepts';
import { expects } from '../expect';
import type { Present } from '../present';
import { takesChanges } from '../relative';
import { confirmTopics, unitText } from '../setting';
import { show } from '../show';
import type { Resolved, Setting } from '../types';
import { malformed } from './input';
import type { Accept, Accepted } from './types';

const TEXT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const SIGNED = /^[+-]/;

/** A number, or its text; a comma or a unit is none. */
export const numeric = z.union([z.number(), z.string().regex(TEXT).transform(Number)]);

const schemas = new Map<Setter, z.ZodType<number>>();

/** What a setting's number has to keep to, from its row of the catalogue. */
export function boundsOf(set: Setter): z.ZodType<number> {
  let schema = schemas.get(set);
  if (schema === undefined) {
    let number = z.number();
    if (set.min !== undefined) number = number.min(set.min);
    if (set.max !== undefined) number = number.max(set.max);
    if (set.above !== undefined) number = number.gt(set.above);
    schema = number;
    schemas.set(set, schema);
  }
  return schema;
}

/** A number as evcc takes it: never in exponents, as far as people's numbers go. */
export function writeNumber(value: number): string {
  return String(value + 0 || 0);
}

/** Checks a setting's bounds. @throws EvccError `EVCC_INVALID` */
export function checkBounds(setting: Setting, value: number, given: unknown, present: Present): number {
  const { topic, set } = setting;
  if (boundsOf(set).safeParse(value).success) return value;
  const unit = unitText(setting, present);
  const shown = show(typeof given === 'string' && SIGNED.test(given) && takesChanges(set) ? value : given);
  const cause = causeOf(setting, given);
  const { min, max, above } = set;
  if (min !== undefined && max !== undefined)
    throw new EvccError('EVCC_INVALID', 'range', { topic, value: shown, min, max, unit }, cause);
  if (min !== undefined) throw new EvccError('EVCC_INVALID', 'rangeMin', { topic, value: shown, min, unit }, cause);
  if (above !== undefined)
    throw new EvccError('EVCC_INVALID', 'rangeAbove', { topic, value: shown, min: above, unit }, cause);
  throw new EvccError('EVCC_INVALID', 'rangeMax', { topic, value: shown, max: max ?? 0, unit }, cause);
}

/** A number for the setting itself; where evcc empties a setting that is 0, "no value" confirms it too. */
export function numberResolved(setting: Setting, value: number, present: Present): Resolved {
  const emptied = value === 0 && setting.property.empty === 'empty' && !setting.set.clears;
  const values = emptied ? [0, null] : [value];
  return {
    text: writeNumber(value),
    expected: confirmTopics(setting, present).map((topic) => expects(topic, ...values)),
  };
}

/** The present value changed by `delta`. @throws EvccError `EVCC_INVALID` when it is not known */
export function changed(setting: Setting, delta: number, given: unknown, present: Present): Resolved {
  const { topic } = setting;
  const base = present.get(topic);
  // A setting that evcc empties when it is 0.
  const number = base === null && setting.property.empty === 'empty' ? 0 : base;
  if (typeof number !== 'number')
    throw new EvccError('EVCC_INVALID', 'relative', { topic, value: show(given) }, causeOf(setting, given));
  const { zero } = setting.set;
  const none = zero !== undefined && number === 0;
  const from = none && typeof zero === 'number' && delta < 0 ? zero : number;
  const value = Math.round((from + delta) * 1000) / 1000;
  if ((none && from === 0) || (zero !== undefined && value === 0)) {
    const params = { topic, value: show(given), ...acceptsParams(setting, present) };
    throw new EvccError('EVCC_INVALID', 'relativeNone', params, causeOf(setting, given));
  }
  return numberResolved(setting, checkBounds(setting, value, given, present), present);
}

/** Numbers, whole ones where the row says so; `"+5"` and `"-5"` change settings that cannot be negative. */
export const acceptNumber: Accept = (setting, value, { present }): Accepted => {
  const parsed = numeric.safeParse(value);
  if (!parsed.success) throw malformed(setting, value, present);
  const number = parsed.data;
  // "1e999" is written like a number, and none.
  const wellFormed = setting.set.accepts === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number);
  if (!wellFormed) throw malformed(setting, value, present);
  if (typeof value === 'string' && SIGNED.test(value) && takesChanges(setting.set)) {
    return { relative: true, resolve: (scene) => changed(scene.setting, number, value, scene.present) };
  }
  checkBounds(setting, number, value, present);
  return { resolve: (scene) => numberResolved(scene.setting, number, scene.present) };
};
