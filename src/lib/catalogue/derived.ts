import type { Kind, Property } from './types';

/** A part of a list or of slots: what its head says, as a scalar of its own. */
function part(head: Property, below: string, kind: Kind): Property {
  const { group, unit, heating } = head;
  const numeric = kind === 'number';
  return {
    topic: `${head.topic}/${below}`,
    kind,
    group,
    empty: 'missing',
    ...(numeric && unit && { unit }),
    ...(numeric && heating && { heating }),
  };
}

/**
 * Topics below a list of scalars or slots, which have no rows of their own.
 *
 * A loadpoint's three numbers come as `l1..l3`, others as `/1` to `/n`. A slot is a list of start, end and value since August
 * 2026, before that it was a struct (measured on evcc 0.313, and known from its source).
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
        ...['1', 'start', '2', 'end'].map((below) => part(head, `<n>/${below}`, 'time')),
        ...['3', 'value', 'price'].map((below) => part(head, `<n>/${below}`, 'number')),
      ];
    default:
      return [];
  }
}
