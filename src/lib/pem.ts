import { EvccError } from './errors';

/** The fields of a configuration that hold PEM text, by their names in evcc.yaml. */
export type PemField = 'caCert' | 'clientCert' | 'clientKey';

/** One block of PEM text (RFC 7468): what it says it is, and its base64. */
export interface PemBlock {
  readonly label: string;
  readonly body: string;
  /** The headers that older encrypted keys have before their base64 (RFC 1421). */
  readonly headers: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
const HEADERS = /^\s*((?:Proc-Type|DEK-Info): [^\n]*\n\s*)+/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The blocks of a text; what stands around them (a certificate in words, bag attributes) does not count. */
export function pemBlocks(text: string): PemBlock[] {
  // Pasted from JSON or an environment variable, line ends come as the two characters "\n".
  const lines = text.replace(/\\r\\n|\\n/g, '\n').replace(/\r\n?/g, '\n');
  return [...lines.matchAll(BLOCK)].map(([, label = '', content = '']) => {
    const headers = HEADERS.exec(content)?.[0] ?? '';
    return { label, headers: headers.trim(), body: content.slice(headers.length).replace(/\s+/g, '') };
  });
}

const isCertificate = ({ label }: PemBlock): boolean => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label);
const isKey = ({ label }: PemBlock): boolean => label.endsWith('PRIVATE KEY');
const isEncrypted = ({ label, headers }: PemBlock): boolean =>
  label === 'ENCRYPTED PRIVATE KEY' || headers.includes('ENCRYPTED');

/** PEM text with line ends and indentation as OpenSSL wants them, whatever a yaml block or a single-line field made of it. */
export function mendPem(text: string): string {
  return pemBlocks(text)
    .map(({ label, body, headers }) => {
      const lines = body.match(/.{1,64}/g) ?? [];
      const head = headers === '' ? [] : [headers.replace(/\n\s*/g, '\n'), ''];
      return `${[`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`].join('\n')}\n`;
    })
    .join('');
}

/** What is wrong with a PEM text as far as its shape tells, as a key below `errors.pem.`; undefined when nothing is. Needs no crypto. */
export function pemShape(
  text: string,
  field: PemField,
): 'notPem' | 'damaged' | 'keyIsCert' | 'certIsKey' | 'encrypted' | 'several' | 'otherKind' | undefined {
  const blocks = pemBlocks(text);
  if (blocks.length === 0) return 'notPem';
  if (field === 'clientKey') {
    const keys = blocks.filter(isKey);
    if (keys.length === 0) return blocks.some(isCertificate) ? 'keyIsCert' : 'otherKind';
    if (keys.some(isEncrypted)) return 'encrypted';
    if (keys.length > 1) return 'several';
  } else {
    if (blocks.some(isKey)) return 'certIsKey';
    if (!blocks.every(isCertificate)) return 'otherKind';
  }
  return blocks.every(({ body }) => BASE64.test(body)) ? undefined : 'damaged';
}

/**
 * The PEM text of a field, mended; undefined when the field is empty.
 * @throws EvccError `EVCC_NOT_CONFIGURED` with a key below `pem.`: what is wrong with its shape.
 */
export function pemOf(text: string | undefined, field: PemField): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const fault = pemShape(text, field);
  if (fault !== undefined) throw new EvccError('EVCC_NOT_CONFIGURED', `pem.${fault}`, { field });
  return mendPem(text);
}
