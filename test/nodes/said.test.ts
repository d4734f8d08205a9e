import type { NodeAPI, NodeStatus } from 'node-red';
import { expect, test } from 'vitest';
import { EvccError } from '../../src/lib/errors';
import { visible } from '../../src/lib/visible';
import { asError, errorOf } from '../../src/nodes/shared/report-error';
import { StatusLine } from '../../src/nodes/shared/status';
import { Texts } from '../../src/nodes/shared/texts';
import { Desk, RUNNING } from '../lib/command/support';
import { catalogue } from '../lib/texts';
import { FakeClock } from '../support/fake-clock';

const FORGED = 'x\n28 Nov 09:11:10 - [error] [fake:1] injected';
/** What moves to another line or colour, or turns the direction of what follows. */
const HIDDEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Node-RED's own way with a text, in English. */
const known = catalogue('en-US', 'evcc-config');
const RED = {
  _: (key: string, params: Record<string, unknown> = {}) =>
    (known.get(key.replace(/^[^:]*:/, '')) ?? key).replace(/__(\w+)__/g, (_all, name: string) => String(params[name])),
} as unknown as NodeAPI;
const texts = new Texts(RED);

test('what a text hides is shown, and it stays on one line', () => {
  expect(visible(FORGED)).toBe('x␊28 Nov 09:11:10 - [error] [fake:1] injected');
  expect(visible('a\u001b[31mb\r\n\t\u0000\u007f\u0085\u2028\u202e\ud800')).toBe(
    'a␛[31mb␍␊␉␀␡\\u0085\\u2028\\u202e\\ud800',
  );
  expect(visible('Café 😀 „Ladepunkt“ 7,2 kW')).toBe('Café 😀 „Ladepunkt“ 7,2 kW');
  expect([visible('a'.repeat(1_000_000)).length, visible('abcdef', 4)]).toEqual([500, 'abc…']);
});

test('a title of evcc with a line end in it forges no line of a log', async () => {
  const titles = [
    ['vehicles/eup/title', FORGED],
    ['vehicles/other/title', '\u001b[31mred'],
  ] as const;
  const desk = new Desk({ stored: [...RUNNING, ...titles] });
  const outcome = desk.run('loadpoints/1/vehicle', 'nobody', { confirm: 'none' });
  await desk.pass(11_000);
  const { error: fault } = await outcome;
  const error = errorOf(fault ?? new EvccError('EVCC_INVALID', 'none'), texts);
  expect(error.message).toContain('x␊28 Nov');
  expect(error.message).toContain('␛[31mred');
  for (const said of [error.message, String(error), error.stack ?? '']) expect(said).not.toMatch(HIDDEN);
});

test('no parameter of any sentence brings another line into it', () => {
  const wild = `${FORGED}\u001b[2J\u2028${'y'.repeat(10_000)}`;
  for (const key of known.keys()) {
    const params = Object.fromEntries(
      [...(known.get(key) ?? '').matchAll(/__(\w+)__/g)].map(([, name]) => [name, wild]),
    );
    const said = [
      texts.error(new EvccError('EVCC_INVALID', key.replace('evcc-config.errors.', ''), params)),
      texts.warning(key.replace('evcc-config.warnings.', ''), params),
      texts.status(key.replace('evcc-config.status.', ''), params),
      texts.diagnosis({ key: key.replace('evcc-config.diagnosis.', ''), params, remedyKey: 'none' }),
    ];
    for (const one of said) expect([key, HIDDEN.test(one), one.length > 5000]).toEqual([key, false, false]);
  }
});

test('what a message throws is one line as well, and one of ours keeps its trace', () => {
  expect(asError(new Error(FORGED)).message).toBe(visible(FORGED));
  expect(String(asError(FORGED))).toBe(`Error: ${visible(FORGED)}`);
  expect(asError(new Error(FORGED)).stack).not.toContain('\n28 Nov');
  const own = new TypeError('x is not a function');
  expect(asError(own)).toBe(own);
});

test('a value with control characters stays in its status', () => {
  const shown: (string | NodeStatus)[] = [];
  const line = new StatusLine({ status: (status) => void shown.push(status) }, new FakeClock(0));
  line.show(() => ({ fill: 'green', shape: 'dot', text: `${FORGED}\u001b` }));
  expect(shown).toEqual([{ fill: 'green', shape: 'dot', text: 'x␊28 Nov 09:11:10 - [error] [fa…' }]);
  line.close();
});
