import { boolean, EMPTY, NEVER, number, section, string, struct } from './build';
import type { Property } from './types';

/** Load management: evcc's circuits, and what the grid operator limits from outside (`hems`). */
export const CIRCUITS: readonly Property[] = [
  ...section('site/circuits', 'circuit', 'missing', [
    struct(),
    struct('<name>'),
    string('<name>/title', EMPTY),
    string('<name>/icon', EMPTY),
    string('<name>/parent', { ...EMPTY, since: '0.303.0' }),
    number('<name>/power', 'W', NEVER),
    number('<name>/current', 'A', EMPTY),
    number('<name>/maxPower', 'W', EMPTY),
    number('<name>/maxCurrent', 'A', EMPTY),
    boolean('<name>/dimmed', { ...EMPTY, since: '0.209.0', until: '0.308' }),
    boolean('<name>/curtailed', { ...EMPTY, since: '0.300.0', until: '0.308' }),
  ]),
  ...section('site/hems', 'circuit', 'missing', [
    struct(),
    struct('status', EMPTY),
    boolean('status/dimmed', EMPTY),
    number('status/curtailed', '%', EMPTY),
    number('status/maxConsumptionPower', 'W', EMPTY),
    number('status/maxProductionPower', 'W', EMPTY),
  ]),
];
