import { encode, type Message, time, type Value } from './encode';
import { figures } from './figures';
import type { House, Meter } from './house';
import { type Release, slotOf } from './releases';
import { type Installation, remote, siteConfig } from './site-config';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const PERIODS = ['30d', '365d', 'thisYear', 'total'];

/** evcc's empty fields of any meter. */
const meter = (given: Record<string, Value>): Value => ({
  name: null,
  title: null,
  icon: null,
  power: null,
  energy: null,
  returnEnergy: null,
  powers: null,
  currents: null,
  excessDCPower: null,
  capacity: null,
  soc: null,
  controllable: null,
  suggestion: null,
  ...given,
});

const meters = (list: readonly Meter[]): Value =>
  list.map(({ site, power, energy }) => meter({ name: site.name, title: site.title ?? null, power, energy }));

/** Everything below `site/` but the forecast. */
export class SiteTopics {
  constructor(
    private readonly house: House,
    private readonly installation: Installation,
  ) {}

  private get release(): Release {
    return this.installation.release;
  }

  /** Names that older evccs left behind: recorded at every start, before and between the first values. */
  leftovers(): Message[] {
    return DIGITS.flatMap((digit) =>
      ['vehicles', 'pv', 'battery'].map((name): Message => [`site/${name}/${digit}`, '']),
    );
  }

  /** The start, with its false values: no meter yet, the sun's shares zero, everything at the grid's price. */
  start(): Message[] {
    const { settings } = this.house;
    return this.topics({
      ...siteConfig(this.house.site, this.installation),
      ...this.noMeters(),
      prioritySoc: settings.prioritySoc,
      bufferStartSoc: settings.bufferStartSoc,
      bufferSoc: settings.bufferSoc,
      batteryDischargeControl: settings.batteryDischargeControl,
      batteryMode: this.house.batteryMode,
      solarAdjusted: settings.solarAdjusted,
      batteryGridDischarge: settings.batteryGridDischarge,
      gridExportLimit: settings.gridExportLimit,
      residualPower: settings.residualPower,
      ...(settings.batteryGridChargeLimit === null ? {} : { batteryGridChargeLimit: settings.batteryGridChargeLimit }),
      ...this.smart(),
      currency: this.house.site.currency,
    });
  }

  /** A key of the settings, as it is published when it changed. */
  setting(key: keyof House['settings'] | 'batteryModeExternal' | 'batteryMode'): Message[] {
    const { house } = this;
    const value = key === 'batteryModeExternal' || key === 'batteryMode' ? house[key] : house.settings[key];
    return this.topics({ [key]: value });
  }

  /** The meters, in every cycle. */
  meters(): { grid: Message[]; pv: Message[]; batteries: Message[]; rest: Message[] } {
    const { house } = this;
    const { pv, aux, ext, site } = house;
    return {
      grid: this.topics({ grid: this.grid() }),
      batteries: this.topics({
        ...(house.batteries.length > 0 ? this.battery() : {}),
        batteryGridDischargeActive: false,
      }),
      pv: this.topics({
        ...(pv.length > 0 ? { pvEnergy: pv.reduce((sum, one) => sum + (one.energy ?? 0), 0) } : {}),
        ...(pv.length > 0 ? { pvPower: house.pvPower, pv: meters(pv) } : {}),
      }),
      rest: this.topics({
        ...(aux.length > 0 ? { aux: meters(aux), auxPower: aux.reduce((sum, one) => sum + one.power, 0) } : {}),
        ...(ext.length > 0 ? { ext: meters(ext) } : {}),
        homePower: house.homePower,
        ...(site.circuits.length > 0 ? { circuits: this.circuits() } : {}),
      }),
    };
  }

  /** Prices and shares; at the start, before a meter was read, none of the sun (`false` values of the recording), or none at all. */
  tariffs(now: number, beforeMeters = false): Message[] {
    if (beforeMeters && !this.release.falseSite) return [];
    const { site } = this.house;
    const { tariffs } = site;
    const green = beforeMeters ? 0 : this.greenShare();
    const grid = figures.grid(site, slotOf(this.release, now));
    const price = grid * (1 - green) + (tariffs.feedIn ?? 0) * green;
    const co2 = figures.co2(now);
    // recorded in 0.200.0 and 0.307.2: what has no tariff has no topic
    return this.topics({
      greenShareHome: green,
      greenShareLoadpoints: green,
      ...(tariffs.grid && { tariffGrid: grid }),
      ...(tariffs.feedIn !== undefined && { tariffFeedIn: tariffs.feedIn }),
      ...(tariffs.co2 && { tariffCo2: co2 }),
      ...(tariffs.solar && { tariffSolar: figures.solar(now, site.day) }),
      ...(tariffs.temperature && { tariffTemperature: figures.temperature(now) }),
      ...(tariffs.grid && { tariffPriceHome: price, tariffPriceLoadpoints: price }),
      ...(tariffs.co2 && { tariffCo2Home: co2 * (1 - green), tariffCo2Loadpoints: co2 * (1 - green) }),
    });
  }

  gridCharge(active: boolean): Message[] {
    return this.topics({ batteryGridChargeActive: active, batteryGridDischargeActive: false });
  }

  /** Of the sessions so far, the same for every period: the stand-in was not there before. */
  statistics(): Message[] {
    const { loadpoints } = this.house;
    const sum = (of: (one: House['loadpoints'][number]) => number) => loadpoints.reduce((all, one) => all + of(one), 0);
    const energy = sum((one) => one.chargedEnergy);
    const each = {
      avgPrice: energy > 0 ? (sum((one) => one.sessionPrice) / energy) * 1000 : 0,
      avgCo2: energy > 0 ? (sum((one) => one.sessionCo2) / energy) * 1000 : 0,
      solarPercentage: energy > 0 ? (sum((one) => one.solarEnergy) / energy) * 100 : 0,
      chargedKWh: energy / 1000,
    };
    return this.topics({ statistics: Object.fromEntries(PERIODS.map((period) => [period, each])) });
  }

  history(now: number): Message[] {
    return this.topics({ historyUpdated: time(now) });
  }

  remote(): Message[] {
    return this.topics({ remote });
  }

  private noMeters(): Record<string, Value> {
    const { pv, batteries } = this.house;
    const none = { grid: null, ext: [], aux: [] };
    if (!this.release.falseSite) return { ...none, pv: pv.length, battery: batteries.length };
    return { ...none, pv: [], battery: this.release.battery === 'flat' ? [] : null };
  }

  private smart(): Record<string, Value> {
    const { grid, co2 } = this.house.site.tariffs;
    const type = grid === 'dynamic' ? 'priceforecast' : co2 ? 'co2' : null;
    return { smartFeedInPriorityAvailable: false, smartCostAvailable: type !== null, smartCostType: type };
  }

  private grid(): Value {
    const { site, gridPower, gridEnergy } = this.house;
    if (!site.phaseCurrents) return meter({ name: site.grid.name, power: gridPower, energy: gridEnergy });
    const powers = [0.3, 0.36, 0.34].map((share) => share * gridPower);
    return meter({
      name: site.grid.name,
      power: gridPower,
      energy: gridEnergy,
      returnEnergy: site.grid.returnEnergy ?? null,
      powers,
      currents: powers.map((power) => power / 230),
    });
  }

  private battery(): Record<string, Value> {
    const { batteries, batteryPower, batterySoc } = this.house;
    const sum = (of: (one: House['batteries'][number]) => number) => batteries.reduce((all, one) => all + of(one), 0);
    const counted = batteries.some(({ site }) => site.energy !== undefined);
    const energy = sum(({ site }) => site.energy ?? 0);
    const capacity = sum(({ site }) => site.capacity);
    const soc = Math.round(batterySoc);
    const devices = batteries.map(({ site, power, soc }) =>
      meter({
        name: site.name,
        title: site.title ?? null,
        power,
        energy: site.energy ?? null,
        capacity: site.capacity,
        soc: Math.round(soc),
        controllable: site.controllable,
      }),
    );
    if (this.release.battery === 'flat') {
      // recorded: without a counter 0 here, empty in the nested form
      return { batteryPower, batteryEnergy: energy, batteryCapacity: capacity, batterySoc: soc, battery: devices };
    }
    const sums = { power: batteryPower, energy: counted ? energy : null, returnEnergy: null, capacity, soc };
    return { battery: { forecast: null, ...sums, devices } };
  }

  private circuits(): Value {
    const { site, gridPower } = this.house;
    const circuit = (title: string, maxPower: number, maxCurrent: number): Value => ({
      title,
      power: gridPower,
      current: Math.abs(gridPower) / 690,
      maxPower,
      maxCurrent,
      dimmed: false,
      curtailed: false,
    });
    return Object.fromEntries(site.circuits.map((one) => [one.name, circuit(one.title, one.maxPower, one.maxCurrent)]));
  }

  private greenShare(): number {
    const { gridPower, homePower, chargePower } = this.house;
    const used = homePower + chargePower;
    return Math.max(0, Math.min(1, 1 - Math.max(0, gridPower) / (used || 1)));
  }

  private topics(values: Record<string, Value>): Message[] {
    return encode('site', values, this.release.numbers);
  }
}
