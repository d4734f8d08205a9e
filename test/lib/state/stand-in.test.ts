import fc from 'fast-check';
import { expect, test } from 'vitest';
import { live, story } from '../../support/stories';

test('whatever happens to evcc, the broker and the connection: true values only, each once, and the last ones in the end', () => {
  fc.assert(
    fc.property(story, (one) => {
      expect(live(one).wrong).toEqual([]);
    }),
    { numRuns: 80, endOnFailure: true },
  );
});
