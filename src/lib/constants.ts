/** Times and counts that the contract with users' flows names, and limits of this package; milliseconds where nothing else is said. */

/** What is left of a wait and too short for a timer: it is over. */
export const TICK = 1;
/** A structure is whole when none of its topics arrived for this long (recorded: pauses below 60 ms, `suggestion` up to 250 ms). */
export const STRUCTURE_QUIET = 300;
/** The same where a forecast has a topic for each slot (recorded at builds of August 2026: pauses inside one of up to 410 ms). */
export const FORECAST_QUIET = 1000;
/** A start of evcc is over when a loadpoint's turn came after the counts, went to its end, and nothing came for this long. */
export const START_QUIET = 1000;
/** A turn that was not seen to end is over after this long without a message (recorded in a home: charger and car answer with pauses of up to 1.1 s). */
export const TURN_QUIET = 1500;
/** … at the latest this long after the counts. */
export const START_LIMIT = 30_000;
/** Met with an `updated` this close to now, evcc may be in its start (recorded: it goes on for 0.8 s after `apiReady`). */
export const JUST_NOW = 3000;
/** Empty texts that nothing decides as wipe or value count as "none" this long after the last of them. */
export const EMPTY_HOLD = 2000;
/** … and when a value arrives after it, after this long: a cycle goes on publishing while evcc begins to wipe (seen: a sure sign 20 ms later). */
export const EMPTY_DECIDED = 500;
/** … and at the latest this long after the first: no wipe goes on for so long without something that is never empty (recorded: 0.1 s). */
export const EMPTY_LIMIT = 10_000;
/** Values without counts for this long: evcc did not start, it only came back to a broker that forgot (recorded start: counts within 2 ms). */
export const COUNTS_WAIT = 2000;
/** No `status` for this long after connecting: evcc is not there. */
export const STATUS_WAIT = 5000;
/** … unless it published within so many control cycles: then it gets as many to show itself. */
export const STATUS_CYCLES = 2;
/** Online and nothing else for this long: evcc has a fault that keeps it from running (recorded starts: counts within 6.3 s). */
export const FATAL_AFTER = 10_000;
/** Control cycles without any publication until evcc counts as stale. */
export const STALE_CYCLES = 3;
/** Longest pause between two looks whether evcc goes on publishing, ms: its interval may come only after its start. */
export const STALE_LOOK = 10_000;
/** Evcc's default control interval, s, until `site/interval` is known. */
export const DEFAULT_INTERVAL = 30;
/** `mode` and `alwaysCharge` of one burst: an update of one waits this long for the other. */
export const MODE_SETTLE = 100;
/** A list's item waits this long for the list's count (both come as stored copies, in the broker's order). */
export const COUNT_ORPHAN = 1000;
/** Topics with more levels than this are not evcc's (its deepest have seven). */
export const MAX_LEVELS = 16;
/** So many topics are kept of one evcc, and no more (its own are about 7,350, with 50 loadpoints and 200 vehicles about 20,000). */
export const MAX_TOPICS = 100_000;
/** Loadpoints that a count is believed to have; of more, those that were seen. */
export const MAX_LOADPOINTS = 1000;
/** JSON text that is longer, or nested deeper, stays text (evcc's longest has 10 kB and three levels). */
export const MAX_JSON = 1_000_000;
export const MAX_JSON_LEVELS = 32;
/** An unused subscription is given back after this long, so that a deploy that restarts nodes keeps it. */
export const UNSUBSCRIBE_DELAY = 2000;
/** Topics in one SUBSCRIBE packet. */
export const SUBSCRIBE_CHUNK = 200;
/** Without an acknowledgement a command is sent again after this long (recorded: 1 to 184 ms, some hundred ms in evcc's cycle). */
export const RESEND_AFTER = 2000;
/** An acknowledged command whose state has not come after this long was refused. */
export const REFUSED_AFTER = 2000;
/** The broker did not take a command although evcc runs: tried again after this long. */
export const PUBLISH_RETRY = 500;
/**
 * A value goes to evcc only when what it changes has not changed for this long: a flow that sends evcc's values back to it is told of
 * the newest meanwhile, and comes to rest. Longer than `MODE_SETTLE`, after which flows are told of a mode.
 */
export const CHANGE_QUIET = 250;
/** `site/batteryMode` is repeated this often; evcc falls back after 60 s. */
export const HOLD_INTERVAL = 20_000;
/** A command waits at most this long for the broker to confirm what it needs to see. */
export const SUBSCRIBE_WAIT = 2000;
/** … and this long for stored copies after that, where some of them are not known. */
export const STORED_WAIT = 250;
/** … and looks this often whether they have come. */
export const STORED_STEP = 25;
/** A message to evcc-in's input waits at most this long for what has to be subscribed for its answer. */
export const QUERY_WAIT = 2000;
/** What a setting's commands need to see stays subscribed this long after the last of them. */
export const WATCH_IDLE = 600_000;
/** After evcc was found running, titles may take this long to arrive before one counts as unknown. */
export const TITLES_WAIT = 1000;
/** Evcc's clock and this machine's differ when they do so by more than this: evcc says a second, and may have been busy. */
export const CLOCKS_DIFFER = 120_000;
/** Longest wait that JavaScript's timers can do. */
export const MAX_WAIT = 2_147_483_647;
/** Settings in one message, and levels of an object of settings. */
export const MAX_SETTINGS = 500;
export const MAX_DEPTH = 8;
/** Characters of a value that an error names. */
export const SHOWN_LENGTH = 60;
/** A connection that stood this long was not thrown out at once: the next one is tried without a long pause. */
export const RETRY_AFRESH = 3000;
/** A connection that stood this long is a good one: what ends it is a new failure. */
export const STABLE_AFTER = 10_000;
/** Other roots are looked for this long: brokers send stored copies at once. */
export const DISCOVER_TIME = 1500;
/** Between two looks whether a certificate of the configuration is about to expire, ms: a day. */
export const CERTIFICATE_LOOK = 24 * 3600 * 1000;
/** A connection without users is closed after this long: a deploy that restarts its only node finds it still there. */
export const LINGER = 2000;
