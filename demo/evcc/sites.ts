import type { Site } from './site';

/** evcc's own demo, as recorded: three loadpoints, four vehicles, a controllable battery, dynamic tariffs. */
export const demoSite: Site = {
  title: 'Demo Mode',
  interval: 30,
  currency: 'EUR',
  grid: { name: 'grid' },
  homePower: 500,
  loadpoints: [
    { name: 'lp-1', title: 'Carport', mode: 'pv', vehicle: 'vehicle_1', phases: 3 },
    { name: 'lp-2', title: 'Garage', mode: 'off', vehicle: 'vehicle_2', phases: 3, phases1p3p: true },
    {
      name: 'lp-3',
      title: 'Heat pump',
      mode: 'pv',
      phases: 3,
      heating: { temperature: 47.9, limit: 65, power: 4000 },
      icon: 'heatpump',
      features: ['IntegratedDevice', 'Heating', 'SwitchDevice', 'Continuous'],
    },
  ],
  vehicles: [
    { name: 'vehicle_1', title: 'blue e-Golf', capacity: 44, soc: 62.1, range: 293, drawsOn: 1 },
    { name: 'vehicle_2', title: 'white Model 3', capacity: 80, soc: 21, range: 467, ownLimit: 90 },
    {
      name: 'vehicle_3',
      title: 'green Honda e',
      icon: 'car',
      capacity: 8,
      soc: 50,
      range: 40,
      features: ['Offline'],
    },
    {
      name: 'vehicle_4',
      title: 'black VanMoof',
      icon: 'bike',
      capacity: 0.46,
      soc: 50,
      range: 80,
      features: ['Offline'],
    },
  ],
  pv: [{ name: 'pv', power: 8250 }],
  batteries: [{ name: 'battery', capacity: 13.4, soc: 54, controllable: true }],
  aux: [],
  ext: [],
  circuits: [],
  tariffs: { grid: 'dynamic', feedIn: 0.08, co2: true, solar: true, temperature: true, slots: 288 },
  phaseCurrents: false,
};

const TITLES = ['blauer e-Golf', 'weißes Model 3', 'grüner Honda e', 'schwarzes VanMoof'];

/** evcc's demo as it was until 0.307: two loadpoints, German titles, the heat pump a fifth vehicle. */
export const earlierDemoSite: Site = {
  ...demoSite,
  loadpoints: demoSite.loadpoints.slice(0, 2),
  vehicles: [
    ...demoSite.vehicles.map((one, at) => ({ ...one, title: TITLES[at] ?? one.title })),
    {
      name: 'vehicle_5',
      title: 'Wärmepumpe',
      icon: 'waterheater',
      capacity: 0,
      soc: 0,
      range: 0,
      features: ['Offline'],
    },
  ],
};

/** The demo with a handful of forecast slots: the same household at a twentieth of the messages, for long simulations. */
export const quickSite: Site = { ...demoSite, tariffs: { ...demoSite.tariffs, slots: 8 } };

/** A house with phases on its meters, a circuit and an auxiliary meter, as in the recorded excerpt. */
export const threePhaseSite: Site = {
  title: 'Zuhause',
  interval: 30,
  currency: 'EUR',
  grid: { name: 'netz', energy: 1234.567 },
  homePower: 640,
  loadpoints: [
    {
      name: 'lp-1',
      title: 'Stellplatz',
      mode: 'pv',
      vehicle: 'eup',
      phases: 3,
      phases1p3p: true,
      totalImport: 1.11,
    },
  ],
  vehicles: [{ name: 'eup', title: 'e-Up', capacity: 36.8, soc: 41, range: 250 }],
  pv: [
    { name: 'dach-sued', title: 'Süddach', power: 6400, energy: 8412.5 },
    { name: 'dach-west', title: 'Westdach', power: 4200, energy: 5120.25 },
  ],
  batteries: [],
  aux: [{ name: 'boiler', power: 400 }],
  ext: [],
  circuits: [{ name: 'haupt', title: 'Main fuse', maxPower: 40_000, maxCurrent: 63 }],
  tariffs: { grid: { fixed: 0.31 }, feedIn: 0.08, slots: 8 },
  phaseCurrents: true,
};

/** The home of the public recordings of 0.315 and 0.316: one of each, named in evcc's user interface, and devices that take their time. */
export const slowHomeSite: Site = {
  title: 'Home',
  interval: 30,
  currency: 'EUR',
  grid: { name: 'db:7', energy: 9127.404, returnEnergy: 20_318.551 },
  homePower: 388.2,
  loadpoints: [{ name: 'db:9', title: 'Garage', mode: 'pv', phases: 3 }],
  vehicles: [{ name: 'db:12', title: 'Car', icon: 'car', capacity: 58, soc: 50, range: 300, features: ['Streaming'] }],
  pv: [{ name: 'db:3', title: 'Roof', power: 3041, energy: 30_417.228 }],
  batteries: [{ name: 'db:4', title: 'Battery', capacity: 10, soc: 43, energy: 4821.317, controllable: true }],
  aux: [],
  ext: [],
  circuits: [],
  tariffs: { grid: 'dynamic', co2: true, solar: true, slots: 96 },
  phaseCurrents: true,
  pace: { meters: [200, 400], vehicle: 1100, counts: 5500 },
};
