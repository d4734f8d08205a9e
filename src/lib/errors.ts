/** The codes that flows see as `msg.error.code`; fixed by the contract with users' flows. */
export type ErrorCode =
  | 'EVCC_INVALID'
  | 'EVCC_UNKNOWN_SETTING'
  | 'EVCC_NOT_SETTABLE'
  | 'EVCC_REFUSED'
  | 'EVCC_TIMEOUT'
  | 'EVCC_OFFLINE'
  | 'EVCC_NOT_CONFIGURED';

/** Values for the placeholders of a message; never a secret. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * A fault in the core's own terms: a code, a message key and its parameters. Only the node layer makes a sentence of it.
 * `cause` says what was wrong with which value, and what is accepted.
 */
export class EvccError extends Error {
  readonly code: ErrorCode;
  /** Key in the message catalogue, below `errors.`. */
  readonly key: string;
  readonly params: Params;
  override readonly cause: { readonly topic: string; readonly value: unknown; readonly accepts: string } | undefined;

  constructor(
    code: ErrorCode,
    key: string,
    params: Params = {},
    cause?: { readonly topic: string; readonly value: unknown; readonly accepts: string },
  ) {
    super(`${code}: ${key}`);
    this.name = 'EvccError';
    this.code = code;
    this.key = key;
    this.params = params;
    this.cause = cause;
  }
}
