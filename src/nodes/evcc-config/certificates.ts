import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateSummary } from '../../lib/admin-types';
import type { Presented } from '../../lib/diagnosis/types';
import { EvccError, type Params } from '../../lib/errors';
import { type PemField, pemBlocks } from '../../lib/pem';

/** A certificate that ends within this time, ms, is worth a warning. */
const SOON = 30 * 24 * 3600 * 1000;

/** Something that a user should know of a certificate: a key below `warnings.`. */
export interface CertificateProblem {
  readonly key: 'certExpires' | 'certExpired' | 'certNotYet' | 'certNoCa';
  readonly params: Params;
}

/** A name as people read it: the common name, else all of it on one line. */
function shortName(name: string): string {
  const lines = name.split('\n').filter((line) => line !== '');
  return lines.find((line) => line.startsWith('CN='))?.slice(3) ?? lines.join(', ');
}

/** The certificates of a mended PEM text. @throws EvccError `pem.damaged` for one that OpenSSL cannot read. */
export function certificatesOf(pem: string, field: PemField): X509Certificate[] {
  return pemBlocks(pem).map(({ body }) => {
    try {
      return new X509Certificate(Buffer.from(body, 'base64'));
    } catch {
      throw new EvccError('EVCC_NOT_CONFIGURED', 'pem.damaged', { field });
    }
  });
}

/** Checks that a client certificate and a key can be used together. @throws EvccError `pem.damaged`, `pem.pair`. */
export function checkPair(cert: string, key: string): void {
  const [first] = certificatesOf(cert, 'clientCert');
  let fits: boolean | undefined;
  try {
    fits = first?.checkPrivateKey(createPrivateKey(key));
  } catch {
    // OpenSSL's words could quote what they stumbled over.
    throw new EvccError('EVCC_NOT_CONFIGURED', 'pem.damaged', { field: 'clientKey' });
  }
  if (fits !== true) throw new EvccError('EVCC_NOT_CONFIGURED', 'pem.pair');
}

/** What a certificate says of itself; nothing of it is secret. */
export function summaryOf(certificate: X509Certificate): CertificateSummary {
  return {
    subject: shortName(certificate.subject),
    issuer: shortName(certificate.issuer),
    from: Date.parse(certificate.validFrom),
    until: Date.parse(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    ca: certificate.ca,
  };
}

/** What is to be known of certificates that can be used all the same. */
export function problemsOf(pem: string, field: PemField, now: number): CertificateProblem[] {
  return problemsIn(certificatesOf(pem, field).map(summaryOf), field, now);
}

/** The same of certificates that were read already: OpenSSL takes a tenth of a millisecond for each. */
export function problemsIn(
  certificates: readonly CertificateSummary[],
  field: PemField,
  now: number,
): CertificateProblem[] {
  return certificates.flatMap(({ subject, from, until, ca }): CertificateProblem[] => {
    const problems: CertificateProblem[] = [];
    if (until < now) problems.push({ key: 'certExpired', params: { field, subject, until } });
    else if (until - now < SOON) problems.push({ key: 'certExpires', params: { field, subject, until } });
    if (from > now) problems.push({ key: 'certNotYet', params: { field, subject, from } });
    if (field === 'caCert' && !ca) problems.push({ key: 'certNoCa', params: { field, subject } });
    return problems;
  });
}

function name(part: PeerCertificate['subject'] | undefined): string {
  const { CN, O } = part ?? {};
  return String(CN ?? O ?? '?');
}

/** The certificate that the other side of a socket has shown; undefined when there is none (yet). */
export function presentedBy(socket: TLSSocket): Presented | undefined {
  const peer: Partial<PeerCertificate> = socket.getPeerCertificate();
  if (peer.fingerprint256 === undefined) return undefined;
  return {
    subject: name(peer.subject),
    issuer: name(peer.issuer),
    fingerprint: peer.fingerprint256,
    names: (peer.subjectaltname ?? `DNS:${name(peer.subject)}`).replace(/\b(DNS|IP Address):/g, ''),
    from: Date.parse(peer.valid_from ?? ''),
    until: Date.parse(peer.valid_to ?? ''),
  };
}
