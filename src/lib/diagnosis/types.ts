import type { Params } from '../errors';

/** What is wrong with a connection, and what to do; keys below `diagnosis.` and `remedy.` of the texts. Never holds a secret. */
export interface Diagnosis {
  readonly key: string;
  readonly params: Params;
  readonly remedyKey: string;
}

/** How far an attempt to connect came. */
export type Stage = 'connecting' | 'securing' | 'talking' | 'accepted';

/** A certificate as it was presented; nothing of it is secret. */
export interface Presented {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256, in pairs. */
  readonly fingerprint: string;
  /** Names and addresses that it is valid for. */
  readonly names: string;
  /** ms since the epoch. */
  readonly from: number;
  readonly until: number;
}

/** One attempt to connect as it went: what a diagnosis is made of. */
export interface Attempt {
  /** Protocol, host, port and path. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly web: boolean;
  /** A user was given. */
  readonly user: boolean;
  /** A client certificate was given. */
  readonly clientCert: boolean;
  /** A CA certificate was given, so that the machine's own do not count. */
  readonly caCert: boolean;
  stage: Stage;
  /** The first error, by its code (`ECONNREFUSED`) or the name that Node.js gives a failed check. */
  code?: string;
  /** What it said beside the code; never shown, only looked into. */
  message?: string;
  /** The attempt was given up for lack of an answer. */
  timedOut?: boolean;
  /** The first bytes that came, as latin1. */
  first?: string;
  /** After a plain attempt that was hung up on: whether the port answers to TLS. */
  speaksTls?: boolean;
  /** The certificate that the broker presented. */
  presented?: Presented;
  /** Return code of a CONNACK that refused. */
  refusal?: number;
  /** Reason code of a DISCONNECT (MQTT 5). */
  disconnect?: number;
}

/** What was seen of evcc below a root topic once the broker had accepted the connection. */
export interface Sighting {
  readonly root: string;
  /** Text of `status`; undefined: there was none. */
  readonly status: string | undefined;
  /** When evcc published last, ms, as far as `updated` tells. */
  readonly updated: number | undefined;
  /** Other roots that hold an evcc. */
  readonly roots: readonly string[];
  /** Filters that the broker refused. */
  readonly refused: readonly string[];
  /** Two evccs publish below the root: by what it was seen. */
  readonly two: 'updated' | 'offline' | undefined;
}
