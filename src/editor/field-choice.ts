import type { FieldFor, ValueField } from './fixed-value';
import type { Stored } from './stored';

const keyOf = ({ value, type }: Stored): string => JSON.stringify([type, value]);

/** One of a few values; what a flow holds beyond them is offered as it is. */
export function choiceField({ options }: FieldFor): ValueField {
  const select = document.createElement('select');
  const stored = new Map<string, Stored>();
  for (const { stored: one, label, reason } of options) {
    const option = new Option(reason === undefined ? label : `${label} – ${reason}`, keyOf(one));
    option.disabled = reason !== undefined;
    stored.set(option.value, one);
    select.append(option);
  }
  return {
    elements: [select],
    first: select,
    read: () => stored.get(select.value),
    write: (value) => {
      if (value.type !== 'str' && value.type !== 'num' && value.type !== 'bool' && value.type !== 'json') return false;
      const same = [...stored].find(([, one]) => one.value.toLowerCase() === value.value.toLowerCase());
      const key = same?.[0] ?? keyOf(value);
      if (same === undefined) {
        // A value that this evcc does not name: a vehicle that is not there just now, for instance.
        stored.set(key, value);
        select.append(new Option(value.value, key));
      }
      select.value = key;
      return true;
    },
    fault: () => undefined,
  };
}
