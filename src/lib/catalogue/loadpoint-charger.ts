import { boolean, choice, EMPTY, number, section, string, struct } from './build';
import type { Property } from './types';

/** What evcc knows of the charger at a loadpoint. */
export const LOADPOINT_CHARGER: readonly Property[] = section('loadpoints/<n>', 'charger', 'never', [
  choice('chargerStatusReason', 'statusReason', ['unknown', 'waitingforauthorization', 'disconnectrequired'], EMPTY),
  string('chargerIcon', EMPTY),
  boolean('chargerPhases1p3p'),
  boolean('chargerSinglePhase', { since: '0.200.0' }),
  boolean('chargerFeatureHeating'),
  boolean('chargerFeatureIntegratedDevice'),
  boolean('chargerFeatureSwitchDevice'),
  boolean('chargerFeatureContinuous'),
  boolean('chargerFeatureCoarseCurrent'),
  boolean('chargerFeatureDemandTemperature', { since: '0.316' }),
  boolean('chargerFeatureDemandWeekday', { since: '0.316' }),
  boolean('chargerFeatureAverage'),
  boolean('chargerFeatureCacheable'),
  boolean('chargerFeatureOffline'),
  boolean('chargerFeatureRetryable'),
  boolean('chargerFeatureStreaming'),
  boolean('chargerFeatureAutodetectDisabled'),
  boolean('chargerFeatureClimaterDisabled'),
  boolean('chargerFeatureWakeUpDisabled'),
  boolean('chargerFeatureWelcomeCharge'),
  // The temperature scale that evcc's own user interface shows for heating devices.
  struct('ui', { empty: 'missing', since: '0.310.0' }),
  number('ui/minTemp', '°C', { empty: 'missing', since: '0.310.0' }),
  number('ui/maxTemp', '°C', { empty: 'missing', since: '0.310.0' }),
]);
