import type { Property, Setter } from '../../src/lib/catalogue/types';
import { EXAMPLES } from './words';

/** A number that fits a setting's unit and bounds. */
function number({ unit }: Property, { accepts, max }: Setter): number {
  if (unit === '%') return 80;
  if (unit === 'W') return 500;
  if (unit === 'A') return 10;
  if (unit === 'kWh') return 20;
  if (unit === 's') return 60;
  if (accepts === 'integer') return Math.min(2, max ?? 2);
  return 0.25;
}

/** A value for a setting that evcc-out takes. */
export function exampleOf(property: Property, set: Setter): unknown {
  return set.accepts === 'integer' || set.accepts === 'number' ? number(property, set) : EXAMPLES[set.accepts];
}

/** The topic with a number and a name. */
export function exampleTopic({ topic }: Property): string {
  return topic.replace('<n>', '1').replace('<name>', 'vehicle_1');
}
