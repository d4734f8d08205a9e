// docs/troubleshooting.md: every diagnosis with its remedy, every status, every warning and error, from the runtime's own texts.

import { type Both, type Language, other, page, table } from './markdown';
import { RuntimeTexts } from './sources';

const TEXTS = {
  title: { en: 'When something does not work', de: 'Wenn etwas nicht geht' },
  intro: {
    en: `A node says below itself what is wrong, in a few words; the sentence is in Node-RED's log and under *Test connection* in the dialog of the
connection. This page holds all of them with what helps, made from the package's own texts (\`npm run docs\`). Words in ‹…› stand for what is
named there.`,
    de: `Ein Node sagt unter sich in wenigen Worten, was nicht stimmt; der ganze Satz steht im Log von Node-RED und unter *Verbindung testen* im Dialog
der Verbindung. Diese Seite enthält alle mit dem, was hilft, erzeugt aus den Texten des Pakets (\`npm run docs\`). Wörter in ‹…› stehen für das,
was dort genannt wird.`,
  },
  connection: { en: 'The connection, and evcc behind it', de: 'Die Verbindung, und evcc dahinter' },
  heads: { en: ['below the node', 'what it means', 'what helps'], de: ['unter dem Node', 'was es heißt', 'was hilft'] },
  phases: { en: 'Other statuses', de: 'Andere Statusanzeigen' },
  phaseHeads: { en: ['below the node', 'what it means'], de: ['unter dem Node', 'was es heißt'] },
  warnings: { en: 'Warnings', de: 'Warnungen' },
  warningsIntro: {
    en: 'Said once, in the log and in the debug sidebar:',
    de: 'Einmal gesagt, im Log und in der Debug-Leiste:',
  },
  settings: { en: 'A wrong configuration', de: 'Eine falsche Konfiguration' },
  settingsIntro: {
    en: 'Said in the dialog, and in the log when it is deployed all the same:',
    de: 'Im Dialog gesagt, und im Log, wenn es trotzdem übernommen wird:',
  },
  flows: { en: 'In a flow', de: 'Im Flow' },
  flowsIntro: {
    en: 'What evcc in and evcc out answer to a message or a topic that cannot be:',
    de: 'Was evcc in und evcc out auf eine Nachricht oder ein Topic antworten, das nicht geht:',
  },
  or: { en: 'Or', de: 'Oder' },
} as const;

/** Remedies that a diagnosis has beside the one of its own name, and when. */
const OTHER_REMEDIES: Readonly<Record<string, readonly (readonly [remedy: string, when: Both])[]>> = {
  selfSigned: [['otherCa', { en: 'with a CA certificate entered', de: 'mit eingetragenem CA-Zertifikat' }]],
  unknownCa: [['otherCa', { en: 'with a CA certificate entered', de: 'mit eingetragenem CA-Zertifikat' }]],
  closed: [
    ['closedPlain', { en: 'without TLS', de: 'ohne TLS' }],
    ['notWebsocket', { en: 'with ws:// or wss://', de: 'mit ws:// oder wss://' }],
  ],
  twoEvccs: [['twoEvccsOffline', { en: 'when one of them has ended', de: 'wenn eines davon beendet wurde' }]],
};
/** Diagnoses that share another one's remedy. */
const SAME_REMEDY: Readonly<Record<string, string>> = { offlineSince: 'offline' };

/** Statuses that are no reason of a failure. */
const PHASES: Readonly<Record<string, Both>> = {
  connecting: {
    en: 'The connection to the broker is being made, or its stored values are being read.',
    de: 'Die Verbindung zum Broker entsteht, oder seine gespeicherten Werte werden gelesen.',
  },
  connected: { en: 'All is well; nothing has come yet.', de: 'Alles in Ordnung; es kam noch nichts.' },
  disconnected: { en: 'There is no connection to the broker.', de: 'Es gibt keine Verbindung zum Broker.' },
  offline: {
    en: 'The broker is there; evcc says that it is offline.',
    de: 'Der Broker ist da; evcc meldet sich offline.',
  },
  starting: {
    en: 'evcc starts. Its first values are not true yet, so nothing is told until it runs.',
    de: 'evcc startet. Seine ersten Werte stimmen noch nicht; bis es läuft, wird nichts weitergegeben.',
  },
  fatal: {
    en: 'evcc is online but has published nothing else for ten seconds: a fault in its configuration keeps it from running. Its log names it, and so does `site/fatal` where evcc publishes that.',
    de: 'evcc ist online, hat aber seit zehn Sekunden sonst nichts veröffentlicht: Ein Fehler in seiner Konfiguration hindert es am Start. Sein Log nennt ihn, und `site/fatal`, wo evcc das veröffentlicht.',
  },
  stale: {
    en: 'evcc is online but has published nothing for three of its control cycles; or this user may not read it any more.',
    de: 'evcc ist online, hat aber seit drei Regelintervallen nichts veröffentlicht; oder dieser Benutzer darf es nicht mehr lesen.',
  },
  lost: {
    en: 'The broker was started anew and has forgotten evcc’s values; evcc publishes many of them only at its own start.',
    de: 'Der Broker wurde neu gestartet und hat die Werte von evcc vergessen; viele davon veröffentlicht evcc nur bei seinem Start.',
  },
  notConfigured: {
    en: 'The node has no connection chosen, or a disabled one.',
    de: 'Im Node ist keine Verbindung gewählt, oder eine deaktivierte.',
  },
  noTopic: {
    en: 'The root topic of the connection is empty, which means no MQTT at all, as in evcc itself.',
    de: 'Das Wurzel-Topic der Verbindung ist leer, und das heißt wie bei evcc selbst: kein MQTT.',
  },
  invalid: {
    en: 'The settings of the node or of its connection cannot be used; see the log.',
    de: 'Die Einstellungen des Nodes oder seiner Verbindung sind nicht brauchbar; siehe Log.',
  },
  waiting: { en: 'A command waits until evcc listens.', de: 'Ein Befehl wartet, bis evcc zuhört.' },
  insecure: {
    en: 'The broker’s certificate is not checked, as the connection says.',
    de: 'Das Zertifikat des Brokers wird nicht geprüft, wie in der Verbindung gewählt.',
  },
};

/** Errors about the configuration of a connection. */
const CONFIG_ERRORS =
  /^(rootEmpty|topicInvalid|broker|cert|tlsOnly|envUnset|controlCharacter|tooLong|pem|notConfigured)/;

export function troubleshootingPage(language: Language): string {
  const texts = new RuntimeTexts(language);
  const say = (text: Both): string => text[language];
  const heads = ({ en, de }: { en: readonly string[]; de: readonly string[] }) => (language === 'en' ? en : de);

  const diagnoses = texts.keys('diagnosis').map((key) => {
    const others = (OTHER_REMEDIES[key] ?? []).map(
      ([remedy, when]) => `${say(TEXTS.or)}, ${say(when)}: ${texts.text(`remedy.${remedy}`)}`,
    );
    return [
      texts.has(`status.reason.${key}`)
        ? `**${texts.text(`status.reason.${key}`)}**`
        : `**${texts.text('status.offline')}**`,
      texts.text(`diagnosis.${key}`),
      [texts.text(`remedy.${SAME_REMEDY[key] ?? key}`), ...others].join(' '),
    ];
  });
  const errors = (wanted: (key: string) => boolean): string =>
    texts
      .keys('errors')
      .filter(wanted)
      .flatMap((key) =>
        texts.has(`errors.${key}`)
          ? [`errors.${key}`]
          : texts.keys(`errors.${key}`).map((one) => `errors.${key}.${one}`),
      )
      .map((key) => `- ${texts.text(key)}`)
      .join('\n');
  return page(
    other('troubleshooting', language),
    `# ${say(TEXTS.title)}`,
    say(TEXTS.intro),
    `## ${say(TEXTS.connection)}`,
    table(heads(TEXTS.heads), diagnoses),
    `## ${say(TEXTS.phases)}`,
    table(
      heads(TEXTS.phaseHeads),
      Object.entries(PHASES).map(([key, text]) => [`**${texts.text(`status.${key}`)}**`, say(text)]),
    ),
    `## ${say(TEXTS.warnings)}`,
    say(TEXTS.warningsIntro),
    texts
      .keys('warnings')
      .map((key) => `- ${texts.text(`warnings.${key}`)}`)
      .join('\n'),
    `## ${say(TEXTS.settings)}`,
    say(TEXTS.settingsIntro),
    errors((key) => CONFIG_ERRORS.test(key)),
    `## ${say(TEXTS.flows)}`,
    say(TEXTS.flowsIntro),
    errors((key) => !CONFIG_ERRORS.test(key)),
  );
}
