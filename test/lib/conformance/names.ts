/**
 * Names of older releases and today's, written down from evcc's change notes beside the catalogue. Names that no recorded release had any
 * more are among them: flows use them all the same.
 */
export const FORMER: readonly (readonly [former: string, present: string])[] = [
  ['site/gridPower', 'site/grid/power'],
  ['site/gridEnergy', 'site/grid/energy'],
  ['site/gridPowers', 'site/grid/powers'],
  ['site/gridCurrents', 'site/grid/currents'],
  ['site/gridCurrents/l1', 'site/grid/currents/1'],
  ['site/batteryPower', 'site/battery/power'],
  ['site/batterySoc', 'site/battery/soc'],
  ['site/batterySoC', 'site/battery/soc'],
  ['site/batteryCapacity', 'site/battery/capacity'],
  ['site/batteryEnergy', 'site/battery/energy'],
  ['site/battery/1', 'site/battery/devices/1'],
  ['site/battery/1/soc', 'site/battery/devices/1/soc'],
  ['site/battery/1/power', 'site/battery/devices/1/power'],
  ['site/battery/2/controllable', 'site/battery/devices/2/controllable'],
  ['site/prioritySoC', 'site/prioritySoc'],
  ['site/bufferSoC', 'site/bufferSoc'],
  ['site/stats/total', 'site/statistics/total'],
  ['site/stats/30d/chargedKWh', 'site/statistics/30d/chargedKWh'],
  ['site/forecast/solar/today/yield', 'site/forecast/solar/today/energy'],
  ['site/forecast/solar/tomorrow/yield', 'site/forecast/solar/tomorrow/energy'],
  ['site/forecast/solar/dayAfterTomorrow/yield', 'site/forecast/solar/dayAfterTomorrow/energy'],
  ['loadpoints/1/chargeCurrent', 'loadpoints/1/offeredCurrent'],
  ['loadpoints/1/activePhases', 'loadpoints/1/phasesActive'],
  ['loadpoints/1/phases', 'loadpoints/1/phasesConfigured'],
  ['loadpoints/1/targetSoc', 'loadpoints/1/limitSoc'],
  ['loadpoints/1/targetSoC', 'loadpoints/1/limitSoc'],
  ['loadpoints/1/minSoC', 'loadpoints/1/minSoc'],
  ['loadpoints/1/timerActive', 'loadpoints/1/planActive'],
  ['loadpoints/1/planContinuous', 'loadpoints/1/planStrategy/continuous'],
  ['loadpoints/1/planPrecondition', 'loadpoints/1/planStrategy/precondition'],
  ['loadpoints/1/vehicleSoC', 'loadpoints/1/vehicleSoc'],
  ['loadpoints/1/socCharge', 'loadpoints/1/vehicleSoc'],
  ['loadpoints/2/vehicleSoC', 'loadpoints/2/vehicleSoc'],
  ['loadpoints/1/vehicleTargetSoC', 'loadpoints/1/vehicleLimitSoc'],
  ['loadpoints/1/range', 'loadpoints/1/vehicleRange'],
];

/** Filters of former names, the same of today's, and a topic that they match in every site where there is such a value. */
export const FILTERS: readonly (readonly [former: string, present: string, one: string])[] = [
  ['loadpoints/+/chargeCurrent', 'loadpoints/+/offeredCurrent', 'loadpoints/1/offeredCurrent'],
  ['loadpoints/+/range', 'loadpoints/+/vehicleRange', 'loadpoints/1/vehicleRange'],
  ['loadpoints/+/planPrecondition', 'loadpoints/+/planStrategy/precondition', 'loadpoints/1/planStrategy/precondition'],
  ['site/battery/+/soc', 'site/battery/devices/+/soc', 'site/battery/devices/1/soc'],
  ['site/battery/+/controllable', 'site/battery/devices/+/controllable', 'site/battery/devices/2/controllable'],
  ['site/stats/+/solarPercentage', 'site/statistics/+/solarPercentage', 'site/statistics/total/solarPercentage'],
  ['site/forecast/solar/+/yield', 'site/forecast/solar/+/energy', 'site/forecast/solar/today/energy'],
];
