import { defineConfig } from 'vitest/config';

const setupFiles = ['tests/setup/fixed-seed.ts'];

// Fast tests first: `unit` is pure and quick, `integration` starts whole systems, `kill` starts and kills processes.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles,
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          setupFiles,
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'kill',
          setupFiles,
          include: ['tests/kill/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'infra',
          setupFiles,
          include: ['tests/terraform/**/*.test.ts', 'infra/policy/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
      // Needs an emulator: `npm run test:infra`.
      {
        test: {
          name: 'emulated',
          setupFiles,
          include: ['packages/adapter-aws/emulated/**/*.emulated.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'cloud',
          setupFiles,
          include: ['tests/cloud/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
