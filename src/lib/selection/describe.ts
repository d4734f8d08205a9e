import { placeOf } from '../catalogue';
import type { Labels } from '../catalogue/labels/types';
import type { Property, Unit } from '../catalogue/types';
import type { Value } from '../codec/decode';
import type { EvccState } from '../state/state';
import type { Topic } from '../state/topic-node';
import type { Describe } from './message';

/** Units that become a thousandfold one for people: 3 400 W are "3,4 kW". */
const THOUSANDS: Readonly<Record<string, string>> = { W: 'kW', Wh: 'kWh' };
/** Digits after the point that people want to see. */
const DIGITS: Readonly<Record<string, number>> = {
  kW: 1,
  W: 0,
  kWh: 1,
  Wh: 0,
  '%': 0,
  A: 1,
  V: 0,
  km: 0,
  '°C': 1,
  ratio: 0,
};
/** Longest text of a value that is put together, and how many parts it can have at most: between two stand three characters. */
const LONGEST = 80;
const MOST = LONGEST / 3 + 1;
/** As many parts of an object as people take in beside each other; of more they are told how many there are. */
const FEW = 4;

/** What a part of an object is: its property, and its unit as text. */
export type PartOf = (key: string) => { readonly property: Property | undefined; readonly unit: string | undefined };

const UNKNOWN_PART: PartOf = () => ({ property: undefined, unit: undefined });
const SLOT_TIME = {
  property: { topic: '', kind: 'time', group: 'forecast', empty: 'missing' },
  unit: undefined,
} as const;

/** Whether the topic belongs to a heating device, whose SoC values are temperatures. */
function isHeating(topic: Topic): boolean {
  for (let one: Topic | undefined = topic; one !== undefined; one = one.parent) {
    if (one.parent?.path === 'loadpoints') return one.children.get('chargerFeatureHeating')?.text === 'true';
  }
  return false;
}

/** The unit of a topic's value as text: °C for heating, the site's currency, currency or CO₂ as the site's tariff says. */
export function unitOf(topic: Topic, state: EvccState): string | undefined {
  const { property } = topic;
  const unit: Unit | undefined = property?.unit;
  if (property?.heating !== undefined && isHeating(topic)) return property.heating;
  if (unit === undefined || unit === 'ratio') return undefined;
  if (unit === 'cost' && state.tree.get('site/smartCostType')?.value === 'co2') return 'g/kWh';
  const currency = state.tree.get('site/currency')?.value;
  if (unit === 'currency') return typeof currency === 'string' ? currency : undefined;
  if (unit === 'currency/kWh' || unit === 'cost') return typeof currency === 'string' ? `${currency}/kWh` : undefined;
  return unit;
}

/** Says values to people in one language. */
export class Speaker {
  private readonly formats = new Map<number, Intl.NumberFormat>();
  private readonly times: Intl.DateTimeFormat;

  constructor(
    private readonly locale: string,
    private readonly labels: Pick<Labels, 'words' | 'boolean' | 'parts'>,
  ) {
    this.times = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  }

  private number(value: number, digits: number): string {
    let format = this.formats.get(digits);
    if (format === undefined) {
      format = new Intl.NumberFormat(this.locale, { maximumFractionDigits: digits });
      this.formats.set(digits, format);
    }
    return format.format(value);
  }

  private duration(seconds: number): string {
    const whole = Math.round(Math.abs(seconds));
    const two = (part: number): string => String(part).padStart(2, '0');
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    const sign = seconds < 0 ? '-' : '';
    if (hours > 0) return `${sign}${hours}:${two(minutes)} h`;
    return minutes > 0 ? `${sign}${minutes}:${two(whole % 60)} min` : `${sign}${whole} s`;
  }

  private quantity(value: number, unit: string | undefined, plain: Unit | undefined): string {
    if (plain === 'ratio') return `${this.number(value * 100, 0)} %`;
    if (unit === undefined) return this.number(value, 3);
    const large = THOUSANDS[unit];
    if (large !== undefined && Math.abs(value) >= 1000)
      return `${this.number(value / 1000, DIGITS[large] ?? 1)} ${large}`;
    return `${this.number(value, DIGITS[unit] ?? 3)} ${unit}`;
  }

  text(value: Value, property: Property | undefined, unit: string | undefined, part = UNKNOWN_PART): string {
    if (value === null) return '–';
    if (Array.isArray(value)) return this.list(value, unit);
    if (typeof value === 'object') return this.object(value, part);
    const word = property?.words === undefined ? undefined : this.labels.words[property.words][String(value)];
    if (word !== undefined) return word;
    if (typeof value === 'boolean') return this.labels.boolean[value ? 'true' : 'false'];
    if (typeof value === 'string') return value;
    if (property?.kind === 'time') return this.times.format(value);
    if (property?.kind === 'duration') return this.duration(value);
    return this.quantity(value, unit, property?.unit);
  }

  private count(count: number, one: 'entry' | 'value', more: 'entries' | 'values'): string {
    return `${this.number(count, 0)} ${this.labels.parts[count === 1 ? one : more]}`;
  }

  /** "12 A · 12 A · 12 A"; of a list whose items are more than a value each: how many they are. */
  private list(items: readonly Value[], unit: string | undefined): string {
    const few = items.length > 0 && items.length <= MOST && items.every(isPlain);
    const texts = few ? items.map((item) => this.text(item, undefined, unit)).join(' · ') : '';
    return few && texts.length <= LONGEST ? texts : this.count(items.length, 'entry', 'entries');
  }

  /**
   * "80 % · 24.11.26, 07:00"; of many or of more than values: how many they are. In the catalogue's order: evcc publishes the parts in
   * another one in each release.
   */
  private object(value: Readonly<Record<string, Value>>, part: PartOf): string {
    const known = Object.entries(value).filter(([, one]) => one !== null);
    const few = known.length > 0 && known.length <= FEW && known.every(([, one]) => isPlain(one));
    const texts = few ? this.parts(known, part).join(' · ') : '';
    return few && texts.length <= LONGEST ? texts : this.count(known.length, 'value', 'values');
  }

  private parts(known: readonly (readonly [key: string, value: Value])[], part: PartOf): string[] {
    const parts = known.map(([key, value]) => ({ value, ...part(key) }));
    parts.sort((a, b) => placeOf(a.property) - placeOf(b.property));
    return parts.map(({ value, property, unit }) => this.text(value, property, unit));
  }
}

/** What the parts of a slot are: it may have come without topics of their own, or with their places as names. */
function slotPart(slot: Topic, unit: string | undefined): PartOf {
  const head = slot.slots?.property;
  const value = { property: head && ({ ...head, kind: 'number' } as const), unit };
  return (key) => (key === 'value' ? value : key === 'start' || key === 'end' ? SLOT_TIME : UNKNOWN_PART(key));
}

/** Neither a list nor an object. */
function isPlain(value: Value): boolean {
  return value === null || typeof value !== 'object';
}

/** Says topics' values in one language; a value that did not change is not put into words again. */
export function describer(locale: string, labels: Labels, state: EvccState): Describe {
  const speaker = new Speaker(locale, labels);
  const said = new WeakMap<Topic, { value: Value; unit: string | undefined; text: string }>();
  const unit = (topic: Topic): string | undefined => unitOf(topic, state);
  return {
    unit,
    text(topic, value, present) {
      const known = said.get(topic);
      if (known !== undefined && known.value === value && known.unit === present) return known.text;
      const ofChild: PartOf = (key) => {
        const child = topic.children.get(key);
        return { property: child?.property, unit: child && unit(child) };
      };
      const part = topic.slots !== undefined && topic.slots === topic.parent ? slotPart(topic, present) : ofChild;
      const text = speaker.text(value, topic.property, present, part);
      if (value === null || typeof value !== 'object') said.set(topic, { value, unit: present, text });
      return text;
    },
  };
}
