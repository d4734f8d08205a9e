import { EvccError } from './errors';
import { checkLength, MAX_PEM, MAX_PEM_BLOCKS } from './limits';

/** The fields of a configuration that hold PEM text, by their names in evcc.yaml. */
export type PemField = 'caCert' | 'clientCert' | 'clientKey';

/** One block of PEM text (RFC 7468): what it says it is, and its base64. */
export interface PemBlock {
  readonly label: string;
  readonly body: string;
  /** The headers that older encrypted keys have before their base64 (RFC 1421). */
  readonly headers: string;
}

/** A line that begins or ends a block. Labels are short, so that looking for one stops soon (the longest of OpenSSL has 22 characters). */
const MARK = /-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----/g;
const HEADER = /^(?:Proc-Type|DEK-Info): [^\r\n\\]*/;
/** Ends of lines and spaces. Pasted from JSON or an environment variable, line ends come as the two characters "\n". */
const SPACES = /(?:\s|\\r|\\n)+/g;
const LEADING = /^(?:\s|\\r|\\n)+/;
/** Headers of a block: older encrypted keys have two. */
const MAX_HEADERS = 10;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What stands between two marks: the headers, line by line, then the base64. */
function content(text: string): { headers: string; body: string } {
  const headers: string[] = [];
  let rest = text.replace(LEADING, '');
  for (let header = HEADER.exec(rest); header !== null && headers.length < MAX_HEADERS; header = HEADER.exec(rest)) {
    headers.push(header[0].trim());
    rest = rest.slice(header[0].length).replace(LEADING, '');
  }
  return { headers: headers.join('\n'), body: rest.replace(SPACES, '') };
}

/**
 * The blocks of a text; what stands around them (a certificate in words, bag attributes) does not count. One pass over the marks: to
 * look for the end of each begin in all that follows took 2 s for 100 kB of begins.
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { readonly label: string; readonly from: number } | undefined;
  for (const { 0: mark, 1: kind, 2: label = '', index } of text.matchAll(MARK)) {
    // A begin within a block of its kind is its content, and no base64: the end of the first is missing.
    if (kind === 'BEGIN' && open?.label !== label) open = { label, from: index + mark.length };
    if (kind === 'BEGIN' || open?.label !== label) continue;
    blocks.push({ label, ...content(text.slice(open.from, index)) });
    open = undefined;
  }
  return blocks;
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
      const head = headers === '' ? [] : [headers, ''];
      return `${[`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`].join('\n')}\n`;
    })
    .join('');
}

/** What is wrong with a PEM text as far as its shape tells, as a key below `errors.pem.`; undefined when nothing is. Needs no crypto. */
export function pemShape(
  text: string,
  field: PemField,
): 'notPem' | 'damaged' | 'keyIsCert' | 'certIsKey' | 'encrypted' | 'several' | 'tooMany' | 'otherKind' | undefined {
  return shapeOf(pemBlocks(text), field);
}

function shapeOf(blocks: readonly PemBlock[], field: PemField): ReturnType<typeof pemShape> {
  if (blocks.length === 0) return 'notPem';
  if (blocks.length > MAX_PEM_BLOCKS[field]) return 'tooMany';
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
 * @throws EvccError `EVCC_NOT_CONFIGURED` with a key below `pem.`: what is wrong with its shape; `tooLong`.
 */
export function pemOf(text: string | undefined, field: PemField): string | undefined {
  if (text === undefined || !/\S/.test(text)) return undefined;
  checkLength(text, field, MAX_PEM);
  const fault = pemShape(text, field);
  if (fault !== undefined)
    throw new EvccError('EVCC_NOT_CONFIGURED', `pem.${fault}`, { field, max: MAX_PEM_BLOCKS[field] });
  return mendPem(text);
}
