import { expect, it } from 'vitest';
import { MIGRATIONS, migrated } from '../../src/lib/migrations.js';

it('nothing has been renamed yet: flows of the first version are today’s', () => {
  expect(MIGRATIONS).toEqual([]);
});

it('a value of an earlier version becomes what it is called today, everything else stays', () => {
  const table = [{ type: 'evcc-in', property: 'emit', was: 'always', now: 'update' }] as const;
  expect(migrated('evcc-in', { emit: 'always', topics: [] }, table)).toEqual({ emit: 'update' });
  expect(migrated('evcc-in', { emit: 'change' }, table)).toEqual({});
  expect(migrated('evcc-out', { emit: 'always' }, table)).toEqual({});
  expect(migrated('evcc-in', {}, table)).toEqual({});
});
