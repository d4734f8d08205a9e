import type { Site } from './site';
import type { Day } from './weather';

/** W of all roofs. */
const PEAK = 9800;

/** The day of the house at home, by the clock of the machine. */
export const homeDay = (utcOffset: number): Day => ({ peak: PEAK, utcOffset });

const TITLES = {
  de: { home: 'Zuhause', heat: 'Wärmepumpe', first: 'blauer ID.3', second: 'weißes Model 3', bike: 'grünes Lastenrad' },
  en: { home: 'Home', heat: 'Heat pump', first: 'blue ID.3', second: 'white Model 3', bike: 'green cargo bike' },
} as const;

/** A house as many are: a roof, a battery, two cars, a heat pump, a price for each quarter of an hour. Its owner named everything. */
export function homeSite(language: 'de' | 'en', interval: number, day: Day): Site {
  const titles = TITLES[language];
  return {
    title: titles.home,
    interval,
    currency: 'EUR',
    grid: { name: 'grid' },
    homePower: 240,
    loadpoints: [
      { name: 'lp-1', title: 'Carport', mode: 'pv', vehicle: 'id3', phases: 3 },
      { name: 'lp-2', title: 'Garage', mode: 'off', vehicle: 'model3', phases: 3, phases1p3p: true },
      {
        name: 'lp-3',
        title: titles.heat,
        mode: 'pv',
        phases: 3,
        heating: { temperature: 47.5, limit: 55, power: 2200 },
        icon: 'heatpump',
        features: ['IntegratedDevice', 'Heating', 'SwitchDevice', 'Continuous'],
      },
    ],
    vehicles: [
      {
        name: 'id3',
        title: titles.first,
        capacity: 58,
        soc: 43,
        range: 410,
        drawsOn: 1,
        outing: { leaves: 7, back: 9.5, uses: 9 },
      },
      {
        name: 'model3',
        title: titles.second,
        capacity: 75,
        soc: 38,
        range: 500,
        outing: { leaves: 17, back: 19.5, uses: 14 },
      },
      { name: 'bike', title: titles.bike, icon: 'bike', capacity: 0.6, soc: 50, range: 70, features: ['Offline'] },
    ],
    pv: [{ name: 'pv', power: PEAK }],
    batteries: [{ name: 'battery', capacity: 10, soc: 46, controllable: true }],
    aux: [],
    ext: [],
    circuits: [],
    tariffs: { grid: 'dynamic', feedIn: 0.08, co2: true, solar: true, temperature: true, slots: 288 },
    phaseCurrents: false,
    day,
  };
}
