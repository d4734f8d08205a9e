import { describe, expect, test } from 'vitest';
import { FATAL_AFTER, START_LIMIT, START_QUIET, TURN_QUIET } from '../../../src/lib/constants';
import { type Heard, type Next, next, type Phase } from '../../../src/lib/state/phase';

const NOTHING: Heard = {
  since: 1000,
  status: 'online',
  counted: undefined,
  turned: undefined,
  ended: false,
  values: undefined,
  busy: false,
  recent: false,
  last: 1000,
  interval: 30_000,
};

const ROWS: readonly (readonly [string, Phase, Partial<Heard>, Next | undefined])[] = [
  ['disconnected: only a connection leads on', 'disconnected', {}, undefined],
  [
    'settling, counts and a turn: runs at once',
    'settling',
    { counted: 1100, turned: 1200, last: 1200 },
    { phase: 'running', at: 1200 },
  ],
  [
    'settling, and evcc publishes: a second later',
    'settling',
    { counted: 1100, turned: 1200, ended: true, busy: true, last: 9000 },
    { phase: 'running', at: 1200 + START_QUIET },
  ],
  [
    'settling, counts and no turn, quiet: two seconds later',
    'settling',
    { counted: 1100, last: 1400 },
    { phase: 'running', at: 3400 },
  ],
  [
    'settling, counts and no turn, evcc publishes: it starts',
    'settling',
    { counted: 1100, busy: true, last: 1400 },
    { phase: 'starting', at: 3100 },
  ],
  [
    'settling, values without counts: the broker forgot',
    'settling',
    { values: 1500, last: 1500 },
    { phase: 'lost', at: 3500 },
  ],
  ['settling, online and nothing else: it starts', 'settling', {}, { phase: 'starting', at: 3000 }],
  ['settling, nobody says a status', 'settling', { status: undefined }, { phase: 'offline', at: 6000 }],
  [
    'settling, nobody says a status, but it published lately',
    'settling',
    { status: undefined, recent: true },
    { phase: 'offline', at: 61_000 },
  ],
  ['offline: only evcc leads on', 'offline', { status: 'offline' }, undefined],
  [
    'starting, a turn that ended: a second of silence',
    'starting',
    { counted: 2000, turned: 2500, ended: true, last: 3000 },
    { phase: 'running', at: 3000 + START_QUIET },
  ],
  [
    'starting, a turn whose end was not seen: half a second more',
    'starting',
    { counted: 2000, turned: 2500, last: 3000 },
    { phase: 'running', at: 3000 + TURN_QUIET },
  ],
  [
    'starting, no turn: thirty seconds after the counts',
    'starting',
    { counted: 2000, last: 9000 },
    { phase: 'running', at: 2000 + START_LIMIT },
  ],
  [
    'starting, without a silence: the same',
    'starting',
    { counted: 2000, turned: 2500, ended: true, last: 31_900 },
    { phase: 'running', at: 2000 + START_LIMIT },
  ],
  [
    'starting, values without counts: the broker forgot',
    'starting',
    { values: 1500, last: 1500 },
    { phase: 'lost', at: 3500 },
  ],
  ['starting, nothing at all: it cannot run', 'starting', { last: 1200 }, { phase: 'fatal', at: 1200 + FATAL_AFTER }],
  ['fatal: only a value leads on', 'fatal', {}, undefined],
  ['running: only evcc leads on', 'running', { counted: 1, turned: 1 }, undefined],
  ['lost: only evcc leads on', 'lost', { values: 1 }, undefined],
];

describe('where time leads from a phase', () => {
  test.each(ROWS)('%s', (_name, phase, heard, expected) => {
    expect(next(phase, { ...NOTHING, ...heard })).toEqual(expected);
  });
});
