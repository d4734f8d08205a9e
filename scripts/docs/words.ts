// What the pages say beside the catalogue, in both languages.

import type { Accepts, Kind, Rule } from '../../src/lib/catalogue/types';
import type { Both } from './markdown';

export const SCOPES: Readonly<Record<string, Both>> = {
  '': { en: 'evcc itself', de: 'evcc selbst' },
  site: { en: 'The house: `site`', de: 'Das Haus: `site`' },
  loadpoints: { en: 'Loadpoints: `loadpoints/<n>`', de: 'Ladepunkte: `loadpoints/<n>`' },
  vehicles: { en: 'Vehicles: `vehicles/<name>`', de: 'Fahrzeuge: `vehicles/<name>`' },
};

/** What `msg.payload` is. */
export const KINDS: Readonly<Record<Kind, Both>> = {
  number: { en: 'number', de: 'Zahl' },
  boolean: { en: 'true or false', de: 'true oder false' },
  string: { en: 'text', de: 'Text' },
  enum: { en: 'word', de: 'Wort' },
  time: { en: 'time, ms since 1970', de: 'Zeitpunkt, ms seit 1970' },
  duration: { en: 'duration, s', de: 'Dauer, s' },
  json: { en: 'as evcc gives it', de: 'wie evcc es liefert' },
  series: { en: 'list of slots', de: 'Liste von Zeitfenstern' },
  numbers: { en: 'list of numbers', de: 'Liste von Zahlen' },
  strings: { en: 'list of texts', de: 'Liste von Texten' },
  list: { en: 'list of objects', de: 'Liste von Objekten' },
  slots: { en: 'list of slots', de: 'Liste von Zeitfenstern' },
  struct: { en: 'object', de: 'Objekt' },
};

/** What is checked against the present state before anything is sent. */
export const RULES: Readonly<Record<Rule, Both>> = {
  currents: {
    en: '`minCurrent` is at most `maxCurrent`.',
    de: '`minCurrent` ist höchstens `maxCurrent`.',
  },
  bufferOrder: {
    en: '`prioritySoc` ≤ `bufferSoc` ≤ `bufferStartSoc`, each where it is not 0 (off).',
    de: '`prioritySoc` ≤ `bufferSoc` ≤ `bufferStartSoc`, jeweils wenn nicht 0 (aus).',
  },
  needsBattery: { en: 'There is a home battery.', de: 'Es gibt eine Hausbatterie.' },
  batteryControl: {
    en: 'evcc can control one of its home batteries.',
    de: 'evcc kann mindestens eine seiner Hausbatterien steuern.',
  },
  phasesCharger: {
    en: 'The charger can switch phases, or has the number of phases that is set.',
    de: 'Die Wallbox kann die Phasen umschalten oder hat die Phasenzahl, die gesetzt wird.',
  },
  boostMode: {
    en: 'The loadpoint is in a solar mode (pv, minpv, smart).',
    de: 'Der Ladepunkt ist in einem PV-Modus (pv, minpv, smart).',
  },
  alwaysChargeDevice: {
    en: 'The device at the loadpoint is not one that only switches, or never pauses (relay, heat pump).',
    de: 'Das Gerät am Ladepunkt ist keines, das nur schaltet oder nie pausiert (Relais, Wärmepumpe).',
  },
  vehicleKnown: { en: 'evcc knows the vehicle.', de: 'evcc kennt das Fahrzeug.' },
};

/** A value that anybody may try, as JavaScript. */
export const EXAMPLES: Readonly<Record<Exclude<Accepts, 'integer' | 'number'>, unknown>> = {
  mode: 'now',
  alwaysCharge: 'on',
  batteryMode: 'hold',
  phases: 3,
  boolean: true,
  delay: '3m',
  planSoc: { soc: 80, time: '07:00' },
  planEnergy: { energy: 20, time: '07:00' },
  strategy: { continuous: true, precondition: 1800 },
  vehicle: 'e-Golf',
};
