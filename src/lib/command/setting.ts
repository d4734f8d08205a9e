import type { Unit } from '../catalogue/types';
import type { Present } from './present';
import type { Setting } from './types';

/** The number of the setting's loadpoint or the name of its vehicle, as it stands in the topic. */
export function ownerOf({ topic }: Setting): string {
  return topic.split('/')[1] ?? '';
}

/** A pattern of the catalogue with the setting's own `<n>` or `<name>`. */
export function beside(setting: Setting, pattern: string): string {
  const own = ownerOf(setting);
  return pattern.replace(/<n>|<name>/, () => own);
}

/** Topics or filters (`loadpoints/+/…`) whose state confirms a setting. */
export function confirmFilters(setting: Setting): string[] {
  return (setting.set.confirm ?? [setting.property.topic]).map((pattern) => beside(setting, pattern));
}

/** The same as topics: `+` is every loadpoint that is known. */
export function confirmTopics(setting: Setting, present: Present): string[] {
  return confirmFilters(setting).flatMap((filter) =>
    filter.includes('/+/') ? present.loadpoints().map((n) => filter.replace('+', String(n))) : [filter],
  );
}

const SHOWN: ReadonlySet<Unit> = new Set<Unit>(['W', 'kWh', '%', 'A', 's', 'km', '°C', 'g/kWh', 'Wh', 'V']);

/** The unit that follows a number in a sentence, with the space before it; empty where there is none of its own. */
export function unitText(setting: Setting, present: Present): string {
  const { unit, heating } = setting.property;
  if (unit === undefined || !SHOWN.has(unit)) return '';
  // SoC values of heating loadpoints are temperatures.
  const warm = heating !== undefined && present.get(beside(setting, 'loadpoints/<n>/chargerFeatureHeating')) === true;
  return ` ${warm ? heating : unit}`;
}
