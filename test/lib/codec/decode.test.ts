import { expect, test } from 'vitest';
import { decodeByText, decodeNumber, decodeSlotText, decodeText, toSlot } from '../../../src/lib/codec/decode';

test('a number is a number, and minus zero is zero', () => {
  expect(decodeText('number', '-647.995')).toBe(-647.995);
  expect(Object.is(decodeText('number', '-0'), 0)).toBe(true);
});

test('what is no number is null: NaN, infinities, text, hexadecimal', () => {
  for (const text of ['NaN', '+Inf', '-Inf', 'abc', '0x10', '1e999', ' 5', '5 ', '']) {
    expect(decodeNumber(text), text).toBe(null);
  }
});

test('time comes in milliseconds, a duration in seconds, nothing as null', () => {
  expect(decodeText('time', '1795386508')).toBe(1795386508000);
  expect(decodeText('duration', '180')).toBe(180);
  expect(decodeText('time', '')).toBe(null);
});

test('booleans are told by their two words only', () => {
  expect([decodeText('boolean', 'true'), decodeText('boolean', 'false'), decodeText('boolean', '1')]).toEqual([
    true,
    false,
    null,
  ]);
});

test('text stays text even when it looks like a number, where the catalogue says so', () => {
  expect(decodeText('string', '42')).toBe('42');
});

test('a key that the catalogue does not know is typed by its text', () => {
  expect(['42', '-1.5', 'true', 'off', 'NaN', ''].map(decodeByText)).toEqual([42, -1.5, true, 'off', null, null]);
});

test('a slot is start, end and value, however evcc writes it', () => {
  const slot = { start: 1795305600000, end: 1795306500000, value: 0.239 };
  expect(toSlot([1795305600, 1795306500, 0.239])).toEqual(slot);
  expect(toSlot({ start: 1795305600, end: 1795306500, value: 0.239 })).toEqual(slot);
  expect(toSlot({ start: '2026-11-22T00:00:00Z', end: '2026-11-22T00:15:00Z', price: 0.239 })).toEqual(slot);
});

test('the solar series is start and value; the text null is no list', () => {
  expect(decodeSlotText('[[1795305600,0],[1795306500,12]]')).toEqual([
    { start: 1795305600000, value: 0 },
    { start: 1795306500000, value: 12 },
  ]);
  expect(decodeSlotText('null')).toBe(null);
});
