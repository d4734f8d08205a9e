/** The words by which evcc itself clears a setting. */
const WORDS: ReadonlySet<string> = new Set(['-', 'nil', 'null', 'none']);

/** Whether a text clears a setting that can be cleared, in any case. */
export function isClearWord(text: string): boolean {
  return WORDS.has(text.toLowerCase());
}
