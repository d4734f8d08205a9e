/**
 * Error codes of Node.js and OpenSSL by what they mean to a user. Verification results: names of `X509_V_ERR_…`
 * (OpenSSL, x509_txt.c); the others: `ERR_SSL_…` as Node.js makes them of OpenSSL's reasons, and the system's.
 */
const CODES: Readonly<Record<string, readonly string[]>> = {
  nameNotFound: ['ENOTFOUND', 'EAI_NONAME', 'ENODATA', 'EAI_NODATA'],
  lookupFailed: ['EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL'],
  refused: ['ECONNREFUSED'],
  timeout: ['ETIMEDOUT'],
  unreachable: ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'EINVAL', 'EACCES', 'EPERM'],
  selfSigned: ['DEPTH_ZERO_SELF_SIGNED_CERT'],
  unknownCa: [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_UNTRUSTED',
    'CERT_SIGNATURE_FAILURE',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'CERT_REJECTED',
  ],
  expired: ['CERT_HAS_EXPIRED'],
  notYetValid: ['CERT_NOT_YET_VALID'],
  hostMismatch: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  plainPort: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_RECORD_LAYER_FAILURE'],
  tlsVersion: [
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
    'ERR_SSL_VERSION_TOO_LOW',
  ],
  clientCertRequired: ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  // A broker that misses a certificate says so by this one up to TLS 1.2, and so does one that shares no cipher.
  handshake: ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'],
  clientCertRefused: [
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
    'ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    // OpenSSL from 3.2 on names the same alerts without the old version in them.
    'ERR_SSL_TLS_ALERT_UNKNOWN_CA',
    'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_SSL/TLS_ALERT_UNSUPPORTED_CERTIFICATE',
    'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_REVOKED',
    'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED',
    'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN',
  ],
};

const MEANINGS = new Map(Object.entries(CODES).flatMap(([key, codes]) => codes.map((code) => [code, key] as const)));

/** What an error code means; undefined for one that says nothing by itself. */
export function meaningOf(code: string | undefined): string | undefined {
  return code === undefined ? undefined : MEANINGS.get(code);
}

/** Whether a failed handshake shows that the other side speaks TLS: it presented a certificate, or complained in TLS's own words. */
export function isTlsAnswer(code: string): boolean {
  const meaning = meaningOf(code);
  if (meaning === 'plainPort' || (meaning !== undefined && SOCKET.has(meaning))) return false;
  return meaning !== undefined || /^ERR_SSL_.*ALERT/.test(code);
}

/** Meanings that come from the network, before anything was spoken. */
const SOCKET = new Set(['nameNotFound', 'lookupFailed', 'refused', 'timeout', 'unreachable']);

/** Return codes of CONNACK: MQTT 3.1.1, 3.2.2.3 (1 to 5) and MQTT 5, 3.2.2.2 (from 128). */
const REFUSALS: Readonly<Record<number, string>> = {
  1: 'protocol',
  2: 'clientId',
  3: 'unavailable',
  4: 'auth',
  5: 'auth',
  132: 'protocol',
  133: 'clientId',
  134: 'auth',
  135: 'auth',
  136: 'unavailable',
  137: 'unavailable',
  138: 'banned',
  140: 'auth',
  151: 'unavailable',
  159: 'unavailable',
};

/** What a CONNACK's return code means. */
export function refusalOf(code: number): string {
  return REFUSALS[code] ?? 'refusedCode';
}

/** Session taken over: another client came with the same client id (MQTT 5, 3.14.2.1). */
export const TAKEN_OVER = 142;
