// The figures as text.

import { GOALS, type Goal } from './goals';
import type { Results, Row, Spread } from './results';

/** A number with that many digits after the point. */
export const decimal = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });

/** A ratio below a twentieth as a fraction: `1/82`. */
export function ratio(value: number): string {
  return value < 0.2 ? `1/${decimal(1 / value, 1)}` : decimal(value, 2);
}

const range = ({ median, min, max }: Spread): string => `**${ratio(median)}** (${ratio(min)} … ${ratio(max)})`;

function line({ figure, ours, other, unit, digits, goal }: Goal, row: Row): string {
  if (row.ours === null || row.other === null || row.ratio === null) {
    return `| ${figure} | ${goal?.text ?? ''} | | | | ${row.verdict ?? ''} |`;
  }
  const side = (name: string, { median }: Spread): string => `${decimal(median, digits)} ${unit} (${name})`;
  return `| ${figure} | ${goal?.text ?? ''} | ${range(row.ratio)} | ${side(ours, row.ours)} | ${side(other, row.other)} | ${row.verdict ?? ''} |`;
}

/** The table in Markdown, and what was checked in the same runs. */
export function table({ rows, checks }: Results): string {
  const lines = GOALS.map((goal) => {
    const row = rows.find(({ id }) => id === goal.id);
    return row === undefined ? undefined : line(goal, row);
  }).filter((text) => text !== undefined);
  const head = ['| figure | goal | median (min … max) | ours | against | |', '|---|---|---|---|---|---|'];
  return [
    ...head,
    ...lines,
    '',
    ...checks.map(({ name, ok, detail }) => `- ${ok ? '✓' : '✗'} ${name}: ${detail}`),
  ].join('\n');
}
