import { defineConfig } from 'vitest/config';
import { closingLine } from './tests/support/closing-line.ts';

/**
 * `unit`: beside the code, seconds. `integration`: real database, real Chromium for printing. `hosts` and `e2e`: the real
 * window; one after another, since each starts a browser. The groups follow each other, so that no test of a window waits
 * for a processor that unit tests keep busy.
 */
export default defineConfig({
  test: {
    reporters: ['default', closingLine()],
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{common,main,preload,renderer}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'hosts',
          sequence: { groupOrder: 2 },
          include: ['tests/hosts/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: { include: ['common/domain/**/*.ts'], thresholds: { branches: 95 } },
  },
});
