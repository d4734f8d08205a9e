import { below } from '../types';

export const LOADPOINT_PLAN = below('loadpoints/<n>', {
  plan: {
    label: 'Ladeplan',
    about: 'Abschnitte, in denen der Plan lädt, jeweils mit Preis oder CO₂; nichts ohne Plan.',
  },
  planActive: { label: 'Ladeplan aktiv', about: 'Ob gerade geladen wird, weil der Plan es vorsieht.' },
  planEnergy: { label: 'Planenergie', about: 'Energie, die der Plan lädt, und bis wann; 0 heißt kein Plan.' },
  planTime: { label: 'Zielzeit', about: 'Zeitpunkt, bis zu dem die geplante Energie geladen sein soll.' },
  planStrategy: { label: 'Planstrategie', about: 'Wie Energiepläne an diesem Ladepunkt ihre Abschnitte wählen.' },
  'planStrategy/continuous': { label: 'Am Stück laden', about: 'Ob Energiepläne ohne Unterbrechung laden.' },
  'planStrategy/precondition': {
    label: 'Spätes Laden',
    about: 'Wie lange direkt vor der Abfahrt geladen werden soll.',
  },
  planOverrun: {
    label: 'Planüberschreitung',
    about: 'Wie viel später als geplant das Laden fertig wird; 0 heißt pünktlich.',
  },
  planProjectedStart: { label: 'Beginn des Plans', about: 'Wann der Plan zu laden beginnt.' },
  planProjectedEnd: { label: 'Ende des Plans', about: 'Wann der Plan fertig geladen haben wird.' },
  effectivePlanId: {
    label: 'Nummer des geltenden Plans',
    about: 'Welcher Plan gerade gilt: 1 der einmalige, ab 2 die wiederholenden, 0 keiner.',
  },
  effectivePlanSoc: { label: 'Geltendes Ladeziel', about: 'Ladestand, den der geltende Plan anstrebt; 0 ohne Plan.' },
  effectivePlanTime: {
    label: 'Geltende Zielzeit',
    about: 'Zeitpunkt, bis zu dem der geltende Plan erfüllt sein soll.',
  },
  effectivePlanStrategy: { label: 'Geltende Planstrategie', about: 'Wie der geltende Plan seine Abschnitte wählt.' },
  'effectivePlanStrategy/continuous': {
    label: 'Am Stück laden, geltend',
    about: 'Ob der geltende Plan ohne Unterbrechung lädt.',
  },
  'effectivePlanStrategy/precondition': {
    label: 'Spätes Laden, geltend',
    about: 'Wie lange der geltende Plan direkt vor der Abfahrt lädt.',
  },
});
