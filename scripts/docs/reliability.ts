import { readFileSync } from 'node:fs';
import { type Both, code, type Language, other, page, table } from './markdown';

/** What was tried of one fault. */
export interface Fault {
  readonly fault: string;
  readonly rounds: number;
  readonly commands: Readonly<Record<string, number>>;
  readonly measured?: Readonly<Record<string, number>>;
}

interface Bytes {
  readonly heap: number;
  readonly rss: number;
}

/** What the page needs of the reports of `test:faults`, `test:soak` and `test:load`; absent: not run yet. */
export interface Reliability {
  readonly machine: string;
  readonly faults?: { readonly date: string; readonly seed: number; readonly tried: readonly Fault[] };
  readonly soak?: {
    readonly date: string;
    readonly seed: number;
    readonly minutes: number;
    readonly faults: number;
    readonly checks: number;
    readonly byFault: Readonly<Record<string, number>>;
    readonly values: number;
    readonly commands: number;
    readonly outcomes: Readonly<Record<string, number>>;
    /** Topics whose last text a killed broker had not saved itself. */
    readonly lostByBroker: readonly string[];
    readonly wrong: readonly string[];
    readonly heap: { readonly warm: number; readonly end: number };
    readonly rss: { readonly warm: number; readonly end: number };
  };
  readonly load?: {
    readonly date: string;
    readonly results: Readonly<
      Record<
        string,
        {
          readonly messages: number;
          readonly seconds: number;
          readonly times: { readonly callMean: number; readonly own999: number };
          readonly memory: readonly Bytes[];
          readonly wrong: readonly string[];
        }
      >
    >;
  };
}

/** Where it is kept between runs. */
export const DATA = new URL('../../docs/reliability.json', import.meta.url);

const TEXTS = {
  title: { en: 'Reliability', de: 'Zuverlässigkeit' },
  intro: {
    en: 'These nodes control a charger. So everything between Node-RED and evcc was broken on purpose, many times, at random moments. This page is made of the reports of those runs; with the number in its command (the seed) each of them happens again in the same order.',
    de: 'Von diesen Nodes hängt ab, wie eine Wallbox lädt. Deshalb wurde alles zwischen Node-RED und evcc absichtlich gestört, oft und zu zufälligen Zeitpunkten. Diese Seite entsteht aus den Berichten der Läufe; mit der Zahl im Befehl, dem Startwert, läuft jeder noch einmal in derselben Reihenfolge ab.',
  },
  checked: {
    en: 'After each fault the state that flows hold is compared with that of evcc; every command must have had exactly one outcome; no value may have reached a flow that evcc never published; and at the end Node-RED may hold no listener, timer or socket more than without the flow.',
    de: 'Nach jeder Störung wird verglichen, ob die Flows denselben Zustand kennen wie evcc, ob jeder Befehl genau ein Ergebnis hatte und ob kein Wert ankam, den evcc nie veröffentlicht hat. Am Ende darf Node-RED keinen Listener, Timer oder Socket mehr haben als ohne den Flow.',
  },
  found: {
    en: 'The defects that this work found are mended; each has a test of its own, and the [changelog](../CHANGELOG.md) names them.',
    de: 'Die Fehler, die dabei auffielen, sind behoben; jeder hat einen eigenen Test und steht im [Changelog](../CHANGELOG.md).',
  },
  machine: { en: 'Machine', de: 'Rechner' },
  faults: { en: 'Faults, one by one', de: 'Störungen, jede für sich' },
  fault: { en: 'Fault', de: 'Störung' },
  times: { en: 'Times', de: 'Anzahl' },
  outcomes: { en: 'Outcomes of the commands sent meanwhile', de: 'Ergebnisse der Befehle währenddessen' },
  measured: { en: 'Measured', de: 'Gemessen' },
  listed: {
    en: 'In the table stand the faults after which nothing was lost and nothing was wrong: one after which something is ends the run with an error.',
    de: 'In der Tabelle stehen die Störungen, nach denen nichts verloren und nichts falsch war; sonst endet der Lauf mit einem Fehler.',
  },
  failures: {
    en: `A command that meets a fault may fail, as ${code('EVCC_TIMEOUT')} or ${code('EVCC_OFFLINE')}, and then says so; what counts is that none is left without an answer and none has two.`,
    de: `Ein Befehl, den eine Störung trifft, darf scheitern (${code('EVCC_TIMEOUT')}, ${code('EVCC_OFFLINE')}) und meldet das. Entscheidend ist, dass keiner ohne Antwort bleibt und keiner zwei bekommt.`,
  },
  soak: { en: 'Long run', de: 'Dauerlauf' },
  soakIs: {
    en: 'The dashboard and a flow with everything, at an evcc whose day passes twelve times as fast, with one random fault after the other.',
    de: 'Das Dashboard und ein Flow mit allen Werten an einem evcc, dessen Tag zwölfmal so schnell vergeht; dazu eine zufällige Störung nach der anderen.',
  },
  load: { en: 'Load', de: 'Last' },
  loadIs: {
    en: 'On a mosquitto without limits for slow readers: every message has to arrive, and at the end flows have to know the newest value of each topic. Own time is how long this package’s code held the event loop: in one call on average, and in all calls of one turn of the loop together, as far as the process really ran meanwhile. Memory is measured after a collection, once everything is warm, and at the end.',
    de: 'An einem Mosquitto ohne Grenzen für langsame Leser: Jede Nachricht muss ankommen, und am Ende müssen die Flows von jedem Topic den neuesten Wert kennen. Eigene Zeit ist, wie lange der Code dieses Pakets die Ereignisschleife belegt: in einem Aufruf im Mittel, und in allen Aufrufen eines Umlaufs der Schleife zusammen, soweit der Prozess dabei wirklich lief. Der Speicher ist nach einer Speicherbereinigung gemessen, wenn alles warmgelaufen ist und am Ende.',
  },
  messages: { en: 'Messages in flows', de: 'Nachrichten in Flows' },
  seconds: { en: 'Seconds', de: 'Sekunden' },
  lost: { en: 'Lost or wrong', de: 'Verloren oder falsch' },
  heap: { en: 'Heap, warm → end', de: 'Heap, warm → Ende' },
  rss: { en: 'RSS, warm → end', de: 'RSS, warm → Ende' },
  call: { en: 'Own time per call, mean', de: 'Eigene Zeit je Aufruf, Mittel' },
  turn: { en: 'Own time per turn, 99.9 %', de: 'Eigene Zeit je Umlauf, 99,9 %' },
  none: { en: 'not run yet', de: 'noch nicht gelaufen' },
  values: { en: 'Values that flows were told', de: 'Werte, die Flows bekamen' },
  commands: { en: 'Commands', de: 'Befehle' },
  count: { en: 'Faults', de: 'Störungen' },
  minutes: { en: 'Minutes', de: 'Minuten' },
  checks: { en: 'Comparisons of the whole state', de: 'Vergleiche des ganzen Zustands' },
  byBroker: {
    en: 'Topics whose last value a killed broker had not saved itself',
    de: 'Topics, deren letzten Wert ein abgeschossener Broker selbst nicht gespeichert hatte',
  },
  again: { en: 'Again', de: 'Wiederholen' },
} as const satisfies Record<string, Both>;

/** What the reports call things, in German. */
const GERMAN: Readonly<Record<string, string>> = {
  'broker killed and started again, persistence off': 'Broker abgeschossen und neu gestartet, ohne Persistenz',
  'broker killed and started again, persistence on': 'Broker abgeschossen und neu gestartet, mit Persistenz',
  'evcc stopped or crashed and started again': 'evcc beendet oder abgestürzt und neu gestartet',
  'broker and evcc at once': 'Broker und evcc zugleich',
  'slow network, tiny segments, cut in the middle of a packet':
    'langsames Netz, winzige Segmente, Abbruch mitten im Paket',
  'half-open connection': 'halb offene Verbindung, Pakete verschwinden',
  'the same client id elsewhere': 'dieselbe Client-ID anderswo',
  'rights withdrawn and returned': 'Leserechte entzogen und zurückgegeben',
  'certificate expired and replaced': 'Zertifikat abgelaufen und ersetzt',
  'clock set forward and back': 'Uhr vor- und zurückgestellt',
  'process busy for seconds while evcc stops and starts':
    'Prozess sekundenlang beschäftigt, während evcc beendet und gestartet wird',
  'full and partial deploys': 'ganze und teilweise Deploys',
  'Node-RED ended and started again': 'Node-RED beendet und neu gestartet',
  'noticed after at most, s': 'bemerkt nach höchstens, s',
  'broker killed': 'Broker abgeschossen',
  'broker restarted in order': 'Broker ordentlich neu gestartet',
  'evcc stopped': 'evcc beendet',
  'evcc crashed': 'evcc abgestürzt',
  'connection lost': 'Verbindung verloren',
  'cut in the middle of a packet': 'Abbruch mitten im Paket',
  'deploy of one node': 'Deploy eines Nodes',
  'full deploy': 'ganzer Deploy',
  'a million messages in a row': 'eine Million Nachrichten am Stück',
  '10 000 messages a second for a minute': '10.000 Nachrichten je Sekunde, eine Minute lang',
  '50 loadpoints, 200 vehicles': '50 Ladepunkte, 200 Fahrzeuge',
  '30 configurations on one broker': '30 Konfigurationen an einem Broker',
  'texts of 5 MB': 'Texte von 5 MB',
};

const kept = (): Reliability => JSON.parse(readFileSync(DATA, 'utf8')) as Reliability;

/** The page about what was tried and what came of it. */
export function reliabilityPage(language: Language, data = kept()): string {
  const t = (key: keyof typeof TEXTS): string => TEXTS[key][language];
  const name = (text: string): string => (language === 'de' ? (GERMAN[text] ?? text) : text);
  const number = (value: number, digits = 0): string =>
    value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const pairs = (all: Readonly<Record<string, number>> = {}): string =>
    Object.entries(all)
      .map(([key, value]) => `${/^[A-Z_]+$|^[a-z]+$/.test(key) ? code(key) : name(key)} ${number(value)}`)
      .join(', ');
  const ms = (value: number): string => (value < 1 ? `${number(value * 1000)} µs` : `${number(value, 1)} ms`);
  const change = (warm = 0, end = 0): string =>
    `${number(warm / 1e6, 1)} → ${number(end / 1e6, 1)} MB (${end >= warm ? '+' : '−'}${number(Math.abs(end / warm - 1) * 100, 1)} %)`;
  const lost = (wrong: readonly string[]): string => (wrong.length === 0 ? '0' : wrong.join('; '));
  const run = (date: string, command: string): string => {
    const day = new Date(date).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });
    return `${day}. ${t('again')}: ${code(command)}`;
  };

  const { machine, faults, soak, load } = data;
  return page(
    other('reliability', language),
    `# ${t('title')}`,
    t('intro'),
    t('checked'),
    t('found'),
    `${t('machine')}: ${machine}.`,
    `## ${t('faults')}`,
    ...(faults === undefined
      ? [t('none')]
      : [
          `${run(faults.date, `npm run test:faults -- ${faults.seed}`)}. ${t('listed')} ${t('failures')}`,
          table(
            [t('fault'), t('times'), t('outcomes'), t('measured')],
            faults.tried.map((one) => [name(one.fault), number(one.rounds), pairs(one.commands), pairs(one.measured)]),
          ),
        ]),
    `## ${t('soak')}`,
    ...(soak === undefined
      ? [t('none')]
      : [
          `${run(soak.date, `npm run test:soak -- --minutes ${soak.minutes} --seed ${soak.seed}`)}. ${t('soakIs')}`,
          table(
            ['', ''],
            [
              [t('minutes'), number(soak.minutes)],
              [t('count'), `${number(soak.faults)} (${pairs(soak.byFault)})`],
              [t('checks'), number(soak.checks)],
              [t('values'), number(soak.values)],
              [t('commands'), `${number(soak.commands)} (${pairs(soak.outcomes)})`],
              [t('lost'), lost(soak.wrong)],
              [t('byBroker'), number(soak.lostByBroker.length)],
              [t('heap'), change(soak.heap.warm, soak.heap.end)],
              [t('rss'), change(soak.rss.warm, soak.rss.end)],
            ],
          ),
        ]),
    `## ${t('load')}`,
    ...(load === undefined
      ? [t('none')]
      : [
          `${run(load.date, 'npm run test:load')}. ${t('loadIs')}`,
          table(
            ['', t('messages'), t('seconds'), t('lost'), t('heap'), t('rss'), t('call'), t('turn')],
            Object.entries(load.results).map(([load, { messages, seconds, times, memory, wrong }]) => [
              name(load),
              number(messages),
              number(seconds),
              lost(wrong),
              change(memory[0]?.heap, memory.at(-1)?.heap),
              change(memory[0]?.rss, memory.at(-1)?.rss),
              ms(times.callMean),
              ms(times.own999),
            ]),
          ),
        ]),
  );
}
