import type { ConfigRequest, RefusedAnswer, Sentence } from '../lib/admin-types';
import { STORED_SECRET } from '../lib/admin-types';
import { texts } from './text';

const text = texts('evcc-config');

/** Longest wait for an answer of the runtime, ms: a silent broker takes it ten seconds. */
const ANSWER_WITHIN = 20_000;

/** Why the runtime did not answer, in the user's words. */
export class NoAnswer extends Error {
  constructor(
    readonly status: number,
    refused: RefusedAnswer['refused'] | undefined,
  ) {
    // Node-RED answers 401 to who has no login and to who has one that does not suffice, a proxy before it 403.
    const reason = status === 401 || status === 403 ? 'notAllowed' : (refused ?? 'noAnswer');
    super(text(`admin.${reason}`));
  }
}

function refusedIn(answer: unknown): RefusedAnswer['refused'] | undefined {
  if (typeof answer !== 'object' || answer === null || !('refused' in answer)) return undefined;
  const { refused } = answer;
  return refused === 'badRequest' || refused === 'notFound' || refused === 'tooLarge' || refused === 'busy'
    ? refused
    : undefined;
}

/** Asks the runtime; without a question it is a GET. What comes back has the form that `admin-types` gives the path. @throws NoAnswer */
export function ask<Answer>(path: string, question?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const common = { url: `evcc-config/${path}`, dataType: 'json', timeout: ANSWER_WITHIN } as const;
    const request = $.ajax(
      question === undefined
        ? { ...common, method: 'GET' }
        : { ...common, method: 'POST', contentType: 'application/json', data: JSON.stringify(question) },
    );
    request.then(
      (answer) => resolve(answer as Answer),
      (failure) => reject(new NoAnswer(failure.status, refusedIn(failure.responseJSON))),
    );
  });
}

/** Fields of the configuration that sentences name. */
const FIELDS = ['broker', 'topic', 'user', 'password', 'clientid', 'caCert', 'clientCert', 'clientKey'];

/** A sentence's parameters as the user reads them: dates in the user's language, fields as the dialog names them. */
function written({ params }: Sentence): TextParams {
  const date = new Intl.DateTimeFormat(RED.i18n.lang(), { dateStyle: 'medium', timeStyle: 'short' });
  const times = ['since', 'until', 'from'];
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      times.includes(name) && typeof value === 'number'
        ? date.format(value)
        : name === 'field' && FIELDS.includes(String(value))
          ? text(`label.${value}`)
          : value,
    ]),
  );
}

/** A sentence of the runtime in the user's language. */
export function say(sentence: Sentence): string {
  return text(sentence.key, written(sentence));
}

/** What to do about it; undefined when there is nothing. */
export function remedy({ remedy: key }: Sentence): string | undefined {
  return key === undefined ? undefined : text(`remedy.${key}`);
}

/** The form of a stored secret in a question: what was typed, or the word for what the runtime holds. */
export function secret(typed: unknown, stored: unknown): string | undefined {
  if (typeof typed === 'string' && typed !== '') return typed;
  return stored === true ? STORED_SECRET : undefined;
}

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A configuration node of the editor as a question. */
export function requestOf(node: EditorConfigNode): ConfigRequest {
  const held = typeof node.credentials === 'object' && node.credentials !== null ? node.credentials : {};
  const credentials: Record<string, unknown> = { ...held };
  const { broker, topic, clientid, insecure, protocolVersion } = node;
  const known = {
    broker: string(broker),
    topic: string(topic),
    clientid: string(clientid),
    insecure: insecure === true,
    protocolVersion: Number(protocolVersion) === 5 ? 5 : 4,
  };
  const secrets = {
    user: string(credentials.user),
    password: secret(credentials.password, credentials.has_password),
    caCert: string(credentials.caCert),
    clientCert: string(credentials.clientCert),
    clientKey: secret(credentials.clientKey, credentials.has_clientKey),
  };
  return { id: node.id, ...defined(known), credentials: defined(secrets) };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what is undefined. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
