import { readdirSync } from 'node:fs';
import { pathOf, read } from './texts.js';

/** The pages that people read, as paths of the checkout. */
export const PAGES: readonly string[] = [
  ...readdirSync(pathOf('.')).filter((name) => name.endsWith('.md')),
  ...readdirSync(pathOf('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A page without what stands in it as code. */
export function prose(page: string): string {
  return read(page)
    .replace(/^ *```[\s\S]*?^ *```/gm, '')
    .replace(/`[^`\n]*`/g, '`code`');
}

export interface Link {
  readonly isPicture: boolean;
  readonly title: string;
  readonly to: string;
}

export function links(page: string): Link[] {
  return [...prose(page).matchAll(/(!?)\[([^[\]]*)\]\(([^()\s]*)\)/g)].map(([, mark, title = '', to = '']) => ({
    isPicture: mark === '!',
    title,
    to,
  }));
}

/** The anchors of a page's headings, as GitHub makes them: one that comes again gets a number. */
export function anchors(page: string): Set<string> {
  const found = new Set<string>();
  const text = read(page).replace(/^ *```[\s\S]*?^ *```/gm, '');
  for (const [, heading = ''] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replace(/ /g, '-');
    let own = slug;
    for (let again = 1; found.has(own); again++) own = `${slug}-${again}`;
    found.add(own);
  }
  return found;
}

/** A page in the other language, where there may be one. */
export function otherLanguage(page: string): string {
  return page.endsWith('.de.md') ? page.replace(/\.de\.md$/, '.md') : page.replace(/\.md$/, '.de.md');
}
