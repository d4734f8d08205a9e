import type { Clock, Timer } from '../../lib/clock';
import { CERTIFICATE_LOOK } from '../../lib/constants';
import type { Params } from '../../lib/errors';
import { type CertificateProblem, problemsOf } from './certificates';
import type { TlsSettings } from './options';

/** What is to be known of the certificates of a configuration at a time, ms since the epoch. */
export function certificateProblems(tls: TlsSettings | undefined, now: number): CertificateProblem[] {
  const ca = tls?.ca === undefined ? [] : problemsOf(tls.ca, 'caCert', now);
  return tls?.cert === undefined ? ca : [...ca, ...problemsOf(tls.cert, 'clientCert', now)];
}

/** Warns of certificates when the connection is opened and, as a Node-RED runs for months, once a day from then on: of each thing once. */
export class ExpiryWatch {
  private timer: Timer | undefined = undefined;
  private readonly said = new Set<string>();

  constructor(
    private readonly tls: TlsSettings | undefined,
    private readonly clock: Clock,
    private readonly warn: (key: string, params: Params) => void,
  ) {}

  start(): void {
    if (this.tls?.ca === undefined && this.tls?.cert === undefined) return;
    for (const { key, params } of certificateProblems(this.tls, this.clock.now())) {
      const what = JSON.stringify([key, params]);
      if (!this.said.has(what)) this.warn(key, params);
      this.said.add(what);
    }
    this.timer = this.clock.after(CERTIFICATE_LOOK, () => this.start());
  }

  stop(): void {
    this.timer?.cancel();
  }
}
