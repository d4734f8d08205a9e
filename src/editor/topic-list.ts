import { topicFault } from './topic-fault';

interface TopicListOptions {
  /** Id of the list element, and of the datalist with the suggestions. */
  readonly list: string;
  readonly suggestions: string;
  readonly placeholder: string;
  /** What a screen reader calls the line with that number. */
  label(number: number): string;
}

/** One line of the list: a field with suggestions, and below it what is wrong with the topic, if something is. */
function topicField(options: TopicListOptions, index: number, topic: string, row: HTMLElement): HTMLInputElement {
  const input = document.createElement('input');
  const message = document.createElement('div');
  message.className = 'evcc-fault';
  message.setAttribute('role', 'status');
  input.type = 'text';
  input.value = topic;
  input.placeholder = options.placeholder;
  input.setAttribute('list', options.suggestions);
  input.setAttribute('aria-label', options.label(index + 1));
  input.autocomplete = 'off';
  input.spellcheck = false;
  const check = (): void => {
    const fault = input.value.trim() === '' ? undefined : topicFault(input.value);
    input.classList.toggle('input-error', fault !== undefined);
    input.setAttribute('aria-invalid', String(fault !== undefined));
    message.textContent = fault ?? '';
  };
  input.addEventListener('input', check);
  check();
  row.append(input, message);
  return input;
}

/** Fills the list with one field for each topic, and with an empty one when there is none. */
export function showTopics(options: TopicListOptions, topics: readonly string[]): void {
  const list = $(`#${options.list}`).editableList({
    removable: true,
    sortable: true,
    height: 'auto',
    addItem(row, index, data) {
      // The list's own button adds an item without data.
      const added = typeof data !== 'string';
      const input = topicField(options, index, added ? '' : data, row[0]);
      if (added) input.focus();
    },
  });
  for (const topic of topics.length === 0 ? [''] : topics) list.editableList('addItem', topic);
}

/** The topics as they stand in the dialog, in their order; lines left empty do not count. */
export function readTopics(list: string): string[] {
  const fields = document.querySelectorAll<HTMLInputElement>(`#${list} input`);
  return [...fields].map((input) => input.value.trim()).filter((topic) => topic !== '');
}
