import type { Property, Setter } from '../lib/catalogue/types';
import { choiceField } from './field-choice';
import { delayField, numberField } from './field-number';
import { planField, strategyField } from './field-plan';
import type { Stored } from './stored';

/** A choice that a field offers. */
export interface Option {
  readonly stored: Stored;
  readonly label: string;
  /** Why it cannot be chosen. */
  readonly reason?: string | undefined;
}

/** What a field has to know of the setting it is for. */
export interface FieldFor {
  readonly property: Property;
  readonly set: Setter;
  readonly unit: string | undefined;
  /** Words or things to choose from. */
  readonly options: readonly Option[];
}

/** A field for the values of one kind of setting. */
export interface ValueField {
  readonly elements: readonly HTMLElement[];
  /** The field that the label belongs to. */
  readonly first: HTMLElement;
  /** What it says, also where that is wrong: a node with it is invalid, and none keeps what was typed before. */
  read(): Stored | undefined;
  /** False: it cannot show that value. */
  write(stored: Stored): boolean;
  /** What is wrong with what it says. */
  fault(): string | undefined;
}

/** The field for a setting; undefined: its value is free text. */
export function fieldFor(what: FieldFor): ValueField | undefined {
  switch (what.set.accepts) {
    case 'integer':
    case 'number':
      return numberField(what);
    case 'delay':
      return delayField(what);
    case 'planSoc':
    case 'planEnergy':
      return planField(what);
    case 'strategy':
      return strategyField(what);
    default:
      return what.options.length === 0 ? undefined : choiceField(what);
  }
}
