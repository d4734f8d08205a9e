import { describe, expect, it } from 'vitest';
import { isBefore } from '../../../src/lib/codec/version';
import { localTimeIn, nextOccurrence, offsetOfZone } from '../../../src/lib/command/local-time';
import { BERLIN } from './support';

const next = (now: string, hours: number, minutes = 0, local = BERLIN) =>
  new Date(nextOccurrence(local, Date.parse(now), hours * 3600 + minutes * 60)).toISOString();

describe('the next occurrence of a time of day', () => {
  it('is today or tomorrow', () => {
    expect(next('2026-11-22T05:59:59Z', 7)).toBe('2026-11-22T06:00:00.000Z');
    expect(next('2026-11-22T06:00:00Z', 7)).toBe('2026-11-23T06:00:00.000Z');
    expect(next('2026-12-31T23:30:00Z', 0)).toBe('2027-01-01T23:00:00.000Z');
  });

  it('is right after the clocks were changed in the night', () => {
    expect(next('2026-03-28T20:00:00Z', 7)).toBe('2026-03-29T05:00:00.000Z');
    expect(next('2026-10-24T20:00:00Z', 7)).toBe('2026-10-25T06:00:00.000Z');
  });

  it('is an hour later where the clocks leave it out', () => {
    // 2:30 does not exist on 29 March 2026 in Berlin: clocks go from 2:00 to 3:00.
    expect(next('2026-03-28T20:00:00Z', 2, 30)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is the first of two where the clocks repeat it', () => {
    // 2:30 comes at 0:30 and at 1:30 UTC on 25 October 2026.
    expect(next('2026-10-24T20:00:00Z', 2, 30)).toBe('2026-10-25T00:30:00.000Z');
  });

  it('holds where clocks are ahead of and behind UTC by odd times', () => {
    const nepal = localTimeIn('Asia/Kathmandu');
    const newfoundland = localTimeIn('America/St_Johns');
    expect(nepal && next('2026-11-22T00:00:00Z', 7, 0, nepal)).toBe('2026-11-22T01:15:00.000Z');
    expect(newfoundland && next('2026-11-22T00:00:00Z', 7, 0, newfoundland)).toBe('2026-11-22T10:30:00.000Z');
  });
});

describe('a time zone as evcc names it', () => {
  const at = Date.UTC(2026, 10, 22);

  it.each([
    ['UTC +00:00', 0],
    ['CET +01:00', 60],
    ['NST -03:30', -210],
    ['Europe/Berlin', 60],
    ['nowhere', undefined],
  ])('%s is %s minutes ahead of UTC', (zone, offset) => {
    expect(offsetOfZone(zone, at)).toBe(offset);
  });
});

describe('a version', () => {
  it.each([
    ['0.313.0', '0.316', true],
    ['0.315.9', '0.316', true],
    ['0.316.0', '0.316', false],
    ['0.316', '0.316', false],
    ['1.0.0', '0.316', false],
    ['0.301.0', '0.301.1', true],
    ['0.301.1', '0.301.1', false],
    // A nightly may hold all of the next version.
    ['0.313.0+102', '0.316', true],
    ['0.315.0+7', '0.316', false],
    ['0.300.0+7', '0.301.1', true],
    ['development', '0.316', false],
  ])('%s before %s: %s', (version, since, before) => {
    expect(isBefore(version, since)).toBe(before);
  });
});
