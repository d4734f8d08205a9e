import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import { lookup } from '../../lib/catalogue';
import { labelFor, labelsFor } from '../../lib/catalogue/labels';
import { HELD_TOPIC } from '../../lib/command/hold';
import { plain, reasonOf } from '../../lib/command/show';
import { split } from '../../lib/command/split';
import { isNoTarget } from '../../lib/command/target';
import type { Outcome } from '../../lib/command/types';
import { EvccError } from '../../lib/errors';
import type { Connection } from '../evcc-config/connection';
import type { EvccConfigNode } from '../evcc-config/runtime';
import { asError, endWith, errorOf } from '../shared/report-error';
import { phaseStatus, StatusLine, unusable, vocabulary } from '../shared/status';
import { storedOut } from '../shared/stored';
import { systemClock } from '../shared/system-clock';
import { Texts } from '../shared/texts';
import type { FlowNode, OutDef } from '../shared/types';
import { optionsOf } from './options';
import { metaOf, type OutMeta } from './outcome';
import { publishRaw } from './raw';

/** A message on its way through: what it came with, and what is added to it. */
type OutMessage = NodeMessageInFlow & { evcc?: OutMeta };

/** What the node is set to set or publish; empty: the message says it. */
const targetOf = ({ target = '' }: OutDef): string => target.trim();

/** What a message says, if it can be read: its properties may be getters that throw. */
function readable(msg: OutMessage): { readonly topic?: unknown; readonly payload?: unknown } {
  try {
    return { topic: msg.topic, payload: msg.payload };
  } catch {
    return {};
  }
}

/** Adds what failed; a message that takes nothing (frozen) ends with its error all the same. */
function annotate(msg: OutMessage, outcome: Outcome): void {
  try {
    msg.evcc = metaOf(outcome);
  } catch {
    // Said by the error.
  }
}

/** The outcome of a message that was not tried. */
function notTried(topic: string, error: EvccError, took: number): Outcome {
  const outcome = { result: 'failed', took, error } as const;
  return { ...outcome, settings: [{ ...outcome, topic, sent: null, code: error.code }] };
}

/** Registers evcc-out: checked settings with an honest outcome, or raw publishing below the root. */
export function registerOut(RED: NodeAPI): void {
  const texts = new Texts(RED);
  const words = vocabulary(texts);

  /** The value that the node is set to send, evaluated for this message. */
  function valueFor(node: FlowNode, def: OutDef, msg: OutMessage): Promise<unknown> {
    const { value = 'payload', valueType = 'msg' } = def;
    const wrong = (error: unknown): EvccError => {
      const cause = { topic: targetOf(def), value: plain(value), accepts: valueType };
      return new EvccError('EVCC_INVALID', 'expression', { reason: reasonOf(error) }, cause);
    };
    return new Promise((resolve, reject) => {
      try {
        RED.util.evaluateNodeProperty(value, valueType, node, msg, (error, result) => {
          if (error) reject(wrong(error));
          else resolve(result);
        });
      } catch (error) {
        // An environment variable or a JSON text that cannot be read is thrown, not handed over.
        reject(wrong(error));
      }
    });
  }

  /** The settings that a message asks for: of the node's target, of its topic, or of the object that it brings. */
  function settingsOf(def: OutDef, msg: OutMessage, value: unknown, root: string): { topic: string; value: unknown }[] {
    const target = targetOf(def);
    if (target !== '') return [{ topic: target, value }];
    const topic = typeof msg.topic === 'string' ? msg.topic : '';
    return isNoTarget(topic, root) ? split(value, root) : [{ topic, value }];
  }

  /** What was set, as people call it; a topic that the catalogue does not know by its last level. */
  function called(topic: string): string {
    // Of a loadpoint or vehicle that evcc does not have it is called the same.
    const known = topic.replace(/^(loadpoints|vehicles)\/[^/]+\//, (_, scope: string) => `${scope}/1/`);
    const property = lookup(known);
    return (property && labelFor(labelsFor(texts.locale), property.topic)?.label) ?? topic.split('/').at(-1) ?? '';
  }

  function run(node: FlowNode, def: OutDef, connection: Connection, status: StatusLine): void {
    const options = optionsOf(def);
    let last: (() => ReturnType<typeof words.outcome>) | undefined;
    let held = false;
    const ended = new AbortController();
    const show = (): void => {
      if (ended.signal.aborted) return;
      const phase = phaseStatus(words, connection.summary);
      status.show(phase ?? last ?? words.connected);
    };
    const tell = ({ result, settings }: Outcome): void => {
      // Of several the first that failed: there is room for one.
      const told = settings.find(({ code }) => code !== undefined) ?? settings[0];
      const several = told?.code === undefined && settings.length > 1;
      const what = (): string =>
        several ? texts.status('settings', { count: settings.length }) : called(told?.topic ?? '');
      const isHeld = (): boolean => held && told?.topic === HELD_TOPIC && told.code === undefined;
      last = () => words.outcome(what(), isHeld() ? 'held' : result, told?.code);
      show();
    };
    const onHeld = (now: boolean): void => {
      held = now;
      show();
    };
    connection.register(node);
    const target = targetOf(def);
    if (options.kind === 'setting' && target !== '') connection.commands.prepare(node, [target]);
    const unlisten = connection.listen({ changed: show });
    show();

    node.on('input', (msg: OutMessage, send, done) => {
      const began = systemClock.monotonic();
      const finish = (outcome: Outcome): void => {
        tell(outcome);
        if (outcome.error !== undefined) {
          annotate(msg, outcome);
          endWith(node, done, errorOf(outcome.error, texts));
          return;
        }
        msg.evcc = metaOf(outcome);
        send(msg);
        endWith(node, done);
      };
      const fail = (error: unknown): void => {
        if (!(error instanceof EvccError)) {
          endWith(node, done, asError(error));
          return;
        }
        finish(notTried(String(error.params.topic ?? target), error, systemClock.monotonic() - began));
      };
      valueFor(node, def, msg)
        .then((value) => {
          if (options.kind === 'raw') return publishRaw(connection, options, def, msg, value, ended.signal, began);
          const settings = settingsOf(def, msg, value, connection.rootTopic);
          return connection.commands.run({ ...options, settings, owner: node, onHeld });
        })
        .then(finish)
        .catch(fail);
    });
    node.on('close', () => {
      unlisten();
      ended.abort();
      connection.commands.end(node);
      connection.deregister(node);
    });
  }

  function EvccOut(this: FlowNode, given: OutDef): void {
    RED.nodes.createNode(this, given);
    const def = storedOut(given);
    const status = new StatusLine(this, systemClock);
    this.on('close', () => status.close());
    const config = RED.nodes.getNode(def.evcc ?? '') as EvccConfigNode | null;
    if (config?.connection === undefined) {
      status.show(unusable(words, config?.fault));
      const fault = config?.fault ?? new EvccError('EVCC_NOT_CONFIGURED', 'notConfigured');
      this.on('input', (msg: OutMessage, _send, done) => {
        const given = readable(msg);
        const topic = targetOf(def) || (typeof given.topic === 'string' ? given.topic : '');
        const { code, key, params } = fault;
        const error = new EvccError(code, key, params, { topic, value: plain(given.payload), accepts: '' });
        annotate(msg, notTried(topic, error, 0));
        endWith(this, done, errorOf(error, texts));
      });
      return;
    }
    run(this, def, config.connection, status);
  }

  RED.nodes.registerType('evcc-out', EvccOut);
}
