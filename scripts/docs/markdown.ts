/** The languages of the pages; English has no ending of its own, as with the READMEs. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in each language. */
export type Both = Readonly<Record<Language, string>>;

/** The path of a page in the repository. */
export function pathOf(name: string, language: Language): string {
  return language === 'en' ? `docs/${name}.md` : `docs/${name}.de.md`;
}

/** A link to the same page in the other language, as the first line of every page. */
export function other(name: string, language: Language): string {
  return language === 'en' ? `[Deutsch](${name}.de.md)` : `[English](${name}.md)`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** What would end a cell or a row of a table. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** The anchor that a heading gets: lower case, without punctuation, hyphens for spaces. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

export function page(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
