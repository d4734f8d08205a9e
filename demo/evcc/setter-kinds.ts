import type { Plan, PlanStrategy } from './stored';

/** evcc would not take the value; it says so in its log only, and acknowledges all the same. */
export class Refused extends Error {}

export const refuse = (reason: string): never => {
  throw new Refused(reason);
};

/** Makes a value of a command's text, or throws `Refused`. */
export type Kind<T> = (text: string) => T;

/** Digits only: recorded, `80.5`, `90s`, `1m30s` are refused. */
export const whole: Kind<number> = (text) => {
  if (!/^[+-]?\d+$/.test(text)) throw new Refused(`not a whole number: ${text}`);
  return Number(text);
};

/** What Go's ParseFloat takes, infinity and NaN included. */
export const decimal: Kind<number> = (text) => {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new Refused(`not a number: ${text}`);
  return Number(text);
};

/** What Go's ParseBool takes: recorded, `1` is taken, `on` refused. */
export const flag: Kind<boolean> = (text) => {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(text)) return false;
  throw new Refused(`not a boolean: ${text}`);
};

/** One of some words, in any case: recorded, `PV` is taken as pv. */
export const word =
  <W extends string>(...words: readonly W[]): Kind<W> =>
  (text) => {
    const found = words.find((one) => one === text.toLowerCase());
    if (found === undefined) throw new Refused(`not one of ${words.join(', ')}: ${text}`);
    return found;
  };

/** `-`, `nil`, `null` and `none` mean nothing. */
export const clears =
  <T>(kind: Kind<T>): Kind<T | null> =>
  (text) =>
    ['-', 'nil', 'null', 'none'].includes(text) ? null : kind(text);

function fields(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused(`not JSON: ${text}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(`not an object: ${text}`);
  return { ...value };
}

/** `{"value", "time", "precondition"}`: recorded, `{}` is value 0, a missing time is taken, a number alone refused. */
export const plan: Kind<Plan> = (text) => {
  const { value = 0, time = null, precondition = 0 } = fields(text);
  if (typeof value !== 'number') throw new Refused(`not a number: ${value}`);
  if (typeof precondition !== 'number') throw new Refused(`not a number: ${precondition}`);
  if (time === null) return { value, time, precondition };
  if (typeof time !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(time)) {
    throw new Refused(`not a time by RFC 3339: ${time}`);
  }
  return { value, time: Date.parse(time), precondition };
};

/** `{"continuous", "precondition"}`: recorded, a precondition of `"30m"` is refused. */
export const strategy: Kind<PlanStrategy> = (text) => {
  const { continuous = false, precondition = 0 } = fields(text);
  if (typeof continuous !== 'boolean') throw new Refused(`not a boolean: ${continuous}`);
  if (typeof precondition !== 'number' || !Number.isInteger(precondition)) {
    throw new Refused(`not whole seconds: ${precondition}`);
  }
  return { continuous, precondition };
};
