import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where pictures are found also by who shows the README outside of the repository: the package is published without them. */
const PICTURES = 'https://raw.githubusercontent.com/node-red-contrib-evcc/node-red-contrib-evcc/main/';

const readmes = { en: 'README.md', de: 'README.de.md' };

describe.each(Object.entries(readmes))('the README, %s', (language, file) => {
  const text = readFileSync(ROOT + file, 'utf8');
  const links = [...text.matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, mark, title, to = '']) => ({
    isPicture: mark === '!',
    title,
    to,
  }));

  test('shows each dialog in its own language, by addresses that work everywhere', () => {
    const pictures = links.filter(({ isPicture }) => isPicture);
    for (const { title, to } of pictures) {
      expect(title).not.toBe('');
      expect(to.startsWith(PICTURES), to).toBe(true);
      expect(existsSync(ROOT + to.slice(PICTURES.length)), to).toBe(true);
      expect(to).toMatch(new RegExp(`\\.${language}\\.png$`));
    }
    const made = readdirSync(`${ROOT}docs/images`).filter((name) => name.endsWith(`.${language}.png`));
    expect(pictures.map(({ to }) => to.split('/').at(-1)).sort()).toEqual(made.sort());
  });
});
