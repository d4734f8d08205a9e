// Which evcc has which setting, and how: from the rows of the catalogue.

import { SETTERS } from '../../src/lib/catalogue';
import type { Form, Property, Setter } from '../../src/lib/catalogue/types';
import { formOfRelease } from '../../src/lib/command/version';
import { type Both, code, type Language, table } from './markdown';

/** The releases that were recorded, and those that are known from homes. */
const RELEASES = ['0.133.0', '0.200.0', '0.207.6', '0.300.7', '0.304.2', '0.307.2', '0.313.2', '0.315.0', '0.316.0'];

const TEXTS = {
  title: { en: 'Which evcc has which setting', de: 'Welches evcc welche Einstellung hat' },
  intro: {
    en: `All settings that are not in this table are in every evcc from 0.133 on. What an evcc does not have is refused before anything is sent
(\`EVCC_NOT_SETTABLE\`). What evcc publishes counts first, then its version; a nightly build may have what the next release has, there evcc’s answer
counts. ✓: has it; –: does not; a name: written there.`,
    de: `Alle Einstellungen, die nicht in dieser Tabelle stehen, hat jedes evcc ab 0.133. Was ein evcc nicht hat, wird abgelehnt, bevor etwas gesendet
wird (\`EVCC_NOT_SETTABLE\`). Zuerst zählt, was evcc veröffentlicht, dann seine Version; ein Nightly kann haben, was das nächste Release hat, dort
zählt die Antwort von evcc. ✓: hat sie; –: hat sie nicht; ein Name: dort geschrieben.`,
  },
  setting: { en: 'setting', de: 'Einstellung' },
  since: { en: 'From evcc', de: 'Ab evcc' },
  until: { en: 'Before evcc', de: 'Vor evcc' },
  at: { en: 'written at', de: 'geschrieben auf' },
  confirmed: { en: 'confirmed by', de: 'bestätigt durch' },
  missing: { en: 'Not in evcc', de: 'Nicht in evcc' },
  again: { en: 'again from', de: 'wieder ab' },
  word: { en: 'from evcc', de: 'ab evcc' },
} as const;

/** What the page says of a setting's releases, a line each. */
export function releaseLines({ forms = [], wordsSince = {} }: Setter, language: Language): string[] {
  const say = (text: Both): string => text[language];
  const lines: string[] = [];
  const [first] = forms;
  if (first?.since !== undefined) lines.push(`- ${say(TEXTS.since)} ${first.since}`);
  for (const [at, form] of forms.entries()) {
    const next = forms[at + 1];
    if (form.before !== undefined && next?.since !== undefined && next.since !== form.before) {
      lines.push(`- ${say(TEXTS.missing)} ${form.before}, ${say(TEXTS.again)} ${next.since}`);
    }
  }
  const former = forms.filter(({ at, confirm }) => at !== undefined || confirm !== undefined).at(-1);
  if (former !== undefined) lines.push(`- ${say(TEXTS.until)} ${former.before}: ${how(former, say)}`);
  for (const [word, since] of Object.entries(wordsSince)) lines.push(`- ${code(word)} ${say(TEXTS.word)} ${since}`);
  return lines;
}

function how({ at, confirm }: Form, say: (text: Both) => string): string {
  const written = at === undefined ? [] : [`${say(TEXTS.at)} ${code(at)}`];
  const confirmed = confirm === undefined ? [] : [`${say(TEXTS.confirmed)} ${confirm.map(code).join(', ')}`];
  return [...written, ...confirmed].join(', ');
}

function cell({ set }: Property, release: string): string {
  const form = set && formOfRelease(set, release);
  if (form === undefined) return '–';
  return form.at === undefined ? '✓' : code(form.at.split('/').at(-1) ?? '');
}

/** The table of the settings that not every evcc has. */
export function releaseTable(language: Language): string[] {
  const say = (text: Both): string => text[language];
  const rows = SETTERS.filter(({ set }) => set?.forms !== undefined);
  return [
    `## ${say(TEXTS.title)}`,
    say(TEXTS.intro),
    table(
      [say(TEXTS.setting), ...RELEASES],
      rows.map((property) => [code(property.topic), ...RELEASES.map((release) => cell(property, release))]),
    ),
  ];
}
