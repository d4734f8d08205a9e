import { duration, encode, type Message } from './encode';
import type { House, Loadpoint } from './house';
import {
  alwaysCharge,
  counters,
  currents,
  effective,
  noVehicle,
  outcome,
  plans,
  type Row,
  session,
  settings,
  smart,
  state,
  vehicleBlock,
} from './loadpoint-rows';
import { before, type Release } from './releases';

/** Seconds of the longest duration that evcc's language knows. */
const LONGEST = 9_223_372_036;

/** The topics of one house's loadpoints, `loadpoints/<n>/…`, n from 1. */
export class LoadpointTopics {
  constructor(
    private readonly house: House,
    private readonly release: Release,
  ) {}

  /** The start: settings, then no car at all, then, for the one that stands there, its name with zeros. */
  start(loadpoint: Loadpoint): Message[] {
    const rows = [...settings, ...noVehicle, ...plans, alwaysCharge].filter((row) => this.starts(row, loadpoint));
    if (loadpoint.vehicle === null) return this.rows(loadpoint, rows);
    const car = [...vehicleBlock, ...effective];
    // recorded: the car comes after the emptiness; in `demo-restart` that of the first loadpoint came before it, and once more later
    const early = this.release.name === 'nightly' && loadpoint === this.house.loadpoints[0];
    const first = early ? [...car, ...rows] : [...rows, ...car];
    // recorded: of a charger that runs the least current, whatever it offers; of the others nothing
    return this.rows(
      loadpoint,
      loadpoint.running ? [...first, ['offeredCurrent', (lp) => lp.settings.minCurrent]] : first,
    );
  }

  /** A key of the settings, as it is published when it changed. */
  setting(loadpoint: Loadpoint, key: string): Message[] {
    const all = [...settings, ...plans, alwaysCharge].filter(([name]) => name === key || name.startsWith(`${key}/`));
    if (all.length === 0) throw new Error(`no such setting of a loadpoint: ${key}`);
    return this.rows(loadpoint, all);
  }

  effective(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, effective);
  }

  /** A car put to the loadpoint, or taken from it (recorded: `vehicle` = `-`). */
  vehicle(loadpoint: Loadpoint): Message[] {
    const active: Row = ['phasesActive', (lp) => lp.phasesActive];
    const rows = [...vehicleBlock, active, ...effective];
    const remaining = this.remaining(loadpoint, 0, 0);
    return [...this.rows(loadpoint, [...rows, ['vehicleDetectionActive', () => false]]), ...remaining];
  }

  /** The first half of what evcc says of the loadpoint it computes. */
  counters(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [...smart, ...counters, ...effective]);
  }

  /** A car that came: a new session. */
  arrival(loadpoint: Loadpoint): Message[] {
    const rows: Row[] = [
      ['connectedDuration', () => duration(0)],
      ['pvAction', () => 'inactive'],
      ['pvRemaining', () => 0],
    ];
    if (loadpoint.vehicle && this.release.repeatsName) {
      rows.push(['vehicleName', ({ vehicle }) => vehicle?.site.name ?? null]);
      rows.push(['vehicleTitle', ({ vehicle }) => vehicle?.title ?? null]);
      rows.push(['phasesActive', (lp) => lp.phasesActive], ...effective);
    }
    return this.rows(loadpoint, [...rows, ...session]);
  }

  /** Recorded in 0.315 and 0.316: the longest duration there is, while nothing was connected since evcc's start. */
  neverConnected(loadpoint: Loadpoint): Message[] {
    if (before(this.release, '0.315')) return [];
    return this.rows(loadpoint, [['connectedDuration', () => duration(LONGEST)]]);
  }

  enabled(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [['enabled', ({ enabled }) => enabled]]);
  }

  offered(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [['offeredCurrent', ({ offeredCurrent }) => offeredCurrent]]);
  }

  chargingBegan(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [['chargerStatusReason', () => 'unknown']]);
  }

  phasesActive(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [['phasesActive', (lp) => lp.phasesActive]]);
  }

  title(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [['title', ({ title }) => title]]);
  }

  /** The second half: state, car, outcome. `asked`: whether the car was asked just now. */
  outcome(loadpoint: Loadpoint, remaining: readonly Message[], asked: boolean): Message[] {
    const car = this.rows(loadpoint, [...state, ...this.car(loadpoint, asked)]);
    return [...car, ...remaining, ...this.rows(loadpoint, outcome)];
  }

  /** What the car still takes, in Wh and s, where it is not what was said before. */
  remaining(loadpoint: Loadpoint, energy: number, seconds: number): Message[] {
    const rows: Row[] = [];
    if (energy !== loadpoint.remainingEnergy) rows.push(['chargeRemainingEnergy', () => energy]);
    if (seconds !== loadpoint.remainingDuration) rows.push(['chargeRemainingDuration', () => duration(seconds)]);
    loadpoint.remainingEnergy = energy;
    loadpoint.remainingDuration = seconds;
    return this.rows(loadpoint, rows);
  }

  /** The timer of the sun runs: seconds left. */
  timer(loadpoint: Loadpoint, left: number): Message[] {
    return this.rows(loadpoint, [
      ['pvAction', ({ timer }) => timer?.action ?? 'inactive'],
      ['pvRemaining', () => duration(left)],
    ]);
  }

  /** The timer of the sun ends, if one ran. */
  stopTimer(loadpoint: Loadpoint): Message[] {
    if (loadpoint.timer === null) return [];
    loadpoint.timer = null;
    return this.timer(loadpoint, 0);
  }

  /** Of all loadpoints, in every cycle. */
  meters(): Message[] {
    return this.house.loadpoints.flatMap((loadpoint) => this.rows(loadpoint, this.meterRows(loadpoint)));
  }

  suggestions(): Message[] {
    return this.house.loadpoints.flatMap((loadpoint) => this.rows(loadpoint, [['suggestion', () => null]]));
  }

  /** Recorded: 0.133 alone does not say at the start that there is no price limit. */
  private starts([key]: Row, { settings: { smartCostLimit } }: Loadpoint): boolean {
    return key !== 'smartCostLimit' || smartCostLimit !== null || !before(this.release, '0.200');
  }

  private meterRows(loadpoint: Loadpoint): Row[] {
    const rows: Row[] = [['chargePower', ({ chargePower }) => chargePower]];
    if (loadpoint.site.totalImport !== undefined) rows.push(['chargeTotalImport', ({ totalImport }) => totalImport]);
    if (this.house.site.phaseCurrents) rows.push(['chargeCurrents', currents]);
    return rows;
  }

  private car({ heating, vehicle }: Loadpoint, asked: boolean): Row[] {
    const soc: Row = ['vehicleSoc', (lp) => lp.soc];
    if (heating) return [['vehicleLimitSoc', ({ site }) => site.heating?.limit ?? 0], soc];
    if (!vehicle) return [];
    const rows: Row[] = [];
    if (asked && !vehicle.offline) {
      rows.push(['vehicleRange', () => Math.floor((vehicle.site.range * vehicle.soc) / 100)]);
      if (vehicle.site.ownLimit !== undefined) rows.push(['vehicleLimitSoc', () => vehicle.site.ownLimit ?? 0]);
    }
    return [...rows, soc];
  }

  private rows(loadpoint: Loadpoint, rows: readonly Row[]): Message[] {
    const number = this.house.loadpoints.indexOf(loadpoint) + 1;
    const { current, numbers } = this.release;
    return rows.flatMap(([key, value]) => {
      const name = key === 'offeredCurrent' ? current : key;
      return encode(`loadpoints/${number}/${name}`, value(loadpoint), numbers);
    });
  }
}
