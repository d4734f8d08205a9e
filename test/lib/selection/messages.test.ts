import { describe, expect, test } from 'vitest';
import { labelsFor } from '../../../src/lib/catalogue/labels';
import { compile } from '../../../src/lib/selection/compile';
import { describer } from '../../../src/lib/selection/describe';
import type { ValueMessage } from '../../../src/lib/selection/message';
import { ValueSelection } from '../../../src/lib/selection/value-selection';
import { World } from '../../support/observe';

const OPTIONS = { emit: 'change', initial: true, deadband: { size: 0, type: 'num' }, interval: 0 } as const;

/** A node that says its values as a real one does, in a language. */
function spoken(world: World, topics: readonly string[], locale = 'de'): ValueMessage[] {
  const sent: ValueMessage[] = [];
  const words = describer(locale, labelsFor(locale), world.state);
  new ValueSelection(world.state, world.clock, OPTIONS, words, (message) => sent.push(message)).start(
    topics.map(compile),
  );
  return sent;
}

describe('a message', () => {
  test('of a stored copy says what it is: full topic, payload, retain, and everything of the loadpoint', () => {
    const world = new World().running({ 'loadpoints/1/chargePower': '3400' });
    const [message] = spoken(world, ['loadpoints/1/chargePower']);
    expect(message).toEqual({
      topic: 'evcc/loadpoints/1/chargePower',
      payload: 3400,
      retain: true,
      evcc: {
        topic: 'loadpoints/1/chargePower',
        scope: 'loadpoint',
        id: 1,
        name: 'lp-1',
        key: 'chargePower',
        title: 'Carport',
        unit: 'W',
        text: '3,4 kW',
        time: world.clock.now(),
        initial: true,
      },
    });
  });

  test('of a live value has its time of arrival and the value before, and is not initial', () => {
    const world = new World().running({ 'loadpoints/1/chargePower': '3400' });
    const sent = spoken(world, ['loadpoints/1/chargePower']);
    world.clock.advance(5000);
    world.live({ 'loadpoints/1/chargePower': '1500' });
    const { payload, retain, evcc } = sent[1] ?? {};
    expect([payload, retain, evcc?.previous, evcc?.initial, evcc?.time]).toEqual([
      1500,
      false,
      3400,
      false,
      world.clock.now(),
    ]);
  });

  test('has no previous when there was none, and a structure never has', () => {
    const world = new World().running({ 'site/grid/power': '100', 'site/grid/energy': '5' });
    const sent = spoken(world, ['site/pvPower', 'site/grid']);
    world.clock.advance(1000);
    world.live({ 'site/pvPower': '700', 'site/grid/power': '200' });
    world.clock.advance(1000);
    expect(sent.map(({ evcc }) => [evcc.topic, evcc.previous])).toEqual([
      ['site/grid', undefined],
      ['site/pvPower', undefined],
      ['site/grid', undefined],
    ]);
  });

  test('of what is put together or derived is not retained', () => {
    const world = new World().running({ 'site/grid/power': '100', 'loadpoints/1/chargeCurrents': '36' });
    world.stored({
      'loadpoints/1/chargeCurrents/l1': '12',
      'loadpoints/1/chargeCurrents/l2': '12',
      'loadpoints/1/chargeCurrents/l3': '12',
    });
    const sent = spoken(world, ['site/grid', 'loadpoints/1/chargeCurrents', 'status']);
    world.clock.advance(1000);
    expect(sent.map(({ evcc, retain }) => [evcc.topic, retain])).toEqual([
      ['status', false],
      ['site/grid', false],
      ['loadpoints/1/chargeCurrents', false],
    ]);
    expect(sent.find(({ evcc }) => evcc.topic === 'loadpoints/1/chargeCurrents')?.payload).toEqual([12, 12, 12]);
  });

  test.each([
    ['site/pvPower', '5', 'site', undefined, 'pvPower', undefined],
    ['loadpoints/2/mode', 'now', 'loadpoint', 2, 'mode', 'Garage'],
    ['vehicles/eup/limitSoc', '80', 'vehicle', 'eup', 'limitSoc', 'e-Up'],
    ['site/circuits/main/power', '900', 'circuit', 'main', 'power', undefined],
    ['stranger', '1', 'other', undefined, 'stranger', undefined],
  ])('of %s tells scope, id, key and title', (topic, text, scope, id, key, title) => {
    const world = new World().running();
    const sent = spoken(world, [topic]);
    world.live({ [topic]: text });
    world.clock.advance(1000);
    const { evcc } = sent.at(-1) ?? {};
    expect([evcc?.scope, evcc?.id, evcc?.key, evcc?.title]).toEqual([scope, id, key, title]);
  });

  test('has the value in the words of the language that the runtime speaks', () => {
    const stored = {
      'loadpoints/1/mode': 'now',
      'loadpoints/1/charging': 'true',
      'loadpoints/1/chargeDuration': '3720',
    };
    const texts = (locale: string): string[] =>
      spoken(new World().running(stored), Object.keys(stored), locale).map(({ evcc }) => evcc.text);
    expect(texts('de')).toEqual(['Schnell', 'ja', '1:02 h']);
    expect(texts('en-US')).toEqual(['Fast', 'yes', '1:02 h']);
  });

  test('that is put together is said by its values where they are few, else by how many they are', () => {
    const stored = {
      'loadpoints/1/chargeCurrents': '36',
      'loadpoints/1/chargeCurrents/l1': '12',
      'loadpoints/1/chargeCurrents/l2': '12.34',
      'loadpoints/1/chargeCurrents/l3': '0',
      'site/pv': '1',
      'site/pv/1/name': 'dach',
      'site/pv/1/power': '3400',
      'vehicles/eup/plan/soc': '80',
      'vehicles/eup/plan/time': '1795386900',
      'site/grid/power': '3400',
      'site/grid/energy': '5000',
      'site/grid/powers': '3',
      'site/grid/powers/1': '1',
      'site/grid/powers/2': '2',
      'site/grid/powers/3': '397',
    };
    const topics = ['loadpoints/1/chargeCurrents', 'site/pv', 'vehicles/eup/plan', 'site/grid'];
    const texts = (locale: string): Record<string, string> => {
      const world = new World().running(stored);
      const sent = spoken(world, topics, locale);
      world.clock.advance(3000);
      return Object.fromEntries(sent.map(({ evcc }) => [evcc.topic, evcc.text]));
    };
    expect(texts('de')).toEqual({
      'loadpoints/1/chargeCurrents': '12 A · 12,3 A · 0 A',
      'site/pv': '1 Eintrag',
      'vehicles/eup/plan': expect.stringMatching(/^80 % · \d\d\.\d\d\.26, \d\d:\d\d$/),
      'site/grid': '3 Werte',
    });
    expect(texts('en-US')['site/pv']).toBe('1 entry');
  });

  test("has the site's currency as unit, and °C for a heating loadpoint", () => {
    const world = new World().running({
      'site/tariffGrid': '0.312',
      'loadpoints/1/limitSoc': '55',
      'loadpoints/2/limitSoc': '80',
      'loadpoints/1/chargerFeatureHeating': 'true',
      'loadpoints/2/chargerFeatureHeating': 'false',
      'site/currency': 'CHF',
    });
    const sent = spoken(world, ['site/tariffGrid', 'loadpoints/1/limitSoc', 'loadpoints/2/limitSoc']);
    expect(sent.map(({ evcc }) => [evcc.unit, evcc.text])).toEqual([
      ['CHF/kWh', '0,312 CHF/kWh'],
      ['°C', '55 °C'],
      ['%', '80 %'],
    ]);
  });

  test('of a value that is gone is null, with the value before', () => {
    const world = new World().running({ 'vehicles/eup/limitSoc': '80' });
    const sent = spoken(world, ['vehicles/eup/limitSoc']);
    world.live({ 'vehicles/eup/limitSoc': '' });
    world.clock.advance(3000);
    expect(sent.map(({ payload, evcc }) => [payload, evcc.previous])).toEqual([
      [80, undefined],
      [null, 80],
    ]);
  });

  test('of a time holds milliseconds, of a duration seconds', () => {
    const world = new World().running({ updated: '1795386508', 'loadpoints/1/connectedDuration': '90' });
    const sent = spoken(world, ['updated', 'loadpoints/1/connectedDuration']);
    expect(sent.map(({ payload }) => payload)).toEqual([1_795_386_508_000, 90]);
  });

  test('is a copy: what is done to its payload and previous is nobody else’s', () => {
    const world = new World().running({ 'loadpoints/1/chargeCurrents': '24' });
    world.stored({
      'loadpoints/1/chargeCurrents/l1': '12',
      'loadpoints/1/chargeCurrents/l2': '12',
      'loadpoints/1/chargeCurrents/l3': '0',
    });
    const [one, two] = [spoken(world, ['loadpoints/1/chargeCurrents']), spoken(world, ['loadpoints/1/chargeCurrents'])];
    world.clock.advance(1000);
    (one[0]?.payload as number[])[0] = 99;
    expect(two[0]?.payload).toEqual([12, 12, 0]);
    world.live({ 'loadpoints/1/chargeCurrents/l3': '12' });
    world.clock.advance(1000);
    expect(one[1]?.payload).toEqual([12, 12, 12]);
  });
});
