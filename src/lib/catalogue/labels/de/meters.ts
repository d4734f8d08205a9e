import { below, type Label, type LabelTable } from '../types';

/** What is particular to one kind of meter. */
interface Meter {
  readonly power: Label;
  readonly energy: Label;
  readonly returnEnergy: Label;
}

const fields = (meter: Meter): LabelTable => ({
  ...meter,
  name: { label: 'Name', about: 'Name des Zählers in der Konfiguration von evcc.' },
  title: { label: 'Titel', about: 'Name des Zählers für die Anzeige.' },
  icon: { label: 'Symbol', about: 'Symbol, das evcc für den Zähler zeigt.' },
  powers: { label: 'Leistung je Phase', about: 'Leistung jeder Phase, mit dem Vorzeichen der gesamten Leistung.' },
  currents: {
    label: 'Strom je Phase',
    about: 'Strom jeder Phase, mit dem Vorzeichen der Leistung, wo der Zähler es kennt.',
  },
  excessDCPower: {
    label: 'DC-Überschuss',
    about:
      'Gleichstromleistung, die der Hybridwechselrichter nicht mehr wandeln kann und die nur noch in die Batterie fließen kann.',
  },
  capacity: { label: 'Kapazität', about: 'Nutzbare Kapazität der Batterie; nur bei Batterien vorhanden.' },
  soc: { label: 'Ladestand', about: 'Ladestand der Batterie; nur bei Batterien vorhanden.' },
  controllable: { label: 'Steuerbar', about: 'Ob evcc diese Batterie steuern kann; nur bei Batterien vorhanden.' },
  suggestion: {
    label: 'Vorschlag',
    about: 'Was der Optimizer für diese Batterie vorschlägt; nur bei Batterien vorhanden.',
  },
});

const PRODUCTION: Meter = {
  power: { label: 'PV-Leistung', about: 'Leistung, die diese PV-Anlage erzeugt.' },
  energy: { label: 'Erzeugte Energie', about: 'Energie, die diese PV-Anlage laut Zähler erzeugt hat.' },
  returnEnergy: { label: 'Bezogene Energie', about: 'Energie, die diese PV-Anlage laut Zähler selbst verbraucht hat.' },
};

const CONSUMPTION: Meter = {
  power: { label: 'Leistung', about: 'Leistung, die dieser Verbraucher aufnimmt; negativ, wo er erzeugt.' },
  energy: { label: 'Verbrauchte Energie', about: 'Energie, die dieser Verbraucher laut Zähler verbraucht hat.' },
  returnEnergy: { label: 'Erzeugte Energie', about: 'Energie, die laut Zähler in die andere Richtung geflossen ist.' },
};

const GRID: Meter = {
  power: { label: 'Netzleistung', about: 'Leistung am Netzanschluss: positiv ist Bezug, negativ ist Einspeisung.' },
  energy: { label: 'Netzbezug', about: 'Energie, die laut Netzzähler aus dem Netz bezogen wurde.' },
  returnEnergy: { label: 'Einspeisung', about: 'Energie, die laut Netzzähler ins Netz eingespeist wurde.' },
};

const BATTERY: Meter = {
  power: { label: 'Batterieleistung', about: 'Leistung dieser Hausbatterie: positiv entlädt sie, negativ lädt sie.' },
  energy: { label: 'Entladene Energie', about: 'Energie, die diese Hausbatterie laut Zähler abgegeben hat.' },
  returnEnergy: { label: 'Geladene Energie', about: 'Energie, die laut Zähler in diese Hausbatterie geflossen ist.' },
};

export const METERS: LabelTable = {
  ...below('site/grid', {
    '': { label: 'Netz', about: 'Alle Werte des Netzzählers in einem Objekt.' },
    ...fields(GRID),
  }),
  ...below('site', {
    pv: { label: 'PV-Anlagen', about: 'Alle PV-Anlagen als Liste.' },
    'pv/<n>': { label: 'PV-Anlage', about: 'Alle Werte einer PV-Anlage.' },
    aux: {
      label: 'Smarte Verbraucher',
      about: 'Alle Verbraucher, die sich selbst regeln, etwa ein Heizstab, als Liste.',
    },
    'aux/<n>': { label: 'Smarter Verbraucher', about: 'Alle Werte eines Verbrauchers, der sich selbst regelt.' },
    ext: { label: 'Weitere Zähler', about: 'Alle Zähler, die nur beobachtet werden, als Liste.' },
    'ext/<n>': { label: 'Weiterer Zähler', about: 'Alle Werte eines Zählers, der nur beobachtet wird.' },
    consumers: { label: 'Verbraucher', about: 'Alle Verbraucher im Haus, die einen Zähler haben, als Liste.' },
    'consumers/<n>': { label: 'Verbraucher', about: 'Alle Werte eines Verbrauchers im Haus, der einen Zähler hat.' },
  }),
  ...below('site/pv/<n>', fields(PRODUCTION)),
  ...below('site/aux/<n>', fields(CONSUMPTION)),
  ...below('site/ext/<n>', fields(CONSUMPTION)),
  ...below('site/consumers/<n>', fields(CONSUMPTION)),
  ...below('site/battery/devices/<n>', {
    ...fields(BATTERY),
    'suggestion/action': {
      label: 'Vorgeschlagener Modus',
      about: 'Batteriemodus, den der Optimizer gerade vorschlägt.',
    },
    'suggestion/charge': {
      label: 'Vorgeschlagene Ladeleistung',
      about: 'Ladeleistung, die der Optimizer gerade vorschlägt.',
    },
    'suggestion/discharge': {
      label: 'Vorgeschlagene Entladeleistung',
      about: 'Entladeleistung, die der Optimizer gerade vorschlägt.',
    },
    'suggestion/actionable': {
      label: 'Vorschlag weicht ab',
      about: 'Ob der Vorschlag vom gegenwärtigen Batteriemodus abweicht.',
    },
  }),
};
