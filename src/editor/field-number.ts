import type { Setter } from '../lib/catalogue/types';
import type { FieldFor, ValueField } from './fixed-value';
import { isChange, numberFault } from './number-value';
import type { Stored } from './stored';
import { texts } from './text';

const text = texts('evcc-out');
const CLEARED: Stored = { type: 'json', value: 'null' };

export function numberInput(label: string, slider: FieldFor['property']['slider'], set: Setter): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'number';
  input.className = 'evcc-number';
  input.setAttribute('aria-label', label);
  const min = set.min ?? slider?.min;
  const max = set.max ?? slider?.max;
  if (min !== undefined) input.min = String(min);
  if (max !== undefined) input.max = String(max);
  input.step = slider?.step === undefined ? 'any' : String(slider.step);
  return input;
}

/** A number as it is typed: a browser's own number field would hide what it cannot read, and take the sign from "+5". */
function numberText(label: string): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'text';
  input.inputMode = 'decimal';
  input.className = 'evcc-number';
  input.setAttribute('aria-label', label);
  return input;
}

/** What is accepted, in words: "0 bis 100 %". */
export function rangeText({ min, max, above }: Setter, unit: string | undefined): string | undefined {
  const u = unit === undefined ? '' : ` ${unit}`;
  if (min !== undefined && max !== undefined) return text('range.both', { min, max, unit: u });
  if (min !== undefined) return text('range.min', { min, unit: u });
  if (above !== undefined) return text('range.above', { min: above, unit: u });
  return max === undefined ? undefined : text('range.max', { max, unit: u });
}

export function unitSpan(unit: string): HTMLElement {
  const span = document.createElement('span');
  span.textContent = unit;
  return span;
}

/** A checkbox with its words; its label is the element to show. */
export function tick(words: string): { readonly box: HTMLInputElement; readonly label: HTMLLabelElement } {
  const label = document.createElement('label');
  const box = document.createElement('input');
  label.className = 'evcc-tick';
  box.type = 'checkbox';
  label.append(box, ` ${words}`);
  return { box, label };
}

/** A number with its unit and bounds, and where the setting can be without one, a box for that; "+5" and "-5" change what is. */
export function numberField({ set, unit }: FieldFor): ValueField {
  const input = numberText(text('label.fixed'));
  const { box, label } = tick(text('fixed.clear'));
  box.addEventListener('change', () => {
    input.disabled = box.checked;
  });
  const typed = (): Stored => {
    const value = input.value.trim();
    // As a number the editor would store "+5" without its sign.
    return { type: isChange(value, set) ? 'str' : 'num', value };
  };
  const faulty = (): boolean => !box.checked && numberFault(typed(), set);
  return {
    elements: [input, ...(unit === undefined ? [] : [unitSpan(unit)]), ...(set.clears ? [label] : [])],
    first: input,
    read: () => (box.checked ? CLEARED : typed()),
    write: ({ value, type }) => {
      box.checked = set.clears === true && type === 'json' && value.trim() === 'null';
      input.disabled = box.checked;
      if (box.checked) return true;
      if (type !== 'num' && type !== 'str') return false;
      input.value = value.trim();
      return true;
    },
    fault: () => {
      if (!faulty()) return undefined;
      const range = rangeText(set, unit);
      return range === undefined ? text('problem.number') : text('problem.range', { range });
    },
  };
}

/** A span of time, in seconds or minutes. */
export function delayField({ property, set }: FieldFor): ValueField {
  const input = numberInput(text('label.fixed'), { min: 0, step: 1 }, set);
  const unit = document.createElement('select');
  unit.className = 'evcc-unit-choice';
  unit.setAttribute('aria-label', text('label.timeUnit'));
  unit.append(new Option(text('label.seconds'), '1'), new Option(text('label.minutes'), '60'));
  const seconds = (): number => Number(input.value) * Number(unit.value);
  const faulty = (): boolean => input.value === '' || !Number.isInteger(seconds()) || seconds() < 0;
  return {
    elements: [input, unit],
    first: input,
    read: () => ({ type: 'num', value: faulty() ? input.value : String(seconds()) }),
    write: ({ value, type }) => {
      if ((type !== 'num' && type !== 'str') || !/^\d+$/.test(value.trim())) return false;
      const given = Number(value);
      const minutes = given > 0 && given % 60 === 0;
      unit.value = minutes ? '60' : '1';
      input.value = String(minutes ? given / 60 : given);
      return true;
    },
    fault: () => (faulty() ? text('problem.delay', { topic: property.topic }) : undefined),
  };
}
