import { reasonOf } from '../../lib/command/show';
import type { ErrorCode, EvccError } from '../../lib/errors';
import { visible } from '../../lib/visible';
import type { Texts } from './texts';

/** An error as flows get it: a sentence, the code as an own property (Catch nodes pass that on), and what was wrong. */
export interface ReportedError extends Error {
  code: ErrorCode;
}

/** A fault of the core as the error to end a message with. */
export function errorOf(fault: EvccError, texts: Texts): ReportedError {
  const error = new Error(texts.error(fault)) as ReportedError;
  error.code = fault.code;
  // Node-RED puts this text into `msg.error.message` and its log: the sentence, without "Error: " before it.
  Object.defineProperty(error, 'toString', { value: () => error.message, enumerable: false });
  if (fault.cause !== undefined) error.cause = fault.cause;
  // The core's own trace says nothing to a user; the sentence does.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

/** Whatever was thrown, as an error that may be logged: a message's getter may throw anything, with any words. */
export function asError(thrown: unknown): Error {
  const reason = visible(reasonOf(thrown));
  try {
    if (thrown instanceof Error && thrown.message === reason) return thrown;
  } catch {
    // A Proxy that has no prototype to tell, or a message that differs each time it is asked for.
  }
  return new Error(reason);
}

/**
 * Ends a message. For a Catch node Node-RED clones the message, and throws where it cannot be cloned (a getter that throws): outside
 * of any input handler that would stop Node-RED. Then the error is told without the message.
 */
export function endWith(node: { error(error: Error): void }, done: (error?: Error) => void, error?: Error): void {
  try {
    done(error);
  } catch (fault) {
    node.error(error ?? asError(fault));
  }
}
