import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseBroker } from '../../src/lib/broker';
import { MAX_ADDRESS, MAX_PEM, MAX_TEXT } from '../../src/lib/limits';
import { pemBlocks, pemOf } from '../../src/lib/pem';
import { scalarAt } from '../../src/lib/yaml-scalar';
import { readYaml } from '../../src/nodes/evcc-config/admin-yaml';
import { withEnv } from '../../src/nodes/evcc-config/env';
import { KeptOffers } from '../../src/nodes/evcc-config/kept-offers';
import { namesKnown, offerOf } from '../../src/nodes/evcc-config/offer';
import { AdminDesk, NOWHERE } from '../support/admin-desk';
import { owned } from '../support/child';
import { CONFIG } from '../support/connections';
import { World } from '../support/observe';

/** How long the watched process may say nothing, ms: then something holds it. */
const SILENCE = 30_000;

function keyOf(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}

test('every endpoint and every field, with texts of all kinds, in a process that may die', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evcc-outside-'));
  const file = join(folder, 'tried');
  const script = join(import.meta.dirname, '../support/fuzz-child.ts');
  const runs = process.env.FUZZ_RUNS ?? '60';
  // A process of a home's machine: what needs more memory than this is too much.
  const child = owned(
    spawn(process.execPath, ['--max-old-space-size=256', '--import', 'tsx', script, file, runs], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  writeFileSync(file, 'nothing yet');
  let said = '';
  let done = '';
  let watch: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => child.kill('SIGKILL'), SILENCE);
  };
  heard();
  child.stdout?.on('data', (chunk: Buffer) => {
    done += chunk.toString();
    heard();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const end = await new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  clearTimeout(watch);
  const tried = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  expect({ end, said: said.slice(0, 4000), tried: end === 0 ? '' : tried }).toEqual({ end: 0, said: '', tried: '' });
  for (const path of ['POST yaml', 'POST certificate', 'GET brokers', 'GET :id/offer', 'GET :id/names'])
    expect(done).toContain(`${path}\n`);
}, 600_000);

test.each(['[', '- ', '? ', 'a: ', '{a: ', '[a: ', '- [', '--- - '])(
  '%j a thousand times is refused before a parser sees it',
  (piece) => {
    for (const depth of [21, 500, 1000, 3000]) {
      for (const text of [
        piece.repeat(depth),
        `mqtt:\n  ${piece.repeat(depth)}`,
        `mqtt:\n  broker: h\n  x: ${piece.repeat(depth)}`,
      ]) {
        expect(readYaml(text)).toEqual({
          ok: false,
          problem: { key: 'yaml.tooDeep', params: { max: 20 } },
          notes: [],
          secrets: {},
        });
      }
    }
  },
);

test('YAML that gets deeper line by line, or without end, is refused as well', () => {
  const stairs = Array.from({ length: 30 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
  expect(readYaml(`mqtt:\n  broker: h\n${stairs.replace(/^/gm, '  ')}`).problem?.key).toBe('yaml.tooDeep');
  expect(readYaml(`mqtt:\n${'  a: 1\n'.repeat(700)}`).problem?.key).toBe('yaml.tooLong');
  expect(readYaml(`mqtt:\n  a: ${'}'.repeat(90_000)}\n`).problem?.key).toBe('yaml.tooLong');
  expect(readYaml(`mqtt:\n${`  a: ${'}'.repeat(150)}\n`.repeat(580)}`).problem?.key).toBe('yaml.tooLong');
  expect(readYaml('a: 1\n'.repeat(50_000)).problem?.key).toBe('yaml.noBlock');
});

test('the block is cut out of a file that no parser would take', () => {
  const before = `loadpoints:\n  - title: [[[\nbroken: "\n${'x: 1\n'.repeat(5000)}# mqtt:\n`;
  const file = `${before}MQTT:\n  broker: h:1883\n# of the house\n\n  password: "ge\\"heim"\n  bogus: 1\nnext: [\n`;
  const { ok, broker, secrets, notes } = readYaml(file);
  expect([ok, broker, secrets.password && scalarAt(file, secrets.password)]).toEqual([true, 'h:1883', 'ge"heim']);
  expect(notes).toEqual([
    { key: 'yaml.unknown', params: { line: file.split('\n').indexOf('  bogus: 1') + 1, name: 'bogus' } },
  ]);
  const indented = '\ufeff\n  mqtt:\n    broker: h:1\n    user: u\n  other: 1\n';
  expect(readYaml(indented)).toMatchObject({ ok: true, broker: 'h:1', user: 'u' });
});

test('PEM is read in one pass, and a field that is too long is refused by its name', () => {
  expect(pemBlocks('-----BEGIN A-----'.repeat(6000))).toEqual([]);
  expect(pemBlocks('-----BEGIN A----------END B-----'.repeat(6000))).toEqual([]);
  const block = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
  expect(pemBlocks(block.repeat(3)).map(({ body }) => body)).toEqual(['MAA=', 'MAA=', 'MAA=']);
  // Another kind within one that does not end: the inner one counts.
  expect(pemBlocks(`-----BEGIN X-----\n${block}`)).toHaveLength(1);
  expect(keyOf(() => pemOf(block.repeat(21), 'clientCert'))).toMatchObject({ key: 'pem.tooMany', params: { max: 20 } });
  expect(keyOf(() => pemOf(block.repeat(201), 'caCert'))).toMatchObject({ key: 'pem.tooMany', params: { max: 200 } });
  expect(keyOf(() => pemOf(`${block}${' '.repeat(MAX_PEM)}`, 'caCert'))).toMatchObject({
    key: 'tooLong',
    params: { field: 'caCert' },
  });
});

test('an address is read without going back, and a long one not at all', () => {
  for (const [text, key] of [
    [`${':'.repeat(900)}!`, 'brokerInvalid'],
    [`${':'.repeat(9999)}!`, 'tooLong'],
    [`a${'.-'.repeat(400)}!`, 'brokerInvalid'],
    ['h'.repeat(MAX_ADDRESS + 1), 'tooLong'],
  ] as const) {
    expect([text.slice(0, 9), keyOf(() => parseBroker(text))]).toMatchObject([text.slice(0, 9), { key }]);
  }
});

test('the environment fills no field without end', () => {
  const long = (name: string): string => name.repeat(9000);
  const asked = '$'.concat('{A}');
  const fill = (password: string) => keyOf(() => withEnv(CONFIG, { password }, long));
  expect(fill(asked)).toBeUndefined();
  expect(fill(asked.repeat(1000))).toMatchObject({ key: 'tooLong', params: { field: 'password' } });
  expect(keyOf(() => withEnv({ ...CONFIG, topic: `${asked}${'x'.repeat(MAX_TEXT)}` }, {}, long))).toMatchObject({
    key: 'tooLong',
  });
  expect(keyOf(() => withEnv({ ...CONFIG, topic: '$'.concat('{').repeat(100_000) }, {}, long))).toBeUndefined();
});

test('a test with the stored password, while flows are stopped or in safe mode, says that', async () => {
  const question = {
    id: 'config',
    broker: NOWHERE,
    topic: 'evcc',
    credentials: { user: 'evcc', password: '__PWRD__' },
  };
  const definitions = [{ id: 'config', type: 'evcc-config' }];
  const problem = async (held: ConstructorParameters<typeof AdminDesk>[0], asked: object = question) =>
    ((await new AdminDesk(held).ask('POST test', asked)).body as { problem?: { key: string } }).problem?.key;
  expect(await problem({ definitions, stopped: true })).toBe('warnings.flowsStopped');
  expect(await problem({ safeMode: true })).toBe('warnings.flowsStopped');
  expect(await problem({ definitions }, { ...question, id: 'another' })).toBe('warnings.secretsKept');
  expect(await problem({ definitions }, { ...question, broker: 'elsewhere' })).toBe('warnings.secretsKept');
  expect(await problem({ definitions })).toBe('diagnosis.refused');
  expect(await new AdminDesk({ safeMode: true }).ask('GET brokers')).toEqual({ status: 200, body: { brokers: [] } });
});

test('what a visit brought is forgotten when its configuration is gone', async () => {
  const kept = new KeptOffers();
  const closing = new Set<() => void>();
  const node = {
    id: 'config',
    once: (_event: 'close', listener: () => void) => closing.add(listener),
    removeListener: (_event: 'close', listener: () => void) => closing.delete(listener),
  };
  const settings = {};
  const answer = Promise.resolve({
    ok: true,
    notes: [],
    root: 'evcc',
    loadpoints: [],
    vehicles: [],
    values: {},
    truncated: false,
  });
  kept.keep(node, settings, answer);
  expect([kept.of('config', settings), kept.of('config', {}), kept.size]).toEqual([answer, undefined, 1]);
  for (const close of closing) close();
  expect([kept.of('config', settings), kept.size, closing.size]).toEqual([undefined, 0, 0]);
});

test('an offer stays below 100 kB, whatever a broker stores', () => {
  const sizes = [
    Array.from({ length: 5000 }, (_, n) => [`evcc/vehicles/v${n}/title`, 'ü'.repeat(49_000)]),
    Array.from({ length: 5000 }, (_, n) => [`evcc/loadpoints/${n + 1}/title`, '\u0001'.repeat(300)]),
    Array.from({ length: 5000 }, (_, n) => [`evcc/site/${'k'.repeat(200)}${n}`, 'x'.repeat(300)]),
  ].map((stored) => {
    const offer = offerOf('evcc', new Map(stored.map(([topic = '', text = '']) => [topic, text])));
    expect(offer.truncated).toBe(true);
    return Buffer.byteLength(JSON.stringify(offer));
  });
  for (const size of sizes) expect(size).toBeLessThan(100_000);
});

test('who may only read gets what a running connection knows of names', () => {
  const world = new World().running({
    'loadpoints/1/title': 'Carport',
    'vehicles/eup/title': 'e-Up',
    'site/pvPower': '1',
  });
  const { ok, loadpoints, vehicles, values } = namesKnown('evcc', world.state);
  expect([ok, values]).toEqual([true, {}]);
  expect(loadpoints).toContainEqual({ id: 1, name: 'lp-1', title: 'Carport' });
  expect(vehicles).toContainEqual({ name: 'eup', title: 'e-Up' });
  expect(namesKnown('evcc', undefined)).toMatchObject({ ok: false, problem: { key: 'admin.noNames' }, loadpoints: [] });
  world.state.close();
});
