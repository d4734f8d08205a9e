import { describe, expect, it } from 'vitest';
import { PROPERTIES, SETTERS } from '../../../src/lib/catalogue';
import { isNoTarget, parseTarget } from '../../../src/lib/command/target';
import { errorOf } from './support';

const topicOf = (text: string, root = 'evcc') => parseTarget(text, root).setting.topic;
const concrete = (pattern: string) => pattern.replace('<n>', '2').replace('<name>', 'eup');

describe('a target', () => {
  it.each([
    'loadpoints/1/mode',
    'loadpoints/1/mode/set',
    'evcc/loadpoints/1/mode',
    'evcc/loadpoints/1/mode/set',
    ' loadpoints/1/mode ',
  ])('may be relative or full, with or without /set: %s', (text) => {
    expect(topicOf(text)).toBe('loadpoints/1/mode');
  });

  it('knows a root of several levels', () => {
    expect(topicOf('haus/evcc/site/bufferSoc/set', 'haus/evcc')).toBe('site/bufferSoc');
  });

  it('is taken as relative where the root is called like a part of evcc', () => {
    expect(topicOf('site/bufferSoc', 'site')).toBe('site/bufferSoc');
    expect(topicOf('site/site/bufferSoc', 'site')).toBe('site/bufferSoc');
  });

  it.each(SETTERS.map(({ topic }) => concrete(topic)))('can be %s', (topic) => {
    expect(topicOf(topic)).toBe(topic);
  });

  it.each([
    'loadpoints/Carport/mode',
    'loadpoints/lp-1/limitSoc',
    'loadpoints/Garage%2FHof/phasesConfigured',
    'vehicles/blue e-Golf/limitSoc',
  ])('may call a loadpoint or vehicle by name or title: %s', (topic) => {
    expect(topicOf(topic)).toBe(topic);
  });

  it.each([
    ['loadpoints/2/phases', 'loadpoints/2/phasesConfigured'],
    ['loadpoints/Carport/phases/set', 'loadpoints/Carport/phasesConfigured'],
    ['loadpoints/2/targetSoc', 'loadpoints/2/limitSoc'],
    ['evcc/site/bufferSoC', 'site/bufferSoc'],
  ])('by a former name is taken as the new one: %s', (former, topic) => {
    expect(parseTarget(former, 'evcc')).toMatchObject({
      setting: { topic },
      former: former.replace('evcc/', '').replace('/set', ''),
    });
  });

  it.each(['', '/', 'evcc', 'evcc/', ' evcc '])('is none when it is empty or the root: "%s"', (text) => {
    expect(isNoTarget(text, 'evcc')).toBe(true);
  });

  it('is one otherwise', () => {
    expect(isNoTarget('evcc/site', 'evcc')).toBe(false);
  });
});

describe('a topic that is no setting', () => {
  it.each([
    ['loadpoints/2/batteryboost', 'loadpoints/2/batteryBoost'],
    ['loadpoints/1/limitSco', 'loadpoints/1/limitSoc'],
    ['vehicles/blue e-Golf/limitSo', 'vehicles/blue e-Golf/limitSoc'],
    ['site/bufersoc', 'site/bufferSoc'],
    ['/evcc/loadpoints/1/mode', 'loadpoints/1/mode'],
    ['/loadpoints/1/mode/set', 'loadpoints/1/mode'],
    ['loadpoints/1/mode/', 'loadpoints/1/mode'],
    ['other/loadpoints/Carport/mode', 'loadpoints/Carport/mode'],
    ['haus/evcc/site/bufferSoc', 'site/bufferSoc'],
    ['/evcc/loadpoints/1/limitSco', 'loadpoints/1/limitSoc'],
    ['other/loadpoints/1/effectiveLimitSoc', 'loadpoints/1/limitSoc'],
  ])('is answered with the nearest: %s → %s', (topic, near) => {
    const error = errorOf(() => topicOf(topic));
    expect(error).toMatchObject({ code: 'EVCC_UNKNOWN_SETTING', key: 'unknownSettingNear' });
    expect(String(error.params.near).split(', ')).toContain(near);
  });

  it.each([
    'something/else',
    'loadpoints/1/mode/extra',
    '/',
    '#',
    'loadpoints/+/mode',
    '__proto__/constructor',
    'a'.repeat(1000),
  ])('is unknown: %s', (topic) => {
    const error = errorOf(() => topicOf(topic));
    expect(error.code).toBe('EVCC_UNKNOWN_SETTING');
    expect(String(error.params.topic).length).toBeLessThanOrEqual(60);
  });

  it.each([
    ['loadpoints/1/effectiveLimitSoc', 'loadpoints/1/limitSoc'],
    ['loadpoints/Carport/vehicleName', 'loadpoints/Carport/vehicle'],
    ['vehicles/eup/plan/soc', 'vehicles/eup/planSoc'],
    ['site/batteryModeExternal', 'site/batteryMode'],
    ['loadpoints/1/effectivePlanSoc', 'vehicles/<name>/planSoc'],
  ])('but follows one names it: %s → %s', (topic, use) => {
    expect(errorOf(() => topicOf(topic))).toMatchObject({
      code: 'EVCC_NOT_SETTABLE',
      key: 'readOnlyUse',
      params: { use },
      cause: { topic, accepts: use },
    });
  });

  it('but a value by a former name says so', () => {
    expect(errorOf(() => topicOf('site/gridPower'))).toMatchObject({
      code: 'EVCC_NOT_SETTABLE',
      key: 'readOnly',
      params: { topic: 'site/grid/power' },
    });
  });

  it.each(['vehicles/eup/mode', 'vehicles/eup/repeatingPlans', 'vehicles/eup/repeatingPlans/1/soc'])(
    'but evcc’s REST interface can set it says that: %s',
    (topic) => {
      expect(errorOf(() => topicOf(topic))).toMatchObject({ code: 'EVCC_NOT_SETTABLE', key: 'restOnly' });
    },
  );

  it('is refused for every property without a setter', () => {
    const accepted = PROPERTIES.filter((one) => one.set === undefined)
      .map(({ topic }) => concrete(topic).replaceAll('<n>', '1'))
      .filter((topic) => errorOf(() => topicOf(topic)).code !== 'EVCC_NOT_SETTABLE');
    expect(accepted).toEqual([]);
  });
});
