/** The language of the machine, of the two that there are. */
export const LANGUAGE: 'de' | 'en' = /^de\b/i.test(Intl.DateTimeFormat().resolvedOptions().locale) ? 'de' : 'en';
