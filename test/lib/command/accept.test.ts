import { describe, expect, it } from 'vitest';
import { SETTERS } from '../../../src/lib/catalogue';
import { errorOf, judge, RECORDED_AT, verdict } from './support';

const LP = 'loadpoints/1';

describe('numbers', () => {
  it.each([
    [80, '80'],
    ['80', '80'],
    [' 80 ', '80'],
    ['80.0', '80'],
    [Buffer.from('80'), '80'],
    [0, '0'],
    [-0, '0'],
    ['80,5', 'EVCC_INVALID invalid.integer'],
    [80.5, 'EVCC_INVALID invalid.integer'],
    ['80 %', 'EVCC_INVALID invalid.integer'],
    ['abc', 'EVCC_INVALID invalid.integer'],
    [true, 'EVCC_INVALID invalid.integer'],
    [[80], 'EVCC_INVALID invalid.integer'],
    [{ value: 80 }, 'EVCC_INVALID invalid.integer'],
    [Number.NaN, 'EVCC_INVALID invalid.integer'],
    ['1e999', 'EVCC_INVALID invalid.integer'],
    ['0x50', 'EVCC_INVALID invalid.integer'],
    [101, 'EVCC_INVALID range'],
    [-5, 'EVCC_INVALID range'],
    ['', 'EVCC_INVALID emptyPayload'],
    ['  ', 'EVCC_INVALID emptyPayload'],
    [undefined, 'EVCC_INVALID emptyPayload'],
    [null, 'EVCC_INVALID notClearable'],
  ])('of limitSoc: %j → %s', (value, expected) => {
    expect(verdict(`${LP}/limitSoc`, value)).toBe(expected);
  });

  it.each([
    ['minCurrent', 6.5, '6.5'],
    ['minCurrent', '6.125', '6.125'],
    ['minCurrent', 0, 'EVCC_INVALID rangeAbove'],
    ['minCurrent', '6,5', 'EVCC_INVALID invalid.number'],
    ['limitEnergy', 12.5, '12.5'],
    ['limitEnergy', -1, 'EVCC_INVALID rangeMin'],
    ['enableThreshold', '-500', '-500'],
    ['enableThreshold', '+500', '500'],
    ['smartCostLimit', '-0.05', '-0.05'],
    ['smartCostLimit', 1e-7, '1e-7'],
    ['priority', 11, 'EVCC_INVALID range'],
    ['enableThreshold', Number.POSITIVE_INFINITY, 'EVCC_INVALID invalid.number'],
  ])('of %s: %j → %s', (key, value, expected) => {
    expect(verdict(`${LP}/${key}`, value)).toBe(expected);
  });

  it.each([
    ['limitSoc', '+5', 80, '85'],
    ['limitSoc', '-5', 80, '75'],
    ['limitSoc', '+25', 80, 'EVCC_INVALID range'],
    ['limitSoc', '+0.5', 80, 'EVCC_INVALID invalid.integer'],
    ['minCurrent', '+0.1', 6.2, '6.3'],
    ['minCurrent', '-6', 6, 'EVCC_INVALID rangeAbove'],
    ['priority', '+1', 2, '3'],
    ['enableDelay', '+30', 60, '90'],
    ['enableDelay', '-1m', 90, '30'],
    ['enableDelay', '-90', 60, 'EVCC_INVALID rangeMin'],
  ])('change %s by %s: from %d to %s', (key, value, present, expected) => {
    expect(verdict(`${LP}/${key}`, value, { [`${LP}/${key}`]: present })).toBe(expected);
  });

  it('need the present value to change it', () => {
    expect(verdict(`${LP}/limitSoc`, '+5')).toBe('EVCC_INVALID relative');
  });

  it.each([
    ['vehicles/eup/limitSoc', '', '-10', '90'],
    ['vehicles/eup/limitSoc', '', '+10', 'EVCC_INVALID relativeNone'],
    [`${LP}/limitSoc`, 0, '-5', '95'],
    // 5 % would stop the car that had no limit.
    [`${LP}/limitSoc`, 0, '+5', 'EVCC_INVALID relativeNone'],
    [`${LP}/limitSoc`, 5, '-5', 'EVCC_INVALID relativeNone'],
    [`${LP}/limitSoc`, 80, '+5', '85'],
    [`${LP}/limitEnergy`, 0, '+5', 'EVCC_INVALID relativeNone'],
    [`${LP}/limitEnergy`, 0, '-5', 'EVCC_INVALID relativeNone'],
    [`${LP}/limitEnergy`, 20, '+5', '25'],
    ['site/gridExportLimit', 0, '+500', 'EVCC_INVALID relativeNone'],
    // Here 0 is a quantity.
    [`${LP}/minSoc`, 0, '+20', '20'],
  ])('%s of %j changed by %s, where 0 is no limit: %s', (topic, now, given, expected) => {
    expect(verdict(topic, given, { [topic]: now })).toBe(expected);
  });

  it('of a vehicle that are 0 are confirmed by "no value" too', () => {
    expect(judge('vehicles/eup/limitSoc', 0).expected).toEqual([{ topic: 'vehicles/eup/limitSoc', values: [0, null] }]);
    expect(judge(`${LP}/limitSoc`, 0).expected).toEqual([{ topic: `${LP}/limitSoc`, values: [0] }]);
  });

  it('say their unit, which is °C at a heating device', () => {
    expect(errorOf(() => judge(`${LP}/limitSoc`, 101)).params.unit).toBe(' %');
    const heating = { [`${LP}/chargerFeatureHeating`]: true };
    expect(errorOf(() => judge(`${LP}/limitSoc`, 101, heating)).params.unit).toBe(' °C');
  });

  it('for the whole site are confirmed by every loadpoint', () => {
    expect(judge('site/smartCostLimit', 0.2, { loadpoints: 3 }).expected).toEqual(
      [1, 2, 3].map((n) => ({ topic: `loadpoints/${n}/smartCostLimit`, values: [0.2] })),
    );
  });
});

describe('clearing', () => {
  it.each([null, '-', 'null', 'NONE', 'nil'])('by %j empties the state', (value) => {
    expect(judge(`${LP}/smartCostLimit`, value)).toMatchObject({
      text: '-',
      expected: [{ topic: `${LP}/smartCostLimit`, values: [null] }],
    });
  });

  it('a battery mode makes it unknown', () => {
    expect(judge('site/batteryMode', null)).toMatchObject({
      text: '-',
      expected: [{ topic: 'site/batteryModeExternal', values: ['unknown'] }],
    });
  });

  it('is an error for every setting that has no such thing', () => {
    const deletable = ['planSoc', 'planEnergy'];
    const fixed = SETTERS.filter(({ set }) => !set?.clears && !deletable.includes(set?.accepts ?? ''));
    for (const { topic } of fixed) {
      const concrete = topic.replace('<n>', '1').replace('<name>', 'eup');
      expect(verdict(concrete, null), topic).toBe('EVCC_INVALID notClearable');
    }
  });
});

describe('booleans', () => {
  const topic = `${LP}/batteryBoost`;

  it.each([true, 'true', 'TRUE', 1, '1', 'on', 'On'])('%j is on', (value) => {
    expect(verdict(topic, value)).toBe('true');
  });

  it.each([false, 'false', 0, '0', 'off', 'OFF'])('%j is off', (value) => {
    expect(verdict(topic, value)).toBe('false');
  });

  it.each([2, 'yes', 'ein', {}, [], -1])('%j is neither', (value) => {
    expect(verdict(topic, value)).toBe('EVCC_INVALID invalid.boolean');
  });

  it('toggle', () => {
    expect(verdict(topic, 'toggle', { [topic]: true })).toBe('false');
    expect(verdict(topic, 'Toggle', { [topic]: false })).toBe('true');
    expect(verdict(topic, 'toggle')).toBe('EVCC_INVALID toggle');
  });
});

describe('modes', () => {
  const topic = `${LP}/mode`;
  const always = `${LP}/alwaysCharge`;
  const classic = { loadpoints: 2, [topic]: 'pv' };
  const smart = { loadpoints: 2, [topic]: 'off', [always]: 'off' };

  it.each([
    ['off', 'off'],
    ['now', 'now'],
    ['pv', 'pv'],
    ['minpv', 'minpv'],
    ['smart', 'pv'],
    ['PV', 'pv'],
    ['MinPV', 'minpv'],
  ])('on the old schema: %s is %s', (word, text) => {
    expect(judge(topic, word, classic)).toMatchObject({ text, expected: [{ topic, values: [text] }] });
  });

  it.each([
    ['off', ['off']],
    ['now', ['now']],
    ['smart', ['smart']],
    ['pv', ['smart', 'off']],
    ['minpv', ['smart', 'on', 'once']],
  ])('on the new schema: %s is %j', (word, [mode, ...charge]) => {
    const expected = [{ topic, values: [mode] }, ...(charge.length > 0 ? [{ topic: always, values: charge }] : [])];
    expect(judge(topic, word, smart)).toMatchObject({ text: word, expected });
  });

  it('of a loadpoint without alwaysCharge follow the schema of the others', () => {
    expect(judge(topic, 'pv', { loadpoints: 2, [topic]: 'off', 'loadpoints/2/alwaysCharge': 'off' })).toMatchObject({
      text: 'pv',
      expected: [{ topic, values: ['smart'] }],
    });
  });

  it('follow the version where no alwaysCharge is published; a mode smart may be left from a newer evcc', () => {
    const known = { loadpoints: 1, [topic]: 'smart' };
    expect(judge(topic, 'smart', known)).toMatchObject({ text: 'pv', expected: [{ topic, values: ['pv'] }] });
    expect(judge(topic, 'minpv', { ...known, 'site/version': '0.313.2' })).toMatchObject({
      text: 'minpv',
      expected: [{ topic, values: ['minpv'] }],
    });
    expect(judge(topic, 'smart', { ...known, 'site/version': '0.316.0' }).text).toBe('smart');
  });

  it.each(['chargerFeatureSwitchDevice', 'chargerFeatureContinuous'])(
    'are done by the mode alone at a %s',
    (feature) => {
      const known = { loadpoints: 1, [topic]: 'now', [always]: 'off', [`loadpoints/1/${feature}`]: true };
      for (const word of ['pv', 'minpv']) {
        expect(judge(topic, word, known)).toMatchObject({ text: word, expected: [{ topic, values: ['smart'] }] });
      }
    },
  );

  it.each([
    ['off', 'toggle', 'pv'],
    ['pv', '+1', 'minpv'],
    ['minpv', '+1', 'now'],
    ['now', 'Toggle', 'off'],
    ['off', '-1', 'now'],
    ['now', '-1', 'minpv'],
    ['smart', '+1', 'minpv'],
  ])('step through those of an evcc before 0.316: %s, %s is %s', (from, step, to) => {
    expect(verdict(topic, step, { loadpoints: 1, [topic]: from })).toBe(to);
  });

  it.each([
    ['off', '+1', 'smart'],
    ['smart', 'toggle', 'now'],
    ['now', '+1', 'off'],
    ['off', '-1', 'now'],
    ['now', '-1', 'smart'],
  ])('step through those of an evcc from 0.316: %s, %s is %s', (from, step, to) => {
    expect(verdict(topic, step, { loadpoints: 1, [topic]: from, [always]: 'off' })).toBe(to);
  });

  it('cannot step from what is not known', () => {
    expect(verdict(topic, '+1')).toBe('EVCC_INVALID toggle');
    expect(verdict(topic, '+2')).toBe('EVCC_INVALID invalid.mode');
  });

  it.each(['foo', '', 1, true, 'pv,'])('are words: not %j', (value) => {
    expect(verdict(topic, value)).toMatch(/^EVCC_INVALID (invalid.mode|emptyPayload)$/);
  });

  it('name all words where there is none', () => {
    expect(errorOf(() => judge(topic, 'foo'))).toMatchObject({
      params: { values: 'off, pv, minpv, smart, now, toggle, "+1", "-1"', value: 'foo' },
      cause: { topic, value: 'foo', accepts: 'off, pv, minpv, smart, now, toggle, "+1", "-1"' },
    });
  });

  it.each([
    ['off', 'off'],
    ['Once', 'once'],
    [true, 'on'],
    [false, 'off'],
  ])('alwaysCharge: %j is %s', (value, text) => {
    expect(verdict(always, value)).toBe(text);
  });

  it('alwaysCharge knows no other word', () => {
    expect(verdict(always, 'twice')).toBe('EVCC_INVALID invalid.alwaysCharge');
  });

  it.each(['normal', 'HOLD', 'charge', 'holdcharge', 'unknown'])('of the battery: %s', (word) => {
    expect(judge('site/batteryMode', word)).toMatchObject({
      text: word.toLowerCase(),
      expected: [{ topic: 'site/batteryModeExternal', values: [word.toLowerCase()] }],
    });
  });

  it('of the battery are no others', () => {
    expect(verdict('site/batteryMode', 'discharge')).toBe('EVCC_INVALID invalid.batteryMode');
  });
});

describe('phases', () => {
  it.each([
    [0, '0'],
    ['1', '1'],
    [3, '3'],
    [2, 'EVCC_INVALID invalid.phases'],
    ['x', 'EVCC_INVALID invalid.phases'],
    ['+1', '1'],
  ])('%j → %s', (value, expected) => {
    expect(verdict(`${LP}/phasesConfigured`, value)).toBe(expected);
  });
});

describe('delays', () => {
  it.each([
    [90, '90'],
    ['90', '90'],
    ['90s', '90'],
    ['3m', '180'],
    ['3 min', '180'],
    ['1m30s', '90'],
    ['1h', '3600'],
    ['1.5m', '90'],
    ['1:30', '90'],
    ['1:00:05', '3605'],
    [0, '0'],
    ['1:75', 'EVCC_INVALID invalid.delay'],
    ['90,5', 'EVCC_INVALID invalid.delay'],
    [90.5, 'EVCC_INVALID invalid.delay'],
    ['0.5s', 'EVCC_INVALID invalid.delay'],
    ['soon', 'EVCC_INVALID invalid.delay'],
    ['s', 'EVCC_INVALID invalid.delay'],
    [-5, 'EVCC_INVALID rangeMin'],
    [true, 'EVCC_INVALID invalid.delay'],
  ])('%j → %s', (value, expected) => {
    expect(verdict(`${LP}/enableDelay`, value)).toBe(expected);
  });
});

describe('plans', () => {
  const soc = 'vehicles/eup/planSoc';
  const energy = `${LP}/planEnergy`;
  /** 22:29:46 UTC, 23:29:46 in Berlin, on 22 November 2026. */
  const tomorrow = RECORDED_AT + 20 * 3_600_000;
  const written = '2026-11-23T18:29:46Z';

  it.each([
    new Date(tomorrow),
    tomorrow,
    tomorrow + 999,
    String(tomorrow),
    written,
    '2026-11-23T19:29:46+01:00',
    '2026-11-23t18:29:46.000z',
  ])('take %j as their time', (time) => {
    expect(verdict(soc, { soc: 90, time })).toBe(`{"value":90,"time":"${written}"}`);
    expect(verdict(energy, { energy: '10.5', time })).toBe(`{"value":10.5,"time":"${written}"}`);
  });

  it('take a Date of another realm, as function nodes make them', async () => {
    const { runInNewContext } = await import('node:vm');
    const time: unknown = runInNewContext(`new Date(${tomorrow})`);
    expect(verdict(soc, { soc: 90, time })).toBe(`{"value":90,"time":"${written}"}`);
    expect(verdict(soc, runInNewContext(`({ soc: 90, time: new Date(${tomorrow}) })`))).toBe(
      `{"value":90,"time":"${written}"}`,
    );
  });

  it.each([
    ['07:00', '2026-11-23T06:00:00Z'],
    ['7:00', '2026-11-23T06:00:00Z'],
    ['23:30', '2026-11-22T22:30:00Z'],
    ['23:29', '2026-11-23T22:29:00Z'],
    ['06:30:15', '2026-11-23T05:30:15Z'],
  ])('take a time of day as its next occurrence: %s', (time, at) => {
    expect(verdict(soc, { soc: 80, time })).toBe(`{"value":80,"time":"${at}"}`);
  });

  it('warn when evcc lives in another time zone', () => {
    expect(judge(soc, { soc: 80, time: '07:00' }, { 'site/timezone': 'UTC +00:00' }).warnings).toEqual(['timezone']);
    expect(judge(soc, { soc: 80, time: '07:00' }, { 'site/timezone': 'CET +01:00' }).warnings).toEqual([]);
    expect(judge(soc, { soc: 80, time: '07:00' }, { 'site/timezone': 'Europe/Vienna' }).warnings).toEqual([]);
    expect(judge(soc, { soc: 80, time: written }, { 'site/timezone': 'UTC +00:00' }).warnings).toEqual([]);
  });

  it('are confirmed by what evcc makes of them', () => {
    expect(judge(soc, { value: 90, time: tomorrow }).expected).toEqual([
      { topic: 'vehicles/eup/plan/soc', values: [90], live: true },
      { topic: 'vehicles/eup/plan/time', values: [tomorrow], live: true },
    ]);
    expect(judge(energy, { value: 10, time: tomorrow }).expected).toEqual([
      { topic: energy, values: [10] },
      { topic: `${LP}/planTime`, values: [tomorrow] },
    ]);
  });

  it.each([null, 'null', { value: 0 }, { soc: 0, time: '2020-01-01T00:00:00Z' }, '{"value":0}'])(
    'are deleted by %j',
    (value) => {
      expect(judge(soc, value)).toMatchObject({
        text: '{"value":0}',
        expected: [{ topic: 'vehicles/eup/plan', values: [null] }],
      });
    },
  );

  it('of a loadpoint are deleted too', () => {
    expect(judge(energy, null)).toMatchObject({
      text: '{"value":0}',
      expected: [
        { topic: energy, values: [0, null] },
        { topic: `${LP}/planTime`, values: [null] },
      ],
    });
  });

  it.each([
    ['2027-10-05T07:00', '2027-10-05T05:00:00Z'],
    ['2027-10-05 07:00:00', '2027-10-05T05:00:00Z'],
    ['2027-01-05 07:00', '2027-01-05T06:00:00Z'],
    ['2027-10-05T07:00Z', '2027-10-05T07:00:00Z'],
    ['2027-10-05T07:00:00+0200', '2027-10-05T05:00:00Z'],
    ['2027-10-05T07:00:00.000+02:00', '2027-10-05T05:00:00Z'],
    ['2027-10-05 07:00:00 -0430', '2027-10-05T11:30:00Z'],
    ['2027-10-05T07:00+02', '2027-10-05T05:00:00Z'],
    // An hour that the change to summer time leaves out is an hour later, one that comes twice the first.
    ['2027-03-28T02:30', '2027-03-28T01:30:00Z'],
    ['2027-10-31T02:30', '2027-10-31T00:30:00Z'],
  ])('take a time as people have it: %s', (time, utc) => {
    expect(verdict(soc, { soc: 90, time })).toBe(`{"value":90,"time":"${utc}"}`);
  });

  it('warn of another time zone where a day has none', () => {
    const known = { 'site/timezone': 'America/New_York' };
    expect(judge(soc, { soc: 90, time: '2027-10-05T07:00' }, known).warnings).toEqual(['timezone']);
    expect(judge(soc, { soc: 90, time: '2027-10-05T07:00Z' }, known).warnings).toEqual([]);
  });

  it.each([
    [{ soc: 90 }, 'planTimeMissing'],
    [{ soc: 90, time: '' }, 'planTime'],
    [{ soc: 90, time: null }, 'planTime'],
    [{ soc: 90, time: 'tomorrow' }, 'planTime'],
    [{ soc: 90, time: '25:00' }, 'planTime'],
    [{ soc: 90, time: '2026-11-31T18:29:46' }, 'planTime'],
    [{ soc: 90, time: '2026-11-24T24:00' }, 'planTime'],
    [{ soc: 90, time: '2026-11-24T18:29+25:00' }, 'planTime'],
    [{ soc: 90, time: '2026-11-24' }, 'planTime'],
    [{ soc: 90, time: new Date(Number.NaN) }, 'planTime'],
    [{ soc: 90, time: 8.64e15 }, 'planTime'],
    [{ soc: 90, time: '2020-01-01T00:00:00Z' }, 'planPast'],
    [{ soc: 90, time: RECORDED_AT }, 'planPast'],
    [{ soc: 101, time: '07:00' }, 'range'],
    [{ soc: 80.5, time: '07:00' }, 'invalid.planSoc'],
    [{ soc: 'full', time: '07:00' }, 'invalid.planSoc'],
    [{ energy: 10, time: '07:00' }, 'invalid.planSoc'],
    [{ soc: 10, value: 20, time: '07:00' }, 'invalid.planSoc'],
    [{}, 'invalid.planSoc'],
    [80, 'invalid.planSoc'],
    ['80', 'invalid.planSoc'],
    ['{"value":', 'invalid.planSoc'],
    [[80, '07:00'], 'invalid.planSoc'],
    [new Date(), 'invalid.planSoc'],
  ])('refuse %j: %s', (value, key) => {
    expect(verdict(soc, value)).toBe(`EVCC_INVALID ${key}`);
  });

  it('refuse a payload that cannot be read', () => {
    const value = {
      get soc() {
        throw new Error('locked');
      },
    };
    expect(verdict(soc, value)).toBe('EVCC_INVALID unreadable');
  });
});

describe('strategies', () => {
  const topic = `${LP}/planStrategy`;
  const known = { [`${topic}/continuous`]: true, [`${topic}/precondition`]: 900 };

  it.each([
    [{ continuous: false, precondition: 1800 }, '{"continuous":false,"precondition":1800}'],
    [{ continuous: false }, '{"continuous":false,"precondition":900}'],
    [{ precondition: 0 }, '{"continuous":true,"precondition":0}'],
    [{ precondition: '30m' }, '{"continuous":true,"precondition":1800}'],
    ['{"continuous":false,"precondition":0}', '{"continuous":false,"precondition":0}'],
    [{ continuous: 'on' }, '{"continuous":true,"precondition":900}'],
    [{ continuous: 0 }, '{"continuous":false,"precondition":900}'],
    [{ continuous: 'true' }, '{"continuous":true,"precondition":900}'],
    [{}, 'EVCC_INVALID invalid.strategy'],
    [{ continous: true }, 'EVCC_INVALID invalid.strategy'],
    [{ precondition: -1 }, 'EVCC_INVALID invalid.strategy'],
    ['nope', 'EVCC_INVALID invalid.strategy'],
    [true, 'EVCC_INVALID invalid.strategy'],
    [null, 'EVCC_INVALID notClearable'],
  ])('%j → %s', (value, expected) => {
    expect(verdict(topic, value, known)).toBe(expected);
  });

  it('cannot keep what is not known', () => {
    expect(verdict(topic, { continuous: true })).toBe('EVCC_INVALID relative');
  });

  it('are confirmed by both fields', () => {
    expect(judge(topic, { continuous: true, precondition: 900 }).expected).toEqual([
      { topic: `${topic}/continuous`, values: [true] },
      { topic: `${topic}/precondition`, values: [900] },
    ]);
  });
});

describe('vehicles', () => {
  const topic = `${LP}/vehicle`;
  const known = {
    vehicles: 3,
    'vehicles/eup/title': 'blue e-Golf',
    'vehicles/zoe/title': 'Zoe',
    'vehicles/bike/title': 'eup',
  };

  it.each([
    ['eup', 'eup'],
    ['blue e-Golf', 'eup'],
    [' Zoe ', 'zoe'],
    ['guest', '-'],
    ['Guest', '-'],
    [null, '-'],
    ['-', '-'],
    ['zoë', 'EVCC_INVALID invalid.vehicle'],
    ['unknown_car', 'EVCC_INVALID invalid.vehicle'],
    [1, 'EVCC_INVALID invalid.vehicle'],
  ])('%j → %s', (value, expected) => {
    expect(verdict(topic, value, known)).toBe(expected);
  });

  it('are confirmed by the name at the loadpoint', () => {
    expect(judge(topic, 'Zoe', known).expected).toEqual([{ topic: `${LP}/vehicleName`, values: ['zoe'] }]);
    expect(judge(topic, 'guest', known).expected).toEqual([{ topic: `${LP}/vehicleName`, values: [null] }]);
  });

  it('of the same title have to be called by name', () => {
    const twins = { vehicles: 2, 'vehicles/a/title': 'Golf', 'vehicles/b/title': 'Golf' };
    expect(verdict(topic, 'Golf', twins)).toBe('EVCC_INVALID titleTwice');
    expect(verdict(topic, 'a', twins)).toBe('a');
  });

  it('that are not known are not checked', () => {
    expect(verdict(topic, 'eup')).toBe('eup');
    expect(verdict(topic, 'blue e-Golf')).toBe('EVCC_INVALID invalid.vehicle');
  });
});

describe('an error', () => {
  it('names huge values in short', () => {
    const huge = { list: Array.from({ length: 1e5 }, (_, at) => at) };
    for (const value of ['x'.repeat(1e6), huge, Buffer.alloc(1e6)]) {
      const { params, cause } = errorOf(() => judge(`${LP}/limitSoc`, value));
      expect(String(params.value).length).toBeLessThanOrEqual(60);
      expect(JSON.stringify(cause).length).toBeLessThan(300);
    }
  });

  it('is made of circular objects and of those whose getters throw', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    const locked = {
      get mode() {
        throw new Error('locked');
      },
    };
    for (const value of [circle, locked, Object.create(null), new Map(), Symbol('x'), 10n, () => 1]) {
      expect(errorOf(() => judge(`${LP}/mode`, value)).key).toBe('invalid.mode');
    }
  });

  it('says what every setting accepts', () => {
    for (const { topic } of SETTERS) {
      const concrete = topic.replace('<n>', '1').replace('<name>', 'eup');
      const { cause } = errorOf(() => judge(concrete, []));
      expect(cause?.accepts.length, topic).toBeGreaterThan(5);
    }
  });
});
