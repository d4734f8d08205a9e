/** Control characters, ends of lines of any kind, what turns the direction of text, and halves of characters. */
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const DELETE = 0x7f;
/** Where Unicode has a picture for each of the first control characters: ␊ for the end of a line, ␛ for the beginning of a sequence. */
const PICTURES = 0x2400;

/** Characters of a text of evcc, a broker or a message within a sentence. */
export const MAX_SHOWN = 500;

function picture(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(PICTURES + code);
  return code === DELETE ? '␡' : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * A text as it may stand in a log line, a status or an error: on one line, of bounded length, with what it hides made visible. A title
 * with an end of a line in it wrote a line of its own into the log.
 */
export function visible(text: string, max = MAX_SHOWN): string {
  // Before anything reads it: a text may have a megabyte.
  const short = text.length > max ? `${text.slice(0, max - 1)}…` : text;
  return short.replace(HIDDEN, picture);
}
