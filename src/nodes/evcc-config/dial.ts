import * as net from 'node:net';
import { performance } from 'node:perf_hooks';
import * as tls from 'node:tls';
import { domainToASCII } from 'node:url';
import { isTlsAnswer } from '../../lib/diagnosis/codes';
import type { Attempt } from '../../lib/diagnosis/types';
import { presentedBy } from './certificates';
import type { Settings, TlsSettings } from './options';
import { trustedCas } from './trust';

/** Bytes of an answer that are enough to tell what answers. */
const FIRST = 16;

/** How long a port may take to answer to TLS, ms. */
const TLS_WAIT = 3000;

/** `allowPartialTrustChain` came with Node.js 22.9 and 20.18; older ones leave it out of account. */
type ContextOptions = tls.SecureContextOptions & { readonly allowPartialTrustChain?: boolean };

/** For this long, ms, CAs that were installed meanwhile do not count: to read them all takes OpenSSL a tenth of a second. */
const KEEP_CONTEXT = 60_000;
const contexts = new WeakMap<TlsSettings, { readonly at: number; readonly context: tls.SecureContext }>();

/** Certificates, keys and CAs, read once for many attempts. */
export function contextOf(settings: TlsSettings): tls.SecureContext {
  const known = contexts.get(settings);
  if (known !== undefined && performance.now() - known.at < KEEP_CONTEXT) return known.context;
  const context = newContext(settings);
  contexts.set(settings, { at: performance.now(), context });
  return context;
}

function newContext({ insecure, ca, cert, key }: TlsSettings): tls.SecureContext {
  const options: ContextOptions = {
    // Who does not check needs none.
    ...(insecure ? {} : { ca: ca ?? trustedCas() }),
    ...(cert !== undefined && { cert, key }),
    minVersion: 'TLSv1.2',
    // A certificate that is trusted counts even when its issuer is not given: so it is with evcc.
    allowPartialTrustChain: true,
  };
  return tls.createSecureContext(options);
}

/** A new attempt, before anything has happened. */
export function newAttempt({ address, url, tls: secure, user }: Settings): Attempt {
  return {
    url,
    host: address.host,
    port: address.port,
    tls: address.tls,
    web: address.protocol === 'ws' || address.protocol === 'wss',
    user: user !== undefined,
    clientCert: secure?.cert !== undefined,
    caCert: secure?.ca !== undefined,
    stage: 'connecting',
  };
}

/** Writes down how far a socket comes and what it meets on the way. */
function watch(socket: net.Socket, attempt: Attempt): void {
  socket.once('connect', () => {
    if (attempt.stage === 'connecting') attempt.stage = attempt.tls ? 'securing' : 'talking';
  });
  socket.once('secureConnect', () => {
    attempt.stage = 'talking';
  });
  socket.on('error', (error: NodeJS.ErrnoException) => note(attempt, error));
}

/** An alert that meets a write is only named in the message: `write EPROTO …:SSL routines:ssl3_read_bytes:tlsv1 alert …:`. */
function opensslCode(message: string): string | undefined {
  const reason = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
  return reason === undefined ? undefined : `ERR_SSL_${reason.toUpperCase().replace(/ /g, '_')}`;
}

/** Keeps the first error of an attempt: those that follow are its consequences. Each address of a host may have one of its own. */
export function note(attempt: Attempt, error: Error & { readonly code?: unknown; readonly errors?: unknown }): void {
  if (attempt.message !== undefined) return;
  attempt.message = error.message;
  const codes = [error, ...(Array.isArray(error.errors) ? error.errors : [])].map(({ code }) => code);
  const code: unknown = codes.find((one) => typeof one === 'string');
  if (typeof code === 'string') attempt.code = code === 'EPROTO' ? (opensslCode(error.message) ?? code) : code;
}

/** Keeps the first bytes that come; whoever reads the socket gets them all the same. */
export function keepFirst(socket: net.Socket, attempt: Attempt): void {
  socket.once('data', (data: Buffer) => {
    attempt.first ??= data.subarray(0, FIRST).toString('latin1');
  });
}

/** Where to connect to, a name in the form that name servers and certificates have it in. */
function placeOf({ address: { host, port } }: Settings): net.TcpNetConnectOpts & { readonly host: string } {
  return { host: net.isIP(host) === 0 ? domainToASCII(host) || host : host, port, autoSelectFamily: true };
}

/**
 * Opens a socket to the broker, with TLS where the address says so. All addresses of a host name are tried (RFC 8305). The check of
 * the certificate is done by Node.js before anything is sent, and is left out only when `insecure` is set.
 */
export function dial(settings: Settings, context: tls.SecureContext | undefined, attempt: Attempt): net.Socket {
  const place = placeOf(settings);
  const { host } = place;
  if (settings.tls === undefined || context === undefined) {
    const socket = net.connect(place);
    watch(socket, attempt);
    return socket;
  }
  const socket = tls.connect({
    ...place,
    secureContext: context,
    rejectUnauthorized: !settings.tls.insecure,
    // Server name indication takes names only, no addresses (RFC 6066, 3).
    ...(net.isIP(host) === 0 && { servername: host }),
  });
  // Comes before Node.js judges the certificate; after a refusal there is nothing left to ask. Only for saying what was presented.
  socket.prependOnceListener('secure', () => {
    const presented = presentedBy(socket);
    if (presented !== undefined) attempt.presented = presented;
  });
  watch(socket, attempt);
  return socket;
}

/**
 * Whether a port answers to TLS: mosquitto hangs up on a plain CONNECT there without a word. Nothing is sent beyond the beginning of a
 * handshake, and a certificate that is not trusted ends that as well.
 */
export function speaksTls(settings: Settings): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = tls.connect({ ...placeOf(settings), timeout: TLS_WAIT });
    const end = (answer: boolean): void => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('secureConnect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => end(isTlsAnswer(code ?? '')));
    socket.once('close', () => resolve(false));
  });
}
