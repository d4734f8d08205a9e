import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as tls from 'node:tls';
import { pemBlocks } from '../../lib/pem';

/**
 * Where systems keep the certificates they trust; the first that exists counts. As Go has them, by which evcc trusts them
 * (crypto/x509, root_linux.go, root_bsd.go).
 */
const FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/etc/ssl/cert.pem',
];

/** Node.js from 22.15 on; older ones know only what they bring along. */
interface Stores {
  getCACertificates?(type: 'default' | 'system'): string[];
}

function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes('-----BEGIN') ? text : undefined;
  } catch {
    return undefined;
  }
}

function folder(path: string): string[] {
  try {
    return readdirSync(path).flatMap((name) => read(join(path, name)) ?? []);
  } catch {
    return [];
  }
}

/** The files that the machine trusts; `SSL_CERT_FILE` and `SSL_CERT_DIR` replace the usual places, as with OpenSSL and Go. */
function machineFiles(env: NodeJS.ProcessEnv): string[] {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: folders } = env;
  const found: string[] = [];
  for (const place of file ? [file] : FILES) {
    const text = read(place);
    if (text === undefined) continue;
    found.push(text);
    break;
  }
  if (folders) found.push(...folders.split(delimiter).flatMap(folder));
  return found;
}

/** What the operating system's own store holds, where Node.js can ask it (Windows, macOS, and Linux by OpenSSL's places). */
function machineStore(): string[] {
  try {
    return (tls as Stores).getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}

/**
 * PEM texts of every CA that is trusted without a `caCert`: Node.js's own, those of `NODE_EXTRA_CA_CERTS`, and the machine's, which
 * evcc trusts and Node.js by itself does not.
 */
export function trustedCas(env: NodeJS.ProcessEnv = process.env): string[] {
  const extra = env.NODE_EXTRA_CA_CERTS ? read(env.NODE_EXTRA_CA_CERTS) : undefined;
  const texts = [
    ...tls.rootCertificates,
    ...(extra === undefined ? [] : [extra]),
    ...machineStore(),
    ...machineFiles(env),
  ];
  // Most stand in all of them, and OpenSSL takes half a millisecond for each.
  return [...new Set(texts.flatMap((text) => pemBlocks(text).map(({ body }) => body)))].map(certificateOf);
}

function certificateOf(body: string): string {
  return `-----BEGIN CERTIFICATE-----\n${body.replace(/(.{64})/g, '$1\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
}
