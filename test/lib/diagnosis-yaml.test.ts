import { describe, expect, test } from 'vitest';
import type { YamlAnswer } from '../../src/lib/admin-types';
import { scalarAt } from '../../src/lib/yaml-scalar';
import { readYaml } from '../../src/nodes/evcc-config/admin-yaml';
import { withEnv } from '../../src/nodes/evcc-config/env';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import type { ConfigCredentials } from '../../src/nodes/shared/types';
import { make } from '../support/certificates';
import { CONFIG } from '../support/connections';

/** What an editor makes of an answer. */
function taken(text: string, { broker, topic, insecure, user, caCert, clientCert, secrets }: YamlAnswer) {
  const credentials = {
    user,
    caCert,
    clientCert,
    password: secrets.password && scalarAt(text, secrets.password),
    clientKey: secrets.clientKey && scalarAt(text, secrets.clientKey),
  };
  const given = Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== undefined));
  return settingsOf(
    {
      ...CONFIG,
      ...(broker !== undefined && { broker }),
      ...(topic !== undefined && { topic }),
      ...(insecure !== undefined && { insecure }),
    },
    given as ConfigCredentials,
  );
}

describe("evcc's documented examples, pasted", async () => {
  const ca = await make('Home CA', { ca: true });
  const client = await make('evcc', { issuer: ca });
  const indent = (pem: string) => pem.trimEnd().replace(/^/gm, '    ');

  test('plain', () => {
    const text = 'mqtt:\n  broker: localhost:1883\n  topic: evcc\n  user: evcc\n  password: geheim # nicht verraten\n';
    expect(taken(text, readYaml(text))).toMatchObject({
      url: 'mqtt://localhost:1883',
      rootTopic: 'evcc',
      user: 'evcc',
      password: 'geheim',
      tls: undefined,
    });
  });

  test('TLS, and without a check', () => {
    const text = 'mqtt:\n  broker: tls://broker.home:8883\n  topic: evcc\n';
    expect(taken(text, readYaml(text))).toMatchObject({ url: 'mqtts://broker.home:8883', tls: { insecure: false } });
    const unchecked = `${text}  insecure: true\n`;
    expect(taken(unchecked, readYaml(unchecked)).tls).toEqual({ insecure: true });
  });

  test('caCert, clientCert and clientKey', () => {
    const text = `mqtt:\n  broker: tls://broker.home:8883\n  topic: evcc\n  caCert: |\n${indent(ca.cert)}\n  clientCert: |\n${indent(client.cert)}\n  clientKey: |\n${indent(client.key)}\n`;
    const answer = readYaml(text);
    expect(JSON.stringify(answer)).not.toContain(client.key.split('\n')[1]);
    expect(taken(text, answer).tls).toEqual({ insecure: false, ca: ca.cert, cert: client.cert, key: client.key });
  });

  test('a missing port is evcc’s 1883, with TLS as well', () => {
    for (const [given, url] of [
      ['broker.home', 'mqtt://broker.home:1883'],
      ['tls://broker.home', 'mqtts://broker.home:1883'],
      ['"[fd00::1]"', 'mqtt://[fd00::1]:1883'],
      ['10.0.0.2:1884', 'mqtt://10.0.0.2:1884'],
    ] as const) {
      const text = `mqtt:\n  broker: ${given}\n`;
      const answer = readYaml(text);
      expect([given, taken(text, answer).url]).toEqual([given, url]);
      expect(answer.notes.map(({ key }) => key)).toEqual(/:188\d/.test(given) ? [] : ['yaml.port']);
    }
  });
});

describe('a pasted block', () => {
  test('never brings the client id, and says which lines it could not use', () => {
    const answer = readYaml('broker: h:1883\nclientid: evcc\ntopic: "a/#"\nkeepalive: 3\nuser: [a]\ninsecure: maybe\n');
    expect(answer).toMatchObject({ ok: true, broker: 'h:1883' });
    expect(JSON.stringify(answer)).not.toContain('"clientid":');
    expect(answer.notes).toEqual([
      { key: 'yaml.clientid', params: { line: 2 } },
      { key: 'yaml.value', params: { line: 3, name: 'topic' } },
      { key: 'yaml.unknown', params: { line: 4, name: 'keepalive' } },
      { key: 'yaml.value', params: { line: 5, name: 'user' } },
      { key: 'yaml.value', params: { line: 6, name: 'insecure' } },
    ]);
  });

  test('that is none, or no YAML, is refused', () => {
    expect(readYaml('loadpoints:\n  - title: Carport\n').problem?.key).toBe('yaml.noBlock');
    expect(readYaml('mqtt:\n  broker: "h\n').problem).toMatchObject({
      key: 'yaml.syntax',
      params: { line: expect.any(Number) },
    });
    expect(readYaml('just words').problem?.key).toBe('yaml.noBlock');
    expect(readYaml('').problem?.key).toBe('yaml.noBlock');
  });

  test.each([
    ['password: geheim', 'geheim'],
    ['password: 0123', '0123'],
    ["password: 'it''s'", "it's"],
    ['password: "a\\"b\\\\c"', 'a"b\\c'],
    ['password: "#1: x"', '#1: x'],
  ])('%j: the secret is taken from where it stands', (line, value) => {
    const text = `mqtt:\n  broker: h:1883\n  ${line}\n`;
    const { secrets } = readYaml(text);
    expect(secrets.password && scalarAt(text, secrets.password)).toBe(value);
  });

  test.each(['password: "\\u0041bc"', 'password: >\n    folded\n    text', 'user: &a b\n  password: *a'])(
    '%j has to be entered by hand',
    (lines) => {
      const { secrets, notes } = readYaml(`mqtt:\n  broker: h:1883\n  ${lines}\n`);
      expect(secrets.password).toBeUndefined();
      expect(notes.map(({ key }) => key)).toEqual(['yaml.secret']);
    },
  );
});

test('environment variables are put into every field, and one that is not set is named', () => {
  const known: Record<string, unknown> = { HOST: 'h', PORT: 1884, ROOT: 'haus', WORD: 'geheim', YES: true };
  const lookup = (name: string) => known[name];
  const env = (name: string): string => `\${${name}}`;
  const { def, credentials } = withEnv(
    { ...CONFIG, broker: `tls://${env('HOST')}:${env('PORT')}`, topic: `${env('ROOT')}/evcc`, clientid: env('ROOT') },
    { password: `a-${env('WORD')}`, user: 'plain$' },
    lookup,
  );
  expect(def).toMatchObject({ broker: 'tls://h:1884', topic: 'haus/evcc', clientid: 'haus' });
  expect(credentials).toEqual({ password: 'a-geheim', user: 'plain$' });
  expect(() => withEnv(CONFIG, { password: env('NOPE') }, lookup)).toThrowError(
    expect.objectContaining({ key: 'envUnset', params: { field: 'password', name: 'NOPE' } }),
  );
});
