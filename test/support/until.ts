/** Waits until something is so, looking again and again; `guard` ms is how long it may take at the most. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  guard = 30_000,
): Promise<Exclude<T, undefined | null | false | ''>> {
  const end = Date.now() + guard;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false && value !== '') {
      return value as Exclude<T, undefined | null | false | ''>;
    }
    if (Date.now() > end) throw new Error(`Not within ${guard} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
