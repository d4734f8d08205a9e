import { describe, expect, test } from 'vitest';
import { loadpointOf, textsOf } from './conformance/burst';
import { restarted, STARTS } from './conformance/restart';

/** Zero, and then another value, until the loadpoint's own turn; recorded at each start with a car at the second loadpoint. */
const ZERO = /^loadpoints\/\d+\/vehicle(Soc|Range|LimitSoc)$/;
/** Right from the start's end on, empty before. */
const EMPTY = /^loadpoints\/\d+\/vehicle(Name|Title)$/;

describe.each(STARTS.map((start) => [start.release, start] as const))('evcc %s stops and starts', (_, start) => {
  const run = restarted(start);

  /** When a loadpoint's own turn begins; it may be after the recording. */
  const turnOf = (loadpoint: number): number => {
    const topic = `${run.root}/loadpoints/${loadpoint}/connected`;
    const turn = run.lines.find((line) => line.topic === topic && line.payload !== '' && line.ms >= start.from);
    return turn?.ms ?? Number.POSITIVE_INFINITY;
  };

  test('evcc says that the second loadpoint’s vehicle is empty, until the loadpoint’s turn', () => {
    const texts = textsOf(run, start.from, turnOf(2) - 1);
    expect(Number(texts.get('loadpoints/2/vehicleSoc')?.at(-1))).toBe(0);
  });

  test('a later loadpoint’s vehicle is no vehicle at zero before its own turn', () => {
    const wrong = run.sent.filter(({ ms, message: { evcc, payload } }) => {
      const loadpoint = loadpointOf(evcc.topic);
      if (loadpoint < 2 || ms < start.from || ms >= turnOf(loadpoint)) return false;
      const isEmpty = payload === null || payload === '';
      return (ZERO.test(evcc.topic) && (payload === 0 || isEmpty)) || (EMPTY.test(evcc.topic) && isEmpty);
    });
    expect(wrong.map(({ ms, message }) => [ms, message.evcc.topic, message.payload])).toEqual([]);
  });
});
