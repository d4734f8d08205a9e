import { expect, it } from 'vitest';
import { isValueFault } from '../../src/editor/value-fault';

const LP = 'loadpoints/Carport';

it.each([
  [`${LP}/limitSoc`, 'num', '80', false],
  [`${LP}/limitSoc`, 'num', '130', true],
  [`${LP}/limitSoc`, 'num', '', true],
  [`${LP}/limitSoc`, 'num', '80.5', true],
  [`${LP}/limitSoc`, 'str', '+5', false],
  // Node-RED would make 5 of it.
  [`${LP}/limitSoc`, 'num', '+5', true],
  [`${LP}/limitSoc`, 'str', 'viel', true],
  [`${LP}/enableThreshold`, 'num', '-500', false],
  [`${LP}/enableThreshold`, 'str', '+5', true],
  [`${LP}/minCurrent`, 'num', '6,5', true],
  [`${LP}/smartCostLimit`, 'json', 'null', false],
  [`${LP}/limitSoc`, 'json', 'null', true],
  [`${LP}/enableDelay`, 'num', '90', false],
  [`${LP}/enableDelay`, 'num', '-1', true],
  [`${LP}/enableDelay`, 'str', '3m', false],
  [`${LP}/mode`, 'str', 'now', false],
  ['vehicles/eup/planSoc', 'json', '{"soc":80,"time":"07:00"}', false],
  ['vehicles/eup/planSoc', 'json', '{"soc":null,"time":"07:00"}', true],
  ['vehicles/eup/planSoc', 'json', '{"soc":80,"time":""}', true],
  ['vehicles/eup/planSoc', 'json', '{"soc":0}', false],
  ['vehicles/eup/planSoc', 'json', 'null', false],
  [`${LP}/planStrategy`, 'json', '{"continuous":true,"precondition":null}', true],
  [`${LP}/planStrategy`, 'json', '{"continuous":true,"precondition":1800}', false],
  // What comes later is judged then.
  [`${LP}/limitSoc`, 'msg', 'payload', false],
  ['site/unknown', 'num', 'x', false],
])('a fixed %s as %s %j: wrong is %s', (target, type, value, wrong) => {
  expect(isValueFault(target, { type, value })).toBe(wrong);
});
