import { describe, expect, test } from 'vitest';
import { quickSite } from '../../demo/evcc';
import { world } from './support';

/** The second loadpoint's published mode and alwaysCharge after some commands, each `<setter>=<value>`. */
function after(...commands: string[]) {
  const here = world({ evcc: '0.316' });
  here.start();
  for (const command of commands) {
    const [setter = '', value = ''] = command.split('=');
    here.command(`loadpoints/2/${setter}`, value, 1500);
  }
  const said = here.evcc.published();
  return `${said.get('loadpoints/2/mode')} ${said.get('loadpoints/2/alwaysCharge')}`;
}

describe('schema 0.316', () => {
  test('publishes the mode in its three words and alwaysCharge at every loadpoint, none at a vehicle that brings no mode', () => {
    const here = world({ evcc: '0.316' });
    here.start();
    const said = here.evcc.published();
    expect([1, 2, 3].map((n) => said.get(`loadpoints/${n}/mode`))).toEqual(['smart', 'off', 'smart']);
    expect([1, 2, 3].map((n) => said.get(`loadpoints/${n}/alwaysCharge`))).toEqual(['off', 'off', 'off']);
    expect(said.get('vehicles/vehicle_1/alwaysCharge')).toBe('');
    expect(said.get('site/version')).toBe('0.316.0');
  });

  test('0.313 knows neither the word nor the topic', () => {
    const here = world();
    here.start();
    expect([...here.evcc.published().keys()].filter((topic) => topic.endsWith('/alwaysCharge'))).toEqual([]);
    const answer = here.command('loadpoints/2/mode', 'smart');
    expect(answer.map(({ topic, text }) => `${topic}=${text}`)).toEqual([
      'loadpoints/2/mode/set=smart',
      'loadpoints/2/mode/set=',
    ]);
    expect(here.command('loadpoints/2/alwaysCharge', 'on')).toHaveLength(1);
  });

  test.each([
    [['mode=pv'], 'smart off'],
    [['mode=minpv'], 'smart on'],
    [['mode=minpv', 'mode=pv'], 'smart off'],
    [['mode=minpv', 'mode=smart'], 'smart on'],
    [['alwaysCharge=once', 'mode=smart'], 'smart once'],
    [['mode=minpv', 'mode=now'], 'now on'],
    [['mode=minpv', 'mode=off', 'mode=smart'], 'smart on'],
    [['mode=SMART'], 'smart off'],
    [['mode=eco'], 'off off'],
    [['alwaysCharge=maybe'], 'off off'],
  ])('%j gives %s', (commands, expected) => {
    expect(after(...commands)).toBe(expected);
  });

  test.each([
    ['alwaysCharge=on', 'smart off'],
    ['mode=minpv', 'smart off'],
    ['mode=now', 'now off'],
  ])('of a heat pump that only switches, %s gives %s: alwaysCharge is always off', (command, expected) => {
    const here = world({ evcc: '0.316' });
    here.start();
    const [setter = '', value = ''] = command.split('=');
    const answer = here.command(`loadpoints/3/${setter}`, value, 1500);
    const said = here.evcc.published();
    expect(answer.some(({ topic, text }) => topic === `loadpoints/3/${setter}/set` && text === '')).toBe(true);
    expect(`${said.get('loadpoints/3/mode')} ${said.get('loadpoints/3/alwaysCharge')}`).toBe(expected);
  });

  test('solarShare is a share', () => {
    const here = world({ evcc: '0.316' });
    here.start();
    const share = () => here.evcc.published().get('loadpoints/2/solarShare');
    expect(share()).toBe('1');
    here.command('loadpoints/2/solarShare', '0.5');
    expect(share()).toBe('0.5');
    here.command('loadpoints/2/solarShare', '1.5');
    expect(share()).toBe('0.5');
  });

  test('once falls back when the car leaves, on stays', () => {
    const here = world({ evcc: '0.316' });
    here.start();
    const always = () => here.evcc.published().get('loadpoints/2/alwaysCharge');
    for (const [value, expected] of [
      ['once', 'off'],
      ['on', 'on'],
    ] as const) {
      here.evcc.arrive('lp-2', 'vehicle_2');
      here.evcc.look('lp-2');
      here.clock.advance(1000);
      here.command('loadpoints/2/alwaysCharge', value);
      expect(always()).toBe(value);
      here.evcc.leave('lp-2');
      here.evcc.look('lp-2');
      here.clock.advance(1000);
      expect(always()).toBe(expected);
    }
  });

  test('once is not kept over a restart, on is', () => {
    const here = world({ evcc: '0.316' });
    here.start();
    here.command('loadpoints/1/alwaysCharge', 'once');
    here.command('loadpoints/2/alwaysCharge', 'on');
    here.evcc.stop();
    here.clock.until(() => here.evcc.phase === 'stopped');
    here.start();
    expect(here.evcc.published().get('loadpoints/1/alwaysCharge')).toBe('off');
    expect(here.evcc.published().get('loadpoints/2/alwaysCharge')).toBe('on');
  });

  test('a configured minpv and a vehicle that brings its mode are translated', () => {
    const [first, ...rest] = quickSite.loadpoints;
    const [car, ...cars] = quickSite.vehicles;
    if (!first || !car) throw new Error('the demo has loadpoints and vehicles');
    const site = {
      ...quickSite,
      loadpoints: [{ ...first, mode: 'minpv' as const }, ...rest],
      vehicles: [{ ...car, mode: 'minpv' as const }, ...cars],
    };
    const said = (evcc: 'nightly' | '0.316') => {
      const here = world({ site, evcc });
      here.start();
      const values = here.evcc.published();
      return ['loadpoints/1', 'vehicles/vehicle_1'].map(
        (scope) => `${values.get(`${scope}/mode`)} ${values.get(`${scope}/alwaysCharge`)}`,
      );
    };
    expect(said('nightly')).toEqual(['minpv undefined', 'minpv undefined']);
    expect(said('0.316')).toEqual(['smart on', 'smart on']);
  });

  test('boost is possible in smart, and every change of the mode switches it off', () => {
    const here = world({ evcc: '0.316' });
    here.start();
    const boost = () => here.evcc.published().get('loadpoints/2/batteryBoost');
    here.command('loadpoints/2/batteryBoost', 'true');
    expect(boost()).toBe('false');
    here.command('loadpoints/2/mode', 'smart', 1500);
    here.command('loadpoints/2/batteryBoost', 'true', 1500);
    expect(boost()).toBe('true');
    here.command('loadpoints/2/mode', 'now', 1500);
    expect(boost()).toBe('false');
  });

  test('an upgrade comes with a restart: the old words are gone, the new topic is there', () => {
    const here = world();
    here.start();
    expect(here.evcc.published().get('loadpoints/1/mode')).toBe('pv');
    here.evcc.upgrade('0.316');
    here.clock.advance(60_000);
    expect(here.evcc.published().get('loadpoints/1/mode')).toBe('pv');
    here.evcc.crash();
    here.clock.advance(1000);
    here.start();
    expect(here.evcc.release).toBe('0.316');
    expect(here.retained().get('loadpoints/1/mode')).toBe('smart');
    expect(here.retained().get('loadpoints/1/alwaysCharge')).toBe('off');
  });
});
