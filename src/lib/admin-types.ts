import type { Scalar } from './codec/decode';
import type { Params } from './errors';

/** Questions of the editor to the runtime and its answers: `/evcc-config/…` below Node-RED's admin root. No answer holds a secret. */

/** A sentence in the catalogue of evcc-config: its key below the root (`errors.brokerPort`), its parameters, and what to do. */
export interface Sentence {
  readonly key: string;
  /** `since`, `until`, `from`: ms since the epoch, to be written in the reader's language. */
  readonly params: Params;
  /** A key below `remedy.`, where there is something to do. */
  readonly remedy?: string;
}

/** What the editor holds of a configuration, saved or not; for a stored secret that it does not hold, the placeholder. */
export interface ConfigRequest {
  readonly id?: string;
  readonly broker?: string;
  readonly topic?: string;
  readonly clientid?: string;
  readonly insecure?: boolean;
  readonly protocolVersion?: number | string;
  readonly credentials?: {
    readonly user?: string;
    readonly password?: string;
    readonly caCert?: string;
    readonly clientCert?: string;
    readonly clientKey?: string;
  };
}

/** What the editor has in place of a stored secret (Node-RED's own word for it). */
export const STORED_SECRET = '__PWRD__';

interface Outcome {
  /** The broker accepted the connection, and what was asked for is there. */
  readonly ok: boolean;
  /** What is wrong; absent when ok. */
  readonly problem?: Sentence;
  /** What is to be known all the same. */
  readonly notes: readonly Sentence[];
}

/** An evcc found on a broker. */
export interface FoundEvcc {
  readonly root: string;
  readonly version: string;
}

/** `POST /evcc-config/test` with a ConfigRequest. */
export interface TestAnswer extends Outcome {
  readonly version?: string;
  readonly title?: string;
  /** Every evcc on the broker, that of the root among them. */
  readonly evccs: readonly FoundEvcc[];
}

/** `POST /evcc-config/discover` with a ConfigRequest; its topic does not matter. */
export interface DiscoverAnswer extends Outcome {
  readonly evccs: readonly FoundEvcc[];
}

/**
 * `GET /evcc-config/<id>/offer` of a deployed configuration, for who may edit flows; `GET /evcc-config/<id>/names` for who may only read:
 * without values, from what is known without a visit to the broker; `POST /evcc-config/offer` with a ConfigRequest for one that is not deployed.
 */
export interface OfferAnswer extends Outcome {
  readonly root: string;
  readonly title?: string;
  readonly version?: string;
  readonly loadpoints: readonly { readonly id: number; readonly name?: string; readonly title?: string }[];
  readonly vehicles: readonly { readonly name: string; readonly title?: string }[];
  /** Present values by relative topic, without the slots of forecasts and without evcc's own configuration. */
  readonly values: Readonly<Record<string, Scalar>>;
  /** Values were left out for the size of the answer. */
  readonly truncated: boolean;
}

/** `POST /evcc-config/yaml` */
export interface YamlRequest {
  readonly text: string;
}

/** Where a secret stands in the text that was sent, and how it is written: the editor takes it from there itself (yaml-scalar). */
export interface SecretPlace {
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface YamlAnswer extends Outcome {
  readonly broker?: string;
  readonly topic?: string;
  readonly user?: string;
  readonly insecure?: boolean;
  readonly caCert?: string;
  readonly clientCert?: string;
  readonly secrets: { readonly password?: SecretPlace; readonly clientKey?: SecretPlace };
}

/** A core MQTT broker node, as this configuration would have it; `GET /evcc-config/brokers` gives a list. */
export interface KnownBroker {
  readonly id: string;
  readonly name: string;
  /** Absent when its address cannot be used here. */
  readonly broker?: string;
  readonly user?: string;
  readonly protocolVersion: 4 | 5;
  readonly insecure: boolean;
  readonly caCert?: string;
  readonly clientCert?: string;
  /** What could not be taken over. */
  readonly notes: readonly Sentence[];
}

export interface BrokersAnswer {
  readonly brokers: readonly KnownBroker[];
}

/** `POST /evcc-config/certificate`: what is in the fields, one or more of them. */
export interface CertificateRequest {
  readonly id?: string;
  readonly caCert?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
}

export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  /** ms since the epoch. */
  readonly from: number;
  readonly until: number;
  /** SHA-256, in pairs. */
  readonly fingerprint: string;
  readonly ca: boolean;
}

export interface CertificateAnswer extends Outcome {
  readonly caCert: readonly CertificateSummary[];
  readonly clientCert: readonly CertificateSummary[];
}

/** With status 400, 404, 413 or 429: a key below `admin.`. */
export interface RefusedAnswer {
  readonly refused: 'badRequest' | 'notFound' | 'tooLarge' | 'busy';
}
