import type { NodeAPI, NodeMessage, NodeMessageInFlow } from 'node-red';
import { EvccError } from '../../lib/errors';
import type { ObjectMessage, ValueMessage } from '../../lib/selection/message';
import { askObject, askValues, parseQuestion, type QueryParts, type Question } from '../../lib/selection/query';
import { asError, endWith, errorOf } from '../shared/report-error';
import type { Texts } from '../shared/texts';
import type { FlowNode, InDef } from '../shared/types';

export interface QueryHost {
  readonly RED: Pick<NodeAPI, 'util'>;
  readonly texts: Texts;
  readonly parts: QueryParts;
  /** The node's own selection as it is now. */
  readonly own: () => Question;
}

/** Answers messages to a node's input with present values; the messages' other properties are kept. */
export function answerQueries(node: FlowNode, def: InDef, { RED, texts, parts, own }: QueryHost): void {
  async function answer(topic: unknown): Promise<readonly (ValueMessage | ObjectMessage)[]> {
    const asked = typeof topic === 'string' ? await parseQuestion(topic, parts) : undefined;
    const question = asked ?? own();
    return def.output === 'object' ? [await askObject(question, parts)] : askValues(question, parts);
  }

  /** Reads and clones the message, which throws where its getters do. */
  async function answered(msg: NodeMessageInFlow): Promise<NodeMessage[]> {
    const answers = await answer(msg.topic);
    // Each answer is a message of its own: what a flow does to one must not show in another.
    return answers.map((one): NodeMessage => Object.assign(RED.util.cloneMessage(msg), one));
  }

  node.on('input', (msg: NodeMessageInFlow, send, done) => {
    answered(msg)
      .then((messages) => {
        if (messages.length > 0) send([messages]);
      })
      .then(
        () => endWith(node, done),
        (error: unknown) => endWith(node, done, error instanceof EvccError ? errorOf(error, texts) : asError(error)),
      );
  });
}

/** A node that cannot be used says so to each message. */
export function refuseQueries(node: FlowNode, fault: EvccError, texts: Texts): void {
  node.on('input', (_msg, _send, done) => endWith(node, done, errorOf(fault, texts)));
}
