import { before, type Release, type ReleaseName } from './releases';

/** A topic that not every release has, or a branch of them; from which release on, and before which. */
type Rule = readonly [topic: string, from: ReleaseName, until?: ReleaseName];

const each = (scope: string, keys: string, ...span: readonly [ReleaseName, ReleaseName?]): Rule[] =>
  keys.split(' ').map((key): Rule => [`${scope}/${key}`, ...span]);

/** `meter` stands for each of evcc's meters. Held against the recording of every release, empty topics included. */
const RULES: readonly Rule[] = [
  ...each('loadpoints/+', 'chargerPhysicalPhases phasesEnabled', '0.133', '0.200'),
  ['loadpoints/+/chargerSinglePhase', '0.200'],
  ['loadpoints/+/planPrecondition', '0.207', '0.304'],
  ...each('loadpoints/+', 'smartFeedInPriorityActive smartFeedInPriorityLimit smartFeedInPriorityNextStart', '0.207'),
  ['loadpoints/+/vehicleTitle', '0.207'],
  ...each('loadpoints/+', 'planContinuous effectivePlanContinuous effectivePlanPrecondition', '0.300', '0.304'),
  ['loadpoints/+/plan', '0.300'],
  ...each('loadpoints/+', 'planStrategy effectivePlanStrategy batteryBoostLimit minSocNotReached', '0.304'),
  ['loadpoints/+/name', '0.307'],
  ...each(
    'loadpoints/+',
    'chargerFeatureAverage chargerFeatureCacheable chargerFeatureCoarseCurrent chargerFeatureContinuous ' +
      'chargerFeatureOffline chargerFeatureRetryable chargerFeatureStreaming chargerFeatureSwitchDevice chargerFeatureWelcomeCharge',
    '0.307',
  ),
  ...each(
    'loadpoints/+',
    'chargerFeatureAutodetectDisabled chargerFeatureClimaterDisabled chargerFeatureWakeUpDisabled effectiveMinSoc minSoc ' +
      'todayEnergy last24hEnergy last7dEnergy suggestion ui',
    '0.313',
  ),
  ...each(
    'loadpoints/+',
    'alwaysCharge solarShare chargerFeatureDemandTemperature chargerFeatureDemandWeekday',
    '0.316',
  ),

  ...each('vehicles/+', 'plan/precondition', '0.207', '0.304'),
  ...each('vehicles/+', 'planContinuous planPrecondition plan/continuous', '0.300', '0.304'),
  ['vehicles/+/planStrategy', '0.304'],
  ['vehicles/+/mode', '0.313'],
  ['vehicles/+/alwaysCharge', '0.316'],

  ...each('meter', 'title icon', '0.207'),
  ...each('meter', 'name returnEnergy', '0.307'),
  ['meter/suggestion', '0.313'],
  ['site/circuits/+/title', '0.304'],
  ...each('site/circuits/+', 'dimmed curtailed', '0.300', '0.313'),
  ['site/battery/returnEnergy', '0.315'],

  ...each('site', 'smartCostAvailable smartFeedInPriorityAvailable', '0.207'),
  ...each('site', 'config database ocpp shm system timezone', '0.300'),
  ...each('site', 'experimental optimizer tariffs', '0.304'),
  ...each('site', 'apiReady deviceColors mcp', '0.307'),
  ...each('site', 'optimizerChargingStrategy optimizerChargingStrategies ocppforwarder remote', '0.313'),
  ...each('site', 'batteryGridDischarge solarAdjusted tariffTemperature', '0.313'),
  ['site/tariffSolar', '0.200'],
  ['site/gridExportLimit', 'nightly'],
  // evcc says it only when it was started so; the recorded nightly was
  ['site/authDisabled', 'nightly', '0.315'],
  // by its source from 0.311 on; the recordings before 0.315 are shorter than a quarter of an hour
  ['site/historyUpdated', '0.315'],
  ...each('site', 'batteryGridDischargeActive profilePercentile', '0.316'),

  ...each('site/eebus', 'status/qR config/secret', '0.313'),
  ['site/hems/type', '0.133', '0.300'],
  ...each('site/hems', 'config status', '0.300'),
  ['site/hems/config/type', '0.300', '0.313'],
  ['site/hems/config/configured', '0.313'],
  ['site/hems/fromYaml', '0.300', '0.304'],
  ['site/hems/yamlSource', '0.304'],
  ...each('site/influx', 'token password', '0.207'),
  ...each('site/mqtt', 'broker user clientID insecure', '0.133', '0.207'),
  ['site/mqtt/config', '0.207'],
  ['site/network/schema', '0.133', '0.300'],
  ...each('site/network', 'schema_ externalUrl', '0.300'),
  ['site/ocpp/yamlSource', '0.304'],
  ['site/shm/deviceSerial', '0.304'],
  ['site/remote/status/error', 'nightly'],
  ...each('site/sponsor', 'name expiresAt expiresSoon', '0.133', '0.300'),
  ['site/sponsor/token', '0.207', '0.300'],
  ['site/sponsor/fromYaml', '0.207', '0.304'],
  ['site/sponsor/status', '0.300'],
  ['site/sponsor/status/activationKey', '0.307', '0.313'],
  ...each('site/sponsor', 'config yamlSource', '0.304'),
];

const absent = (release: Release): Set<string> =>
  new Set(
    RULES.filter(([, from, until]) => before(release, from) || (until !== undefined && !before(release, until))).map(
      ([topic]) => topic,
    ),
  );

/** A topic without its numbers and names. */
const general = (topic: string): string =>
  topic
    .replace(/^loadpoints\/\d+/, 'loadpoints/+')
    .replace(/^vehicles\/[^/]+/, 'vehicles/+')
    .replace(/^site\/circuits\/[^/]+/, 'site/circuits/+')
    .replace(/^site\/(grid|(pv|aux|ext|battery|battery\/devices)\/\d+)\//, 'meter/');

/** Tells whether a release has a topic (below the root). */
export function knows(release: Release): (topic: string) => boolean {
  const none = absent(release);
  return (topic) => {
    if (topic.startsWith('site/forecast/')) return true;
    const whole = general(topic);
    for (let at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) {
      if (none.has(whole.slice(0, at))) return false;
    }
    return !none.has(whole);
  };
}
