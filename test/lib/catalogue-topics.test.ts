import { expect, test } from 'vitest';
import { byTopic, formerName, lookup, nearest, PROPERTIES } from '../../src/lib/catalogue';

test('a concrete topic meets its row', () => {
  expect(lookup('loadpoints/1/mode')?.topic).toBe('loadpoints/<n>/mode');
  expect(lookup('loadpoints/27/mode')?.topic).toBe('loadpoints/<n>/mode');
  expect(lookup('vehicles/db:12.a_b-c/title')?.topic).toBe('vehicles/<name>/title');
  expect(lookup('vehicles/7/title')?.topic).toBe('vehicles/<name>/title');
  expect(lookup('site/circuits/main/power')?.topic).toBe('site/circuits/<name>/power');
  expect(lookup('site/pv/2')?.kind).toBe('struct');
});

test('loadpoints count from 1, without leading zeros', () => {
  for (const n of ['0', '01', '-1', '1.5', '1e3', 'x', '']) expect(lookup(`loadpoints/${n}/mode`), n).toBeUndefined();
});

test('phases and items of a list are scalars with the unit of their head', () => {
  expect(lookup('loadpoints/1/chargeCurrents/l2')).toMatchObject({ kind: 'number', unit: 'A', group: 'charging' });
  expect(lookup('loadpoints/1/chargeCurrents/2')).toMatchObject({ kind: 'number', unit: 'A' });
  expect(lookup('loadpoints/1/chargeCurrents/l4')).toBeUndefined();
  expect(lookup('site/grid/currents/3')).toMatchObject({ kind: 'number', unit: 'A' });
  expect(lookup('site/grid/currents/l3')).toBeUndefined();
  expect(lookup('vehicles/eup/features/1')).toMatchObject({ kind: 'string' });
  expect(lookup('vehicles/eup/features/1')?.unit).toBeUndefined();
});

test('parts of a slot are times and values, in both of evcc’s encodings', () => {
  expect(lookup('site/forecast/grid/288')).toMatchObject({ kind: 'struct' });
  for (const part of ['1', '2', 'start', 'end']) expect(lookup(`site/forecast/grid/17/${part}`)?.kind).toBe('time');
  for (const part of ['3', 'value', 'price']) {
    expect(lookup(`site/forecast/grid/17/${part}`)).toMatchObject({ kind: 'number', unit: 'currency/kWh' });
  }
  expect(lookup('site/forecast/co2/1/3')?.unit).toBe('g/kWh');
  expect(lookup('site/forecast/grid/17/4')).toBeUndefined();
});

test('hostile topics meet nothing', () => {
  const hostile = [
    '',
    '/',
    '//',
    '__proto__',
    'constructor',
    'site/__proto__',
    'site/constructor/name',
    'site//pvPower',
  ];
  hostile.push('/site/pvPower', 'site/pvPower/', 'loadpoints/<n>/mode', 'vehicles/<name>', 'vehicles/ä/title');
  hostile.push('site/toString', 'x'.repeat(65_535), '/'.repeat(65_535), 'loadpoints/1/'.repeat(5000));
  for (const topic of hostile) {
    expect(lookup(topic), topic.slice(0, 40)).toBeUndefined();
    expect(formerName(topic), topic.slice(0, 40)).toBeUndefined();
    expect(byTopic('__proto__')).toBeUndefined();
  }
  // A vehicle may well be called that: evcc allows the characters.
  expect(lookup('vehicles/__proto__/title')?.topic).toBe('vehicles/<name>/title');
});

test('former names lead to the present ones, with numbers and what follows', () => {
  expect(formerName('loadpoints/2/phases')).toBe('loadpoints/2/phasesConfigured');
  expect(formerName('loadpoints/2/chargeCurrent')).toBe('loadpoints/2/offeredCurrent');
  expect(formerName('loadpoints/1/targetSoc')).toBe('loadpoints/1/limitSoc');
  expect(formerName('loadpoints/1/vehicleTargetSoc')).toBe('loadpoints/1/vehicleLimitSoc');
  expect(formerName('site/gridPower')).toBe('site/grid/power');
  expect(formerName('site/gridEnergy')).toBe('site/grid/energy');
  expect(formerName('site/gridCurrents')).toBe('site/grid/currents');
  expect(formerName('site/gridCurrents/l2')).toBe('site/grid/currents/2');
  expect(formerName('site/batterySoc')).toBe('site/battery/soc');
  expect(formerName('site/batteryPower')).toBe('site/battery/power');
  expect(formerName('site/batteryCapacity')).toBe('site/battery/capacity');
  expect(formerName('site/batteryEnergy')).toBe('site/battery/energy');
  expect(formerName('site/battery/2')).toBe('site/battery/devices/2');
  expect(formerName('site/battery/2/soc')).toBe('site/battery/devices/2/soc');
});

test('a filter of former names is one of present names, also where `+` stands for levels that have names', () => {
  expect(formerName('loadpoints/+/chargeCurrent')).toBe('loadpoints/+/offeredCurrent');
  expect(formerName('site/battery/+/soc')).toBe('site/battery/devices/+/soc');
  expect(formerName('site/forecast/solar/+/yield')).toBe('site/forecast/solar/+/energy');
  expect(formerName('site/stats/+/chargedKWh')).toBe('site/statistics/+/chargedKWh');
  for (const filter of ['+/+/phases', 'site/+/power', 'loadpoints/+/+', '#', 'site/forecast/+/1']) {
    expect(formerName(filter), filter).toBeUndefined();
  }
});

test('a present or unknown topic has no former name', () => {
  const topics = [
    'site/grid/power',
    'site/battery/soc',
    'loadpoints/1/mode',
    'site/gridPower/x',
    'site/battery/2/x',
    'x',
  ];
  for (const topic of topics) expect(formerName(topic), topic).toBeUndefined();
});

test('a former name is a present one only where that is a struct today, which has no text of its own; none is said twice', () => {
  const names = PROPERTIES.flatMap((property) => property.former ?? []);
  const present = names.filter((name) => byTopic(name) !== undefined);
  expect(present).toEqual(['site/battery', 'site/forecast/solar']);
  for (const name of present) expect(byTopic(name)?.kind, name).toBe('struct');
  expect(new Set(names).size).toBe(names.length);
});

test('a misspelt topic meets the one that was meant, its numbers and names kept', () => {
  expect(nearest('loadpoints/2/chargpower', false)[0]).toBe('loadpoints/2/chargePower');
  expect(nearest('loadpoint/2/mode', true)[0]).toBe('loadpoints/2/mode');
  expect(nearest('loadpoints/1/batteryboost', true)[0]).toBe('loadpoints/1/batteryBoost');
  expect(nearest('loadpoints/1/maxcurent', true)[0]).toBe('loadpoints/1/maxCurrent');
  expect(nearest('loadpoints/Carport/limitSok', true)[0]).toBe('loadpoints/Carport/limitSoc');
  expect(nearest('vehicles/eup/limitsoc', true)[0]).toBe('vehicles/eup/limitSoc');
  expect(nearest('site/pv/2/pwer', false)[0]).toBe('site/pv/2/power');
  expect(nearest('site/gridpower', false)[0]).toBe('site/grid/power');
  expect(nearest('loadpoints/1/targetsoc', true)[0]).toBe('loadpoints/1/limitSoc');
});

test('a key alone is enough', () => {
  expect(nearest('chargePower', false)[0]).toBe('loadpoints/<n>/chargePower');
  expect(nearest('bateryMode', true)[0]).toBe('site/batteryMode');
  expect(nearest('batterySoc', false)[0]).toBe('site/battery/soc');
});

test('only what can be set is offered for a setting', () => {
  for (const topic of ['loadpoints/1/chargePower', 'site/pvPwer', 'loadpoints/1/vehicleNam', 'loadpoints/1/mod']) {
    for (const found of nearest(topic, true)) expect(lookup(found)?.set, found).toBeDefined();
  }
});

test('there are at most three suggestions, and none where nothing is near', () => {
  expect(nearest('loadpoints/1/sessionPric', false).length).toBeLessThanOrEqual(3);
  for (const topic of ['', 'x', 'something/else/entirely', '__proto__', 'q'.repeat(5000)]) {
    expect(nearest(topic, false), topic.slice(0, 30)).toEqual([]);
  }
});
