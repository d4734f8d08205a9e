import { below } from '../types';

export const LOADPOINT_CHARGER = below('loadpoints/<n>', {
  chargerStatusReason: { label: 'Wartegrund', about: 'Warum die Wallbox nicht lädt, wenn sie es mitteilt.' },
  chargerIcon: { label: 'Symbol', about: 'Symbol, das evcc für die Wallbox zeigt.' },
  chargerPhases1p3p: {
    label: 'Schaltet Phasen um',
    about: 'Ob die Wallbox zwischen einer und drei Phasen umschalten kann.',
  },
  chargerSinglePhase: { label: 'Einphasig', about: 'Ob die Wallbox nur mit einer Phase angeschlossen ist.' },
  chargerFeatureHeating: { label: 'Heizgerät', about: 'Ob es ein Heizgerät ist, Ladestände also Temperaturen sind.' },
  chargerFeatureIntegratedDevice: {
    label: 'Fest verbautes Gerät',
    about: 'Ob das Gerät immer verbunden ist und keine Fahrzeuge kennt, wie eine Wärmepumpe.',
  },
  chargerFeatureSwitchDevice: {
    label: 'Schaltbares Gerät',
    about: 'Ob das Gerät nur ein- und ausgeschaltet wird, wie eine Steckdose.',
  },
  chargerFeatureContinuous: {
    label: 'Durchlaufendes Gerät',
    about: 'Ob das Gerät ohne Freigabe normal weiterläuft, wie eine Wärmepumpe.',
  },
  chargerFeatureCoarseCurrent: { label: 'Ganze Ampere', about: 'Ob die Wallbox nur ganze Ampere annimmt.' },
  chargerFeatureDemandTemperature: {
    label: 'Bedarf nach Temperatur',
    about: 'Ob der Bedarf des Geräts von der Außentemperatur abhängt.',
  },
  chargerFeatureDemandWeekday: {
    label: 'Bedarf nach Wochentag',
    about: 'Ob der Bedarf des Geräts vom Wochentag abhängt.',
  },
  chargerFeatureAverage: { label: 'Gemittelt', about: 'Ob die Messwerte gemittelt werden.' },
  chargerFeatureCacheable: { label: 'Zwischengespeichert', about: 'Ob die Messwerte eine Weile aufgehoben werden.' },
  chargerFeatureOffline: { label: 'Offline-Fahrzeug', about: 'Ob das Fahrzeug nur beim Laden Werte liefert.' },
  chargerFeatureRetryable: {
    label: 'Wiederholt Anfragen',
    about: 'Ob gescheiterte Anfragen noch einmal versucht werden.',
  },
  chargerFeatureStreaming: {
    label: 'Meldet von selbst',
    about: 'Ob Werte von selbst kommen, statt abgefragt zu werden.',
  },
  chargerFeatureAutodetectDisabled: {
    label: 'Ohne Erkennung',
    about: 'Ob das angeschlossene Fahrzeug nicht an seinem Status erkannt wird.',
  },
  chargerFeatureClimaterDisabled: {
    label: 'Ignoriert Klimatisierung',
    about: 'Ob die Klimatisierung des Fahrzeugs nicht beachtet wird.',
  },
  chargerFeatureWakeUpDisabled: { label: 'Ohne Wecken', about: 'Ob das Fahrzeug nie aufgeweckt wird.' },
  chargerFeatureWelcomeCharge: {
    label: 'Braucht Begrüßungsladung',
    about: 'Ob das Fahrzeug eine kurze Ladung zum Einstieg braucht, um die Verbindung zu bemerken.',
  },
  ui: { label: 'Anzeige', about: 'Einstellungen der Anzeige in evcc.' },
  'ui/minTemp': { label: 'Skala von', about: 'Unteres Ende der Temperaturskala, die evcc zeigt.' },
  'ui/maxTemp': { label: 'Skala bis', about: 'Oberes Ende der Temperaturskala, die evcc zeigt.' },
});
