import { EvccError } from '../../errors';
import { causeOf } from '../accepted-text';
import { expects } from '../expect';
import { beside, confirmTopics } from '../setting';
import { show } from '../show';
import type { Expected, Resolved, Setting } from '../types';
import { asRecord, fields, malformed, normalized } from './input';
import { checkBounds, numeric, writeNumber } from './number';
import { future, parsePlanTime, writeTime } from './plan-time';
import type { Accept, Context, Scene } from './types';

/** Which words name what has to be reached, by the setting. */
const AMOUNT = { planSoc: 'soc', planEnergy: 'energy' } as const;

/** How evcc tells that a plan is gone. */
function gone(setting: Setting): Pick<Resolved, 'expected' | 'also'> {
  if (setting.set.accepts === 'planEnergy') {
    const [energy, time] = ['loadpoints/<n>/planEnergy', 'loadpoints/<n>/planTime'].map((one) => beside(setting, one));
    return { expected: [expects(energy ?? '', 0, null), expects(time ?? '', null)] };
  }
  // Of a vehicle's plan only the head is emptied, its parts stay on the broker; and the head stays empty when a plan is made
  // (measured on evcc 0.313).
  return {
    expected: [expects(beside(setting, 'vehicles/<name>/plan'), null)],
    also: [expects(beside(setting, 'vehicles/<name>/plan/soc'), null)],
  };
}

/** No plan: evcc deletes one whose value is 0. */
export function noPlan(setting: Setting, time?: number): Resolved {
  const text = time === undefined ? '{"value":0}' : JSON.stringify({ value: 0, time: writeTime(time) });
  return { text, ...gone(setting) };
}

/** What has to be reached, %, or kWh. @throws EvccError `EVCC_INVALID` */
function amountOf(setting: Setting, given: unknown, value: unknown, context: Context): number {
  const parsed = numeric.safeParse(normalized(value));
  if (!parsed.success || !Number.isFinite(parsed.data)) throw malformed(setting, given, context.present);
  checkBounds(setting, parsed.data, value, context.present);
  // Evcc takes no fractions of a percent.
  if (setting.set.accepts === 'planSoc' && !Number.isInteger(parsed.data))
    throw malformed(setting, given, context.present);
  return parsed.data;
}

/** `{ value | soc | energy, time }`; a value of 0 deletes the plan, then the time says nothing. */
export const acceptPlan: Accept = (setting, given, context) => {
  const { topic, set } = setting;
  const named = set.accepts === 'planSoc' ? AMOUNT.planSoc : AMOUNT.planEnergy;
  const record = asRecord(given);
  if (record === undefined) throw malformed(setting, given, context.present);
  const found = fields(setting, record, ['value', 'soc', 'energy', 'time']);
  const amounts = [found.value, found.soc, found.energy].filter((one) => one !== undefined);
  const wanted = found.value ?? found[named];
  if (amounts.length !== 1 || wanted === undefined) throw malformed(setting, given, context.present);
  const amount = amountOf(setting, given, wanted, context);
  const time = found.time === undefined ? undefined : parsePlanTime(found.time, context);
  if (amount === 0) {
    return { resolve: (scene) => noPlan(scene.setting, time && ahead(time(scene), scene)) };
  }
  if (found.time === undefined) {
    throw new EvccError('EVCC_INVALID', 'planTimeMissing', { topic }, causeOf(setting, given));
  }
  if (time === undefined) {
    const value = show(found.time);
    throw new EvccError('EVCC_INVALID', 'planTime', { topic, value }, causeOf(setting, given));
  }
  return {
    resolve: (scene) => {
      const at = future(scene.setting, time, scene, found.time);
      const [amountTopic = topic, timeTopic = topic] = confirmTopics(scene.setting, scene.present);
      return {
        text: `{"value":${writeNumber(amount)},"time":"${writeTime(at)}"}`,
        expected: [live(scene.setting, expects(amountTopic, amount)), live(scene.setting, expects(timeTopic, at))],
      };
    },
  };
};

/** The broker keeps the parts of a vehicle's plan when it is deleted: its stored copies prove nothing. */
function live({ set }: Setting, expected: Expected): Expected {
  return set.accepts === 'planSoc' ? { ...expected, live: true } : expected;
}

/** Evcc refuses times that are past, also where it only deletes. */
function ahead(at: number, { now, present }: Scene): number | undefined {
  return at > now + present.ahead() && at < Date.UTC(9999, 11, 31) ? at : undefined;
}
