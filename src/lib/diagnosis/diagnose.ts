import type { Params } from '../errors';
import { meaningOf, refusalOf, TAKEN_OVER } from './codes';
import type { Attempt, Diagnosis, Sighting } from './types';

function found(key: string, params: Params, remedyKey = key): Diagnosis {
  return { key, params, remedyKey };
}

/** The first byte of a TLS record with an alert, and its major version: the broker speaks TLS (RFC 8446, 5.1). */
const TLS_ALERT = '\x15\x03';
/** A CONNACK: the only packet that a broker may begin with (MQTT 3.1.1, 3.1.4). */
const CONNACK = '\x20';

/** What answers there, judged by its first bytes, when it is no MQTT broker. */
function stranger(first: string, params: Params): Diagnosis | undefined {
  if (first === '' || first.startsWith(CONNACK)) return undefined;
  if (first.startsWith(TLS_ALERT)) return found('tlsPort', params);
  return first.startsWith('HTTP/') ? found('webServer', params) : found('notMqtt', params);
}

/** The same at an address with ws or wss: a web server that goes over to websocket says 101 (RFC 6455, 4.2.2). */
function noWebsocket(first: string, params: Params): Diagnosis | undefined {
  if (first === '' || /^HTTP\/1\.\d 101/.test(first)) return undefined;
  return first.startsWith('HTTP/') ? found('notWebsocket', params) : stranger(first, params);
}

function ofCertificate(key: string, attempt: Attempt, params: Params): Diagnosis {
  const { presented, host, caCert } = attempt;
  const { subject = '?', issuer = '?', fingerprint = '?', names = '?', from = 0, until = 0 } = presented ?? {};
  switch (key) {
    case 'expired':
      return found(key, { ...params, subject, until });
    case 'notYetValid':
      return found(key, { ...params, subject, from });
    case 'hostMismatch':
      return found(key, { ...params, host, names });
    case 'selfSigned':
      return found(key, { ...params, subject, fingerprint }, caCert ? 'otherCa' : key);
    default:
      return found('unknownCa', { ...params, subject, issuer, fingerprint }, caCert ? 'otherCa' : 'unknownCa');
  }
}

function ofHandshake(attempt: Attempt, params: Params): Diagnosis {
  const { code, clientCert } = attempt;
  const meaning = meaningOf(code);
  switch (meaning) {
    case 'selfSigned':
    case 'unknownCa':
    case 'expired':
    case 'notYetValid':
    case 'hostMismatch':
      return ofCertificate(meaning, attempt, params);
    case 'plainPort':
    case 'tlsVersion':
      return found(meaning, params);
    case 'clientCertRequired':
    case 'clientCertRefused':
    case 'handshake':
      return found(clientCert ? 'clientCertRefused' : 'clientCertRequired', params);
  }
  // A broker without TLS takes the first bytes of it for rubbish and hangs up (measured on mosquitto 2.0).
  if (attempt.stage === 'securing' && (code === 'ECONNRESET' || code === undefined)) return found('plainPort', params);
  return found('tlsOther', { ...params, reason: code ?? '?' });
}

/** What a code says of a socket, whatever was spoken over it. */
function ofSocket(attempt: Attempt, params: Params): Diagnosis | undefined {
  const { code, host } = attempt;
  const meaning = meaningOf(code);
  if (meaning === 'nameNotFound' || meaning === 'lookupFailed') return found(meaning, { ...params, host });
  if (meaning === 'refused' || meaning === 'timeout' || meaning === 'unreachable') return found(meaning, params);
  return undefined;
}

/** What was wrong with an attempt to connect that failed, or with a connection that ended. */
export function diagnoseAttempt(attempt: Attempt): Diagnosis {
  const { stage, code, refusal, first = '', timedOut, user } = attempt;
  const params = { value: attempt.url };
  if (attempt.disconnect === TAKEN_OVER) return found('clientIdTwice', params);
  if (refusal !== undefined) {
    const key = refusalOf(refusal);
    if (key === 'auth' && !user) return found('authNeeded', params);
    return found(key, key === 'refusedCode' ? { ...params, code: refusal } : params);
  }
  const socket = ofSocket(attempt, params);
  if (socket !== undefined) return socket;
  if (stage === 'connecting') {
    return timedOut ? found('timeout', params) : found('unreached', { ...params, reason: code ?? '?' });
  }
  const tlsCode = code?.startsWith('ERR_SSL') || meaningOf(code) !== undefined;
  if (attempt.tls && !timedOut && (stage === 'securing' || (stage === 'talking' && tlsCode))) {
    return ofHandshake(attempt, params);
  }
  if (stage !== 'accepted') {
    const other = attempt.web ? noWebsocket(first, params) : stranger(first, params);
    if (other !== undefined) return other;
  }
  if (timedOut) return found('silent', params);
  if (stage === 'accepted') return found('ended', params);
  if (attempt.speaksTls) return found('tlsPort', params);
  if (attempt.web) return found('closed', params, 'notWebsocket');
  return attempt.tls ? found('closed', params) : found('closed', params, 'closedPlain');
}

/** What is wrong below the root topic of a broker that accepted the connection; undefined: evcc is there and online. */
export function diagnoseEvcc({ root, status, updated, roots, refused, two }: Sighting): Diagnosis | undefined {
  const [filter] = refused;
  if (filter !== undefined) return found('notAuthorized', { topic: filter });
  if (two !== undefined) return found('twoEvccs', { root }, two === 'updated' ? 'twoEvccs' : 'twoEvccsOffline');
  if (status === undefined) {
    if (roots.length === 0) return found('noEvcc', { root });
    return found('noEvccHere', { root, roots: roots.join(', ') });
  }
  if (status === 'online') return undefined;
  return updated === undefined
    ? found('offline', { root })
    : found('offlineSince', { root, since: updated }, 'offline');
}
