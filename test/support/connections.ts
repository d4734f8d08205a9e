import { pbkdf2Sync, randomBytes } from 'node:crypto';
import * as dns from 'node:dns';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTimes } from '../../src/lib/diagnosis/times';
import type { Diagnosis } from '../../src/lib/diagnosis/types';
import type { Params } from '../../src/lib/errors';
import { Connection } from '../../src/nodes/evcc-config/connection';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import { systemClock } from '../../src/nodes/shared/system-clock';
import type { ConfigCredentials, ConfigDef } from '../../src/nodes/shared/types';
import { catalogue } from '../lib/texts';
import { until } from './until';

const folder = mkdtempSync(join(tmpdir(), 'evcc-connection-'));

/** A file with a content, and its path. */
export function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A line of mosquitto's password file (PBKDF2 with SHA-512, as its documentation has it). */
export function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512');
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}

const texts = { 'en-US': catalogue('en-US', 'evcc-config'), de: catalogue('de', 'evcc-config') };
export type Language = keyof typeof texts;

/** A text of the catalogue with its parameters. */
export function said(language: Language, key: string, params: Params = {}): string {
  const text = texts[language].get(`evcc-config.${key}`);
  if (text === undefined) throw new Error(`no text ${key}`);
  const shown = withTimes(params, language);
  return text.replace(/__(\w+?)__/g, (_all, name: string) => String(shown[name]));
}

/** A diagnosis as users read it: sentence, what to do, status; in both languages. What differs from run to run is replaced. */
export function read({ key, params, remedyKey }: Diagnosis): string[] {
  const plain = (text: string): string =>
    text
      .replace(/127\.0\.0\.1:\d+|localhost:\d+|broker\.test:\d+/g, (place) => place.replace(/\d+$/, '1883'))
      .replace(/([0-9A-F]{2}:){31}[0-9A-F]{2}/, 'AB:CD')
      .replace(/\b(\w{3} \d{1,2}, \d{4}|\d{2}\.\d{2}\.\d{4}), \d{1,2}:\d{2}(.[AP]M)?/, 'DATE');
  return (['en-US', 'de'] as const).map((language) =>
    plain(
      `${said(language, `diagnosis.${key}`, params)} ${said(language, `remedy.${remedyKey}`)}${
        key.startsWith('offline') ? '' : ` [${said(language, `status.reason.${key}`)}]`
      }`,
    ),
  );
}

export const CONFIG: ConfigDef = { id: 'config', type: 'evcc-config', name: '', z: '' };

/** A connection under test, and what it said. */
export class Tried {
  readonly diagnoses: Diagnosis[] = [];
  readonly warnings: { key: string; params: Params }[] = [];
  readonly connection: Connection;
  private readonly user = {};

  constructor(def: Partial<ConfigDef>, credentials: ConfigCredentials = {}) {
    this.connection = new Connection({
      settings: settingsOf({ ...CONFIG, ...def }, credentials),
      clock: systemClock,
      onDiagnosis: (diagnosis) => this.diagnoses.push(diagnosis),
      onWarning: (key, params) => this.warnings.push({ key, params }),
    });
    this.connection.register(this.user);
  }

  async online(): Promise<this> {
    await until(() => this.connection.online || this.diagnoses.length > 0, 'a connection');
    if (!this.connection.online) throw new Error(JSON.stringify(this.diagnoses));
    return this;
  }

  /** What is said first. */
  async wrong(): Promise<Diagnosis> {
    const found = await until(() => this.connection.online || this.diagnoses[0], 'a diagnosis');
    if (found === true) throw new Error('connected');
    return found;
  }

  close(): Promise<void> {
    this.connection.deregister(this.user);
    return this.connection.end();
  }
}

/** Tries a configuration: undefined when it connects, else what is wrong. */
export async function tried(
  def: Partial<ConfigDef>,
  credentials: ConfigCredentials = {},
): Promise<Diagnosis | undefined> {
  const one = new Tried(def, credentials);
  try {
    await until(() => one.connection.online || one.diagnoses.length > 0, 'an outcome');
    return one.connection.online ? undefined : one.diagnoses[0];
  } finally {
    await one.close();
  }
}

type Address = { readonly address: string; readonly family: 4 | 6 };
type Lookup = (error: NodeJS.ErrnoException | null, addresses: readonly Address[]) => void;

/** Answers look-ups of these names as a name server would, without asking one; the others are not known. Returns what ends it. */
export function names(known: Readonly<Record<string, readonly Address[] | 'EAI_AGAIN'>>): () => void {
  const module = createRequire(import.meta.url)('node:dns') as { lookup: unknown };
  const real = dns.lookup;
  module.lookup = (name: string, options: unknown, call: Lookup): void => {
    const found = known[name];
    if (name === 'localhost' || /^[\d.:]+$/.test(name))
      (real as unknown as (...args: unknown[]) => void)(name, options, call);
    else if (typeof found === 'object') process.nextTick(call, null, found);
    else {
      const code = found ?? 'ENOTFOUND';
      process.nextTick(call, Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), []);
    }
  };
  return () => {
    module.lookup = real;
  };
}
