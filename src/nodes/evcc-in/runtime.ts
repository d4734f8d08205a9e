import type { NodeAPI, NodeStatus } from 'node-red';
import { labelsFor } from '../../lib/catalogue/labels';
import { EvccError, type Params } from '../../lib/errors';
import type { Selector } from '../../lib/selection/compile';
import { describer } from '../../lib/selection/describe';
import { EventSelection } from '../../lib/selection/event-selection';
import { Follower } from '../../lib/selection/follower';
import type { Describe } from '../../lib/selection/message';
import { type Missing, missingOf } from '../../lib/selection/missing';
import { ObjectSelection } from '../../lib/selection/object-selection';
import { ValueSelection } from '../../lib/selection/value-selection';
import type { EvccState } from '../../lib/state/state';
import type { Connection } from '../evcc-config/connection';
import type { EvccConfigNode } from '../evcc-config/runtime';
import { afterStart } from '../shared/after-start';
import { phaseStatus, StatusLine, unusable, vocabulary } from '../shared/status';
import { storedIn } from '../shared/stored';
import { systemClock } from '../shared/system-clock';
import { Texts } from '../shared/texts';
import type { FlowNode, InDef } from '../shared/types';
import { checkTopics, optionsOf } from './options';
import { answerQueries, refuseQueries } from './query';
import { type AnyMessage, ShownText } from './shown-text';

function eventTopics(selectors: readonly Selector[]): string[] {
  return selectors.filter(({ kind }) => kind === 'event').map(({ topic }) => topic);
}

/** Registers evcc-in: typed, meaningful changes of what it selects. */
export function registerIn(RED: NodeAPI): void {
  const texts = new Texts(RED);
  const words = vocabulary(texts);

  /** One for all nodes of a connection: what says numbers and times in a language is large. */
  const describers = new WeakMap<EvccState, Describe>();
  const describeOf = (state: EvccState): Describe => {
    const known = describers.get(state) ?? describer(texts.locale, labelsFor(texts.locale), state);
    describers.set(state, known);
    return known;
  };

  /** A node with a connection that can be used: selects, follows names, shows its status. */
  function run(node: FlowNode, def: InDef, connection: Connection, status: StatusLine): void {
    const { state } = connection;
    const said = new Set<string>();
    const once = (text: string): void => {
      if (!said.has(text)) node.warn(text);
      said.add(text);
    };
    const follower = new Follower(def.topics ?? [], state, (key: string, params: Params) =>
      once(texts.warning(key, params)),
    );
    let fault: EvccError | undefined;
    const last = new ShownText(texts);
    let selected: readonly Selector[] = [];

    /** What is selected and the running evcc does not have; said in the log once. */
    const missing = (): Missing | undefined => {
      const gap = missingOf(selected, state);
      if (gap?.error !== undefined) once(texts.error(gap.error));
      return gap;
    };
    const version = (): string => String(state.tree.get('site/version')?.value ?? '');

    /** Found out when it is shown, not for each message. */
    const present = (): NodeStatus => {
      const phase = phaseStatus(words, connection.summary);
      if (phase !== undefined) return phase();
      if (fault !== undefined) return words.fault(fault)();
      const gap = missing();
      if (gap !== undefined) return words.missing(gap, version())();
      const { said } = last;
      return said === undefined ? words.connected() : words.value(said);
    };
    const show = (): void => status.show(present);
    const emit = (message: AnyMessage): void => {
      last.take(message);
      if (state.lifecycle.open) show();
      node.send(message);
    };
    const options = optionsOf(def);
    const describe = describeOf(state);
    const selection =
      def.output === 'object'
        ? new ObjectSelection(state, systemClock, options, emit)
        : new ValueSelection(state, systemClock, options, describe, emit);
    const events = new EventSelection(state, systemClock, (event) => texts.event(event), emit);
    let started = false;
    let held = false;
    /** The topics that it selects now. */
    let follows = '';

    const follow = (): void => {
      const { selectors, errors, filters, moves, pending } = follower.resolve();
      if (pending && started && state.unnamed) {
        // Who is meant is known in a moment; until then nothing is told, and what is subscribed stays.
        selection.hold();
        events.hold();
        held = true;
        return;
      }
      [fault] = errors;
      selected = selectors;
      for (const error of errors) once(texts.error(error));
      void connection.need(node, filters);
      const topics = selectors.map(({ topic }) => topic).join('\n');
      // Names that are nothing to this node.
      if (started && (held || topics !== follows)) {
        selection.select(selectors, moves);
        events.select(eventTopics(selectors));
      }
      held = false;
      follows = topics;
      show();
    };

    const changed = (): void => {
      selection.phaseChanged();
      events.phaseChanged();
      show();
    };
    connection.register(node);
    follow();
    const unlisten = connection.listen(follower.named ? { changed, renamed: follow } : { changed });
    const cancel = afterStart(RED, () => {
      started = true;
      const { selectors } = follower.resolve();
      selection.start(selectors);
      events.select(eventTopics(selectors));
    });
    answerQueries(node, def, {
      RED,
      texts,
      parts: {
        state,
        clock: systemClock,
        port: connection,
        describe,
        warn: (key, params) => once(texts.warning(key, params)),
      },
      own: () => {
        const selectors = selected.filter(({ kind }) => kind !== 'event');
        return { selectors, filters: selectors.flatMap(({ filters }) => filters), named: undefined };
      },
    });
    node.on('close', () => {
      cancel();
      unlisten();
      selection.close();
      events.close();
      connection.deregister(node);
    });
  }

  function EvccIn(this: FlowNode, given: InDef): void {
    RED.nodes.createNode(this, given);
    const def = storedIn(given);
    const status = new StatusLine(this, systemClock);
    this.on('close', () => status.close());
    const config = RED.nodes.getNode(def.evcc ?? '') as EvccConfigNode | null;
    if (config?.connection === undefined) {
      status.show(unusable(words, config?.fault));
      refuseQueries(this, config?.fault ?? new EvccError('EVCC_NOT_CONFIGURED', 'notConfigured'), texts);
      return;
    }
    try {
      checkTopics(def, config.connection.rootTopic);
    } catch (error) {
      if (!(error instanceof EvccError)) throw error;
      this.error(texts.error(error));
      status.show(words.invalid);
      refuseQueries(this, error, texts);
      return;
    }
    run(this, def, config.connection, status);
  }

  RED.nodes.registerType('evcc-in', EvccIn);
}
