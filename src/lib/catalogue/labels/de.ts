import { BATTERY } from './de/battery';
import { CIRCUITS, FORECASTS } from './de/forecast';
import { FOUND } from './de/found';
import { LOADPOINTS } from './de/loadpoint';
import { METERS } from './de/meters';
import { SITE } from './de/site';
import { VEHICLES } from './de/vehicle';
import type { Labels } from './types';

/** The catalogue in German. */
export const de: Labels = {
  properties: { ...SITE, ...METERS, ...BATTERY, ...FORECASTS, ...CIRCUITS, ...LOADPOINTS, ...VEHICLES },
  found: FOUND,
  words: {
    status: { online: 'Online', offline: 'Offline' },
    mode: { off: 'Aus', pv: 'PV', minpv: 'Min+PV', smart: 'Smart', now: 'Schnell' },
    alwaysCharge: { off: 'Aus', on: 'An', once: 'Einmalig' },
    batteryMode: {
      unknown: 'Unbekannt',
      normal: 'Normal',
      hold: 'Entladesperre',
      charge: 'Netzladen',
      holdcharge: 'Ladesperre',
    },
    phases: { '0': 'Automatisch', '1': '1-phasig', '3': '3-phasig' },
    phaseAction: { inactive: 'Keine', scale1p: 'Gleich 1-phasig', scale3p: 'Gleich 3-phasig' },
    pvAction: { inactive: 'Keine', enable: 'Startet gleich', disable: 'Pausiert gleich' },
    statusReason: {
      unknown: 'Keiner',
      waitingforauthorization: 'Warte auf Autorisierung',
      disconnectrequired: 'Erneut verbinden',
    },
    smartCostType: { co2: 'CO₂-Emissionen', pricedynamic: 'Dynamischer Preis', priceforecast: 'Preisvorhersage' },
    suggestion: {
      normal: 'Normaler Betrieb',
      hold: 'Entladen verhindern',
      charge: 'Laden',
      holdcharge: 'Laden verhindern',
      stop: 'Pausieren',
    },
  },
  boolean: { true: 'ja', false: 'nein' },
  parts: { entry: 'Eintrag', entries: 'Einträge', value: 'Wert', values: 'Werte' },
  units: {
    W: 'W',
    Wh: 'Wh',
    kWh: 'kWh',
    '%': '%',
    A: 'A',
    V: 'V',
    s: 's',
    km: 'km',
    '°C': '°C',
    'g/kWh': 'g/kWh',
    currency: 'Währung',
    'currency/kWh': 'Währung/kWh',
    cost: 'Währung/kWh oder g/kWh',
    ratio: 'Anteil, 0 bis 1',
  },
  groups: {
    general: 'Allgemein',
    power: 'Leistung und Zähler',
    battery: 'Hausbatterie',
    tariff: 'Preise und CO₂',
    forecast: 'Vorhersagen',
    statistics: 'Statistik',
    circuit: 'Lastmanagement',
    charging: 'Laden',
    limits: 'Grenzen und Einstellungen',
    plan: 'Ladeplan',
    session: 'Ladevorgang',
    vehicle: 'Fahrzeug',
    charger: 'Wallbox',
    system: 'System',
  },
};
