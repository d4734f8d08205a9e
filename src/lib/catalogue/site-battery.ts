import {
  boolean,
  choice,
  EMPTY,
  from,
  list,
  NEVER,
  number,
  section,
  settable,
  string,
  strings,
  struct,
  time,
} from './build';
import { meter } from './site-meters';
import type { Property } from './types';

const MODES = ['unknown', 'normal', 'hold', 'charge', 'holdcharge'];
const SOC_SLIDER = { min: 0, max: 100, step: 5 };
/** evcc itself takes a bufferSoc of 120 (measured on evcc 0.313). */
const SOC = { accepts: 'number', min: 0, max: 100, rules: ['bufferOrder', 'needsBattery'] } as const;

const SETTINGS = section('site', 'battery', 'missing', [
  settable(choice('batteryMode', 'batteryMode', MODES), {
    accepts: 'batteryMode',
    clears: true,
    // The mode itself follows only in the next cycle; repeating it starts evcc's 60 s anew.
    confirm: ['site/batteryModeExternal'],
    repeats: true,
    rules: ['batteryControl'],
    ...from('0.203.0', 'site/batteryModeExternal'),
    wordsSince: { holdcharge: '0.309.0' },
  }),
  choice('batteryModeExternal', 'batteryMode', MODES, { setBy: 'site/batteryMode', since: '0.203.0' }),
  settable(number('prioritySoc', '%', { slider: SOC_SLIDER, former: ['site/prioritySoC'] }), SOC),
  settable(number('bufferSoc', '%', { slider: SOC_SLIDER, former: ['site/bufferSoC'] }), SOC),
  settable(number('bufferStartSoc', '%', { slider: SOC_SLIDER }), SOC),
  settable(boolean('batteryDischargeControl'), { accepts: 'boolean', rules: ['batteryControl'] }),
  settable(boolean('batteryGridDischarge', { since: '0.313.0' }), {
    accepts: 'boolean',
    rules: ['batteryControl'],
    ...from('0.313.0', 'site/batteryGridDischarge'),
  }),
  settable(number('batteryGridChargeLimit', 'cost', { ...EMPTY, slider: { min: -0.5, max: 2.5, step: 0.005 } }), {
    accepts: 'number',
    clears: true,
    rules: ['batteryControl'],
  }),
  boolean('batteryGridChargeActive', { setBy: 'site/batteryGridChargeLimit' }),
  boolean('batteryGridDischargeActive', { setBy: 'site/batteryGridDischarge', since: '0.316' }),
  boolean('optimizer', { since: '0.304.1' }),
  string('optimizerChargingStrategy', { since: '0.309.2' }),
  strings('optimizerChargingStrategies', { since: '0.309.2' }),
]);

// evcc 0.301.0 moved the home battery's sums below `site/battery` and the single batteries below `site/battery/devices`;
// "SoC" had become "Soc" in 0.111.
const STATE = section('site/battery', 'battery', 'never', [
  struct('', EMPTY),
  number('power', 'W', { former: ['site/batteryPower'] }),
  number('soc', '%', { former: ['site/batterySoc', 'site/batterySoC'] }),
  number('capacity', 'kWh', { former: ['site/batteryCapacity'] }),
  number('energy', 'kWh', { ...EMPTY, former: ['site/batteryEnergy'] }),
  struct('forecast', EMPTY),
  ...['highest', 'lowest'].flatMap((point) => [
    struct(`forecast/${point}`, EMPTY),
    number(`forecast/${point}/soc`, '%', { empty: 'missing' }),
    time(`forecast/${point}/time`, { empty: 'missing' }),
    boolean(`forecast/${point}/limit`, { empty: 'missing' }),
  ]),
  list('devices', { former: ['site/battery'] }),
  struct('devices/<n>', { empty: 'missing', former: ['site/battery/<n>'] }),
]);

const SUGGESTED = { since: '0.312.0' } as const;

const DEVICES = meter('site/battery/devices/<n>', 'battery', [
  number('soc', '%', NEVER),
  number('capacity', 'kWh', NEVER),
  boolean('controllable', NEVER),
  struct('suggestion', { ...EMPTY, ...SUGGESTED }),
  choice('suggestion/action', 'suggestion', ['normal', 'hold', 'charge', 'holdcharge'], SUGGESTED),
  number('suggestion/charge', 'W', SUGGESTED),
  number('suggestion/discharge', 'W', SUGGESTED),
  boolean('suggestion/actionable', SUGGESTED),
]);

export const BATTERY: readonly Property[] = [...STATE, ...SETTINGS, ...DEVICES];
