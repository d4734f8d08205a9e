import type { NodeAPI } from 'node-red';
import {
  type CertificateAnswer,
  type CertificateRequest,
  type CertificateSummary,
  type Sentence,
  STORED_SECRET,
} from '../../lib/admin-types';
import { type PemField, pemOf } from '../../lib/pem';
import { ofError } from './admin-visit';
import { certificatesOf, checkPair, problemsIn, summaryOf } from './certificates';
import type { EvccConfigNode } from './runtime';

/** What is in the certificate fields, and what is wrong with it. */
export function readCertificates(RED: NodeAPI, request: CertificateRequest, now = Date.now()): CertificateAnswer {
  const found: Record<'caCert' | 'clientCert', CertificateSummary[]> = { caCert: [], clientCert: [] };
  const notes: Sentence[] = [];
  const read = (field: Exclude<PemField, 'clientKey'>): string | undefined => {
    const pem = pemOf(request[field], field);
    if (pem === undefined) return undefined;
    found[field] = certificatesOf(pem, field).map(summaryOf);
    notes.push(...problemsIn(found[field], field, now).map(({ key, params }) => ({ key: `warnings.${key}`, params })));
    return pem;
  };
  try {
    read('caCert');
    const cert = read('clientCert');
    const node = request.id === undefined ? null : (RED.nodes.getNode(request.id) as EvccConfigNode | null);
    const stored = request.clientKey === STORED_SECRET;
    const key = stored ? node?.settings?.tls?.key : pemOf(request.clientKey, 'clientKey');
    if (cert !== undefined && key !== undefined) checkPair(cert, key);
    return { ok: true, notes, ...found };
  } catch (error) {
    return { ok: false, problem: ofError(error), notes, ...found };
  }
}
