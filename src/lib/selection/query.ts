import { lookup, nearest } from '../catalogue';
import type { Clock } from '../clock';
import type { Value } from '../codec/decode';
import { QUERY_WAIT, STORED_STEP, STORED_WAIT } from '../constants';
import { EvccError, type Params } from '../errors';
import { copy } from '../state/assemble';
import type { Sink } from '../state/sink';
import type { EvccState } from '../state/state';
import type { Structure } from '../state/structure';
import type { Topic } from '../state/topic-node';
import { covers, trimSlashes } from '../topic';
import type { Selector } from './compile';
import { Follower } from './follower';
import { type Describe, headOf, type ObjectMessage, type ValueMessage, valueMessage } from './message';
import { nested } from './nest';
import { relativeTopic } from './relative';

/** What a query needs of the connection. */
export interface QueryPort {
  /** Subscribes for `user`; resolves when the broker confirmed it, or is away. */
  need(user: object, filters: readonly string[]): Promise<void>;
  release(user: object): void;
  /** Whether all of that is subscribed already, so that what the broker stores of it is known. */
  holds(filters: readonly string[]): boolean;
}

export interface QueryParts {
  readonly state: EvccState;
  readonly clock: Clock;
  readonly port: QueryPort;
  readonly describe: Describe;
  readonly warn: (key: string, params: Params) => void;
}

/** What is asked for. */
export interface Question {
  readonly selectors: readonly Selector[];
  readonly filters: readonly string[];
  /** The topic that a message named: it gets an answer, or an error; a node's own selection may hold what evcc has not. */
  readonly named: string | undefined;
}

/** Whether a message's topic names nothing: the node's own selection is meant. */
function namesNothing(text: string, root: string): boolean {
  const topic = trimSlashes(text.trim());
  return topic === '' || topic === root;
}

/**
 * The question that a message's topic asks, relative or full; undefined: the topic names nothing. Titles that are just arriving are
 * waited for.
 * @throws EvccError `EVCC_INVALID` for what can be no topic, names no loadpoint or vehicle, or is an event; `EVCC_OFFLINE` while it
 * is not known how they are called.
 */
export async function parseQuestion(text: string, parts: QueryParts): Promise<Question | undefined> {
  const { state, clock } = parts;
  const root = state.tree.rootTopic;
  if (namesNothing(text, root)) return undefined;
  const named = relativeTopic(text, root);
  const follower = new Follower([named], state, parts.warn);
  const limit = clock.monotonic() + QUERY_WAIT;
  for (;;) {
    const { selectors, errors, filters } = follower.resolve();
    const [fault] = errors;
    if (fault !== undefined) throw fault;
    const [selector] = selectors;
    if (selector?.kind === 'event') throw new EvccError('EVCC_INVALID', 'queryEvent', { topic: named });
    if (selector !== undefined) return { selectors, filters, named };
    if (clock.monotonic() >= limit) throw new EvccError('EVCC_OFFLINE', 'queryOffline', { topic: named });
    await pause(clock, STORED_STEP);
  }
}

/** Hangs on what is asked for, for as long as the answer takes. */
class Listener implements Sink {
  /** When something of it was told last. */
  last = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock) {}

  value(): void {
    this.last = this.clock.monotonic();
  }

  structure(): void {
    this.last = this.clock.monotonic();
  }
}

/** One topic with its present value. */
interface Answer {
  readonly topic: Topic;
  readonly structure: Structure | undefined;
  readonly value: Value;
}

/** Answers with what is known now; what is not subscribed yet is, for the time that takes. */
async function answersTo(question: Question, parts: QueryParts): Promise<Answer[]> {
  const { state, clock, port } = parts;
  const listener = new Listener(clock);
  const fresh = !port.holds(question.filters);
  for (const selector of question.selectors) state.attachments.select(selector, listener);
  try {
    const limit = clock.monotonic() + QUERY_WAIT;
    // A broker that does not confirm is not waited for longer than one that sends nothing.
    await Promise.race([port.need(listener, question.filters), pause(clock, QUERY_WAIT)]);
    listener.last = clock.monotonic();
    while (clock.monotonic() < limit && isComing(question, listener, fresh, parts)) await pause(clock, STORED_STEP);
    return collect(question, listener, parts);
  } finally {
    state.attachments.detach(listener);
    port.release(listener);
  }
}

const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });

/** Whether more may come: stored copies of what was just subscribed, or the rest of a structure. */
function isComing({ selectors }: Question, listener: Listener, fresh: boolean, { state, clock }: QueryParts): boolean {
  const { topics, structures } = state.attachments.of(listener);
  if (structures.some((one) => one.last === undefined && one.settling)) return true;
  const known = new Set<string>();
  for (const { path, text } of topics) if (text !== undefined) known.add(path);
  for (const { topic, last } of structures) if (last !== undefined) known.add(topic.path);
  const missing = selectors.some(({ kind, topic }) => (kind === 'filter' ? fresh : !known.has(topic)));
  return missing && clock.monotonic() - listener.last < STORED_WAIT;
}

function collect(question: Question, listener: Listener, { state }: QueryParts): Answer[] {
  const { topics, structures } = state.attachments.of(listener);
  const exact = new Set(question.selectors.filter(({ kind }) => kind !== 'filter').map(({ topic }) => topic));
  // What a filter matches and has no value is left out; what is named is said to have none, where that is known.
  const isAsked = ({ path, property, known }: Topic): boolean =>
    known || (exact.has(path) && property !== undefined && (state.lifecycle.open || state.phase === 'offline'));
  const single = topics.filter(isAsked).map((topic) => ({ topic, structure: undefined, value: topic.value }));
  const whole = structures.flatMap((structure): Answer[] => {
    const { topic, last } = structure;
    if (last !== undefined) return [{ topic, structure, value: last }];
    return !structure.busy && isAsked(topic) ? [{ topic, structure, value: null }] : [];
  });
  // As they were asked for; what one filter matches, as evcc's topics came.
  const rank = ({ topic }: Answer): number => question.selectors.findIndex((one) => covers(one.topic, topic.path));
  const answers = [...single, ...whole].sort((a, b) => rank(a) - rank(b));
  if (answers.length === 0 && question.named !== undefined) throw notThere(question.named, state);
  return answers;
}

function notThere(topic: string, state: EvccState): EvccError {
  if (!state.lifecycle.open) return new EvccError('EVCC_OFFLINE', 'queryOffline', { topic });
  const near = nearest(topic, false).join(', ');
  const cause = { topic, value: topic, accepts: near };
  if (lookup(topic) !== undefined || near === '')
    return new EvccError('EVCC_INVALID', 'queryNothing', { topic }, cause);
  return new EvccError('EVCC_INVALID', 'queryNothingNear', { topic, near }, cause);
}

/**
 * The answer as messages, one for each value. Filters over time do not apply to it.
 * @throws EvccError `EVCC_INVALID`: evcc publishes nothing there; `EVCC_OFFLINE`: nothing is known of it, and evcc is away.
 */
export async function askValues(question: Question, parts: QueryParts): Promise<ValueMessage[]> {
  return (await answersTo(question, parts)).map(({ topic, structure, value }) =>
    valueMessage(headOf(topic), topic, copy(value), parts.describe, {
      time: structure?.time ?? topic.time,
      retain: structure === undefined && topic.retain,
      initial: false,
      previous: undefined,
    }),
  );
}

/** The same as one object that nests by topic. */
export async function askObject(question: Question, parts: QueryParts): Promise<ObjectMessage> {
  const answers = await answersTo(question, parts);
  return {
    topic: parts.state.tree.rootTopic,
    payload: nested(answers.map(({ topic, value }) => [topic.path, copy(value)])),
    retain: false,
    evcc: { topic: '', changed: [], time: parts.clock.now(), initial: false },
  };
}
