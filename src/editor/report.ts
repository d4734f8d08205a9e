import type { Sentence } from '../lib/admin-types';
import { remedy, say } from './ask';

/** A choice below a report: what it says, and what it does. */
export interface Choice {
  readonly label: string;
  choose(): void;
}

/** What is to be told about something that was tried. */
export interface Report {
  readonly kind: 'ok' | 'wrong' | 'busy';
  readonly text: string;
  readonly more?: readonly string[];
  readonly choices?: readonly Choice[];
}

const ICONS: Readonly<Record<Report['kind'], string>> = {
  ok: 'fa-check-circle',
  wrong: 'fa-exclamation-triangle',
  busy: 'fa-spinner',
};

function line(content: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = content;
  return element;
}

function button({ label, choose }: Choice): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'red-ui-button red-ui-button-small';
  element.textContent = label;
  element.addEventListener('click', choose);
  return element;
}

/** Shows a report in its place; screen readers say it. */
export function showReport(place: HTMLElement, { kind, text, more = [], choices = [] }: Report): void {
  const icon = document.createElement('i');
  icon.className = `fa ${ICONS[kind]}`;
  icon.setAttribute('aria-hidden', 'true');
  const first = line('');
  first.append(icon, ` ${text}`);
  place.className = `evcc-report evcc-report-${kind}`;
  place.replaceChildren(first, ...more.map(line), ...choices.map(button));
  // A long dialog may have been scrolled: an answer that is not seen is none.
  if (kind !== 'busy') place.scrollIntoView({ block: 'nearest' });
}

/** A problem and what to do about it. */
export function problemLines(problem: Sentence): { readonly text: string; readonly more: string[] } {
  const help = remedy(problem);
  return { text: say(problem), more: help === undefined ? [] : [help] };
}
