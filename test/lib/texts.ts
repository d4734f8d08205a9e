import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const TYPES = ['evcc-config', 'evcc-in', 'evcc-out'] as const;
export const LANGUAGES = ['en-US', 'de'] as const;
export type NodeType = (typeof TYPES)[number];
export type Language = (typeof LANGUAGES)[number];

/** A path of the checkout. */
export function pathOf(path: string): string {
  return join(__dirname, '../..', path);
}

/** Text of a file of the checkout. */
export function read(path: string): string {
  return readFileSync(pathOf(path), 'utf8');
}

/** Text of a file of the build, which is made when there is none yet. */
export function built(path: string): string {
  if (!existsSync(pathOf(path))) execFileSync(process.execPath, [pathOf('scripts/build.mjs')]);
  return read(path);
}

/** Every text of a node's catalogue by its full key, `evcc-in.label.topics`. */
export function catalogue(language: Language, type: NodeType): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (node: unknown, key: string): void => {
    if (typeof node === 'string') texts.set(key, node);
    else if (typeof node === 'object' && node !== null) {
      for (const [name, child] of Object.entries(node)) walk(child, key === '' ? name : `${key}.${name}`);
    } else throw new Error(`${language}/${type}.json: ${key} is neither a text nor a group`);
  };
  walk(JSON.parse(read(`locales/${language}/${type}.json`)), '');
  return texts;
}

/** The `__name__` placeholders of a text, sorted. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/__(\w+?)__/g)].map(([, name]) => name ?? '').sort();
}
