import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { closingLine } from './tests/support/closing-line.ts';

/**
 * `unit`: beside the code, seconds. `integration`: real database, real Chromium for printing. `hosts` and `e2e`: the real
 * window, each test file with a browser and a profile of its own. `hosts` one after another, since it tells starts and ends
 * of programs apart, and so `e2e-alone`, which races the clock; `e2e` two at a time, which mostly wait. The groups follow
 * each other, so that no test of a window waits for a processor that unit tests keep busy. Left to itself, Vitest would
 * leave one of two processors idle. A test of a window that fails is tried once more, since it waits for what a busy machine
 * may show late; the end of the run names each that needed it. What must hold every time has `retry: 0`.
 */
const alone = ['annotations', 'download', 'kill', 'readiness'].map((name) => `tests/e2e/${name}.test.ts`);

/** What is waited for comes late on a busy machine; Vitest itself would give it one second. */
const patient = (seconds: number) => ({ poll: { timeout: seconds * 1000 } });

export default defineConfig({
  test: {
    reporters: ['default', closingLine()],
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{common,main,preload,renderer}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          expect: patient(10),
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          expect: patient(30),
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'hosts',
          sequence: { groupOrder: 2 },
          include: ['tests/hosts/**/*.test.ts'],
          testTimeout: 60_000,
          expect: patient(30),
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['tests/e2e/**/*.test.ts'],
          exclude: alone,
          retry: 1,
          testTimeout: 240_000,
          expect: patient(60),
          hookTimeout: 120_000,
          maxWorkers: Math.min(2, availableParallelism()),
        },
      },
      {
        test: {
          name: 'e2e-alone',
          sequence: { groupOrder: 4 },
          include: alone,
          retry: 1,
          testTimeout: 240_000,
          expect: patient(60),
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: { include: ['common/domain/**/*.ts'], thresholds: { branches: 95 } },
  },
});
