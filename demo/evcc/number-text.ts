/**
 * How numbers become text: `digits`, until 0.300.6, five significant ones (recorded `1.2346e+05`, `0.0015355`); `padded`, 0.300.7 alone,
 * three decimals of every number that is not a whole one by its type (recorded `13.400`, `0.000`); `decimals`, from 0.300.8 on, at most three
 * (recorded `-647.995`, `0`).
 */
export type NumberForm = 'digits' | 'padded' | 'decimals';

/** The last parts of topics whose numbers are whole ones by evcc's types; recorded in 0.300.7, where they have no decimals. */
const WHOLE = new Set([
  'batteryBoostLimit',
  'effectiveLimitSoc',
  'effectiveMinSoc',
  'effectivePlanId',
  'effectivePlanPrecondition',
  'effectivePlanSoc',
  'effectivePriority',
  'limitSoc',
  'minSoc',
  'phaseRemaining',
  'phases',
  'phasesActive',
  'phasesConfigured',
  'phasesEnabled',
  'planPrecondition',
  'port',
  'precondition',
  'priority',
  'pvRemaining',
  'vehicleRange',
]);

function isWhole(topic: string): boolean {
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  return WHOLE.has(last) || (last === 'soc' && topic.startsWith('vehicles/'));
}

/** At most three decimals, trailing zeros cut. */
const decimals = (value: number): string => value.toFixed(3).replace(/\.?0+$/, '');

/** Go's `%.5g`: from 100000 on, and below 0.0001, with an exponent of at least two digits. */
function digits(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(4).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 5) return String(Number(value.toPrecision(5)));
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return `${short}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The text of a number at a topic below the root. By evcc's code also `-0`, `NaN`, `+Inf`. */
export function numberText(form: NumberForm, topic: string, value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return form === 'padded' ? '-0.000' : '-0';
  if (form === 'decimals') return decimals(value);
  if (Number.isInteger(value) && isWhole(topic)) return String(value);
  return form === 'digits' ? digits(value) : value.toFixed(3);
}
