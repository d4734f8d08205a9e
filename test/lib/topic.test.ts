import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimal } from '../../src/lib/subscriptions';
import { covers, isValidFilter, matchesSegments, normalizeRoot, overlaps, parseTopic } from '../../src/lib/topic';

const matches = (filter: string, topic: string): boolean => matchesSegments(filter.split('/'), topic.split('/'));

test('a filter matches by the rules of MQTT', () => {
  expect(matches('site/+', 'site/pvPower')).toBe(true);
  expect(matches('site/+', 'site/grid/power')).toBe(false);
  expect(matches('site/#', 'site')).toBe(true);
  expect(matches('+/+', 'site')).toBe(false);
  expect(matches('#', 'a/b/c')).toBe(true);
});

test('wildcards fill whole levels, and a hash stands last', () => {
  expect(['#', '+', 'a/+/b', 'a/#'].every(isValidFilter)).toBe(true);
  expect(['', 'a+', 'a/#/b', 'a#', 'a/b+/c'].some(isValidFilter)).toBe(false);
});

test('a topic is taken apart into scope, id and key', () => {
  expect(parseTopic('loadpoints/2/planStrategy/continuous')).toMatchObject({
    scope: 'loadpoint',
    id: 2,
    key: 'planStrategy/continuous',
  });
  expect(parseTopic('vehicles/eup/title')).toMatchObject({ scope: 'vehicle', id: 'eup', key: 'title' });
  expect(parseTopic('site/circuits/haupt/power')).toMatchObject({ scope: 'circuit', id: 'haupt', key: 'power' });
  expect(parseTopic('site/grid/power')).toMatchObject({ scope: 'site', id: undefined, key: 'grid/power' });
  expect(parseTopic('loadpoints')).toMatchObject({ scope: 'other', key: 'loadpoints' });
  expect(parseTopic('loadpoints/x/mode').scope).toBe('other');
});

test('slashes at the ends of the root are ignored, wildcards and a leading dollar refused', () => {
  expect(normalizeRoot('/haus/evcc/')).toBe('haus/evcc');
  expect(normalizeRoot('')).toBe('');
  for (const root of ['evcc/#', '+', '$SYS', 'a\0b']) expect(normalizeRoot(root), root).toBe(undefined);
});

const level = fc.constantFrom('a', 'b', 'c');
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([levels, open]) => (open ? [...levels, '#'] : levels).join('/'));

test('a filter that covers another matches all that it matches', () => {
  fc.assert(
    fc.property(filter, filter, topic, (a, b, t) => {
      if (covers(a, b) && matches(b, t)) expect(matches(a, t)).toBe(true);
      if (matches(a, t) && matches(b, t)) expect(overlaps(a, b)).toBe(true);
    }),
  );
});

test('leaving covered filters out loses no topic', () => {
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 6 }), topic, (filters, t) => {
      const any = (list: Iterable<string>): boolean => [...list].some((one) => matches(one, t));
      expect(any(minimal(filters))).toBe(any(filters));
    }),
  );
});
