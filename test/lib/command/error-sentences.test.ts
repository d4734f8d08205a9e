import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/lib/codec/decode';
import { accept } from '../../../src/lib/command/accept';
import { twice } from '../../../src/lib/command/check';
import { Entry, Group } from '../../../src/lib/command/entry';
import {
  awayError,
  closedError,
  notPassedError,
  notTakenError,
  refusedError,
  unconfirmedError,
  unnamedError,
} from '../../../src/lib/command/failures';
import { after } from '../../../src/lib/command/present';
import { rawPayload, rawTopic } from '../../../src/lib/command/raw';
import { checkExists, checkRules } from '../../../src/lib/command/rules';
import { split } from '../../../src/lib/command/split';
import { parseTarget } from '../../../src/lib/command/target';
import { unresolved } from '../../../src/lib/command/unknown';
import { checkWord, listensAt } from '../../../src/lib/command/version';
import type { EvccError } from '../../../src/lib/errors';
import { catalogue, LANGUAGES, read } from '../texts';
import { BERLIN, Desk, errorOf, judge, presentOf, RUNNING } from './support';

type Known = Readonly<Record<string, Value | ''>>;

const LP = 'loadpoints/1';
const VEHICLES: Known = { vehicles: 2, 'vehicles/eup/title': 'blue e-Golf', 'vehicles/zoe/title': 'Zoe' };

/** The error about a value, from its form to the rules. */
function wrong(topic: string, value: unknown, known: Known = {}): EvccError {
  return errorOf(() => {
    const { setting } = parseTarget(topic, 'evcc', value);
    const present = presentOf(known);
    checkExists(setting, present, value);
    listensAt(setting, present, value);
    const { expected, text } = judge(topic, value, known);
    checkWord(setting, text, present, value);
    checkRules(setting, after(present, expected), value);
  });
}

const LOADPOINTS: Known = { loadpoints: 2, 'loadpoints/1/title': 'Garage', 'loadpoints/2/title': 'Garage' };

/** What a title in a topic comes down to at two loadpoints of the same title. */
function titled(topic: string): unknown {
  const desk = new Desk({
    stored: [
      ...RUNNING,
      ['vehicles/eup/title', 'e-Up'],
      ['loadpoints/1/title', 'Garage'],
      ['loadpoints/2/title', 'Garage'],
    ],
  });
  return desk.state.names.resolve(topic);
}

const limit = parseTarget(`${LP}/limitSoc`, 'evcc').setting;

function away(change: (desk: Desk) => void): EvccError {
  const desk = new Desk();
  change(desk);
  return awayError(desk.state, limit, 10, 80);
}

const twins = { vehicles: 2, 'vehicles/a/title': 'Golf', 'vehicles/b/title': 'Golf' };
const circle: unknown[] = [];
circle.push(circle);

/** One of two settings of a message. */
function mode(topic: string): Entry {
  const group = new Group({ settings: [], confirm: 'applied', timeout: 10 }, 0, () => 0);
  const { setting } = parseTarget(topic, 'evcc');
  const context = { present: presentOf({}), localTime: BERLIN, warn: () => undefined };
  return new Entry(group, setting, 'pv', accept(setting, 'pv', context));
}

function only(wrong: ReadonlyMap<Entry, EvccError>): EvccError {
  const [first] = wrong.values();
  if (first === undefined) throw new Error('nothing was wrong');
  return first;
}

const ERRORS: readonly EvccError[] = [
  wrong(`${LP}/mode`, 'fast'),
  wrong(`${LP}/alwaysCharge`, 'sometimes'),
  wrong('site/batteryMode', 'discharge'),
  wrong(`${LP}/phasesConfigured`, 2),
  wrong(`${LP}/limitSoc`, '80,5'),
  wrong(`${LP}/minCurrent`, '6,5'),
  wrong(`${LP}/batteryBoost`, 'yes'),
  wrong(`${LP}/enableDelay`, '2 hours'),
  wrong('vehicles/eup/planSoc', 80),
  wrong(`${LP}/planEnergy`, { soc: 80, time: '07:00' }),
  wrong(`${LP}/planStrategy`, { continous: true }),
  wrong(`${LP}/vehicle`, 'e-Up', VEHICLES),
  wrong(`${LP}/vehicle`, 'Golf', twins),
  wrong(`${LP}/limitSoc`, 101),
  wrong(`${LP}/limitSoc`, 101, { [`${LP}/chargerFeatureHeating`]: true }),
  wrong(`${LP}/priority`, 11),
  wrong(`${LP}/limitEnergy`, -1),
  wrong(`${LP}/minCurrent`, 0),
  wrong('vehicles/eup/planSoc', { soc: 80 }),
  wrong('vehicles/eup/planSoc', { soc: 80, time: 'tomorrow' }),
  wrong('vehicles/eup/planSoc', { soc: 80, time: 1_795_386_900 }),
  wrong('vehicles/eup/planSoc', { soc: 80, time: '7' }),
  wrong('vehicles/eup/planSoc', { soc: 80, time: '2020-01-01T00:00:00Z' }),
  wrong(`${LP}/limitSoc`, '+5'),
  wrong(`${LP}/limitSoc`, '+5', { [`${LP}/limitSoc`]: 0 }),
  wrong(`${LP}/batteryBoost`, 'toggle'),
  wrong(`${LP}/mode`, '+1'),
  wrong(`${LP}/limitSoc`, null),
  wrong('site/solarAdjusted', null),
  wrong(`${LP}/mode`, null),
  wrong(`${LP}/limitSoc`, ''),
  wrong(`${LP}/smartCostLimit`, ''),
  wrong(`${LP}/smartCostLimit`, 'cheap'),
  wrong(`${LP}/minCurrent`, ''),
  wrong('site/residualPower', ''),
  wrong(`${LP}/vehicle`, '', VEHICLES),
  wrong('vehicles/eup/planSoc', ''),
  wrong(`${LP}/enableDelay`, ''),
  wrong('vehicles/eup/planSoc', {
    get soc() {
      throw new Error('locked');
    },
  }),
  wrong(`${LP}/chrgePower/x`, 1),
  wrong(`${LP}/limitSco`, 80),
  wrong(`${LP}/chargePower`, 1),
  wrong(`${LP}/effectiveLimitSoc`, 80),
  wrong('vehicles/eup/repeatingPlans', []),
  wrong(`${LP}/alwaysCharge`, 'on', { 'site/version': '0.313.0' }),
  wrong(`${LP}/minSoc`, 20, { 'site/version': '0.304.2' }),
  wrong(`${LP}/planStrategy`, { continuous: true, precondition: 0 }, { 'site/version': '0.300.1' }),
  wrong('site/batteryMode', 'holdcharge', { 'site/version': '0.304.2' }),
  wrong(`${LP}/alwaysCharge`, 'on', { [`${LP}/chargerFeatureContinuous`]: true }),
  wrong('loadpoints/3/mode', 'pv', { loadpoints: 2 }),
  wrong('loadpoints/3/mode', 'pv', { loadpoints: 2, 'loadpoints/1/title': 'Carport' }),
  wrong('vehicles/e-up/limitSoc', 80, VEHICLES),
  wrong('vehicles/e-up/limitSoc', 80, { vehicles: 0 }),
  unresolved(
    errorOf(() => titled('loadpoints/Shed/mode')),
    presentOf(LOADPOINTS),
  ),
  unresolved(
    errorOf(() => titled('loadpoints/Garage/mode')),
    presentOf(LOADPOINTS),
  ),
  unresolved(
    errorOf(() => titled('loadpoints/100%/mode')),
    presentOf(LOADPOINTS),
  ),
  wrong('loadpoints/+/mode', 'pv'),
  wrong(`${LP}/minCurrent`, 20, { [`${LP}/maxCurrent`]: 16 }),
  wrong('site/bufferSoc', 10, { 'site/prioritySoc': 20 }),
  wrong('site/bufferSoc', 10, { 'site/battery/devices': 0 }),
  wrong('site/batteryMode', 'hold', { 'site/battery/devices': 1, 'site/battery/devices/1/controllable': false }),
  wrong(`${LP}/phasesConfigured`, 3, { [`${LP}/chargerSinglePhase`]: true }),
  wrong(`${LP}/phasesConfigured`, 0, { [`${LP}/chargerPhases1p3p`]: false }),
  wrong(`${LP}/batteryBoost`, true, { [`${LP}/mode`]: 'now' }),
  errorOf(() => split(80, 'evcc')),
  errorOf(() =>
    split(Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`loadpoints/${n + 1}/mode`, 0])), 'evcc'),
  ),
  only(twice([mode('loadpoints/1/mode'), mode('loadpoints/1/mode')])),
  errorOf(() => rawTopic('../other', 'evcc')),
  errorOf(() => rawPayload(circle, 'own/topic')),
  errorOf(() => rawPayload(undefined, 'own/topic')),
  refusedError(limit, '80', 80),
  unconfirmedError(true, limit, '80', 10, 80),
  unconfirmedError(false, limit, '80', 10, 80),
  notTakenError(limit, `${LP}/limitSoc/set`, '80', 135, 80),
  notTakenError(limit, `${LP}/limitSoc/set`, '80', 151, 80),
  notPassedError(limit, `${LP}/limitSoc/set`, '80', 10, 80),
  unnamedError(parseTarget('loadpoints/Carport/limitSoc', 'evcc').setting, 10, 80),
  closedError(limit, 80),
  away((desk) => desk.disconnect()),
  away((desk) => desk.says('status', 'offline')),
  away((desk) => desk.says('loadpoints', '')),
  away((desk) => {
    desk.says('loadpoints', '');
    desk.clock.advance(20_000);
  }),
  away(() => undefined),
];

describe('what evcc-out says when something is wrong', () => {
  it('reads well in both languages (test/fixtures/setters.errors.md, read by people)', async () => {
    const texts = LANGUAGES.map((language) => catalogue(language, 'evcc-config'));
    const sentence = (text: string, params: EvccError['params']): string =>
      text.replace(/__(\w+?)__/g, (_, name: string) => String(params[name] ?? `?${name}?`));
    const said = (one: ReadonlyMap<string, string>, { key, params }: EvccError): string => {
      const accepts = [params.accepts, params.clears]
        .filter((part) => part !== undefined)
        .map((part) => sentence(one.get(`evcc-config.accepts.${part}`) ?? '(no text)', params));
      const text = one.get(`evcc-config.errors.${key}`) ?? '(no text)';
      return sentence(text, { ...params, accepts: accepts.join(', ') });
    };
    const lines = ERRORS.flatMap((error) => [
      '',
      `${error.code} ${error.key}`,
      ...texts.map((one) => `- ${said(one, error)}`),
    ]);
    expect(lines.filter((line) => /\?\w+\?|\(no text\)/.test(line))).toEqual([]);
    const title = '# What evcc-out says when something is wrong';
    await expect([title, ...lines, ''].join('\n')).toMatchFileSnapshot('../../fixtures/setters.errors.md');
  });

  it('is all there: no key of a command is left out', () => {
    const files = readdirSync('src/lib/command', { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.ts'),
    );
    const code = files.map((file) => read(`src/lib/command/${file}`)).join('\n');
    const keys = [...code.matchAll(/new EvccError\(\s*'\w+',\s*'([\w.]+)'/g)].map(([, key]) => key);
    const shown = new Set(ERRORS.map(({ key }) => key));
    expect([...new Set(keys)].filter((key) => !shown.has(key ?? ''))).toEqual(['rangeMax']);
  });
});
