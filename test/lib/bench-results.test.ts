import { expect, test } from 'vitest';
import { GOALS } from '../../bench/goals';
import { rowsOf, spread, verdictOf } from '../../bench/results';

test('a figure is judged by the median of the paired ratios', () => {
  const pairs = [
    { ours: 1, other: 10 },
    { ours: 3, other: 10 },
    { ours: 1, other: 20 },
  ];
  const row = rowsOf({ 'cpu-500-core': pairs }).find(({ id }) => id === 'cpu-500-core');
  expect(row).toMatchObject({ ratio: { median: 0.1, min: 0.05, max: 0.3 }, ours: { median: 1 }, verdict: 'met' });
});

test('of an even number of repeats the median is the middle of the two in the middle', () => {
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(spread([])).toBe(null);
});

test('up to a tenth beyond its goal a figure is at the goal', () => {
  const most = { is: 'atMost', ratio: 0.5, text: '' } as const;
  expect([0.5, 0.54, 0.56].map((median) => verdictOf(most, median))).toEqual(['met', 'at the goal', 'missed']);
  const least = { is: 'atLeast', ratio: 0.9, text: '' } as const;
  expect([0.9, 0.83, 0.8].map((median) => verdictOf(least, median))).toEqual(['met', 'at the goal', 'missed']);
  expect([undefined, Number.NaN].map((median) => verdictOf(most, median))).toEqual(['not measured', 'not measured']);
});

test('every figure has a row, measured or not', () => {
  expect(rowsOf({}).map(({ id }) => id)).toEqual(GOALS.map(({ id }) => id));
  expect(new Set(rowsOf({}).map(({ verdict }) => verdict))).toEqual(new Set(['not measured', undefined]));
});
