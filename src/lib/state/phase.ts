import {
  COUNTS_WAIT,
  FATAL_AFTER,
  START_LIMIT,
  START_QUIET,
  STATUS_CYCLES,
  STATUS_WAIT,
  TURN_QUIET,
} from '../constants';

/**
 * What evcc is doing, as far as its topics tell.
 *
 * `disconnected`: the broker is away. `settling`: just connected, the stored copies are arriving. `offline`: evcc said so, or
 * said nothing. `starting`: online, but its values are being wiped or are not yet the true ones. `fatal`: online, but it publishes
 * nothing else. `running`. `lost`: running, but the broker forgot the counts and titles, and evcc does not publish them again by itself.
 */
export type Phase = 'disconnected' | 'settling' | 'offline' | 'starting' | 'fatal' | 'running' | 'lost';

/** What was heard in a connection, since evcc or the broker came, or since the last wipe. Times: monotonic ms. */
export interface Heard {
  /** When the phase began. */
  readonly since: number;
  /** Evcc's status; undefined: nobody said it. */
  readonly status: 'online' | 'offline' | undefined;
  /** Both counts were there. */
  readonly counted: number | undefined;
  /** A loadpoint is being computed (`connected`); where there is none, the counts stand for it. */
  readonly turned: number | undefined;
  /** … and its turn went to its end (`planOverrun`). */
  readonly ended: boolean;
  /** The first value that came without counts. */
  readonly values: number | undefined;
  /** Evcc is publishing just now: it may be in its start. */
  readonly busy: boolean;
  /** Evcc published a moment ago by its own clock (`updated`), though nobody stored its status. */
  readonly recent: boolean;
  /** The last message. */
  readonly last: number;
  /** Evcc's control interval, ms. */
  readonly interval: number;
}

/** Where time leads, and when. */
export interface Next {
  readonly phase: Phase;
  readonly at: number;
}

/**
 * Where time alone leads from a phase; undefined: nowhere. What leads on at once is in `Lifecycle`.
 *
 * | phase | left by |
 * |---|---|
 * | disconnected | a connection → settling |
 * | settling | counts, and a loadpoint computed, at once, or when evcc publishes just now 1 s later → running; counts, nothing else and quiet for 2 s → running; counts while evcc publishes, for 2 s → starting; values without counts for 2 s → lost; else after 2 s → starting; no status for 5 s, and none published lately → offline |
 * | offline | online, or live values while nobody stored a status → starting (the first stored copy: settling) |
 * | starting | counts, a loadpoint's turn and 1 s of silence (1.5 s where its end was not seen), or 30 s after the counts → running; values without counts for 2 s → lost; nothing at all for 10 s → fatal |
 * | fatal | any value → starting |
 * | running, lost | a wipe, or the counts of a start whose wipe was missed → starting; lost and counted → running |
 * | any | the broker is away → disconnected; `offline` → offline |
 *
 * Evidence: recordings of nine releases stopping and starting. A loadpoint's `connected` and, after its vehicle's values, `planOverrun` come in all of them with
 * its own turn, and never in the start itself;
 * the first turn comes 0.02 to 1.9 s after the counts, in homes 0.7 s and more after `apiReady`.
 */
export function next(phase: Phase, heard: Heard): Next | undefined {
  if (heard.status === undefined) return withoutStatus(phase, heard);
  if (heard.status !== 'online') return undefined;
  if (phase === 'settling') return settled(heard);
  return phase === 'starting' ? started(heard) : undefined;
}

function withoutStatus(phase: Phase, { since, recent, interval }: Heard): Next | undefined {
  if (phase !== 'settling') return undefined;
  return { phase: 'offline', at: since + (recent ? Math.max(STATUS_WAIT, STATUS_CYCLES * interval) : STATUS_WAIT) };
}

/** How long nothing has to come until a start is over. */
function quiet({ ended }: Heard): number {
  return ended ? START_QUIET : TURN_QUIET;
}

function settled(heard: Heard): Next {
  const { since, counted, turned, values, busy, last } = heard;
  if (counted !== undefined) {
    // Met with signs of an end there, the false values of a start are over soon, however fast evcc publishes.
    if (turned !== undefined) return { phase: 'running', at: busy ? Math.max(turned, counted) + quiet(heard) : last };
    if (busy) return { phase: 'starting', at: Math.max(since, counted) + COUNTS_WAIT };
    return { phase: 'running', at: Math.max(counted, last) + COUNTS_WAIT };
  }
  if (values !== undefined) return { phase: 'lost', at: Math.max(since, values) + COUNTS_WAIT };
  return { phase: 'starting', at: since + COUNTS_WAIT };
}

function started(heard: Heard): Next {
  const { since, counted, turned, values, last } = heard;
  if (counted !== undefined) {
    const limit = counted + START_LIMIT;
    return {
      phase: 'running',
      at: turned === undefined ? limit : Math.min(Math.max(turned, last) + quiet(heard), limit),
    };
  }
  if (values !== undefined) return { phase: 'lost', at: Math.max(since, values) + COUNTS_WAIT };
  return { phase: 'fatal', at: last + FATAL_AFTER };
}
