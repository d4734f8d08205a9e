import { below, type LabelTable } from '../types';
import { LOADPOINT_CHARGER } from './loadpoint-charger';
import { LOADPOINT_PLAN } from './loadpoint-plan';

const CHARGING: LabelTable = {
  '': { label: 'Ladepunkt', about: 'Alle Werte des Ladepunkts in einem Objekt.' },
  title: { label: 'Titel', about: 'Name des Ladepunkts für die Anzeige.' },
  name: {
    label: 'Name',
    about: 'Name des Ladepunkts in evcc, etwa lp-1; er bleibt, wenn Ladepunkte umsortiert werden.',
  },
  mode: {
    label: 'Lademodus',
    about: 'Wie der Ladepunkt lädt: gar nicht, nach Überschuss und Plan oder so schnell es geht.',
  },
  alwaysCharge: {
    label: 'Dauerhaft laden',
    about:
      'Ob im Smart-Modus immer mindestens mit kleinster Leistung geladen wird, dauerhaft oder nur bis das Fahrzeug abfährt.',
  },
  solarShare: {
    label: 'Überschussanteil',
    about:
      'Anteil der kleinsten Ladeleistung, der aus Überschuss kommen muss, damit im Smart-Modus geladen wird, 0 bis 1.',
  },
  enabled: { label: 'Freigegeben', about: 'Ob die Wallbox freigegeben ist, das Fahrzeug also laden darf.' },
  connected: { label: 'Verbunden', about: 'Ob ein Fahrzeug angeschlossen ist.' },
  charging: { label: 'Lädt', about: 'Ob das Fahrzeug gerade lädt.' },
  chargePower: { label: 'Ladeleistung', about: 'Leistung, mit der der Ladepunkt gerade lädt.' },
  chargeCurrents: { label: 'Ladeströme', about: 'Ladestrom jeder Phase.' },
  chargeVoltages: { label: 'Ladespannungen', about: 'Spannung jeder Phase an der Wallbox.' },
  offeredCurrent: { label: 'Angebotener Strom', about: 'Strom, den die Wallbox dem Fahrzeug anbietet.' },
  phasesActive: { label: 'Aktive Phasen', about: 'Mit wie vielen Phasen das Fahrzeug voraussichtlich lädt.' },
  phaseAction: { label: 'Phasenumschaltung', about: 'Phasenumschaltung, die bevorsteht.' },
  phaseRemaining: { label: 'Zeit bis Phasenumschaltung', about: 'Zeit, bis die Phasen umgeschaltet werden.' },
  pvAction: { label: 'PV-Aktion', about: 'Start oder Stopp des PV-Ladens, der bevorsteht.' },
  pvRemaining: { label: 'Zeit bis PV-Aktion', about: 'Zeit, bis das PV-Laden startet oder stoppt.' },
  smartCostActive: {
    label: 'Günstiges Laden aktiv',
    about: 'Ob gerade schnell geladen wird, weil Strom günstig oder sauber genug ist.',
  },
  smartCostNextStart: {
    label: 'Nächstes günstiges Laden',
    about: 'Wann Strom das nächste Mal günstig oder sauber genug für schnelles Laden ist.',
  },
  smartFeedInPriorityActive: {
    label: 'Einspeisevorrang aktiv',
    about: 'Ob das Laden pausiert, weil sich Einspeisen lohnt.',
  },
  smartFeedInPriorityNextStart: {
    label: 'Nächster Einspeisevorrang',
    about: 'Wann das Laden das nächste Mal pausiert, weil sich Einspeisen lohnt.',
  },
  dimmed: { label: 'Begrenzt', about: 'Ob der Netzbetreiber das Laden begrenzt.' },
  suggestion: { label: 'Vorschlag', about: 'Was der Optimizer für den Ladepunkt vorschlägt; leer ohne Optimizer.' },
  'suggestion/action': {
    label: 'Vorgeschlagene Aktion',
    about: 'Ob der Optimizer vorschlägt, zu laden oder zu pausieren.',
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
    about: 'Ob der Vorschlag von dem abweicht, was der Ladepunkt tut.',
  },
};

const LIMITS: LabelTable = {
  limitSoc: {
    label: 'Ladelimit',
    about: 'Ladestand, bis zu dem dieser Ladevorgang lädt, oder Temperatur eines Heizgeräts; 0 heißt kein Limit.',
  },
  effectiveLimitSoc: {
    label: 'Geltendes Ladelimit',
    about: 'Ladelimit, das gerade gilt, vom Ladepunkt oder vom Fahrzeug.',
  },
  minSoc: {
    label: 'Mindestladung',
    about: 'Ladestand, bis zu dem sofort und schnell geladen wird, in jedem Modus außer Aus; 0 heißt keine.',
  },
  effectiveMinSoc: {
    label: 'Geltende Mindestladung',
    about: 'Mindestladung, die gerade gilt, vom Ladepunkt oder vom Fahrzeug.',
  },
  minSocNotReached: { label: 'Unter Mindestladung', about: 'Ob das Fahrzeug unter seiner Mindestladung liegt.' },
  limitEnergy: { label: 'Energielimit', about: 'Energie, bis zu der dieser Ladevorgang lädt; 0 heißt kein Limit.' },
  minCurrent: { label: 'Min. Ladestrom', about: 'Kleinster Strom je Phase, mit dem geladen wird.' },
  effectiveMinCurrent: {
    label: 'Geltender min. Ladestrom',
    about: 'Kleinster Strom, den Ladepunkt, Wallbox und Fahrzeug zusammen zulassen.',
  },
  maxCurrent: { label: 'Max. Ladestrom', about: 'Größter Strom je Phase, mit dem geladen wird.' },
  effectiveMaxCurrent: {
    label: 'Geltender max. Ladestrom',
    about: 'Größter Strom, den Ladepunkt, Wallbox und Fahrzeug zusammen zulassen.',
  },
  phasesConfigured: {
    label: 'Phasen',
    about: 'Mit wie vielen Phasen geladen wird: 1, 3 oder 0 für automatischen Wechsel.',
  },
  priority: { label: 'Priorität', about: 'Welcher Ladepunkt zuerst Überschuss bekommt: der mit der höheren Zahl.' },
  effectivePriority: {
    label: 'Geltende Priorität',
    about: 'Priorität, die gerade gilt, vom Ladepunkt oder vom Fahrzeug.',
  },
  enableThreshold: {
    label: 'Einschaltschwelle',
    about:
      'Netzleistung, bei der das PV-Laden startet, negativ ist Einspeisung; 0 heißt, sobald der Überschuss für die kleinste Leistung reicht.',
  },
  disableThreshold: {
    label: 'Ausschaltschwelle',
    about: 'Netzleistung, über der das PV-Laden stoppt, positiv ist Bezug.',
  },
  enableDelay: { label: 'Einschaltverzögerung', about: 'Wie lange Überschuss da sein muss, bis das PV-Laden startet.' },
  disableDelay: { label: 'Ausschaltverzögerung', about: 'Wie lange Überschuss fehlen muss, bis das PV-Laden stoppt.' },
  smartCostLimit: {
    label: 'Kostenlimit',
    about: 'Preis- oder CO₂-Grenze, unter der schnell aus dem Netz geladen wird; leer heißt keine.',
  },
  smartFeedInPriorityLimit: {
    label: 'Einspeisegrenze',
    about: 'Einspeisevergütung, über der das Laden pausiert; leer heißt keine.',
  },
  batteryBoost: {
    label: 'Batterie-Boost',
    about: 'Ob die Hausbatterie gerade beim schnellen Laden hilft; jeder Wechsel des Modus beendet das.',
  },
  batteryBoostLimit: {
    label: 'Limit für Batterie-Boost',
    about: 'Ladestand, bis zu dem die Hausbatterie dabei entladen wird; 100 heißt nie.',
  },
};

const SESSION: LabelTable = {
  chargedEnergy: { label: 'Geladene Energie', about: 'Energie, die seit dem Anschließen geladen wurde.' },
  chargeDuration: { label: 'Ladedauer', about: 'Zeit, die das Fahrzeug seit dem Anschließen geladen hat.' },
  connectedDuration: { label: 'Verbunden seit', about: 'Zeit seit dem Anschließen des Fahrzeugs.' },
  chargeRemainingEnergy: { label: 'Restenergie', about: 'Energie, die bis zum Limit noch fehlt.' },
  chargeRemainingDuration: { label: 'Restzeit', about: 'Zeit, die das Laden bei jetziger Leistung noch dauert.' },
  chargeTotalImport: {
    label: 'Zählerstand',
    about: 'Energie, die insgesamt durch den Zähler des Ladepunkts geflossen ist.',
  },
  sessionEnergy: { label: 'Energie des Ladevorgangs', about: 'Energie, die in diesem Ladevorgang geladen wurde.' },
  sessionSolarPercentage: { label: 'Sonnenanteil', about: 'Anteil der Sonnenenergie an diesem Ladevorgang.' },
  sessionPrice: { label: 'Ladekosten', about: 'Kosten der Energie dieses Ladevorgangs.' },
  sessionPricePerKWh: { label: 'Ladepreis', about: 'Durchschnittlicher Preis der Energie dieses Ladevorgangs.' },
  sessionCo2PerKWh: {
    label: 'CO₂ des Ladevorgangs',
    about: 'Durchschnittliche CO₂-Emissionen der Energie dieses Ladevorgangs.',
  },
  todayEnergy: { label: 'Energie heute', about: 'Energie, die seit Mitternacht geladen wurde.' },
  last24hEnergy: {
    label: 'Energie der letzten 24 Stunden',
    about: 'Energie, die in den letzten 24 Stunden geladen wurde.',
  },
  last7dEnergy: { label: 'Energie der letzten 7 Tage', about: 'Energie, die in den letzten 7 Tagen geladen wurde.' },
};

const VEHICLE: LabelTable = {
  vehicle: {
    label: 'Fahrzeug wählen',
    about:
      'Setzt, welches Fahrzeug angeschlossen ist, keines für einen Gast; lässt sich nur setzen, zu lesen ist es als Fahrzeugname.',
  },
  vehicleName: { label: 'Fahrzeugname', about: 'Name des angeschlossenen Fahrzeugs in evcc; leer bei einem Gast.' },
  vehicleTitle: { label: 'Fahrzeug', about: 'Titel des angeschlossenen Fahrzeugs; leer bei einem Gast.' },
  vehicleIdentity: { label: 'Kennung', about: 'Kennung, die die Wallbox liest, etwa von einer RFID-Karte.' },
  vehicleSoc: {
    label: 'Ladestand',
    about: 'Ladestand des angeschlossenen Fahrzeugs oder Temperatur eines Heizgeräts.',
  },
  vehicleLimitSoc: { label: 'Fahrzeuglimit', about: 'Ladelimit, das im Fahrzeug selbst eingestellt ist.' },
  vehicleRange: { label: 'Restreichweite', about: 'Reichweite, die das angeschlossene Fahrzeug noch hat.' },
  vehicleOdometer: { label: 'Kilometerstand', about: 'Kilometerstand des angeschlossenen Fahrzeugs.' },
  vehicleClimaterActive: {
    label: 'Klimatisierung aktiv',
    about: 'Ob die Klimatisierung des angeschlossenen Fahrzeugs läuft.',
  },
  vehicleDetectionActive: {
    label: 'Fahrzeugerkennung läuft',
    about: 'Ob evcc gerade herausfindet, welches Fahrzeug angeschlossen ist.',
  },
  vehicleWelcomeActive: {
    label: 'Begrüßungsladung',
    about: 'Ob kurz zum Einstieg geladen wird, damit das Fahrzeug die Verbindung bemerkt.',
  },
};

export const LOADPOINTS: LabelTable = {
  ...below('loadpoints/<n>', { ...CHARGING, ...LIMITS, ...SESSION, ...VEHICLE }),
  ...LOADPOINT_PLAN,
  ...LOADPOINT_CHARGER,
};
