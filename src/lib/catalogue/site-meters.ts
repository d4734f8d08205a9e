import { boolean, EMPTY, list, NEVER, number, numbers, type Row, section, string, struct } from './build';
import type { Group, Property } from './types';

/**
 * Fields that evcc publishes of every meter in each cycle, most of them empty where the meter has no such value (measured on
 * evcc 0.313: a grid meter, too, has an empty `soc`, `controllable` and `suggestion`).
 */
const FIELDS: readonly Row[] = [
  string('name', { since: '0.307.0' }),
  string('title', EMPTY),
  string('icon', EMPTY),
  number('power', 'W', NEVER),
  number('energy', 'kWh', EMPTY),
  number('returnEnergy', 'kWh', { ...EMPTY, since: '0.307.0' }),
  numbers('powers', 'W', EMPTY),
  numbers('currents', 'A', EMPTY),
  number('excessDCPower', 'W', EMPTY),
  number('capacity', 'kWh', EMPTY),
  number('soc', '%', EMPTY),
  boolean('controllable', EMPTY),
  struct('suggestion', EMPTY),
];

/** The rows of one meter; `own` says what differs at this one, or what it had been called. */
export function meter(prefix: string, group: Group, own: readonly Row[] = []): Property[] {
  const differs = new Map(own.map((row) => [row.key, row]));
  const rows = FIELDS.map((field) => differs.get(field.key) ?? field);
  const more = own.filter((row) => !FIELDS.some((field) => field.key === row.key));
  return section(prefix, group, 'missing', [...rows, ...more]);
}

/** Meters that come as a list. */
const METER_LISTS = ['pv', 'aux', 'ext'] as const;

function meterList(name: string): Property[] {
  return [
    ...section(`site/${name}`, 'power', 'missing', [list(''), struct('<n>')]),
    ...meter(`site/${name}/<n>`, 'power'),
  ];
}

export const METERS: readonly Property[] = [
  ...section('site/grid', 'power', 'missing', [struct()]),
  // evcc 0.133 (January 2025) moved the grid meter's values below `site/grid`.
  ...meter('site/grid', 'power', [
    number('power', 'W', { ...NEVER, former: ['site/gridPower'] }),
    number('energy', 'kWh', { ...EMPTY, former: ['site/gridEnergy'] }),
    numbers('powers', 'W', { ...EMPTY, former: ['site/gridPowers'] }),
    numbers('currents', 'A', { ...EMPTY, former: ['site/gridCurrents'] }),
  ]),
  ...METER_LISTS.flatMap((name) => meterList(name)),
  // evcc 0.309.2 has these.
  ...meterList('consumers').map((property) => ({ ...property, since: '0.309.2' })),
];
