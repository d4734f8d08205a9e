import { below, type LabelTable } from '../types';

const ROOT: LabelTable = {
  status: { label: 'Status', about: 'Ob evcc läuft und verbunden ist: online oder offline.' },
  updated: { label: 'Letzte Aktualisierung', about: 'Wann evcc zuletzt etwas gemeldet hat, auf die Sekunde genau.' },
  loadpoints: { label: 'Anzahl Ladepunkte', about: 'Wie viele Ladepunkte eingerichtet sind.' },
  vehicles: { label: 'Anzahl Fahrzeuge', about: 'Wie viele Fahrzeuge eingerichtet sind.' },
};

const GENERAL = below('site', {
  '': { label: 'Anlage', about: 'Alle Werte der Anlage in einem Objekt.' },
  siteTitle: { label: 'Name der Anlage', about: 'Name der Anlage, wie er in evcc eingestellt ist.' },
  version: { label: 'evcc-Version', about: 'Version, in der evcc gerade läuft.' },
  availableVersion: { label: 'Verfügbare Version', about: 'Neueste evcc-Version, die installiert werden könnte.' },
  currency: { label: 'Währung', about: 'Währung aller Preise als ISO-Code, etwa EUR.' },
  timezone: { label: 'Zeitzone', about: 'Zeitzone von evcc mit ihrem Versatz, etwa CEST +02:00.' },
  interval: { label: 'Regelintervall', about: 'Zeit zwischen zwei Regelzyklen.' },
  gridConfigured: { label: 'Netzzähler eingerichtet', about: 'Ob die Anlage einen Netzzähler hat.' },
  apiReady: { label: 'Bereit', about: 'Ob evcc fast fertig gestartet ist und Anfragen annimmt.' },
  setupRequired: { label: 'Einrichtung nötig', about: 'Ob evcc noch nicht eingerichtet ist.' },
  demoMode: { label: 'Demo-Modus', about: 'Ob evcc mit erfundenen Geräten läuft.' },
  experimental: { label: 'Experimentelle Funktionen', about: 'Ob experimentelle Funktionen eingeschaltet sind.' },
  telemetry: { label: 'Telemetrie', about: 'Ob Ladedaten mit dem evcc-Projekt geteilt werden.' },
  authDisabled: { label: 'Ohne Passwort', about: 'Ob sich evcc ohne Administrator-Passwort ändern lässt.' },
  mcp: { label: 'MCP-Server', about: 'Ob der eingebaute Server für KI-Assistenten eingeschaltet ist.' },
  system: { label: 'System', about: 'Betriebssystem und Prozessor, auf denen evcc läuft.' },
  historyUpdated: { label: 'Historie aktualisiert', about: 'Wann die Energie-Historie zuletzt geschrieben wurde.' },
  fatal: { label: 'Startfehler', about: 'Fehler, die verhindern, dass evcc startet.' },
  'fatal/<n>': { label: 'Startfehler', about: 'Ein Fehler, der verhindert, dass evcc startet.' },
  'fatal/<n>/error': { label: 'Fehlertext', about: 'Was schiefgegangen ist.' },
  'fatal/<n>/class': { label: 'Geräteart', about: 'Art des Geräts, von dem der Fehler kommt, etwa meter.' },
  'fatal/<n>/device': { label: 'Gerät', about: 'Name des Geräts, von dem der Fehler kommt.' },
});

const POWER = below('site', {
  pvPower: { label: 'PV-Leistung', about: 'Leistung, die alle PV-Anlagen zusammen erzeugen.' },
  pvEnergy: { label: 'PV-Energie', about: 'Energie, die alle PV-Anlagen laut ihren Zählern zusammen erzeugt haben.' },
  auxPower: {
    label: 'Leistung smarter Verbraucher',
    about: 'Leistung aller Verbraucher, die sich selbst regeln; evcc rechnet sie als verfügbar zum Laden.',
  },
  homePower: { label: 'Hausverbrauch', about: 'Leistung, die das Haus ohne die Ladepunkte verbraucht.' },
  residualPower: {
    label: 'Residualleistung',
    about:
      'Netzleistung, auf die evcc regelt: Positive Werte lassen etwas Bezug stehen, damit die Hausbatterie Vorrang hat.',
  },
  gridExportLimit: {
    label: 'Einspeiselimit',
    about: 'Höchste Leistung, die ins Netz eingespeist wird; 0 heißt keine Grenze.',
  },
  greenShareHome: { label: 'Eigenanteil Haus', about: 'Anteil eigener Energie am Hausverbrauch, 0 bis 1.' },
  greenShareLoadpoints: { label: 'Eigenanteil Laden', about: 'Anteil eigener Energie am Laden, 0 bis 1.' },
});

const TARIFF = below('site', {
  tariffGrid: { label: 'Strompreis', about: 'Preis für Strom aus dem Netz in diesem Moment.' },
  tariffFeedIn: { label: 'Einspeisevergütung', about: 'Vergütung für eingespeisten Strom in diesem Moment.' },
  tariffCo2: { label: 'CO₂ im Netz', about: 'CO₂-Emissionen des Stroms aus dem Netz in diesem Moment.' },
  tariffSolar: { label: 'PV-Vorhersage jetzt', about: 'PV-Leistung, die die Vorhersage für diesen Moment erwartet.' },
  tariffTemperature: {
    label: 'Außentemperatur',
    about: 'Außentemperatur, die die Vorhersage für diesen Moment erwartet.',
  },
  tariffPriceHome: {
    label: 'Energiepreis Haus',
    about: 'Preis der Energie, die das Haus gerade verbraucht; eigene Energie zählt mit der Einspeisevergütung.',
  },
  tariffPriceLoadpoints: {
    label: 'Energiepreis Laden',
    about: 'Preis der Energie, die gerade geladen wird; eigene Energie zählt mit der Einspeisevergütung.',
  },
  tariffCo2Home: { label: 'CO₂ Haus', about: 'CO₂-Emissionen der Energie, die das Haus gerade verbraucht.' },
  tariffCo2Loadpoints: { label: 'CO₂ Laden', about: 'CO₂-Emissionen der Energie, die gerade geladen wird.' },
  smartCostAvailable: {
    label: 'Kostenlimit möglich',
    about: 'Ob es einen dynamischen Preis oder eine CO₂-Vorhersage gibt, nach der geladen werden kann.',
  },
  smartCostType: { label: 'Art des Kostenlimits', about: 'Ob Kostenlimits Preise oder CO₂-Emissionen sind.' },
  smartFeedInPriorityAvailable: {
    label: 'Einspeisevorrang möglich',
    about: 'Ob es eine dynamische Einspeisevergütung gibt, nach der das Laden pausieren kann.',
  },
  smartCostLimit: {
    label: 'Kostenlimit aller Ladepunkte',
    about: 'Setzt die Preis- oder CO₂-Grenze für das Netzladen an jedem Ladepunkt; lässt sich nur setzen, nicht lesen.',
  },
  smartFeedInPriorityLimit: {
    label: 'Einspeisegrenze aller Ladepunkte',
    about:
      'Setzt an jedem Ladepunkt die Einspeisevergütung, über der das Laden pausiert; lässt sich nur setzen, nicht lesen.',
  },
});

export const SITE: LabelTable = { ...ROOT, ...GENERAL, ...POWER, ...TARIFF };
