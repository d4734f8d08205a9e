import { duration, json, time, type Value } from './encode';
import type { Loadpoint } from './house';
import { CHARGER_FEATURES } from './site';

/** A key of a loadpoint and where its value comes from. */
export type Row = readonly [key: string, value: (loadpoint: Loadpoint) => Value];

/** %, of the plan of the vehicle that stands here. */
const planSoc = ({ vehicle }: Loadpoint): number => vehicle?.settings.plan?.value ?? 0;
/** When a plan ends: the vehicle's, or, for a car that cannot tell its charge, the loadpoint's energy plan, which may have only a time. */
const planTime = ({ vehicle, settings }: Loadpoint): number | null =>
  vehicle && !vehicle.offline ? (vehicle.settings.plan?.time ?? null) : settings.plan.time;
const planId = (loadpoint: Loadpoint): number => (planTime(loadpoint) === null ? 0 : 1);
const perEnergy = (sum: number | null, { chargedEnergy }: Loadpoint): Value =>
  chargedEnergy > 0 && sum !== null ? (sum / chargedEnergy) * 1000 : null;
/** None without energy, and none without a tariff (recorded in 0.307.2). */
const cost = ({ sessionPrice, chargedEnergy, known }: Loadpoint): number | null =>
  chargedEnergy > 0 && known.price ? sessionPrice : null;
/** As `cost` (recorded in 0.200.0 and 0.307.2). */
const emitted = ({ sessionCo2, known }: Loadpoint): number | null => (known.co2 ? sessionCo2 : null);

/** What the loadpoint goes by, from its own settings and those of the car that stands there. */
export const effective: readonly Row[] = [
  ['effectivePriority', ({ settings }) => settings.priority],
  ['effectivePlanTime', (lp) => time(planTime(lp))],
  ['effectivePlanId', planId],
  ['effectivePlanSoc', planSoc],
  ['effectiveMinCurrent', ({ settings }) => settings.minCurrent],
  ['effectivePlanStrategy/continuous', ({ vehicle }) => vehicle?.settings.planStrategy.continuous ?? false],
  ['effectivePlanStrategy/precondition', ({ vehicle }) => vehicle?.settings.planStrategy.precondition ?? 0],
  ['effectivePlanContinuous', ({ vehicle }) => vehicle?.settings.planStrategy.continuous ?? false],
  ['effectivePlanPrecondition', ({ vehicle }) => vehicle?.settings.planStrategy.precondition ?? 0],
  ['effectiveMinSoc', ({ least }) => least],
  ['effectiveMaxCurrent', ({ settings }) => settings.maxCurrent],
  ['effectiveLimitSoc', ({ limit }) => limit],
];

/** Named in the order of the recorded start. */
export const settings: readonly Row[] = [
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
  ['chargerPhysicalPhases', () => null],
  ['phasesEnabled', (lp) => lp.settings.phasesConfigured],
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

export const plans: readonly Row[] = [
  ['vehicleDetectionActive', () => false],
  ['planTime', (lp) => time(lp.settings.plan.time)],
  ['planStrategy/precondition', (lp) => lp.settings.planStrategy.precondition],
  ['planPrecondition', (lp) => lp.settings.planStrategy.precondition],
  ['planContinuous', (lp) => lp.settings.planStrategy.continuous],
  ['planEnergy', (lp) => lp.settings.plan.value],
  ['limitEnergy', (lp) => lp.settings.limitEnergy],
  ['planStrategy/continuous', (lp) => lp.settings.planStrategy.continuous],
  ['limitSoc', (lp) => lp.settings.limitSoc],
  ['planActive', ({ planned }) => planned.active],
  ['minSoc', (lp) => lp.settings.minSoc],
  ['batteryBoost', ({ batteryBoost }) => batteryBoost],
  ['batteryBoostLimit', (lp) => lp.settings.batteryBoostLimit],
  ['solarShare', (lp) => lp.settings.solarShare],
];

/** What evcc says when a car is put to a loadpoint, before it asked the car: the false zeros of a start. */
export const vehicleBlock: readonly Row[] = [
  ['vehicleTitle', ({ vehicle }) => vehicle?.title ?? null],
  ['vehicleName', ({ vehicle }) => vehicle?.site.name ?? null],
  ['vehicleClimaterActive', () => null],
  ['vehicleSoc', () => 0],
  ['vehicleLimitSoc', () => 0],
  ['vehicleRange', () => 0],
  ['vehicleOdometer', () => 0],
];

export const noVehicle: readonly Row[] = vehicleBlock.map(([key, value]) =>
  key === 'vehicleTitle' || key === 'vehicleName' ? [key, () => null] : [key, value],
);

export const smart: readonly Row[] = [
  ['smartCostActive', ({ cheap }) => cheap],
  ['smartFeedInPriorityActive', () => false],
  ['smartCostNextStart', () => null],
  ['smartFeedInPriorityNextStart', () => null],
];

export const session: readonly Row[] = [
  ['sessionEnergy', ({ chargedEnergy }) => chargedEnergy],
  ['sessionPricePerKWh', (lp) => perEnergy(cost(lp), lp)],
  ['sessionSolarPercentage', (lp) => (lp.chargedEnergy > 0 ? (lp.solarEnergy / lp.chargedEnergy) * 100 : 0)],
  ['sessionPrice', cost],
  ['chargedEnergy', ({ chargedEnergy }) => chargedEnergy],
  ['sessionCo2PerKWh', (lp) => perEnergy(emitted(lp), lp)],
];

export const counters: readonly Row[] = [
  ['offeredCurrent', ({ offeredCurrent }) => offeredCurrent],
  ...session,
  ['todayEnergy', ({ todayEnergy }) => Math.round(todayEnergy)],
  ['chargeDuration', ({ chargeDuration }) => duration(chargeDuration)],
  ['last24hEnergy', () => 0],
  ['last7dEnergy', () => 0],
];

export const state: readonly Row[] = [
  ['connected', ({ connected }) => connected],
  ['vehicleWelcomeActive', () => false],
  ['charging', ({ charging }) => charging],
];

export const outcome: readonly Row[] = [
  ['mode', ({ mode }) => mode],
  ['plan', () => json(null)],
  ['planProjectedStart', ({ planned }) => time(planned.start)],
  ['planProjectedEnd', ({ planned }) => time(planned.end)],
  ['minSocNotReached', ({ least, soc }) => least > 0 && soc > 0 && soc < least],
  ['planOverrun', ({ planOverrun, planned }) => duration(planOverrun || planned.overrun)],
];

export const alwaysCharge: Row = ['alwaysCharge', (lp) => lp.settings.alwaysCharge];

/** Of a charger that tells its phases: A each. */
export function currents({ chargePower, phasesActive, site }: Loadpoint): Value {
  const each = chargePower / (230 * phasesActive);
  return site.phases === 1 ? [each] : [1, 2, 3].map((phase) => (phase <= phasesActive ? each : 0));
}
