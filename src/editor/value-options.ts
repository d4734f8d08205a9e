import type { OfferAnswer } from '../lib/admin-types';
import type { Property, Setter } from '../lib/catalogue/types';
import { WORDS } from '../lib/command/accepted-text';
import type { Option } from './fixed-value';
import { wordOf } from './labels';
import { valueAt } from './offer';
import { vehiclesOf } from './owners';
import { reasonAgainst } from './settings';
import type { Stored } from './stored';
import { texts } from './text';

const text = texts('evcc-out');

const string = (value: string): Stored => ({ type: 'str', value });
const CLEARED: Stored = { type: 'json', value: 'null' };

/** A setting of a certain loadpoint, vehicle or site. */
export interface Chosen {
  readonly property: Property;
  readonly set: Setter;
  /** The topic that evcc itself has it under. */
  readonly own: string;
}

/** The modes that evcc's user interface shows: from 0.316 on, told by `alwaysCharge`, those of the new schema. */
function modes(own: string, offer: OfferAnswer | undefined, modeNames: unknown): string[] {
  const always = valueAt(offer, own.replace(/mode$/, 'alwaysCharge'));
  const smart = offer === undefined ? modeNames === 'smart' : always !== undefined;
  return WORDS.mode.filter((word) => (smart ? word !== 'pv' && word !== 'minpv' : word !== 'smart'));
}

function vehicles(offer: OfferAnswer | undefined): Option[] {
  return vehiclesOf(offer).map(({ own, segment, label }) => ({
    // A title that means this one only reads better in a flow, and survives a vehicle that is set up anew.
    stored: string(segment === own ? own : label),
    label,
  }));
}

/** What a setting's value can be chosen from, in the words of evcc's user interface; empty: it is no choice. */
export function optionsFor(chosen: Chosen, offer: OfferAnswer | undefined, modeNames: unknown): Option[] {
  const { property, set, own } = chosen;
  const cleared = set.clears ? [{ stored: CLEARED, label: text(`clear.${set.accepts}`) }] : [];
  const words = (values: readonly string[]): Option[] =>
    values.map((value) => ({ stored: string(value), label: property.words ? wordOf(property.words, value) : value }));
  switch (set.accepts) {
    case 'mode':
      return words(modes(own, offer, modeNames));
    case 'alwaysCharge':
      return [
        ...words(WORDS.alwaysCharge.filter((word) => word !== 'toggle')),
        { stored: string('toggle'), label: text('fixed.toggle') },
      ];
    case 'batteryMode':
      return [...words(['normal', 'hold', 'charge', 'holdcharge']), ...cleared];
    case 'phases':
      return WORDS.phases.map((value) => ({
        stored: { type: 'num', value },
        label: property.words ? wordOf(property.words, value) : value,
        reason: reasonAgainst(chosen, offer, Number(value)),
      }));
    case 'boolean':
      return [
        { stored: { type: 'bool', value: 'true' }, label: text('fixed.on') },
        { stored: { type: 'bool', value: 'false' }, label: text('fixed.off') },
        { stored: string('toggle'), label: text('fixed.toggle') },
      ];
    case 'vehicle': {
      const known = vehicles(offer);
      return known.length === 0 ? [] : [...known, ...cleared];
    }
    default:
      return [];
  }
}
