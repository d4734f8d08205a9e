import type { Gone } from './types';

/**
 * Names that lists of evcc's topics still show and no release since 0.133 publishes, whose meaning did not live on under another name.
 * `instead`: what tells something like it, where there is such a topic.
 */
export const GONE: readonly Gone[] = [
  { topic: 'loadpoints/<n>/hasVehicle', instead: 'loadpoints/<n>/vehicleName' },
  { topic: 'loadpoints/<n>/remoteDisabled' },
  { topic: 'loadpoints/<n>/remoteDisabledSource' },
  { topic: 'loadpoints/<n>/phasesEnabled', instead: 'loadpoints/<n>/phasesActive' },
  { topic: 'loadpoints/<n>/chargerPhysicalPhases', instead: 'loadpoints/<n>/chargerSinglePhase' },
  { topic: 'loadpoints/<n>/socUpdated' },
  { topic: 'site/smartCostActive', instead: 'loadpoints/<n>/smartCostActive' },
  { topic: 'site/savingsSince', instead: 'site/statistics' },
  { topic: 'site/savingsAmount', instead: 'site/statistics' },
  { topic: 'site/savingsEffectivePrice', instead: 'site/statistics' },
  { topic: 'site/savingsGridCharged', instead: 'site/statistics' },
  { topic: 'site/savingsSelfConsumptionCharged', instead: 'site/statistics' },
  { topic: 'site/savingsSelfConsumptionPercent', instead: 'site/statistics/total/solarPercentage' },
  { topic: 'site/startup', instead: 'site/apiReady' },
  { topic: 'site/hems/type', instead: 'site/hems/config/type' },
  { topic: 'site/hems/fromYaml' },
];
