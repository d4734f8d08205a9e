import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { SecretPlace, Sentence, YamlAnswer } from '../../lib/admin-types';
import { parseBroker } from '../../lib/broker';
import type { Params } from '../../lib/errors';
import { normalizeRoot } from '../../lib/topic';
import { scalarAt } from '../../lib/yaml-scalar';
import { ofError } from './admin-visit';

const STYLES: Readonly<Record<string, SecretPlace['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
};

/** The fields of evcc's block by their names in small letters: evcc does not tell upper case from lower in them. */
const FIELDS = {
  broker: 'broker',
  topic: 'topic',
  user: 'user',
  password: 'password',
  clientid: 'clientid',
  insecure: 'insecure',
  cacert: 'caCert',
  clientcert: 'clientCert',
  clientkey: 'clientKey',
} as const;

type Answer = { -readonly [Key in keyof YamlAnswer]: YamlAnswer[Key] };

/** Reads one field after the other; what cannot be used is noted with its line. */
class Reader {
  readonly notes: Sentence[] = [];
  readonly secrets: { password?: SecretPlace; clientKey?: SecretPlace } = {};
  readonly answer: Partial<Answer> = {};

  constructor(
    private readonly text: string,
    private readonly lines: LineCounter,
  ) {}

  note(key: string, at: Node | number | undefined, params: Params = {}): void {
    const offset = typeof at === 'number' ? at : (at?.range?.[0] ?? 0);
    this.notes.push({ key: `yaml.${key}`, params: { line: this.lines.linePos(offset).line, ...params } });
  }

  pair({ key, value }: Pair<unknown, unknown>, document: Document): void {
    if (!isScalar(key)) return;
    const name = String(key.value);
    const field = FIELDS[name.toLowerCase() as keyof typeof FIELDS] as (typeof FIELDS)[keyof typeof FIELDS] | undefined;
    if (field === undefined) this.note('unknown', key, { name });
    else if (field === 'clientid') this.note('clientid', key);
    else {
      const scalar = isAlias(value) ? value.resolve(document) : value;
      if (scalar === null || (isScalar(scalar) && scalar.value === null)) return;
      if (!isScalar(scalar)) this.note('value', key, { name });
      else if (field === 'password' || field === 'clientKey') this.secret(field, scalar, isAlias(value));
      else this.field(field, name, scalar);
    }
  }

  private secret(field: 'password' | 'clientKey', scalar: Scalar, alias: boolean): void {
    const [start = 0, end = 0] = scalar.range ?? [];
    const style = STYLES[scalar.type ?? ''];
    if (style !== undefined && !alias) {
      const place = { start, end, style };
      if (scalarAt(this.text, place) === written(scalar)) {
        this.secrets[field] = place;
        return;
      }
    }
    this.note('secret', scalar, { name: field });
  }

  private field(
    field: 'broker' | 'topic' | 'user' | 'insecure' | 'caCert' | 'clientCert',
    name: string,
    scalar: Scalar,
  ): void {
    const text = written(scalar);
    if (field === 'insecure') {
      if (text === 'true' || text === 'false') this.answer.insecure = text === 'true';
      else this.note('value', scalar, { name });
    } else if (field === 'broker') this.broker(text);
    else if (field === 'topic' && normalizeRoot(text) === undefined) this.note('value', scalar, { name });
    else this.answer[field] = text;
  }

  private broker(text: string): void {
    try {
      const { port } = parseBroker(text);
      const bare = text.trim().replace(/\/$/, '');
      const explicit = new RegExp(`:0*${port}(/.*)?$`).test(bare);
      // evcc takes 1883 in both cases, with TLS as well.
      this.answer.broker = explicit ? bare : bare.replace(/^((?:[a-z]+:\/\/)?[^/]*)/i, '$1:1883');
      if (!explicit) this.notes.push({ key: 'yaml.port', params: {} });
    } catch (error) {
      this.notes.push(ofError(error));
    }
  }
}

/** A scalar as it is written: a password of digits is one, too. */
function written({ type, source, value }: Scalar): string {
  return type === 'PLAIN' && source !== undefined ? source : String(value);
}

/** The block itself: below `mqtt:` in a whole file, or its lines alone. */
function blockOf(contents: unknown): YAMLMap | undefined {
  if (!isMap(contents)) return undefined;
  const inner = contents.items.find(({ key }) => isScalar(key) && String(key.value).toLowerCase() === 'mqtt')?.value;
  if (inner !== undefined) return isMap(inner) ? inner : undefined;
  const known = contents.items.some(({ key }) => isScalar(key) && String(key.value).toLowerCase() in FIELDS);
  return known ? contents : undefined;
}

/** Understands the `mqtt:` block of an evcc.yaml, alone or in the whole file. */
export function readYaml(text: string): YamlAnswer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const reader = new Reader(text, lines);
  const [error] = document.errors;
  const block = error === undefined ? blockOf(document.contents) : undefined;
  if (error !== undefined) reader.note('syntax', error.pos[0]);
  else if (block === undefined) reader.notes.push({ key: 'yaml.noBlock', params: {} });
  const [problem] = reader.notes;
  if (problem !== undefined) return { ok: false, problem, notes: [], secrets: {} };
  for (const pair of block?.items ?? []) reader.pair(pair, document);
  return { ok: true, notes: reader.notes, secrets: reader.secrets, ...reader.answer };
}
