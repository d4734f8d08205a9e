import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byTopic } from '../../../src/lib/catalogue';
import { type RecordedCommand, recordedCommands } from '../../demo/support';
import { DEMO, Desk } from './support';

/**
 * The 114 recorded commands as a flow would give them: `test/fixtures/setters.tsv`, read by people. A row says what is sent (only
 * the text where it goes to the setting named) and how it ends; `answers` is the recorded line with which evcc answers, with texts
 * of its own where another text was sent (`topic=text`).
 */
interface Row {
  readonly line: number;
  readonly setting: string;
  readonly payload: unknown;
  readonly sent: string | undefined;
  readonly outcome: string;
  readonly answers: number;
  readonly instead: ReadonlyMap<string, string>;
  readonly reason: string;
}

const table: readonly Row[] = readFileSync(new URL('../../fixtures/setters.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((text) => {
    const [line, setting = '', payload = '', sent = '', outcome = '', answers = '', reason = ''] = text.split('\t');
    const [played = '', ...instead] = answers.split(' ');
    const full =
      sent.includes(' ') && sent.startsWith('loadpoints/') ? sent.replace(' ', '/set ') : `${setting}/set ${sent}`;
    return {
      line: Number(line),
      setting,
      payload: JSON.parse(payload),
      sent: sent === 'nothing' ? undefined : full,
      outcome,
      answers: Number(played),
      instead: new Map(instead.map((one) => one.split('=') as [string, string])),
      reason,
    };
  });

const commands = recordedCommands();
const command = (line: number): RecordedCommand => commands[line - 1] ?? expect.fail(`no line ${line}`);

/** Evcc as it was before a recorded command, with everything that it had said until then. */
async function before(line: number): Promise<Desk> {
  const desk = new Desk({ stored: DEMO });
  for (const { seen } of commands.slice(0, line - 1)) {
    for (const { topic, payload } of seen) if (!topic.endsWith('/set')) desk.says(topic, payload);
  }
  // What is empty is decided.
  await desk.pass(2500);
  return desk;
}

/** Lets evcc answer as it did to another command, at the recorded distances. */
function answerAs(desk: Desk, { answers, instead, sent }: Row): void {
  const { set, seen } = command(answers);
  const [wire = '', own = ''] = sent?.split(/ (.*)/s) ?? [];
  for (const { after_ms, topic, payload } of seen) {
    const isSetter = topic === `${set}/set`;
    const text = isSetter && payload !== '' ? own : (instead.get(topic) ?? payload);
    desk.clock.after(after_ms, () => desk.says(isSetter ? wire : topic, text));
  }
}

describe('each recorded command', () => {
  it.each(table)('$line: $setting $payload → $sent, $outcome', async (row) => {
    const desk = await before(row.line);
    desk.answer = () => answerAs(desk, row);
    const pending = desk.run(row.setting, row.payload);
    await desk.pass(11_000);
    const { error, result } = await pending;
    expect(error ? `${error.code} ${error.key}` : result).toBe(row.outcome);
    expect(desk.published).toEqual(row.sent === undefined ? [] : [row.sent]);
  });
});

describe('the table', () => {
  it('holds all 114, in order', () => {
    expect([...new Set(table.map(({ line }) => line))]).toEqual(commands.map((_, at) => at + 1));
    for (const { line, setting } of table) expect(setting).toBe(command(line).set);
  });

  it('gives the recorded text, or as a number what would be relative as a text', () => {
    for (const { line, payload } of table) expect(String(payload)).toBe(command(line).value);
  });

  it('sends what was recorded with its recorded end, or says why not', () => {
    for (const { line, sent, answers, reason } of table) {
      const { set, value } = command(line);
      const same = sent === `${set}/set ${value}` && answers === line;
      expect(same || reason !== '', `line ${line}`).toBe(true);
    }
  });

  /** Evcc took a value: it published it, or its state. */
  const taken = ({ set, value, seen }: RecordedCommand): boolean => {
    const patterns = byTopic(set.replace('loadpoints/2', 'loadpoints/<n>').replace('vehicle_1', '<name>'))?.set
      ?.confirm;
    const topics = (patterns ?? [set]).map((one) =>
      one.replace('<n>', '2').replace('<name>', 'vehicle_1').replace('+', '2'),
    );
    const deleted = value.includes('"value":0') ? [...topics, 'vehicles/vehicle_1/plan'] : topics;
    return seen.some(({ topic }) => deleted.includes(topic));
  };

  it('translates only to texts that evcc took, or of which it took the like', () => {
    for (const { line, sent, answers, instead } of table) {
      if (sent === undefined) continue;
      expect(taken(command(answers)), `line ${line}`).toBe(true);
      if (instead.size > 0) continue;
      const accepted = commands.filter(taken).map(({ set, value }) => `${set}/set ${value}`);
      expect(accepted, `line ${line}`).toContain(sent);
    }
  });

  it('refuses, or has already, what evcc did not take', () => {
    for (const { line, sent, outcome } of table) {
      if (taken(command(line)) || sent !== undefined) continue;
      expect(outcome, `line ${line}`).toMatch(/^(EVCC_INVALID .+|unchanged)$/);
    }
  });
});
