// docs/settings.md: every setting of evcc that evcc-out sets, and what comes of it.

import { PROPERTIES, SETTERS } from '../../src/lib/catalogue';
import { labelFor } from '../../src/lib/catalogue/labels/types';
import type { Property, Setter } from '../../src/lib/catalogue/types';
import { acceptsParams } from '../../src/lib/command/accepts';
import { takesChanges } from '../../src/lib/command/relative';
import { exampleOf, exampleTopic } from './example';
import { type Both, code, type Language, other, page, table } from './markdown';
import { releaseLines, releaseTable } from './releases';
import { labels, RuntimeTexts } from './sources';
import { RULES, SCOPES } from './words';

const TEXTS = {
  title: { en: 'Settings of evcc, and what comes of them', de: 'Die Einstellungen von evcc, und was daraus wird' },
  intro: {
    en: `What **evcc out** sets: ${SETTERS.length} settings, made from the package's catalogue (\`npm run docs\`). The setting is chosen in the node, or named by
\`msg.topic\` (without the root topic; \`/set\` at its end may stay or go), or is the key of an object as value. Everything is checked before
anything is sent: what is wrong never reaches evcc.`,
    de: `Was **evcc out** setzt: ${SETTERS.length} Einstellungen, erzeugt aus dem Katalog des Pakets (\`npm run docs\`). Die Einstellung wird im Node gewählt,
mit \`msg.topic\` genannt (ohne das Wurzel-Topic; \`/set\` am Ende darf stehen oder fehlen) oder ist der Schlüssel eines Objekts als Wert. Alles wird
geprüft, bevor etwas gesendet wird: was falsch ist, erreicht evcc nie.`,
  },
  outcomes: { en: 'Outcomes', de: 'Ergebnisse' },
  goesOn: {
    en: 'A message that succeeds goes on, with what came of it in `msg.evcc` (`topic`, `sent`, `result`, `took` in ms):',
    de: 'Eine Nachricht mit Erfolg geht weiter, mit dem Ergebnis in `msg.evcc` (`topic`, `sent`, `result`, `took` in ms):',
  },
  fails: {
    en: 'One that fails does not go on; a Catch node gets it, with the code in `msg.evcc.code` (from Node-RED 4.1 on also in `msg.error.code`) and a sentence in `msg.error.message`:',
    de: 'Eine ohne Erfolg geht nicht weiter; ein Catch-Node bekommt sie, mit dem Code in `msg.evcc.code` (ab Node-RED 4.1 auch in `msg.error.code`) und einem Satz in `msg.error.message`:',
  },
  heads: { en: ['result', 'meaning'], de: ['Ergebnis', 'Bedeutung'] },
  codes: { en: ['code', 'meaning'], de: ['Code', 'Bedeutung'] },
  accepted: { en: 'Accepted', de: 'Möglich' },
  relative: {
    en: 'also `"+5"` and `"-5"`, which change the present value',
    de: 'auch `"+5"` und `"-5"`, die den jetzigen Wert ändern',
  },
  zeroFrom: {
    en: 'While it is 0, without a limit, `"-5"` counts from',
    de: 'Steht es auf 0, also ohne Limit, zählt `"-5"` ab',
  },
  zeroNone: {
    en: 'While it is 0, without a limit, there is nothing to change.',
    de: 'Steht es auf 0, also ohne Limit, gibt es nichts zu ändern.',
  },
  zeroEnd: { en: 'No change ends at 0.', de: 'Keine Änderung endet bei 0.' },
  example: { en: 'Example', de: 'Beispiel' },
  confirmed: { en: 'Confirmed by', de: 'Bestätigt durch' },
  itself: { en: 'the topic itself', de: 'das Topic selbst' },
  checked: { en: 'Checked before', de: 'Vorher geprüft' },
  repeats: {
    en: 'Acts each time it is sent, so it is sent even when it is so already.',
    de: 'Wirkt jedes Mal, wenn sie gesendet wird; sie wird daher auch gesendet, wenn es schon so ist.',
  },
  several: { en: 'Several settings at once', de: 'Mehrere Einstellungen auf einmal' },
  severalText: {
    en: `Without a chosen setting and without \`msg.topic\` the value is an object of settings, flat or nested. All are checked first, against the
state that they leave together; when one is wrong none is sent. They go out in an order that evcc accepts, and \`msg.evcc.settings\` tells
of each.`,
    de: `Ohne gewählte Einstellung und ohne \`msg.topic\` ist der Wert ein Objekt mit Einstellungen, flach oder verschachtelt. Zuerst werden alle geprüft,
gegen den Stand, den sie zusammen ergeben; ist eine falsch, wird keine gesendet. Sie gehen in einer Reihenfolge hinaus, die evcc annimmt, und
\`msg.evcc.settings\` nennt jede.`,
  },
  severalResult: {
    en: `The result of the whole is that of its least certain setting, the first of these that occurs: \`sent\`, \`acknowledged\`, \`superseded\`,
\`applied\`, \`unchanged\`.`,
    de: `Das Ergebnis des Ganzen ist das der unsichersten Einstellung, das erste von diesen, das vorkommt: \`sent\`, \`acknowledged\`, \`superseded\`,
\`applied\`, \`unchanged\`.`,
  },
  vehicles: { en: 'name or title of a vehicle, guest', de: 'Name oder Titel eines Fahrzeugs, guest' },
} as const;

/** What the results say, strongest first. */
const RESULTS: Readonly<Record<string, Both>> = {
  applied: { en: 'evcc has taken it over: its state says so.', de: 'evcc hat es übernommen: sein Stand sagt es.' },
  unchanged: { en: 'It is so already; nothing was sent.', de: 'Es ist schon so; es wurde nichts gesendet.' },
  acknowledged: {
    en: 'evcc has answered (with *Done when evcc has answered*).',
    de: 'evcc hat geantwortet (mit *Fertig, wenn evcc geantwortet hat*).',
  },
  sent: {
    en: 'It was handed to the broker (with *Done when it is sent*, and for raw topics).',
    de: 'Es wurde dem Broker übergeben (mit *Fertig, wenn gesendet wurde*, und bei beliebigen Topics).',
  },
  superseded: {
    en: 'A newer message set the same thing before this one was sent.',
    de: 'Eine neuere Nachricht hat dasselbe gesetzt, bevor diese gesendet war.',
  },
};

const CODES: Readonly<Record<string, Both>> = {
  EVCC_INVALID: {
    en: 'The value or its topic cannot be; nothing was sent.',
    de: 'Wert oder Topic ist nicht möglich; es wurde nichts gesendet.',
  },
  EVCC_UNKNOWN_SETTING: {
    en: 'evcc has no such setting; the sentence names the nearest ones.',
    de: 'Eine solche Einstellung hat evcc nicht; der Satz nennt die nächstliegenden.',
  },
  EVCC_NOT_SETTABLE: {
    en: 'It can be read, or set by evcc’s REST interface, but not over MQTT; or this evcc is older than the setting.',
    de: 'Es lässt sich lesen oder über die REST-Schnittstelle von evcc setzen, aber nicht über MQTT; oder dieses evcc ist älter als die Einstellung.',
  },
  EVCC_REFUSED: {
    en: 'evcc has read it and kept its state; why is in evcc’s log. Or the broker says that this user may not write there (MQTT 5).',
    de: 'evcc hat es gelesen und seinen Stand behalten; warum, steht im Log von evcc. Oder der Broker sagt, dass dieser Benutzer dort nicht schreiben darf (MQTT 5).',
  },
  EVCC_TIMEOUT: {
    en: 'No answer in time, the new state did not come, or the broker did not pass the command on.',
    de: 'Keine rechtzeitige Antwort, der neue Stand kam nicht, oder der Broker hat den Befehl nicht weitergegeben.',
  },
  EVCC_OFFLINE: {
    en: 'evcc or the broker was away for the whole time-out; nothing was sent.',
    de: 'evcc oder der Broker war die ganze Wartezeit nicht da; es wurde nichts gesendet.',
  },
  EVCC_NOT_CONFIGURED: { en: 'The node has no usable connection.', de: 'Der Node hat keine brauchbare Verbindung.' },
};

/** The heading of a setting: its name and its topic. */
export function settingHeading(property: Property, language: Language): string {
  const label = labelFor(labels(language), property.topic)?.label ?? '';
  return `${label}: ${code(property.topic)}`;
}

export function settingsPage(language: Language): string {
  const texts = new RuntimeTexts(language);
  const say = (text: Both): string => text[language];
  const { properties } = labels(language);
  const heads = ({ en, de }: { en: readonly string[]; de: readonly string[] }) => (language === 'en' ? en : de);

  const accepts = (property: Property, set: Setter): string => {
    const setting = { topic: property.topic, property, set };
    const present = {
      get: () => undefined,
      published: () => false,
      ahead: () => 0,
      loadpoints: () => [],
      below: () => [],
    };
    const params = acceptsParams(setting, present);
    const given = set.accepts === 'vehicle' ? { ...params, values: say(TEXTS.vehicles) } : params;
    const said = [params.accepts, params.clears].flatMap((key) =>
      key === undefined ? [] : [texts.text(`accepts.${key}`, given as Record<string, string | number>)],
    );
    const numeric = set.accepts === 'integer' || set.accepts === 'number' || set.accepts === 'delay';
    return [...said, ...(numeric && takesChanges(set) ? [say(TEXTS.relative)] : [])].join(', ');
  };
  const zero = (set: Setter): string[] => {
    if (set.zero === undefined || !takesChanges(set)) return [];
    const from = set.zero === 'none' ? say(TEXTS.zeroNone) : `${say(TEXTS.zeroFrom)} ${set.zero}.`;
    return [`- ${from} ${say(TEXTS.zeroEnd)}`];
  };
  const lines = (property: Property, set: Setter): string[] => {
    const example = exampleOf(property, set);
    const value = JSON.stringify(example)
      .replace(/"(\w+)":/g, '$1: ')
      .replace(/,/g, ', ');
    const confirm = set.confirm?.filter((one) => one !== property.topic) ?? [];
    return [
      `- ${say(TEXTS.accepted)}: ${accepts(property, set)}`,
      ...zero(set),
      `- ${say(TEXTS.example)}: \`msg.topic = "${exampleTopic(property)}"\`, \`msg.payload = ${value}\``,
      `- ${say(TEXTS.confirmed)}: ${confirm.length === 0 ? say(TEXTS.itself) : confirm.map(code).join(', ')}`,
      ...(set.rules === undefined
        ? []
        : [`- ${say(TEXTS.checked)}: ${set.rules.map((rule) => say(RULES[rule])).join(' ')}`]),
      ...(set.repeats ? [`- ${say(TEXTS.repeats)}`] : []),
      ...releaseLines(set, language),
    ];
  };
  const section = (property: Property): string[] => {
    const { set } = property;
    if (set === undefined) return [];
    const about = labelFor({ properties } as Parameters<typeof labelFor>[0], property.topic)?.about ?? '';
    return [`### ${settingHeading(property, language)}`, about, lines(property, set).join('\n')];
  };
  const scopes = Object.entries(SCOPES).flatMap(([scope, title]) => {
    const own = PROPERTIES.filter(({ topic, set }) => set !== undefined && topic.split('/')[0] === scope);
    return own.length === 0 ? [] : [`## ${say(title)}`, ...own.flatMap(section)];
  });
  const rows = (all: Readonly<Record<string, Both>>): string[][] =>
    Object.entries(all).map(([key, text]) => [code(key), say(text)]);
  const several = `msg.payload = {
  loadpoints: {
    1: { mode: "now", limitSoc: 80 },
  },
  "site/bufferSoc": 60,
};`;
  return page(
    other('settings', language),
    `# ${say(TEXTS.title)}`,
    say(TEXTS.intro),
    `## ${say(TEXTS.outcomes)}`,
    say(TEXTS.goesOn),
    table(heads(TEXTS.heads), rows(RESULTS)),
    say(TEXTS.fails),
    table(heads(TEXTS.codes), rows(CODES)),
    `## ${say(TEXTS.several)}`,
    say(TEXTS.severalText),
    `\`\`\`js\n${several}\n\`\`\``,
    say(TEXTS.severalResult),
    ...releaseTable(language),
    ...scopes,
  );
}
