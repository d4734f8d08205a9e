import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Renamed, renames } from '../../support/renames';

test('loadpoints are renamed, reordered and removed: no value is ever told under the title of another, nor an event made of it', () => {
  let told = 0;
  fc.assert(
    fc.property(renames, ({ seed, happenings }) => {
      const house = new Renamed(seed);
      for (const [, happen] of happenings) happen(house);
      house.final();
      expect(house.wrong).toEqual([]);
      expect(house.events.map(({ payload }) => payload.event).filter((event) => event.endsWith('connected'))).toEqual(
        [],
      );
      told += house.told.length;
    }),
    { numRuns: 60 },
  );
  expect(told).toBeGreaterThan(1000);
});
