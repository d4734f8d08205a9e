import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawPayload, rawTopic } from '../../../src/lib/command/raw';
import { errorOf } from './support';

describe('a raw topic', () => {
  it.each([
    ['loadpoints/1/mode/set', 'loadpoints/1/mode/set'],
    ['evcc/loadpoints/1/mode/set', 'loadpoints/1/mode/set'],
    ['own/thing', 'own/thing'],
    ['a.b/c..d', 'a.b/c..d'],
    ['sub/$thing', 'sub/$thing'],
  ])('is below the root: %s → %s', (given, topic) => {
    expect(rawTopic(given, 'evcc')).toBe(topic);
  });

  it.each([
    '',
    ' ',
    'evcc',
    'evcc/',
    '/evcc/site',
    'a//b',
    'a/',
    '/a',
    '..',
    '../other',
    'a/../b',
    'a/./b',
    'evcc/../other',
    'a/+/b',
    'a/#',
    '#',
    '$SYS/broker',
    'evcc/$SYS',
    'a\0b',
    'a'.repeat(65_536),
  ])('is refused: %j', (given) => {
    const error = errorOf(() => rawTopic(given, 'evcc'));
    expect(error).toMatchObject({ code: 'EVCC_INVALID', key: 'rawTopic' });
    expect(String(error.params.topic).length).toBeLessThanOrEqual(60);
  });

  it('is below the root whatever is given, or refused', () => {
    const piece = fc.constantFrom('evcc', '..', '.', '', '+', '#', '$SYS', 'site', '\0', 'ä', '%2e%2e', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const given = pieces.join('/');
        let topic: string;
        try {
          topic = rawTopic(given, 'evcc');
        } catch {
          return;
        }
        const segments = `evcc/${topic}`.split('/');
        expect(segments[0]).toBe('evcc');
        expect(segments.length).toBeGreaterThan(1);
        expect(segments.every((one) => !['', '.', '..', '+', '#'].includes(one) && !one.includes('\0'))).toBe(true);
      }),
    );
  });
});

describe('a raw payload', () => {
  it.each([
    ['text', 'text'],
    ['', ''],
    [null, ''],
    [1.5, '1.5'],
    [-0, '0'],
    [true, 'true'],
    [{ a: 1 }, '{"a":1}'],
    [[1, 2], '[1,2]'],
  ])('is what mqtt out would publish: %j', (value, text) => {
    expect(rawPayload(value, 'own')).toBe(text);
  });

  it('may be a big integer', () => {
    expect(rawPayload(10n, 'own')).toBe('10');
  });

  it('is bytes as they are', () => {
    const bytes = Buffer.from([0, 255, 10]);
    expect(rawPayload(bytes, 'own')).toBe(bytes);
    expect(rawPayload(new Uint16Array([1, 2]).subarray(1), 'own')).toEqual(new Uint8Array([2, 0]));
  });

  it('is refused where there is none: an empty text would delete what the broker stores', () => {
    expect(errorOf(() => rawPayload(undefined, 'own'))).toMatchObject({ code: 'EVCC_INVALID', key: 'rawMissing' });
  });

  it.each([() => 1, Symbol('x')])('is refused where it has no text: %s', (value) => {
    expect(errorOf(() => rawPayload(value, 'own'))).toMatchObject({ code: 'EVCC_INVALID', key: 'rawValue' });
  });

  it('is refused where it is circular', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(errorOf(() => rawPayload(circle, 'own')).params).toEqual({ topic: 'own', type: 'object' });
  });
});
