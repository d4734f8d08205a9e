import { below, type LabelTable } from '../types';

const day = (prefix: string, when: string, expects = `für ${when}`): LabelTable =>
  below(prefix, {
    '': {
      label: `PV-Vorhersage ${when}`,
      about: `Erwarteter PV-Ertrag für ${when}, und ob die Vorhersage den ganzen Tag abdeckt.`,
    },
    energy: { label: `PV-Ertrag ${when}`, about: `PV-Ertrag, den die Vorhersage ${expects} erwartet.` },
    complete: {
      label: `Vorhersage ${when} vollständig`,
      about: `Ob die Vorhersage für ${when} den ganzen Tag abdeckt.`,
    },
  });

const period = (prefix: string, when: string): LabelTable =>
  below(prefix, {
    '': { label: `Geladen, ${when}`, about: `Auswertung aller abgeschlossenen Ladevorgänge, ${when}.` },
    chargedKWh: { label: `Ladeenergie, ${when}`, about: `Energie aller abgeschlossenen Ladevorgänge, ${when}.` },
    solarPercentage: { label: `Sonnenanteil, ${when}`, about: `Anteil der Sonnenenergie an der Ladeenergie, ${when}.` },
    avgPrice: { label: `Durchschnittspreis, ${when}`, about: `Durchschnittlicher Preis der Ladeenergie, ${when}.` },
    avgCo2: { label: `Durchschnitt CO₂, ${when}`, about: `Durchschnittliche CO₂-Emissionen der Ladeenergie, ${when}.` },
  });

export const FORECASTS: LabelTable = {
  ...below('site/forecast', {
    '': { label: 'Vorhersagen', about: 'Alle Vorhersagen in einem Objekt.' },
    grid: {
      label: 'Strompreisvorhersage',
      about: 'Preise für Strom aus dem Netz in den nächsten Tagen, in Abschnitten von 15 Minuten.',
    },
    feedIn: {
      label: 'Vorhersage der Vergütung',
      about: 'Einspeisevergütungen der nächsten Tage, in Abschnitten von 15 Minuten.',
    },
    co2: {
      label: 'CO₂-Vorhersage',
      about: 'CO₂-Emissionen des Stroms aus dem Netz in den nächsten Tagen, in Abschnitten von 15 Minuten.',
    },
    planner: {
      label: 'Planer-Vorhersage',
      about: 'Preise oder CO₂-Emissionen, mit denen Ladepläne rechnen, in Abschnitten von 15 Minuten.',
    },
    temperature: {
      label: 'Temperaturvorhersage',
      about: 'Außentemperatur der nächsten Tage, in Abschnitten von 15 Minuten.',
    },
    solar: { label: 'PV-Vorhersage', about: 'PV-Vorhersage mit Tagessummen und Verlauf.' },
    'solar/scale': {
      label: 'Korrekturfaktor PV',
      about: 'Faktor, der die PV-Vorhersage an die wirkliche Erzeugung anpasst.',
    },
    'solar/timeseries': {
      label: 'Verlauf der PV-Vorhersage',
      about: 'Erwartete PV-Leistung der nächsten Tage, jeweils ab ihrem Beginn.',
    },
  }),
  ...day('site/forecast/solar/today', 'heute', 'heute noch'),
  ...day('site/forecast/solar/tomorrow', 'morgen'),
  ...day('site/forecast/solar/dayAfterTomorrow', 'übermorgen'),
  'site/solarAdjusted': {
    label: 'PV-Vorhersage anpassen',
    about: 'Ob die PV-Vorhersage an die wirkliche Erzeugung angepasst wird.',
  },
  'site/statistics': { label: 'Ladestatistik', about: 'Auswertung aller abgeschlossenen Ladevorgänge, nach Zeitraum.' },
  ...period('site/statistics/30d', 'letzte 30 Tage'),
  ...period('site/statistics/365d', 'letzte 365 Tage'),
  ...period('site/statistics/thisYear', 'dieses Jahr'),
  ...period('site/statistics/total', 'gesamt'),
};

export const CIRCUITS: LabelTable = {
  ...below('site/circuits', {
    '': { label: 'Stromkreise', about: 'Alle Stromkreise des Lastmanagements in einem Objekt, nach Namen.' },
    '<name>': { label: 'Stromkreis', about: 'Alle Werte eines Stromkreises.' },
    '<name>/title': { label: 'Titel', about: 'Name des Stromkreises für die Anzeige.' },
    '<name>/icon': { label: 'Symbol', about: 'Symbol, das evcc für den Stromkreis zeigt.' },
    '<name>/parent': { label: 'Übergeordneter Stromkreis', about: 'Name des Stromkreises, an dem dieser hängt.' },
    '<name>/power': { label: 'Leistung', about: 'Leistung im Stromkreis; negativ, wo er zurückspeist.' },
    '<name>/current': { label: 'Strom', about: 'Strom im Stromkreis.' },
    '<name>/maxPower': { label: 'Leistungsgrenze', about: 'Leistung, die der Stromkreis nicht überschreiten darf.' },
    '<name>/maxCurrent': { label: 'Stromgrenze', about: 'Strom, den der Stromkreis nicht überschreiten darf.' },
    '<name>/dimmed': {
      label: 'Verbrauch begrenzt',
      about: 'Ob der Netzbetreiber begrenzt, was der Stromkreis beziehen darf.',
    },
    '<name>/curtailed': {
      label: 'Einspeisung begrenzt',
      about: 'Ob der Netzbetreiber begrenzt, was der Stromkreis einspeisen darf.',
    },
  }),
  ...below('site/hems', {
    '': {
      label: 'Externe Begrenzung',
      about: 'Grenzen, die der Netzbetreiber oder ein Energiemanagement setzt, in einem Objekt.',
    },
    status: { label: 'Grenzen jetzt', about: 'Grenzen, die gerade gelten; leer, wenn es keine gibt.' },
    'status/dimmed': { label: 'Verbrauch begrenzt', about: 'Ob der Verbrauch von außen begrenzt ist.' },
    'status/curtailed': {
      label: 'Erlaubte Einspeisung',
      about: 'Anteil der PV-Leistung, der eingespeist werden darf; unter 100 ist sie begrenzt.',
    },
    'status/maxConsumptionPower': { label: 'Verbrauchslimit', about: 'Leistung, die höchstens bezogen werden darf.' },
    'status/maxProductionPower': { label: 'Erzeugungslimit', about: 'Leistung, die höchstens erzeugt werden darf.' },
  }),
};
