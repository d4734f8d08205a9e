import { below } from '../types';

export const LOADPOINT_CHARGER = below('loadpoints/<n>', {
  chargerStatusReason: { label: 'Reason for waiting', about: 'Why the charger does not charge, where it says so.' },
  chargerIcon: { label: 'Icon', about: 'Icon that evcc shows for the charger.' },
  chargerPhases1p3p: {
    label: 'Switches phases',
    about: 'Whether the charger can switch between one and three phases.',
  },
  chargerSinglePhase: { label: 'Single phase', about: 'Whether the charger is connected with one phase only.' },
  chargerFeatureHeating: {
    label: 'Heating device',
    about: 'Whether the charger is a heating device, so that states of charge are temperatures.',
  },
  chargerFeatureIntegratedDevice: {
    label: 'Built-in device',
    about: 'Whether the device is always connected and knows no vehicles, like a heat pump.',
  },
  chargerFeatureSwitchDevice: {
    label: 'Switched device',
    about: 'Whether the device is only switched on and off, like a socket.',
  },
  chargerFeatureContinuous: {
    label: 'Continuous device',
    about: 'Whether the device runs normally when it is not enabled, like a heat pump.',
  },
  chargerFeatureCoarseCurrent: { label: 'Whole amperes', about: 'Whether the charger only takes whole amperes.' },
  chargerFeatureDemandTemperature: {
    label: 'Demand by temperature',
    about: 'Whether the demand of the device depends on the outdoor temperature.',
  },
  chargerFeatureDemandWeekday: {
    label: 'Demand by weekday',
    about: 'Whether the demand of the device depends on the day of the week.',
  },
  chargerFeatureAverage: { label: 'Averaged', about: 'Whether the measured values are averaged.' },
  chargerFeatureCacheable: { label: 'Cached', about: 'Whether the measured values are kept for a while.' },
  chargerFeatureOffline: {
    label: 'Offline vehicle',
    about: 'Whether the vehicle only tells its values while it charges.',
  },
  chargerFeatureRetryable: { label: 'Retries', about: 'Whether failed requests are tried again.' },
  chargerFeatureStreaming: {
    label: 'Streaming',
    about: 'Whether values come by themselves instead of being asked for.',
  },
  chargerFeatureAutodetectDisabled: {
    label: 'No detection',
    about: 'Whether the connected vehicle is not found out by its status.',
  },
  chargerFeatureClimaterDisabled: {
    label: 'Ignores climate control',
    about: 'Whether the climate control of the vehicle is ignored.',
  },
  chargerFeatureWakeUpDisabled: { label: 'No wake-up', about: 'Whether the vehicle is never woken up.' },
  chargerFeatureWelcomeCharge: {
    label: 'Needs welcome charge',
    about: 'Whether the vehicle needs a short first charge to notice the connection.',
  },
  ui: { label: 'Display', about: 'Settings of the display in evcc.' },
  'ui/minTemp': { label: 'Scale from', about: 'Lower end of the temperature scale that evcc shows.' },
  'ui/maxTemp': { label: 'Scale to', about: 'Upper end of the temperature scale that evcc shows.' },
});
