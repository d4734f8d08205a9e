/** A text as it is compared: without case and accents, `chargePower` also as "charge power". */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** What an entry can be found by. */
export function searchable(...parts: readonly string[]): string {
  const all = parts.join(' ');
  const words = all.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[/_]/g, ' ');
  return plain(`${all} ${words}`);
}

/** Whether every word that was typed is in there. */
export function matches(words: string, query: string): boolean {
  return plain(query)
    .split(/\s+/)
    .every((word) => words.includes(word));
}
