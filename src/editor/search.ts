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

/** How well an entry's name fits what was typed: 0 where it begins with it, 1 where one of its words does, else 2. */
export function rank(label: string, query: string): number {
  const name = plain(label);
  const typed = plain(query);
  if (name.startsWith(typed)) return 0;
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) ? 1 : 2;
}

/** Whether every word that was typed is in there. */
export function matches(words: string, query: string): boolean {
  return plain(query)
    .split(/\s+/)
    .every((word) => words.includes(word));
}
