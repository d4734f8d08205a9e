import type { Node, NodeStatus } from 'node-red';
import type { Clock, Timer } from '../../lib/clock';
import { TICK } from '../../lib/constants';
import type { ErrorCode, EvccError } from '../../lib/errors';
import type { Missing } from '../../lib/selection/missing';
import type { Phase } from '../../lib/state/lifecycle';
import { parseTopic } from '../../lib/topic';
import { visible } from '../../lib/visible';
import type { Texts } from './texts';

/** A node's status changes at most twice a second; what comes in between gives way to the newest. */
const PACE = 500;
/** Longest text that the editor shows without breaking a flow's layout. */
const LENGTH = 32;

/** What is said beside the status of a node that works, by node: what its connection wants never to be forgotten. */
const marks = new WeakMap<object, string>();

/** Has something said beside a node's status from now on, as long as the node works. */
export function markStatus(node: object, text: string): void {
  marks.set(node, text);
}

/** A status with its mark, short enough to be shown whole. */
function marked(status: NodeStatus, mark: string | undefined): NodeStatus {
  if (typeof status === 'string' || mark === undefined || status.fill !== 'green') return status;
  const rest = LENGTH - mark.length - 3;
  const text = status.text ?? '';
  return { ...status, fill: 'yellow', text: `${text.length > rest ? `${text.slice(0, rest - 1)}…` : text} · ${mark}` };
}

/** Lines that were shown a moment ago and have something newer: one timer serves them all, as a burst of evcc concerns hundreds. */
const waiting = new Set<StatusLine>();
let timer: Timer | undefined;

function wake(clock: Clock): void {
  if (timer !== undefined) return;
  timer = clock.after(PACE, () => {
    timer = undefined;
    for (const line of waiting) line.flush();
    if (waiting.size > 0) wake(clock);
  });
}

/** Shows a node's status at a bearable pace. The text is only made when it is shown. */
export class StatusLine {
  private next: (() => NodeStatus) | undefined = undefined;
  private shown = '';
  private flushed = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly node: Pick<Node, 'status'>,
    private readonly clock: Clock,
  ) {}

  show(make: () => NodeStatus): void {
    this.next = make;
    if (!waiting.has(this)) this.flush();
  }

  close(): void {
    this.next = undefined;
    waiting.delete(this);
  }

  /** Shows what is to be shown, unless it is too early. */
  flush(): void {
    const { next } = this;
    const now = this.clock.monotonic();
    if (next === undefined) return;
    if (this.flushed + PACE - now > TICK) {
      waiting.add(this);
      wake(this.clock);
      return;
    }
    waiting.delete(this);
    this.next = undefined;
    this.flushed = now;
    const status = marked(next(), marks.get(this.node));
    if (typeof status !== 'string' && status.text !== undefined) status.text = visible(status.text, LENGTH);
    const text = JSON.stringify(status);
    if (text !== this.shown) {
      this.shown = text;
      this.node.status(status);
    }
  }
}

/** Faults whose status says who is meant. */
const NAMED: ReadonlySet<string> = new Set(['unknownLoadpoint', 'unknownVehicle', 'ambiguousTitle']);

/** What the nodes' statuses say; the only place that knows shapes and colours. */
export function vocabulary(texts: Texts) {
  const say =
    (fill: 'red' | 'green' | 'yellow' | 'grey' | 'blue', shape: 'ring' | 'dot', key: string) => (): NodeStatus => ({
      fill,
      shape,
      text: texts.status(key),
    });
  return {
    connecting: say('yellow', 'ring', 'connecting'),
    connected: say('green', 'dot', 'connected'),
    disconnected: say('red', 'ring', 'disconnected'),
    offline: say('red', 'ring', 'offline'),
    starting: say('yellow', 'ring', 'starting'),
    fatal: say('red', 'ring', 'fatal'),
    stale: say('yellow', 'dot', 'stale'),
    lost: say('yellow', 'dot', 'lost'),
    notConfigured: say('red', 'ring', 'notConfigured'),
    noTopic: say('grey', 'ring', 'noTopic'),
    invalid: say('red', 'ring', 'invalid'),
    waiting: say('yellow', 'ring', 'waiting'),
    /** What a node's settings say that cannot be used: whom they name that evcc does not have, or has twice. */
    fault: ({ key, params }: EvccError) => {
      const own = NAMED.has(key) ? `fault.${key}` : 'invalid';
      return (): NodeStatus => ({ fill: 'red', shape: 'ring', text: texts.status(own, params) });
    },
    /** Why there is no connection, or no evcc. */
    reason: (key: string) => say('red', 'ring', `reason.${key}`),
    /** What is wrong although values come. */
    doubt: (key: string) => say('yellow', 'dot', `reason.${key}`),
    /** A value that arrived, in people's words. */
    value: (text: string): NodeStatus => ({ fill: 'green', shape: 'dot', text }),
    /** What the running evcc does not have: a loadpoint, a vehicle, a value. */
    missing:
      ({ topic, error }: Missing, version: string) =>
      (): NodeStatus => {
        if (error !== undefined && NAMED.has(error.key))
          return { fill: 'red', shape: 'ring', text: texts.status(`fault.${error.key}`, error.params) };
        const key = parseTopic(topic).key || topic;
        return { fill: 'yellow', shape: 'ring', text: texts.status('unpublished', { version, key }) };
      },
    /** The outcome of a command: what was set, and the word for the outcome, or the reason of a failure. */
    outcome: (what: string, result: string, code?: ErrorCode): NodeStatus => ({
      fill: result === 'failed' ? 'red' : result === 'superseded' ? 'grey' : 'green',
      shape: result === 'failed' ? 'ring' : 'dot',
      text: [what, texts.status(code === undefined ? result : `code.${code}`)].filter((part) => part !== '').join(': '),
    }),
  };
}

export type Vocabulary = ReturnType<typeof vocabulary>;

/** What is said of a connection beside its phase. */
export interface Summary {
  readonly phase: Phase;
  readonly stale: boolean;
  readonly lost: boolean;
  /** The first attempt is under way. */
  readonly connecting: boolean;
  /** What is wrong with the connection or with evcc, as a key below `status.reason.`. */
  readonly reason?: string | undefined;
}

/** The status that a phase calls for; undefined while evcc runs and all is well. */
export function phaseStatus(
  words: Vocabulary,
  { phase, stale, lost, connecting, reason }: Summary,
): (() => NodeStatus) | undefined {
  if (phase === 'disconnected' || phase === 'offline') {
    if (reason !== undefined && !connecting) return words.reason(reason);
  }
  if (phase === 'disconnected') return connecting ? words.connecting : words.disconnected;
  if (phase === 'settling') return words.connecting;
  if (phase === 'offline') return words.offline;
  if (phase === 'starting') return words.starting;
  if (phase === 'fatal') return words.fatal;
  if (reason !== undefined) return words.doubt(reason);
  if (lost) return words.lost;
  return stale ? words.stale : undefined;
}

/** The status of a node whose configuration cannot be used: none, a wish for no MQTT, or a mistake. */
export function unusable(words: Vocabulary, fault: EvccError | undefined): () => NodeStatus {
  if (fault === undefined) return words.notConfigured;
  return fault.key === 'rootEmpty' ? words.noTopic : words.invalid;
}
