import { below, type LabelTable } from '../types';

const STATE = below('site/battery', {
  '': {
    label: 'Hausbatterie',
    about: 'Alle Werte der Hausbatterie in einem Objekt, die Summen und jede einzelne Batterie.',
  },
  power: { label: 'Batterieleistung', about: 'Leistung aller Hausbatterien: positiv entladen sie, negativ laden sie.' },
  soc: { label: 'Batterieladestand', about: 'Ladestand aller Hausbatterien zusammen, nach Kapazität gewichtet.' },
  capacity: { label: 'Batteriekapazität', about: 'Nutzbare Kapazität aller Hausbatterien zusammen.' },
  energy: { label: 'Entladene Energie', about: 'Energie, die alle Hausbatterien laut ihren Zählern abgegeben haben.' },
  forecast: { label: 'Batterievorhersage', about: 'Höchster und tiefster Ladestand, den der Optimizer erwartet.' },
  'forecast/highest': {
    label: 'Erwarteter Höchststand',
    about: 'Höchster Ladestand, den der Optimizer erwartet, und wann.',
  },
  'forecast/highest/soc': { label: 'Höchster Ladestand', about: 'Höchster Ladestand, den der Optimizer erwartet.' },
  'forecast/highest/time': { label: 'Zeitpunkt des Höchststands', about: 'Wann der höchste Ladestand erwartet wird.' },
  'forecast/highest/limit': { label: 'Voll', about: 'Ob die Batterie voraussichtlich ihre obere Grenze erreicht.' },
  'forecast/lowest': {
    label: 'Erwarteter Tiefststand',
    about: 'Tiefster Ladestand, den der Optimizer erwartet, und wann.',
  },
  'forecast/lowest/soc': { label: 'Tiefster Ladestand', about: 'Tiefster Ladestand, den der Optimizer erwartet.' },
  'forecast/lowest/time': { label: 'Zeitpunkt des Tiefststands', about: 'Wann der tiefste Ladestand erwartet wird.' },
  'forecast/lowest/limit': { label: 'Leer', about: 'Ob die Batterie voraussichtlich ihre untere Grenze erreicht.' },
  devices: { label: 'Hausbatterien', about: 'Alle Hausbatterien als Liste.' },
  'devices/<n>': { label: 'Einzelne Batterie', about: 'Alle Werte einer Hausbatterie.' },
});

const SETTINGS = below('site', {
  batteryMode: {
    label: 'Batteriemodus',
    about:
      'Was die Hausbatterie tut; einen von außen gesetzten Modus verwirft evcc nach 60 Sekunden, wenn er nicht wiederholt wird.',
  },
  batteryModeExternal: {
    label: 'Batteriemodus von außen',
    about: 'Batteriemodus, der von außen gesetzt wurde; unbekannt, solange evcc selbst entscheidet.',
  },
  prioritySoc: {
    label: 'Hausbatterie zuerst bis',
    about: 'Unter diesem Ladestand fließt Überschuss zuerst in die Hausbatterie, darüber in die Ladepunkte.',
  },
  bufferSoc: {
    label: 'Batteriepuffer ab',
    about: 'Über diesem Ladestand darf die Hausbatterie das PV-Laden unterstützen; 0 heißt nie.',
  },
  bufferStartSoc: {
    label: 'Start aus der Batterie ab',
    about: 'Über diesem Ladestand startet das PV-Laden auch ohne Überschuss; 0 heißt nie.',
  },
  batteryDischargeControl: {
    label: 'Entladen beim Laden sperren',
    about: 'Ob die Hausbatterie bei schnellem und geplantem Laden am Entladen gehindert wird.',
  },
  batteryGridDischarge: { label: 'Netzentladen', about: 'Ob die Hausbatterie ins Netz entladen darf.' },
  batteryGridChargeLimit: {
    label: 'Limit für Netzladen',
    about: 'Preis- oder CO₂-Grenze, unter der die Hausbatterie aus dem Netz geladen wird; leer heißt nie.',
  },
  batteryGridChargeActive: { label: 'Netzladen aktiv', about: 'Ob die Hausbatterie gerade aus dem Netz geladen wird.' },
  batteryGridDischargeActive: {
    label: 'Einspeisen aktiv',
    about: 'Ob die Hausbatterie gerade ins Netz entladen wird.',
  },
  optimizer: { label: 'Optimizer', about: 'Ob der Optimizer eingeschaltet ist.' },
  optimizerChargingStrategy: {
    label: 'Strategie des Optimizers',
    about: 'Strategie, nach der der Optimizer arbeitet.',
  },
  optimizerChargingStrategies: {
    label: 'Strategien des Optimizers',
    about: 'Strategien, nach denen der Optimizer arbeiten kann.',
  },
});

export const BATTERY: LabelTable = { ...STATE, ...SETTINGS };
