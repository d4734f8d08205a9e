import type { Entry, EntryGroup } from './entries';
import { entryRow, groupRow, markRow, type Row } from './picker-rows';
import { matches, rank, searchable } from './search';
import { texts } from './text';

const text = texts('evcc-config');

/** So many hits are enough to see that more letters are needed. */
const MOST_HITS = 150;

interface PickerOptions {
  readonly search: HTMLInputElement;
  readonly tree: HTMLElement;
  /** Says to screen readers how much was found. */
  readonly found: HTMLElement;
  /** What is chosen, by topic. */
  chosen(): ReadonlySet<string>;
  choose(entry: Entry): void;
}

/**
 * A searchable tree of what can be chosen, worked by mouse or keys: arrows move, right and left open and close, space or enter
 * chooses. Only open groups have rows in the page.
 */
export class Picker {
  private groups: readonly EntryGroup[] = [];
  private readonly open = new Set<string>();
  private rows: Row[] = [];
  private shape = '';
  private query = '';

  constructor(private readonly options: PickerOptions) {
    const { search, tree } = options;
    search.addEventListener('input', () => {
      this.query = search.value.trim();
      this.draw();
    });
    search.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') this.focus(0);
      else if (event.key === 'Enter') this.act(this.rows.find(({ entry }) => entry !== undefined));
      else return;
      event.preventDefault();
    });
    tree.addEventListener('keydown', (event) => this.key(event));
    tree.addEventListener('click', (event) => {
      const row = this.rowOf(event.target);
      if (row === undefined) return;
      this.act(row);
      this.focus(this.rows.findIndex(({ id }) => id === row.id));
    });
  }

  /** Shows other groups, or the same ones with newer values. */
  show(groups: readonly EntryGroup[]): void {
    this.groups = groups;
    const shape = groups.flatMap(({ id, entries }) => [id, ...entries.map(({ topic }) => topic)]).join('\n');
    if (shape !== this.shape) {
      this.shape = shape;
      // The group of what is chosen already is where the user will look first.
      for (const { id, entries } of groups)
        if (entries.some(({ topic }) => this.options.chosen().has(topic))) this.open.add(id);
      this.draw();
      return;
    }
    const entries = new Map(groups.flatMap((group) => group.entries.map((entry) => [entry.topic, entry])));
    for (const row of this.rows) {
      row.entry = row.entry && entries.get(row.entry.topic);
      markRow(row, this.options.chosen());
    }
  }

  /** What is chosen has changed. */
  mark(): void {
    for (const row of this.rows) markRow(row, this.options.chosen());
  }

  /** What the tree shows at present. */
  private visible(): { group: EntryGroup; entries: readonly Entry[]; open: boolean }[] {
    if (this.query === '') {
      return this.groups.map((group) => {
        const open = this.open.has(group.id);
        return { group, entries: open ? group.entries : [], open };
      });
    }
    let left = MOST_HITS;
    // What a sentence about it says counts where no name does.
    const named = this.groups.some(({ entries }) => entries.some(({ words }) => matches(words, this.query)));
    const isHit = ({ words, about }: Entry): boolean =>
      matches(named ? words : `${words} ${searchable(about ?? '')}`, this.query);
    const byName = ({ label }: Entry): number => rank(label, this.query);
    return this.groups.flatMap((group) => {
      const hits = group.entries.filter((entry) => isHit(entry));
      const entries = hits.sort((a, b) => byName(a) - byName(b)).slice(0, left);
      left -= entries.length;
      return entries.length === 0 ? [] : [{ group, entries, open: true }];
    });
  }

  private draw(): void {
    const { tree, found, chosen } = this.options;
    const focused = tree.contains(document.activeElement)
      ? this.rows.find(({ element }) => element === document.activeElement)?.id
      : undefined;
    const marked = chosen();
    this.rows = [];
    const shown = this.visible();
    const elements = shown.map(({ group, entries, open }) => {
      const head = groupRow(group, open, this.query === '' ? group.entries.length : entries.length);
      const children = entries.map((entry) => entryRow(group, entry, marked));
      this.rows.push(head, ...children);
      const item = document.createElement('li');
      item.setAttribute('role', 'none');
      item.append(head.element);
      if (open) {
        const list = document.createElement('ul');
        list.setAttribute('role', 'group');
        list.append(...children.map(({ element }) => element));
        item.append(list);
      }
      return item;
    });
    tree.replaceChildren(...elements);
    tree.hidden = this.rows.length === 0;
    const hits = this.rows.filter(({ entry }) => entry !== undefined).length;
    found.textContent =
      this.query === '' ? '' : hits === 0 ? text('picker.nothing') : text('picker.hits', { count: hits });
    const at = this.rows.findIndex(({ id }) => id === focused);
    for (const [index, row] of this.rows.entries()) row.element.tabIndex = index === Math.max(0, at) ? 0 : -1;
    if (at >= 0) this.rows[at]?.element.focus();
  }

  private rowOf(target: EventTarget | null): Row | undefined {
    return target instanceof Node ? this.rows.find(({ element }) => element.contains(target)) : undefined;
  }

  private focus(index: number): void {
    const next = this.rows[index];
    if (next === undefined) return;
    for (const row of this.rows) row.element.tabIndex = row === next ? 0 : -1;
    next.element.focus();
    // A row that is only half seen is no use.
    next.element.scrollIntoView({ block: 'nearest' });
  }

  private toggle(id: string, open: boolean): void {
    if (open) this.open.add(id);
    else this.open.delete(id);
    this.draw();
  }

  /** What a click or the enter key does. */
  private act(row: Row | undefined): void {
    if (row === undefined) return;
    if (row.entry === undefined) {
      if (this.query === '') this.toggle(row.group, !this.open.has(row.group));
    } else if (row.entry.reason === undefined) {
      this.options.choose(row.entry);
      this.mark();
    }
  }

  private key(event: KeyboardEvent): void {
    const at = this.rows.findIndex(({ element }) => element === event.target);
    const row = this.rows[at];
    if (row === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.focus(at + 1),
      ArrowUp: () => (at === 0 ? this.options.search.focus() : this.focus(at - 1)),
      Home: () => this.focus(0),
      End: () => this.focus(this.rows.length - 1),
      ArrowRight: () => (row.entry === undefined && !this.open.has(row.group) ? this.act(row) : this.focus(at + 1)),
      ArrowLeft: () => this.back(row),
      Enter: () => this.act(row),
      ' ': () => this.act(row),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    move();
    event.preventDefault();
    event.stopPropagation();
  }

  /** From an entry to its group, from an open group to a closed one. */
  private back(row: Row): void {
    if (row.entry === undefined && this.query === '') this.toggle(row.group, false);
    else this.focus(this.rows.findIndex(({ group, entry }) => group === row.group && entry === undefined));
  }
}
