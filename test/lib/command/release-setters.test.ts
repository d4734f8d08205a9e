import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/lib/command/types';
import { type RecordedCommand, recordedCommands } from '../../demo/support';
import { recording } from '../../support/replay';
import { Desk } from './support';

/** The releases of which commands were recorded, and 0.316 as its branch ran. */
const RELEASES: Readonly<Record<string, string>> = {
  '0.133.0': 'versions/0.133.0',
  '0.200.0': 'versions/0.200.0',
  '0.207.6': 'versions/0.207.6',
  '0.300.7': 'versions/0.300.7',
  '0.304.2': 'versions/0.304.2',
  '0.307.2': 'versions/0.307.2',
  '0.313.2': 'versions/0.313.2',
  '0.316': 'smart',
};

/**
 * Why evcc-out does not send what was recorded with the outcome "applied", or, where that release did not answer, does not refuse it as
 * what came later.
 */
const REASONS: readonly (readonly [releases: RegExp, command: RegExp, reason: string])[] = [
  [/^0.316/, /vehicle_1.(mode|alwaysCharge)/, 'set by evcc’s REST interface only'],
  [/./, /mode (PV|MINPV|Smart)$/, 'evcc takes any case; sent as evcc publishes it, unless it is so already'],
  [/^0.[123]0|^0.31[03]|^0.1|^0.207/, /mode smart$/, 'the word of 0.316 is pv here, and pv it is already'],
  [/^0.(133|20|300)/, /phasesConfigured/, 'today’s name of what is set at phases here'],
  [/^0.30[47]|^0.31[03]/, /phases /, 'the former name, taken as today’s'],
  [/./, /disableDelay 180$/, 'so already: evcc answers and says nothing'],
  [/./, /planSoc .*precondition/, 'a plan is a value and a time; its strategy is a setting of its own'],
  [/^0.200.0/, /priority 0$/, 'evcc’s own fault: the return to the configured value has no effect'],
  [/^0.316/, /mode (foo|)$/, 'no mode'],
  [/^0.316/, /alwaysCharge (maybe|-|)$/, 'no such word'],
  [/^0.316/, /loadpoints.2.alwaysCharge (true|1)$/, 'evcc takes words only: on'],
  [/^0.316/, /alwaysCharge ON$/, 'evcc takes any case; sent as evcc publishes it'],
  [/^0.316/, /loadpoints.3.alwaysCharge/, 'the heat pump: evcc refuses it too'],
  [/^0.316/, /batteryBoost true$/, 'only in a mode that follows the sun, or so already'],
  [/^0.316/, /(mode|alwaysCharge|batteryBoost) \w+$/, 'so already'],
  [/^0.316/, /gridExportLimit/, 'the branch is called 0.316 and older than the setting: its silence counts'],
];

interface Row {
  readonly command: RecordedCommand;
  readonly sent: string;
  readonly outcome: string;
  readonly expected: boolean;
  readonly reason: string;
}

/** What evcc answers to what was sent: as recorded for that text, else for the one that was given, else for another at the same setter. */
function answerTo(
  commands: readonly RecordedCommand[],
  own: RecordedCommand,
  wire: string,
  text: string,
): RecordedCommand['seen'] {
  const same = commands.filter(({ set }) => `${set}/set` === wire);
  const given = same.find(({ value }) => value.toLowerCase() === text.toLowerCase());
  const like = given ?? same.find((one) => one === own) ?? same[0];
  const { value = '', seen = [] } = like ?? {};
  return seen.map((one) => (one.payload === value && one.payload !== text ? { ...one, payload: text } : one));
}

async function tableOf(release: string, name: string): Promise<Row[]> {
  const stored = recording(`${name}-retained`)
    .map(({ topic, payload }) => [topic.replace('evcc/', ''), payload] as const)
    .filter(([topic]) => !topic.startsWith('site/forecast/'));
  const commands = recordedCommands(`${name}-setters`);
  const desk = new Desk({ stored });
  await desk.pass(3000);
  const rows: Row[] = [];
  for (const command of commands) {
    const { set, value, seen } = command;
    desk.published.length = 0;
    desk.answer = (_, topic, text) => {
      for (const { after_ms, topic: one, payload } of answerTo(commands, command, `${topic}/set`, text)) {
        desk.clock.after(after_ms, () => desk.says(one, payload));
      }
    };
    let ended: Outcome | undefined;
    void desk.run(set, value).then((one) => {
      ended = one;
    });
    for (let waited = 0; ended === undefined && waited < 12_000; waited += 50) await desk.pass(50);
    const [sent = 'nothing'] = desk.published;
    const outcome = ended?.error ? `${ended.error.code} ${ended.error.key}` : (ended?.result ?? 'none');
    // Evcc's state goes on as it was recorded.
    if (sent === 'nothing')
      for (const { topic, payload } of seen) if (!topic.endsWith('/set')) desk.says(topic, payload);
    // What is empty is decided.
    await desk.pass(2500);
    const answered = seen.some(({ topic, payload }) => topic === `${set}/set` && payload === '');
    const expected = answered
      ? sent === `${set}/set ${value}` && outcome === 'applied'
      : sent === 'nothing' && outcome === 'EVCC_NOT_SETTABLE notYet';
    const [, , reason = ''] = REASONS.find(([of, which]) => of.test(release) && which.test(`${set} ${value}`)) ?? [];
    rows.push({ command, sent: sent.replace(`${set}/set `, ''), outcome, expected, reason: expected ? '' : reason });
  }
  return rows;
}

describe.each(Object.entries(RELEASES))('the recorded commands to evcc %s', async (release, name) => {
  const rows = await tableOf(release, name);

  it('go as recorded, are refused where that release has no such setting, or say why not', () => {
    const unexplained = rows.filter(({ expected, reason }) => !expected && reason === '');
    expect(unexplained.map(({ command: { set, value }, sent, outcome }) => [set, value, sent, outcome])).toEqual([]);
  });

  it('never end in a silence that the release could have told before', () => {
    const silent = rows.filter(({ outcome }) => outcome.startsWith('EVCC_TIMEOUT'));
    expect(silent.map(({ command }) => command.set)).toEqual(release === '0.316' ? ['site/gridExportLimit'] : []);
  });

  it('are a table (test/fixtures/release-setters, read by people)', async () => {
    const head = 'setting\tpayload\tsent\toutcome\twhy it is not what was recorded';
    const lines = rows.map(({ command: { set, value }, sent, outcome, reason }) =>
      [set, value, sent, outcome, reason].join('\t'),
    );
    const file = `../../fixtures/release-setters/${release}.tsv`;
    await expect([head, ...lines, ''].join('\n')).toMatchFileSnapshot(file);
  });
});
