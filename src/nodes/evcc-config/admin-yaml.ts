import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { SecretPlace, Sentence, YamlAnswer } from '../../lib/admin-types';
import { parseBroker } from '../../lib/broker';
import { show } from '../../lib/command/show';
import type { Params } from '../../lib/errors';
import { normalizeRoot } from '../../lib/topic';
import { MAX_DEPTH, mqttBlock, type YamlBlock } from '../../lib/yaml-block';
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

/** Tokens of a block: each line of evcc's has about five, a certificate as a whole as well. A parser keeps an error for each that is wrong. */
const MAX_TOKENS = 2000;

/** What a refusal of a block names. */
const LIMITS = { noBlock: {}, tooLong: {}, tooDeep: { max: MAX_DEPTH } } as const;

type Answer = { -readonly [Key in keyof YamlAnswer]: YamlAnswer[Key] };

/** Reads one field after the other; what cannot be used is noted with its line. */
class Reader {
  readonly notes: Sentence[] = [];
  readonly secrets: { password?: SecretPlace; clientKey?: SecretPlace } = {};
  readonly answer: Partial<Answer> = {};

  constructor(
    private readonly block: YamlBlock,
    private readonly lines: LineCounter,
  ) {}

  note(key: string, at: Node | number | undefined, params: Params = {}): void {
    const offset = typeof at === 'number' ? at : (at?.range?.[0] ?? 0);
    this.notes.push({
      key: `yaml.${key}`,
      params: { line: this.block.line + this.lines.linePos(offset).line, ...params },
    });
  }

  pair({ key, value }: Pair<unknown, unknown>, document: Document): void {
    if (!isScalar(key)) return;
    const name = String(key.value);
    const field = FIELDS[name.toLowerCase() as keyof typeof FIELDS] as (typeof FIELDS)[keyof typeof FIELDS] | undefined;
    if (field === undefined) this.note('unknown', key, { name: show(name) });
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
      if (scalarAt(this.block.text, { start, end, style }) === written(scalar)) {
        const before = this.block.start;
        this.secrets[field] = { start: before + start, end: before + end, style };
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
      const place = /^(?:[a-z]+:\/\/)?[^/]*/i.exec(bare)?.[0] ?? bare;
      const explicit = Number(/:(\d{1,5})$/.exec(place)?.[1]) === port;
      // evcc takes 1883 in both cases, with TLS as well.
      this.answer.broker = explicit ? bare : `${place}:1883${bare.slice(place.length)}`;
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

/** Whether a parser would have more to do than any block of evcc's gives it. The lexer is one pass, and ends here as soon as it is clear. */
function isTooMuch(text: string): boolean {
  let count = 0;
  for (const _token of new Lexer().lex(text)) if (++count > MAX_TOKENS) return true;
  return false;
}

/** The block itself: below `mqtt:` in a whole file, or its lines alone. */
function blockOf(contents: unknown): YAMLMap | undefined {
  if (!isMap(contents)) return undefined;
  const inner = contents.items.find(({ key }) => isScalar(key) && String(key.value).toLowerCase() === 'mqtt')?.value;
  if (inner !== undefined) return isMap(inner) ? inner : undefined;
  const known = contents.items.some(({ key }) => isScalar(key) && String(key.value).toLowerCase() in FIELDS);
  return known ? contents : undefined;
}

const refused = (problem: Sentence): YamlAnswer => ({ ok: false, problem, notes: [], secrets: {} });

/** Understands the `mqtt:` block of an evcc.yaml, alone or in the whole file; nothing else of the file is parsed. */
export function readYaml(text: string): YamlAnswer {
  const cut = mqttBlock(text);
  if (typeof cut === 'string') return refused({ key: `yaml.${cut}`, params: LIMITS[cut] });
  if (isTooMuch(cut.text)) return refused({ key: 'yaml.tooLong', params: LIMITS.tooLong });
  const lines = new LineCounter();
  const document = parseDocument(cut.text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  const reader = new Reader(cut, lines);
  const [error] = document.errors;
  const block = error === undefined ? blockOf(document.contents) : undefined;
  if (error !== undefined) reader.note('syntax', error.pos[0]);
  else if (block === undefined) reader.notes.push({ key: 'yaml.noBlock', params: {} });
  const [problem] = reader.notes;
  if (problem !== undefined) return refused(problem);
  for (const pair of block?.items ?? []) reader.pair(pair, document);
  return { ok: true, notes: reader.notes, secrets: reader.secrets, ...reader.answer };
}
