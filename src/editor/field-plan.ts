import { numberInput, rangeText, tick, unitSpan } from './field-number';
import type { FieldFor, ValueField } from './fixed-value';
import { inRange } from './number-value';
import { texts } from './text';

const text = texts('evcc-out');
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The object that a stored text holds; undefined when it holds none. */
function objectIn(value: string, type: string): Record<string, unknown> | undefined {
  if (type !== 'json') return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

/** A plan: how much until when, at the next such time of day; or none. */
export function planField({ property, set, unit }: FieldFor): ValueField {
  const key = set.accepts === 'planSoc' ? 'soc' : 'energy';
  const amount = numberInput(text(`fixed.${key}`), property.slider, set);
  const time = document.createElement('input');
  time.type = 'time';
  time.className = 'evcc-time';
  time.setAttribute('aria-label', text('fixed.time'));
  const { box, label } = tick(text('fixed.noPlan'));
  box.addEventListener('change', () => {
    amount.disabled = box.checked;
    time.disabled = box.checked;
  });
  const faulty = (): boolean => amount.value === '' || !inRange(Number(amount.value), set) || !TIME.test(time.value);
  return {
    elements: [amount, unitSpan(unit ?? ''), unitSpan(text('fixed.until')), time, label],
    first: amount,
    read: () => {
      if (box.checked) return { type: 'json', value: 'null' };
      const wanted = amount.value === '' ? null : Number(amount.value);
      return { type: 'json', value: JSON.stringify({ [key]: wanted, time: time.value }) };
    },
    write: ({ value, type }) => {
      box.checked = type === 'json' && value.trim() === 'null';
      amount.disabled = box.checked;
      time.disabled = box.checked;
      if (box.checked) return true;
      const plan = objectIn(value, type);
      const wanted = plan?.[key] ?? plan?.value;
      // A plan of another form, a certain day for instance, stays as it was written.
      if (plan === undefined || typeof wanted !== 'number' || typeof plan.time !== 'string') return false;
      if (!TIME.test(plan.time) || Object.keys(plan).length !== 2) return false;
      amount.value = String(wanted);
      time.value = plan.time;
      return true;
    },
    fault: () => (box.checked || !faulty() ? undefined : text('problem.plan', { range: rangeText(set, unit) ?? '' })),
  };
}

/** How a plan is kept to: in one go, and with how much time for preconditioning. */
export function strategyField(what: FieldFor): ValueField {
  const { box, label } = tick(text('fixed.continuous'));
  const minutes = numberInput(text('fixed.precondition'), { min: 0, step: 1 }, what.set);
  minutes.value = '0';
  const seconds = (): number => Math.round(Number(minutes.value) * 60);
  const faulty = (): boolean => minutes.value === '' || seconds() < 0;
  return {
    elements: [label, unitSpan(text('fixed.precondition')), minutes, unitSpan(text('label.minutes'))],
    first: box,
    read: () => {
      const precondition = minutes.value === '' ? null : seconds();
      return { type: 'json', value: JSON.stringify({ continuous: box.checked, precondition }) };
    },
    write: ({ value, type }) => {
      const strategy = objectIn(value, type);
      if (typeof strategy?.continuous !== 'boolean' || typeof strategy.precondition !== 'number') return false;
      box.checked = strategy.continuous;
      minutes.value = String(strategy.precondition / 60);
      return true;
    },
    fault: () => (faulty() ? text('problem.number') : undefined),
  };
}
