import type { NodeAPI, NodeMessage } from 'node-red';
import { internal } from '../../lib/catalogue';
import type { Value } from '../../lib/codec/decode';
import { EvccError } from '../../lib/errors';
import { compile, type Selector } from '../../lib/selection/compile';
import { describer } from '../../lib/selection/describe';
import type { ObjectMessage, ValueMessage } from '../../lib/selection/message';
import { ObjectSelection } from '../../lib/selection/object-selection';
import type { SelectionOptions } from '../../lib/selection/options';
import { ValueSelection } from '../../lib/selection/value-selection';
import type { EvccConfigNode } from '../evcc-config/runtime';
import { afterStart } from '../shared/after-start';
import { phaseStatus, StatusLine, vocabulary } from '../shared/status';
import { systemClock } from '../shared/system-clock';
import { Texts } from '../shared/texts';
import type { FlowNode, InDef } from '../shared/types';

/** Numbers as a flow may store them: text from an input field, too. */
function number(value: number | string | undefined): number {
  const result = Number(value ?? 0);
  return Number.isFinite(result) && result > 0 ? result : 0;
}

function optionsOf(def: InDef): SelectionOptions {
  return {
    emit: def.emit === 'update' ? 'update' : 'change',
    initial: def.initial !== false,
    deadband: { size: number(def.deadband), type: def.deadbandType === '%' ? '%' : 'num' },
    interval: number(def.interval),
  };
}

function selectorsOf(def: InDef): Selector[] {
  const topics = def.topics ?? [];
  if (topics.length === 0) throw new EvccError('EVCC_NOT_CONFIGURED', 'noTopics');
  const selectors = topics.map((topic) => compile(String(topic)));
  const event = selectors.find(({ kind }) => kind === 'event');
  if (event !== undefined && def.output === 'object') {
    throw new EvccError('EVCC_NOT_CONFIGURED', 'eventsObject', { topic: event.topic });
  }
  return selectors;
}

/** Registers evcc-in: typed, meaningful changes of what it selects. */
export function registerIn(RED: NodeAPI): void {
  const texts = new Texts(RED);
  const words = vocabulary(texts);

  function EvccIn(this: FlowNode, def: InDef): void {
    RED.nodes.createNode(this, def);
    const status = new StatusLine(this, systemClock);
    const config = RED.nodes.getNode(def.evcc ?? '') as EvccConfigNode | null;
    const connection = config?.connection;
    this.on('close', (done: () => void) => {
      status.close();
      done();
    });
    if (config === null || connection === undefined) {
      const fault = config?.fault;
      status.show(
        fault === undefined ? words.notConfigured : fault.key === 'rootEmpty' ? words.noTopic : words.invalid,
      );
      return;
    }
    let selectors: Selector[];
    try {
      selectors = selectorsOf(def);
    } catch (error) {
      if (!(error instanceof EvccError)) throw error;
      this.error(texts.error(error));
      status.show(words.invalid);
      return;
    }
    const { state } = connection;
    let last: (() => string) | undefined;
    const show = (): void => {
      const phase = phaseStatus(words, {
        phase: state.phase,
        stale: state.stale,
        lost: state.lost,
        connecting: connection.connecting,
      });
      const value = last;
      status.show(phase ?? (value === undefined ? words.connected : () => words.value(value())));
    };
    const describe = describer(texts.locale, state);
    const emit = (message: ValueMessage | ObjectMessage): void => {
      last = () => textOf(message);
      if (state.lifecycle.open) show();
      this.send(message as NodeMessage);
    };
    const options = optionsOf(def);
    const selection =
      def.output === 'object'
        ? new ObjectSelection(state, systemClock, options, emit)
        : new ValueSelection(state, systemClock, options, describe, emit);
    const unlisten = connection.listen({ changed: show });
    connection.register(this);
    const filters = selectors.flatMap((selector) => selector.filters);
    void connection.need(this, filters);
    show();
    const cancel = afterStart(RED, () => selection.start(selectors));
    this.on('close', (done: (error?: Error) => void) => {
      cancel();
      unlisten();
      selection.close();
      connection.deregister(this).then(() => done(), done);
    });
  }

  /** The status of a node that gave a value; what may surround a secret is not shown. */
  function textOf(message: ValueMessage | ObjectMessage): string {
    if (message.evcc.topic === '') return texts.status('values', { count: countOf(message.payload) });
    return 'text' in message.evcc && internal(message.evcc.topic)?.secret !== true ? message.evcc.text : '…';
  }

  RED.nodes.registerType('evcc-in', EvccIn);
}

/** How many single values an object holds. */
function countOf(value: Value): number {
  if (value === null || typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countOf(item), 0);
}
