import type { OfferAnswer } from '../lib/admin-types';
import { rowOf } from '../lib/command/target';
import { field, part, show } from './dom';
import { rangeText } from './field-number';
import { fieldFor, type ValueField } from './fixed-value';
import { valueAt } from './offer';
import { ownTopic } from './owners';
import type { Stored } from './stored';
import { texts } from './text';
import { optionsFor } from './value-options';
import { unitAt } from './value-text';

const text = texts('evcc-out');

/** What is needed to know which values a setting takes. */
interface Context {
  readonly target: string;
  readonly offer: OfferAnswer | undefined;
  readonly modeNames: unknown;
}

/**
 * The value of a command: a field of the setting's own kind for a fixed one, the editor's typed input for everything else. The typed
 * input's fields are what the node stores; the other one fills them.
 */
export class ValueForm {
  private current: ValueField | undefined = undefined;
  private shape = '';
  /** The setting that the field is for. */
  private topic: string | undefined = undefined;

  constructor() {
    field('evcc-out-source').addEventListener('change', () => {
      if (this.fixed) this.store();
      this.arrange();
    });
    part('evcc-out-fixed').addEventListener('input', () => this.store());
    part('evcc-out-fixed').addEventListener('change', () => this.store());
  }

  /** Shows the field for a setting; what was entered stays where the new field can show it. */
  update({ target, offer, modeNames }: Context): void {
    const property = rowOf(target);
    const set = property?.set;
    if (property === undefined || set === undefined) {
      this.replace('', undefined);
      return;
    }
    const own = ownTopic(target, offer);
    const unit = unitAt(offer, property, own);
    const options = optionsFor({ property, set, own }, offer, modeNames);
    const shape = JSON.stringify([property.topic, unit, options]);
    if (shape === this.shape) return;
    const next = fieldFor({ property, set, unit, options });
    // What was fixed for another setting says nothing about this one.
    const changed = this.topic !== undefined && this.topic !== property.topic && this.fixed;
    this.topic = property.topic;
    const shown = changed ? false : (next?.write(this.stored) ?? false);
    if (next !== undefined && !shown) {
      const now = valueAt(offer, own);
      // What evcc has, but nobody can set, is no choice: "unknown" for instance.
      const offered = options.length === 0 || options.some(({ stored }) => stored.value === String(now));
      if (now !== undefined && now !== null && offered)
        next.write({ type: typeof now === 'number' ? 'num' : 'str', value: String(now) });
    }
    // A fixed value of another kind of setting means nothing for this one; one that its field cannot show stays as it is.
    const other = this.shape !== '' && this.fixed;
    this.replace(shape, next);
    part('evcc-out-range').textContent = rangeText(set, unit) ?? '';
    if (next !== undefined && (shown || other)) field('evcc-out-source').value = 'fixed';
    else field('evcc-out-source').value = 'typed';
    if (this.fixed && !shown) this.store();
    this.arrange();
  }

  /** A fixed value, not one of the message or of an expression. */
  private get fixed(): boolean {
    return this.current !== undefined && field('evcc-out-source').value === 'fixed';
  }

  private get stored(): Stored {
    return { value: field('node-input-value').value, type: field('node-input-valueType').value };
  }

  private replace(shape: string, next: ValueField | undefined): void {
    this.shape = shape;
    this.current = next;
    part('evcc-out-fixed').replaceChildren(...(next?.elements ?? []));
    if (next !== undefined) {
      next.first.id = 'evcc-out-fixed-first';
      next.first.removeAttribute('aria-label');
    }
    if (next === undefined) part('evcc-out-range').textContent = '';
    this.arrange();
  }

  private arrange(): void {
    show('#evcc-out-source-row', this.current !== undefined);
    show('#evcc-out-fixed-row', this.fixed);
    show('#evcc-out-typed-row', !this.fixed);
    this.judge();
  }

  private judge(): void {
    const fault = this.fixed ? this.current?.fault() : undefined;
    part('evcc-out-fault').textContent = fault ?? '';
    this.current?.first.classList.toggle('input-error', fault !== undefined);
    this.current?.first.setAttribute('aria-invalid', String(fault !== undefined));
  }

  /** Puts the fixed value where the node's is kept. */
  private store(): void {
    const value = this.current?.read();
    if (value !== undefined) $('#node-input-value').typedInput('type', value.type).typedInput('value', value.value);
    this.judge();
  }
}

/** A fixed value in a node's name: the word that evcc shows, or the value with its unit; undefined for one that comes later. */
export function valueName(target: string, { value, type }: Stored): string | undefined {
  if (!['str', 'num', 'bool', 'json'].includes(type)) return undefined;
  const property = rowOf(target);
  if (property?.set === undefined) return value;
  if (type === 'json' && value.trim() === 'null') return text('fixed.none');
  const chosen = { property, set: property.set, own: target };
  // Both schemas' words have a name, whatever this evcc runs.
  const options = ['classic', 'smart'].flatMap((modeNames) => optionsFor(chosen, undefined, modeNames));
  const word = options.find(({ stored }) => stored.value === value)?.label;
  const unit = type === 'num' ? unitAt(undefined, property, target) : undefined;
  return word ?? (unit === undefined || unit.length > 4 ? value : `${value} ${unit}`);
}
