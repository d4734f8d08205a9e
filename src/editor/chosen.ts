import type { OfferAnswer } from '../lib/admin-types';
import { nearest } from '../lib/catalogue/index';
import { rowOf } from '../lib/command/target';
import { isFilter } from '../lib/topic';
import { titlesOf, valueAt } from './offer';
import { ownerHint } from './owner-hint';
import { offeredTopic, ownTopic } from './owners';
import { texts } from './text';
import { topicFault } from './topic-fault';
import { topicLabel } from './topic-name';
import { presentText } from './value-text';

const text = texts('evcc-in');

/** What is strange about a topic that is not wrong: evcc may still come to publish it. */
function doubt(topic: string, offer: OfferAnswer | undefined): string | undefined {
  const own = ownTopic(topic, offer);
  const unknown = ownerHint(topic, offer);
  if (unknown !== undefined) return unknown;
  if (isFilter(topic) || topic.split('/').includes('events') || topic === 'stale' || rowOf(own)) return undefined;
  if (valueAt(offer, own) !== undefined) return undefined;
  const near = nearest(own, false)[0];
  return near === undefined ? text('hint.unknown') : text('hint.near', { near });
}

/** The list of chosen topics: each one a field to type in, with what it is below it, and a button to remove it. */
export class Chosen {
  private offer: OfferAnswer | undefined = undefined;

  constructor(
    private readonly list: HTMLElement,
    private readonly changed: () => void,
  ) {}

  /** The topics as they stand in the dialog, in their order; lines left empty do not count. */
  topics(): string[] {
    return this.fields()
      .map((field) => field.value.trim())
      .filter((topic) => topic !== '');
  }

  /** The same in the form in which the picker offers them. */
  offered(): ReadonlySet<string> {
    return new Set(this.topics().map((topic) => offeredTopic(topic, this.offer)));
  }

  /** Newer values, or another evcc. */
  update(offer: OfferAnswer | undefined): void {
    this.offer = offer;
    for (const row of this.list.children) this.describe(row);
  }

  /** Adds a line; an empty one is to be typed in. */
  add(topic = ''): void {
    const row = document.createElement('li');
    const field = document.createElement('input');
    field.type = 'text';
    field.value = topic;
    field.placeholder = text('placeholder.topic');
    field.autocomplete = 'off';
    field.spellcheck = false;
    field.addEventListener('input', () => {
      this.describe(row);
      this.changed();
    });
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'red-ui-button red-ui-button-small evcc-remove';
    const cross = document.createElement('i');
    cross.className = 'fa fa-times';
    cross.setAttribute('aria-hidden', 'true');
    remove.append(cross);
    remove.addEventListener('click', () => this.removeRow(row));
    const note = document.createElement('div');
    note.className = 'evcc-note';
    note.setAttribute('role', 'status');
    row.append(field, remove, note);
    this.list.append(row);
    this.describe(row);
    this.number();
    if (topic === '') field.focus();
  }

  /** Adds a topic of the picker, or takes it away. */
  toggle(topic: string): void {
    const row = [...this.list.children].find(
      (one) => offeredTopic(one.querySelector('input')?.value.trim() ?? '', this.offer) === topic,
    );
    if (row === undefined) this.add(topic);
    else row.remove();
    this.number();
    this.changed();
  }

  private fields(): HTMLInputElement[] {
    return [...this.list.querySelectorAll('input')];
  }

  private removeRow(row: HTMLElement): void {
    const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('button');
    row.remove();
    this.number();
    this.changed();
    next?.focus();
  }

  /** What a screen reader calls the fields and buttons, by their place. */
  private number(): void {
    for (const [index, row] of [...this.list.children].entries()) {
      row.querySelector('input')?.setAttribute('aria-label', text('label.topic', { number: index + 1 }));
      const remove = row.querySelector('button');
      remove?.setAttribute('aria-label', text('label.remove', { number: index + 1 }));
    }
  }

  private describe(row: Element): void {
    const field = row.querySelector('input');
    const note = row.querySelector('.evcc-note');
    if (field === null || note === null) return;
    const topic = field.value.trim();
    const fault = topic === '' ? undefined : topicFault(topic);
    field.classList.toggle('input-error', fault !== undefined);
    field.setAttribute('aria-invalid', String(fault !== undefined));
    note.classList.toggle('evcc-fault', fault !== undefined);
    const said = fault ?? (topic === '' ? '' : this.say(topic));
    // The same again would be read out once more.
    if (note.textContent !== said) note.textContent = said;
  }

  private say(topic: string): string {
    const strange = doubt(topic, this.offer);
    if (strange !== undefined) return strange;
    const label = topicLabel(topic, titlesOf(this.offer));
    const value = presentText(this.offer, ownTopic(topic, this.offer));
    return value === undefined ? (label === topic ? '' : label) : text('hint.now', { label, value });
  }
}
