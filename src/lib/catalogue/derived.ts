import { SLOT_PARTS } from '../codec/decode';
import type { Kind, Property } from './types';

/** A part of a list or of slots: what its head says, as a scalar of its own. */
function part(head: Property, below: string, kind: Kind): Property {
  const { group, unit, heating } = head;
  // A slot has its value's unit.
  const numeric = kind === 'number' || kind === 'struct';
  return {
    topic: `${head.topic}/${below}`,
    kind,
    group,
    empty: 'missing',
    ...(numeric && unit && { unit }),
    ...(numeric && heating && { heating }),
  };
}

/** Parts of a slot by their places where it is a list. */
const PLACES = { start: '1', end: '2', value: '3' } as const;

/**
 * Topics below a list of scalars or slots, which have no rows of their own.
 *
 * A loadpoint's three numbers come as `l1..l3`, others as `/1` to `/n`. A slot with topics of its own is a list of start, end and
 * value (recorded at builds of August 2026) or has them by name (the solar series until 0.209.3: `timestamp`, `value`).
 */
export function derived(head: Property): Property[] {
  switch (head.kind) {
    case 'numbers': {
      const phases = head.topic.startsWith('loadpoints/') ? ['l1', 'l2', 'l3'] : [];
      return ['<n>', ...phases].map((below) => part(head, below, 'number'));
    }
    case 'strings':
      return [part(head, '<n>', 'string')];
    case 'slots':
      return [
        part(head, '<n>', 'struct'),
        ...[PLACES.start, ...SLOT_PARTS.start, PLACES.end, ...SLOT_PARTS.end].map((below) =>
          part(head, `<n>/${below}`, 'time'),
        ),
        ...[PLACES.value, ...SLOT_PARTS.value].map((below) => part(head, `<n>/${below}`, 'number')),
      ];
    default:
      return [];
  }
}
