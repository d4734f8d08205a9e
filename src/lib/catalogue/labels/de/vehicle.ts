import { below } from '../types';

export const VEHICLES = below('vehicles/<name>', {
  '': { label: 'Fahrzeug', about: 'Alle Werte des Fahrzeugs in einem Objekt.' },
  title: { label: 'Titel', about: 'Name des Fahrzeugs für die Anzeige.' },
  name: { label: 'Name', about: 'Name des Fahrzeugs in der Konfiguration von evcc.' },
  icon: { label: 'Symbol', about: 'Symbol, das evcc für das Fahrzeug zeigt.' },
  capacity: { label: 'Batteriekapazität', about: 'Nutzbare Kapazität der Batterie des Fahrzeugs.' },
  features: { label: 'Besonderheiten', about: 'Was das Fahrzeug auszeichnet, etwa Offline.' },
  mode: {
    label: 'Standardmodus',
    about: 'Lademodus, der beim Anschließen des Fahrzeugs gilt; leer lässt den des Ladepunkts.',
  },
  alwaysCharge: { label: 'Dauerhaft laden', about: 'Ob beim Anschließen des Fahrzeugs dauerhaft geladen wird.' },
  phases: { label: 'Phasen', about: 'Mit wie vielen Phasen das Fahrzeug laden kann.' },
  minCurrent: { label: 'Min. Ladestrom', about: 'Kleinster Strom, den das Fahrzeug braucht.' },
  maxCurrent: { label: 'Max. Ladestrom', about: 'Größter Strom, den das Fahrzeug aufnimmt.' },
  priority: { label: 'Priorität', about: 'Priorität, die der Ladepunkt mit diesem Fahrzeug bekommt.' },
  minSoc: {
    label: 'Mindestladung',
    about: 'Ladestand, bis zu dem das Fahrzeug sofort und schnell geladen wird; 0 heißt keine.',
  },
  limitSoc: { label: 'Standardlimit', about: 'Ladelimit, das beim Anschließen des Fahrzeugs gilt; 0 heißt keines.' },
  plan: { label: 'Ladeplan', about: 'Ziel und Zeit des einmaligen Ladeplans; nichts ohne Plan.' },
  'plan/soc': { label: 'Ladeziel', about: 'Ladestand, den der Ladeplan anstrebt.' },
  'plan/time': { label: 'Zielzeit', about: 'Zeitpunkt, bis zu dem das Ladeziel erreicht sein soll.' },
  planSoc: {
    label: 'Ladeplan setzen',
    about:
      'Setzt Ziel und Zeit des einmaligen Ladeplans, 0 löscht ihn; lässt sich nur setzen, zu lesen ist er als Ladeplan.',
  },
  planStrategy: { label: 'Planstrategie', about: 'Wie die Ladepläne des Fahrzeugs ihre Abschnitte wählen.' },
  'planStrategy/continuous': { label: 'Am Stück laden', about: 'Ob die Pläne ohne Unterbrechung laden.' },
  'planStrategy/precondition': {
    label: 'Spätes Laden',
    about: 'Wie lange direkt vor der Abfahrt geladen werden soll.',
  },
  repeatingPlans: { label: 'Wiederholende Pläne', about: 'Alle wiederholenden Ladepläne des Fahrzeugs als Liste.' },
  'repeatingPlans/<n>': { label: 'Wiederholender Plan', about: 'Ein wiederholender Ladeplan.' },
  'repeatingPlans/<n>/weekdays': {
    label: 'Tage',
    about: 'Wochentage, für die der Plan gilt: 0 ist Sonntag, 6 ist Samstag.',
  },
  'repeatingPlans/<n>/time': { label: 'Uhrzeit', about: 'Uhrzeit, zu der das Ladeziel erreicht sein soll, als HH:MM.' },
  'repeatingPlans/<n>/tz': { label: 'Zeitzone', about: 'Zeitzone, in der die Uhrzeit gemeint ist.' },
  'repeatingPlans/<n>/soc': { label: 'Ladeziel', about: 'Ladestand, den der Plan anstrebt.' },
  'repeatingPlans/<n>/active': { label: 'Aktiv', about: 'Ob der Plan eingeschaltet ist.' },
});
