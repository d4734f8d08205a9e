import type { OfferAnswer } from '../lib/admin-types';
import { lookup, type Property } from '../lib/catalogue/index';
import { fixedUnit, speaker, unitName } from './labels';
import { valueAt } from './offer';

/** The unit at a running evcc: its own currency, °C for heating, CO₂ or price; of nothing known the general word. */
export function unitAt(offer: OfferAnswer | undefined, property: Property, topic: string): string | undefined {
  const { unit, heating } = property;
  if (unit === undefined || unit === 'ratio') return undefined;
  const loadpoint = /^loadpoints\/[^/]+/.exec(topic)?.[0];
  if (heating !== undefined && valueAt(offer, `${loadpoint}/chargerFeatureHeating`) === true) return heating;
  const fixed = fixedUnit(property);
  if (fixed !== undefined) return fixed;
  const currency = valueAt(offer, 'site/currency');
  if (unit === 'cost' && valueAt(offer, 'site/smartCostType') === 'co2') return 'g/kWh';
  if (typeof currency !== 'string') return unitName(unit);
  return unit === 'currency' ? currency : `${currency}/kWh`;
}

/** Numbers of one list or of the phases of a loadpoint, as far as they are known. */
function items(offer: OfferAnswer, topic: string): (number | string | boolean | null)[] {
  for (const names of [
    ['l1', 'l2', 'l3'],
    ['1', '2', '3'],
  ]) {
    const found = names.flatMap((name) => valueAt(offer, `${topic}/${name}`) ?? []);
    if (found.length > 0) return found;
  }
  return [];
}

/** The present value for people, "3,4 kW"; undefined when it is not known or no single value. `topic` with evcc's own segments. */
export function presentText(offer: OfferAnswer | undefined, topic: string): string | undefined {
  const property = lookup(topic);
  if (offer === undefined || topic.includes('+')) return undefined;
  const unit = property && unitAt(offer, property, topic);
  if (property?.kind === 'numbers') {
    const list = items(offer, topic);
    return list.length === 0 ? undefined : speaker().text(list, property, unit);
  }
  const value = valueAt(offer, topic);
  if (value === undefined || property?.kind === 'list' || property?.kind === 'strings') return undefined;
  return speaker().text(value, property, unit);
}
