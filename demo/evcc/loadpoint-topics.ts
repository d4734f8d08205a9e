import { duration, encode, json, type Message, time, type Value } from './encode';
import type { House, Loadpoint } from './house';
import { CHARGER_FEATURES, type Schema } from './site';

type Row = readonly [key: string, value: (loadpoint: Loadpoint) => Value];

/** `% ` of a charge plan's target, and when: of the vehicle's plan, or for a car that cannot tell its charge of the energy plan. */
const planSoc = ({ vehicle }: Loadpoint): number => vehicle?.settings.plan?.value ?? 0;
const planTime = ({ vehicle, settings }: Loadpoint): number | null =>
  vehicle && !vehicle.offline ? (vehicle.settings.plan?.time ?? null) : settings.plan.time;
const planId = (loadpoint: Loadpoint): number => (planTime(loadpoint) === null ? 0 : 1);
const perEnergy = (sum: number, { chargedEnergy }: Loadpoint): Value =>
  chargedEnergy > 0 ? (sum / chargedEnergy) * 1000 : null;

/** What the loadpoint goes by, from its own settings and those of the car that stands there. */
const effective: readonly Row[] = [
  ['effectivePriority', ({ settings }) => settings.priority],
  ['effectivePlanTime', (lp) => time(planTime(lp))],
  ['effectivePlanId', planId],
  ['effectivePlanSoc', planSoc],
  ['effectiveMinCurrent', ({ settings }) => settings.minCurrent],
  ['effectivePlanStrategy/continuous', ({ vehicle }) => vehicle?.settings.planStrategy.continuous ?? false],
  ['effectivePlanStrategy/precondition', ({ vehicle }) => vehicle?.settings.planStrategy.precondition ?? 0],
  ['effectiveMinSoc', ({ settings, vehicle }) => settings.minSoc || (vehicle?.settings.minSoc ?? 0)],
  ['effectiveMaxCurrent', ({ settings }) => settings.maxCurrent],
  ['effectiveLimitSoc', ({ settings, vehicle }) => effectiveLimit(settings.limitSoc, vehicle?.settings.limitSoc)],
];

function effectiveLimit(own: number, ofVehicle = 0): number {
  const limit = own > 0 ? own : ofVehicle;
  return limit > 0 && limit < 100 ? limit : 100;
}

/** Named in the order of the recorded start. */
const settings: readonly Row[] = [
  ['name', ({ site }) => site.name],
  ['smartCostLimit', ({ settings: { smartCostLimit } }) => smartCostLimit],
  ['mode', ({ mode }) => mode],
  ['title', ({ title }) => title],
  ['minCurrent', (lp) => lp.settings.minCurrent],
  ['priority', (lp) => lp.settings.priority],
  ['enableThreshold', (lp) => lp.settings.enableThreshold],
  ['maxCurrent', (lp) => lp.settings.maxCurrent],
  ['enableDelay', (lp) => duration(lp.settings.enableDelay)],
  ['disableThreshold', (lp) => lp.settings.disableThreshold],
  ['ui/maxTemp', ({ heating }) => (heating ? 70 : 0)],
  ['ui/minTemp', ({ heating }) => (heating ? 30 : 0)],
  ['disableDelay', (lp) => duration(lp.settings.disableDelay)],
  ['chargerPhases1p3p', ({ site }) => site.phases1p3p ?? false],
  ['phasesConfigured', (lp) => lp.settings.phasesConfigured],
  ['phasesActive', (lp) => lp.phasesActive],
  ['chargerSinglePhase', ({ site }) => site.phases === 1],
  ['smartFeedInPriorityLimit', (lp) => lp.settings.smartFeedInPriorityLimit],
  ['phaseRemaining', () => 0],
  ['phaseAction', () => 'inactive'],
  ['pvRemaining', () => 0],
  ['pvAction', () => 'inactive'],
  ['last24hEnergy', () => 0],
  ['todayEnergy', () => 0],
  ['last7dEnergy', () => 0],
  ...CHARGER_FEATURES.map(
    (feature): Row => [`chargerFeature${feature}`, ({ site }) => site.features?.includes(feature) ?? false],
  ),
  ['chargerIcon', ({ site }) => site.icon ?? null],
];

const plans: readonly Row[] = [
  ['vehicleDetectionActive', () => false],
  ['planTime', (lp) => time(lp.settings.plan.time)],
  ['planStrategy/precondition', (lp) => lp.settings.planStrategy.precondition],
  ['planEnergy', (lp) => lp.settings.plan.value],
  ['limitEnergy', (lp) => lp.settings.limitEnergy],
  ['planStrategy/continuous', (lp) => lp.settings.planStrategy.continuous],
  ['limitSoc', (lp) => lp.settings.limitSoc],
  ['planActive', () => false],
  ['minSoc', (lp) => lp.settings.minSoc],
  ['batteryBoost', ({ batteryBoost }) => batteryBoost],
  ['batteryBoostLimit', (lp) => lp.settings.batteryBoostLimit],
];

/** What evcc says when a car is put to a loadpoint, before it asked the car: the false zeros of a start. */
const vehicleBlock: readonly Row[] = [
  ['vehicleTitle', ({ vehicle }) => vehicle?.title ?? null],
  ['vehicleName', ({ vehicle }) => vehicle?.site.name ?? null],
  ['vehicleClimaterActive', () => null],
  ['vehicleSoc', () => 0],
  ['vehicleLimitSoc', () => 0],
  ['vehicleRange', () => 0],
  ['vehicleOdometer', () => 0],
];

const noVehicle: readonly Row[] = vehicleBlock.map(([key, value]) =>
  key === 'vehicleTitle' || key === 'vehicleName' ? [key, () => null] : [key, value],
);

const smart: readonly Row[] = [
  ['smartCostActive', () => false],
  ['smartFeedInPriorityActive', () => false],
  ['smartCostNextStart', () => null],
  ['smartFeedInPriorityNextStart', () => null],
];

const session: readonly Row[] = [
  ['sessionEnergy', ({ chargedEnergy }) => chargedEnergy],
  ['sessionPricePerKWh', (lp) => perEnergy(lp.sessionPrice, lp)],
  ['sessionSolarPercentage', (lp) => (lp.chargedEnergy > 0 ? (lp.solarEnergy / lp.chargedEnergy) * 100 : 0)],
  ['sessionPrice', ({ sessionPrice, chargedEnergy }) => (chargedEnergy > 0 ? sessionPrice : null)],
  ['chargedEnergy', ({ chargedEnergy }) => chargedEnergy],
  ['sessionCo2PerKWh', (lp) => perEnergy(lp.sessionCo2, lp)],
];

const counters: readonly Row[] = [
  ['offeredCurrent', ({ offeredCurrent }) => offeredCurrent],
  ...session,
  ['todayEnergy', ({ todayEnergy }) => Math.round(todayEnergy)],
  ['chargeDuration', ({ chargeDuration }) => duration(chargeDuration)],
  ['last24hEnergy', () => 0],
  ['last7dEnergy', () => 0],
];

const state: readonly Row[] = [
  ['connected', ({ connected }) => connected],
  ['vehicleWelcomeActive', () => false],
  ['charging', ({ charging }) => charging],
];

const outcome: readonly Row[] = [
  ['mode', ({ mode }) => mode],
  ['enabled', ({ enabled }) => enabled],
  ['plan', () => json(null)],
  ['planProjectedStart', () => null],
  ['planProjectedEnd', () => null],
  ['minSocNotReached', ({ settings: { minSoc }, soc }) => minSoc > 0 && soc > 0 && soc < minSoc],
  ['planOverrun', ({ planOverrun }) => duration(planOverrun)],
  ['offeredCurrent', ({ offeredCurrent }) => offeredCurrent],
];

const alwaysCharge: Row = ['alwaysCharge', (lp) => lp.settings.alwaysCharge];

/** The topics of one house's loadpoints, `loadpoints/<n>/…`, n from 1. */
export class LoadpointTopics {
  constructor(
    private readonly house: House,
    private readonly schema: Schema,
  ) {}

  /** The start: settings, then no car at all, then, for the one that stands there, its name with zeros. */
  start(loadpoint: Loadpoint): Message[] {
    const rows = [...settings, ...noVehicle, ...plans];
    if (this.schema === '0.316') rows.push(alwaysCharge);
    if (loadpoint.vehicle === null) return this.rows(loadpoint, rows);
    const car = [...vehicleBlock, ...effective];
    // recorded: of the first loadpoint the car came before, of the second after the emptiness
    const first = loadpoint === this.house.loadpoints[0] ? [...car, ...rows] : [...rows, ...car];
    return this.rows(loadpoint, [...first, ['offeredCurrent', ({ offeredCurrent }) => offeredCurrent]]);
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
    const remaining: Row[] = [
      ['chargeRemainingEnergy', () => 0],
      ['chargeRemainingDuration', () => 0],
    ];
    const charged = loadpoint.remainingEnergy > 0 || loadpoint.remainingDuration > 0;
    return this.rows(loadpoint, [...rows, ...(charged ? remaining : []), ['vehicleDetectionActive', () => false]]);
  }

  /** The first half of what evcc says of the loadpoint it computes. */
  counters(loadpoint: Loadpoint): Message[] {
    return this.rows(loadpoint, [...smart, ...counters, ...effective]);
  }

  /** A car that came: a new session. */
  arrival(loadpoint: Loadpoint): Message[] {
    const rows: Row[] = [['connectedDuration', () => 0]];
    if (loadpoint.vehicle) {
      rows.push(['vehicleName', ({ vehicle }) => vehicle?.site.name ?? null]);
      rows.push(['vehicleTitle', ({ vehicle }) => vehicle?.title ?? null]);
      rows.push(['phasesActive', (lp) => lp.phasesActive], ...effective);
    }
    return this.rows(loadpoint, [...rows, ...session]);
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
  outcome(loadpoint: Loadpoint, asked: boolean): Message[] {
    return this.rows(loadpoint, [...state, ...this.car(loadpoint, asked), ...outcome]);
  }

  /** Of all loadpoints, in every cycle. */
  meters(): Message[] {
    return this.house.loadpoints.flatMap((loadpoint) => this.rows(loadpoint, this.meterRows(loadpoint)));
  }

  suggestions(): Message[] {
    return this.house.loadpoints.flatMap((loadpoint) => this.rows(loadpoint, [['suggestion', () => null]]));
  }

  private meterRows(loadpoint: Loadpoint): Row[] {
    const rows: Row[] = [['chargePower', ({ chargePower }) => chargePower]];
    if (loadpoint.site.totalImport !== undefined) rows.push(['chargeTotalImport', ({ totalImport }) => totalImport]);
    if (this.house.site.phaseCurrents) rows.push(['chargeCurrents', currents]);
    return rows;
  }

  private car({ heating, vehicle, charging }: Loadpoint, asked: boolean): Row[] {
    const soc: Row = ['vehicleSoc', (lp) => lp.soc];
    if (heating) return [['vehicleLimitSoc', ({ site }) => site.heating?.limit ?? 0], soc];
    if (!vehicle) return [];
    const rows: Row[] = [];
    if (asked && !vehicle.offline) {
      rows.push(['vehicleRange', () => Math.floor((vehicle.site.range * vehicle.soc) / 100)]);
      if (vehicle.site.ownLimit !== undefined) rows.push(['vehicleLimitSoc', () => vehicle.site.ownLimit ?? 0]);
    }
    rows.push(soc, ['chargeRemainingEnergy', ({ remainingEnergy }) => remainingEnergy]);
    if (charging) rows.push(['chargeRemainingDuration', ({ remainingDuration }) => duration(remainingDuration)]);
    return rows;
  }

  private rows(loadpoint: Loadpoint, rows: readonly Row[]): Message[] {
    const number = this.house.loadpoints.indexOf(loadpoint) + 1;
    return rows.flatMap(([key, value]) => encode(`loadpoints/${number}/${key}`, value(loadpoint)));
  }
}

function currents({ chargePower, phasesActive, site }: Loadpoint): Value {
  const each = chargePower / (230 * phasesActive);
  return site.phases === 1 ? [each] : [1, 2, 3].map((phase) => (phase <= phasesActive ? each : 0));
}
