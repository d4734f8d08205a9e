import type { SecretPlace } from './admin-types';

/** Takes the common indentation away and, of the ends of lines at its end, as many as the header says (YAML 1.2, 8.1.1.2). */
function block(source: string): string | undefined {
  const [header = '', ...lines] = source.split('\n');
  const chomping = /^\|([+-]?)$/.exec(header.trim())?.[1];
  if (chomping === undefined) return undefined;
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = indents.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const text = lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  const bare = text.slice(0, end);
  return chomping === '-' ? bare : `${bare}\n`;
}

/**
 * The value of a scalar of YAML from where it stands in the text, for the ways in which passwords and keys are written; undefined for
 * one that is written in another way (escapes beyond `\n`, `\"` and `\\`, folded lines).
 */
export function scalarAt(text: string, { start, end, style }: SecretPlace): string | undefined {
  const source = text.slice(start, end).replace(/\r\n?/g, '\n');
  if (style === 'block') return block(source);
  if (source.includes('\n')) return undefined;
  if (style === 'plain') return source;
  const inner = source.slice(1, -1);
  if (style === 'single') return inner.replace(/''/g, "'");
  if (/\\[^n"\\]/.test(inner.replace(/\\\\/g, ''))) return undefined;
  return inner.replace(/\\(.)/g, (_all, char: string) => (char === 'n' ? '\n' : char));
}
