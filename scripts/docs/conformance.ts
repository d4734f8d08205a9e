// docs/conformance.md: what is known of which evcc, and how.

import { PROPERTIES } from '../../src/lib/catalogue';
import type { Property } from '../../src/lib/catalogue/types';
import { type Both, code, type Language, other, page, table } from './markdown';
import { commanded, published, RECORDED } from './sources';

const TEXTS = {
  title: { en: 'What is known of evcc, and how', de: 'Was von evcc bekannt ist, und woher' },
  intro: {
    en: `Every row of the package's catalogue, made from the catalogue and from the recordings of a running evcc ${RECORDED} that the tests replay
(\`npm run docs\`). **recorded**: a running evcc ${RECORDED} published it with a value, or was sent the setting, and the tests hold the package
against that. **source**: known from evcc's source of ${RECORDED}, not seen with a value in the recorded houses. **reported**: known from
evcc's change notes only.`,
    de: `Jede Zeile des Katalogs, erzeugt aus dem Katalog und den Aufzeichnungen eines laufenden evcc ${RECORDED}, die die Tests abspielen
(\`npm run docs\`). **aufgezeichnet**: ein laufendes evcc ${RECORDED} hat den Wert veröffentlicht oder die Einstellung bekommen, und die Tests messen das
Paket daran. **Quelltext**: aus dem Quelltext von evcc ${RECORDED} bekannt, in den aufgezeichneten Häusern ohne Wert. **berichtet**: nur aus den
Änderungshinweisen von evcc bekannt.`,
  },
  summary: { en: 'Summary', de: 'Überblick' },
  summaryHeads: { en: ['', 'values', 'settings'], de: ['', 'Werte', 'Einstellungen'] },
  heads: { en: ['topic', 'value', 'setting', 'from evcc'], de: ['Topic', 'Wert', 'Einstellung', 'ab evcc'] },
  recorded: { en: 'recorded', de: 'aufgezeichnet' },
  source: { en: 'source', de: 'Quelltext' },
  reported: { en: 'reported', de: 'berichtet' },
  all: { en: 'All rows', de: 'Alle Zeilen' },
} as const;

type Known = 'recorded' | 'source' | 'reported';

/** Whether a version is newer than the one that was recorded. */
function isNewer(since: string | undefined): boolean {
  const [major = 0, minor = 0] = (since ?? '0.0').split('.').map(Number);
  const [ownMajor = 0, ownMinor = 0] = RECORDED.split('.').map(Number);
  return major > ownMajor || (major === ownMajor && minor > ownMinor);
}

function known(seen: boolean, since: string | undefined): Known {
  if (isNewer(since)) return 'reported';
  return seen ? 'recorded' : 'source';
}

export function conformancePage(language: Language): string {
  const say = (text: Both): string => text[language];
  const heads = ({ en, de }: { en: readonly string[]; de: readonly string[] }) => (language === 'en' ? en : de);
  const values = published();
  const commands = commanded();
  const value = ({ topic, since, writeOnly }: Property): Known | undefined =>
    writeOnly ? undefined : known(values.has(topic), since);
  const settingOf = ({ topic, since, set }: Property): Known | undefined =>
    set === undefined ? undefined : known(commands.has(topic), set.forms?.[0]?.since ?? since);
  const count = (kind: Known, of: (property: Property) => Known | undefined): string =>
    String(PROPERTIES.filter((property) => of(property) === kind).length);
  const kinds: readonly Known[] = ['recorded', 'source', 'reported'];
  const word = (kind: Known | undefined): string => (kind === undefined ? '' : say(TEXTS[kind]));
  return page(
    other('conformance', language),
    `# ${say(TEXTS.title)}`,
    say(TEXTS.intro),
    `## ${say(TEXTS.summary)}`,
    table(
      heads(TEXTS.summaryHeads),
      kinds.map((kind) => [word(kind), count(kind, value), count(kind, settingOf)]),
    ),
    `## ${say(TEXTS.all)}`,
    table(
      heads(TEXTS.heads),
      PROPERTIES.map((property) => [
        code(property.topic),
        word(value(property)),
        word(settingOf(property)),
        property.since ?? property.set?.forms?.[0]?.since ?? '',
      ]),
    ),
  );
}
