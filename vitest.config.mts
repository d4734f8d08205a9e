import { defineConfig } from 'vitest/config';

/** Guards only: nothing is asserted by time. */
const GUARD = { testTimeout: 60_000, hookTimeout: 120_000 };
const LONG = { testTimeout: 300_000, hookTimeout: 600_000 };

const HOURS = { testTimeout: 3_600_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/lib/**/*.test.ts', 'test/demo/**/*.test.ts'],
          exclude: ['test/demo/broker*.test.ts'],
          setupFiles: ['test/support/seed.ts'],
          ...GUARD,
        },
      },
      {
        test: { name: 'nodes', include: ['test/nodes/**/*.test.ts'], pool: 'forks', fileParallelism: false, ...GUARD },
      },
      {
        test: {
          name: 'broker',
          include: ['test/broker/**/*.test.ts', 'test/demo/broker*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          ...LONG,
        },
      },
      {
        test: {
          name: 'runtime',
          include: ['test/runtime/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          ...LONG,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          ...HOURS,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          ...LONG,
        },
      },
    ],
  },
});
