import type { Entry, EntryGroup } from './entries';

/** A row of the picker's tree: a group, or an entry in it. */
export interface Row {
  readonly id: string;
  readonly element: HTMLElement;
  readonly group: string;
  entry: Entry | undefined;
}

function span(className: string, content: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = content;
  return element;
}

/** A group's row, with how many of its entries there are to see. */
export function groupRow({ id, label }: EntryGroup, open: boolean, count: number): Row {
  const element = document.createElement('div');
  element.className = 'evcc-group';
  element.setAttribute('role', 'treeitem');
  element.setAttribute('aria-level', '1');
  element.setAttribute('aria-expanded', String(open));
  const arrow = span(`fa ${open ? 'fa-caret-down' : 'fa-caret-right'}`, '');
  arrow.setAttribute('aria-hidden', 'true');
  element.append(arrow, span('evcc-label', label), span('evcc-count', String(count)));
  return { id, element, group: id, entry: undefined };
}

/** An entry's row: what it is called, its unit, what it is, and what it is just now. */
export function entryRow({ id: group }: EntryGroup, entry: Entry, chosen: ReadonlySet<string>): Row {
  const element = document.createElement('li');
  element.className = 'evcc-entry';
  element.setAttribute('role', 'treeitem');
  element.setAttribute('aria-level', '2');
  element.dataset.topic = entry.topic;
  element.title = entry.topic;
  const check = span('evcc-mark fa', '');
  check.setAttribute('aria-hidden', 'true');
  const name = document.createElement('span');
  name.className = 'evcc-name';
  const unit = entry.unit === undefined ? '' : ` [${entry.unit}]`;
  name.append(span('evcc-label', entry.label), span('evcc-unit', unit));
  if (entry.about !== undefined) name.append(span('evcc-about', entry.about));
  if (entry.reason !== undefined) name.append(span('evcc-reason', entry.reason));
  element.append(check, name, span('evcc-value', ''));
  const row: Row = { id: `${group} ${entry.topic}`, element, group, entry };
  markRow(row, chosen);
  return row;
}

/** Brings a row's present value and mark up to date. */
export function markRow({ element, entry }: Row, chosen: ReadonlySet<string>): void {
  if (entry === undefined) return;
  const on = chosen.has(entry.topic);
  element.setAttribute('aria-selected', String(on));
  if (entry.reason === undefined) element.removeAttribute('aria-disabled');
  else element.setAttribute('aria-disabled', 'true');
  const [check, , value] = element.children;
  check?.classList.toggle('fa-check', on);
  if (value !== undefined && value.textContent !== (entry.value ?? '')) value.textContent = entry.value ?? '';
}
