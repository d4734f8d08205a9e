// docs/properties.md: every value of evcc that evcc-in knows.

import { PROPERTIES } from '../../src/lib/catalogue';
import { labelFor } from '../../src/lib/catalogue/labels/types';
import type { Group, Property } from '../../src/lib/catalogue/types';
import { anchor, type Both, code, type Language, other, page, table } from './markdown';
import { settingHeading } from './settings';
import { labels } from './sources';
import { KINDS, SCOPES } from './words';

const TEXTS = {
  title: { en: 'Values of evcc', de: 'Die Werte von evcc' },
  intro: {
    en: `What **evcc in** knows of evcc, ${PROPERTIES.length} values and structures, made from the package's catalogue (\`npm run docs\`). A topic is
written without the root topic; \`<n>\` is a number from 1, \`<name>\` evcc's name of a vehicle or circuit. Instead of a loadpoint's number its
name or title is good too, and a vehicle's title instead of its name. A value that evcc publishes and this page does not know is
delivered by its text.`,
    de: `Was **evcc in** von evcc kennt: ${PROPERTIES.length} Werte und Strukturen, erzeugt aus dem Katalog des Pakets (\`npm run docs\`). Ein Topic steht
ohne das Wurzel-Topic; \`<n>\` ist eine Nummer ab 1, \`<name>\` der Name eines Fahrzeugs oder Stromkreises in evcc. Statt der Nummer eines Ladepunkts
geht auch sein Name oder Titel, statt des Namens eines Fahrzeugs sein Titel. Ein Wert, den evcc veröffentlicht und diese Seite nicht
kennt, kommt nach seinem Text an.`,
  },
  kinds: {
    en: `\`msg.payload\` is typed: numbers in the unit of the table, times in milliseconds, durations in seconds, \`null\` where evcc has no
value. A slot is \`{ start, end, value }\`; \`msg.evcc.text\` says every value in words.`,
    de: `\`msg.payload\` ist typisiert: Zahlen in der Einheit der Tabelle, Zeitpunkte in Millisekunden, Dauern in Sekunden, \`null\`, wo evcc keinen
Wert hat. Ein Zeitfenster ist \`{ start, end, value }\`; \`msg.evcc.text\` sagt jeden Wert in Worten.`,
  },
  heads: { en: ['Value', 'Type', 'Meaning'], de: ['Wert', 'Typ', 'Bedeutung'] },
  settable: { en: 'Can be set', de: 'Setzbar' },
  writeOnly: { en: 'Only to be set, never published.', de: 'Nur zu setzen, wird nie veröffentlicht.' },
  rest: { en: "Set by evcc's REST interface only.", de: 'Nur über die REST-Schnittstelle von evcc setzbar.' },
  setBy: { en: 'Set by', de: 'Gesetzt über' },
  since: { en: 'From evcc', de: 'Ab evcc' },
  former: { en: 'Formerly', de: 'Früher' },
} as const;

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** Whose value it is: the first level of its topic. */
function scopeOf({ topic }: Property): string {
  const [scope = '', below] = topic.split('/');
  return below === undefined ? '' : scope;
}

export function propertiesPage(language: Language): string {
  const { properties, groups, units, words } = labels(language);
  const say = (text: Both): string => text[language];

  const typed = ({ kind, unit, values, words: name }: Property): string => {
    const known = values?.map((value) => {
      const word = name === undefined ? undefined : words[name][value];
      return word === undefined || word.toLowerCase() === value ? code(value) : `${code(value)} (${word})`;
    });
    const measured = unit === undefined || kind === 'duration' ? '' : units[unit];
    const type = [say(KINDS[kind]), measured].filter(Boolean).join(', ');
    return known === undefined ? type : `${type}: ${known.join(', ')}`;
  };
  const notesOf = (property: Property): string[] => [
    ...(property.set === undefined
      ? []
      : [
          `[${say(TEXTS.settable)}](settings${language === 'de' ? '.de' : ''}.md#${anchor(settingHeading(property, language))}).`,
        ]),
    ...(property.writeOnly ? [say(TEXTS.writeOnly)] : []),
    ...(property.rest ? [say(TEXTS.rest)] : []),
    ...(property.setBy === undefined ? [] : [`${say(TEXTS.setBy)} ${code(property.setBy)}.`]),
    ...(property.since === undefined ? [] : [`${say(TEXTS.since)} ${property.since}.`]),
    ...(property.former === undefined ? [] : [`${say(TEXTS.former)} ${property.former.map(code).join(', ')}.`]),
  ];
  const row = (property: Property): string[] => {
    const label = labelFor({ properties } as Parameters<typeof labelFor>[0], property.topic);
    return [
      // Below each other: a page is too narrow for a column of topics, which nothing breaks.
      `${label?.label ?? ''}<br>${code(property.topic)}`,
      typed(property),
      [label?.about ?? '', ...notesOf(property)].filter(Boolean).join(' '),
    ];
  };
  const parts = Object.entries(SCOPES).flatMap(([scope, title]) => {
    const own = PROPERTIES.filter((property) => scopeOf(property) === scope);
    const present = [...new Set(own.map(({ group }) => group))];
    const tableOf = (group: Group): string => {
      const heads = TEXTS.heads[language];
      return table(isList(heads) ? heads : [], own.filter((property) => property.group === group).map(row));
    };
    return [
      `## ${say(title)}`,
      ...present.flatMap((group) =>
        present.length === 1 ? [tableOf(group)] : [`### ${groups[group]}`, tableOf(group)],
      ),
    ];
  });
  return page(other('properties', language), `# ${say(TEXTS.title)}`, say(TEXTS.intro), say(TEXTS.kinds), ...parts);
}
