/** Lines of an `mqtt:` block: three certificates with their chains and a key have about 250. */
export const MAX_LINES = 600;
/** Characters of it. */
export const MAX_BLOCK = 100_000;
/**
 * Levels of nesting; evcc's block has two. A parser of YAML recurses: texts of 1 000 levels end Node.js 20 and 22 in V8's compiler of
 * regular expressions, which no `try` catches.
 */
export const MAX_DEPTH = 20;

/** The part of a text that may be parsed, and where it stands in it. */
export interface YamlBlock {
  readonly text: string;
  /** Characters and lines before it. */
  readonly start: number;
  readonly line: number;
}

const KEY = /^\ufeff?(?:mqtt|"mqtt"|'mqtt')\s{0,20}:(?:\s|$)/i;

function indentOf(line: string): number {
  const found = line.search(/[^ \t]/);
  return found < 0 ? line.length : found;
}

/** A line that says nothing: empty, a comment, the mark before a document. */
function isSilent(line: string, indent: number): boolean {
  const rest = line.slice(indent);
  return rest === '' || rest === '\r' || rest.startsWith('#') || line === '---' || line === '---\r';
}

/** What opens a level within a line: brackets, and the indicators of lists, keys and values, which may follow one another. */
function levelsIn(line: string): { opened: number; closed: number; indicators: number } {
  let opened = 0;
  let closed = 0;
  let indicators = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === '[' || char === '{') opened++;
    else if (char === ']' || char === '}') closed++;
    else if ((char === '-' || char === '?' || char === ':') && /^\s?$/.test(line.charAt(at + 1))) indicators++;
  }
  return { opened, closed, indicators };
}

/** Whether a parser could get deeper than `MAX_DEPTH`; counts what stands in quotes as well, so it is rather too careful. */
function isTooDeep(lines: readonly string[]): boolean {
  const indents: number[] = [];
  let brackets = 0;
  for (const line of lines) {
    const indent = indentOf(line);
    if (isSilent(line, indent)) continue;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    const { opened, closed, indicators } = levelsIn(line);
    if (indents.length + brackets + opened + indicators > MAX_DEPTH) return true;
    brackets = Math.max(0, brackets + opened - closed);
  }
  return false;
}

/** Where the block ends: at the next line that is indented no deeper than its key. */
function endOf(lines: readonly string[], from: number, base: number): number {
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const indent = indentOf(line);
    if (indent <= base && !isSilent(line, indent)) return at;
  }
  return lines.length;
}

/**
 * The `mqtt:` block of an evcc.yaml, cut out by its lines; a text without that key may be the lines of the block alone. What is too much
 * for a parser is a key below `yaml.`. One pass over the text.
 */
export function mqttBlock(text: string): YamlBlock | 'noBlock' | 'tooLong' | 'tooDeep' {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !line.startsWith('%') && !isSilent(line, indentOf(line)));
  if (first < 0) return 'noBlock';
  const base = indentOf(lines[first] ?? '');
  const key = lines.findIndex((line) => indentOf(line) === base && KEY.test(line.slice(base)));
  const from = Math.max(key, 0);
  const block = lines.slice(from, key < 0 ? lines.length : endOf(lines, key, base));
  const cut = block.join('\n');
  // A whole file without the key is no block that is too long.
  if (block.length > MAX_LINES || cut.length > MAX_BLOCK) return key < 0 ? 'noBlock' : 'tooLong';
  if (isTooDeep(block)) return 'tooDeep';
  return { text: cut, start: lines.slice(0, from).reduce((sum, line) => sum + line.length + 1, 0), line: from };
}
