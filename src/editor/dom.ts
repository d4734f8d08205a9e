type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The form's field of that id. A missing one is a fault of the dialog's html, so it throws. */
export function field(id: string): Field {
  const element = document.getElementById(id);
  if (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  ) {
    return element;
  }
  throw new Error(`no field ${id} in the dialog`);
}

/** The checkbox of that id. */
export function checkbox(id: string): HTMLInputElement {
  const element = field(id);
  if (element instanceof HTMLInputElement) return element;
  throw new Error(`${id} is not a checkbox`);
}

/** Any other element of the form. */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element ${id} in the dialog`);
  return element;
}

/** The text field of that id. */
export function input(id: string): HTMLInputElement {
  const element = field(id);
  if (element instanceof HTMLInputElement) return element;
  throw new Error(`${id} is not an input`);
}

/** Shows or hides every element that matches. */
export function show(selector: string, shown: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) element.hidden = !shown;
}

/** Calls at every change of the fields, and once now. By jQuery: what the editor itself triggers passes by the browser's own listeners. */
export function whenChanged(ids: readonly string[], update: () => void): void {
  for (const id of ids) {
    $(`#${id}`).on('input', update).on('change', update);
  }
  update();
}

/** Chooses a new node's connection when there is just one. The editor's own first entry, `_ADD_`, stands for none. */
export function chooseOnly(id: string): void {
  const select = field(id);
  if (!(select instanceof HTMLSelectElement) || select.value !== '_ADD_') return;
  const [only, ...others] = [...select.options].filter((option) => option.value !== '_ADD_');
  if (only === undefined || others.length > 0) return;
  select.value = only.value;
  select.dispatchEvent(new Event('change'));
}

/**
 * What a flow stores for a number that was typed: the editor itself would store the text.
 * What is no number, `${RATE}` of a subflow for instance, stays as it is.
 */
export function numberOf(id: string, present: number): number {
  const text = field(id).value.trim();
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? present : value;
}
