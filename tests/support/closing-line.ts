import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** How a run ended. A file that could not be loaded, a hook that broke and a stray error each count as one failure. */
function countTests(modules: readonly TestModule[], strayErrors: number): string {
  const count = { passed: 0, failed: strayErrors, skipped: 0, pending: 0 };
  for (const module of modules) {
    count.failed += module.errors().length;
    for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
    for (const test of module.children.allTests()) count[test.result().state]++;
  }
  const skipped = count.skipped + count.pending;
  return `${count.passed} passed, ${count.failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** The tests that failed and then passed when tried again: no failure, and nothing to be silent about either. */
function nameSecondTries(modules: readonly TestModule[]): string {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  return tests
    .filter((test) => test.diagnostic()?.flaky)
    .map((test) => `passed only when tried again: ${test.module.relativeModuleId} > ${test.fullName}\n`)
    .join('');
}

/**
 * Prints `N passed, N failed` as the very last line of a run, for people and programs that read only that one; above it,
 * which tests needed a second try.
 */
export function closingLine(): Reporter {
  let line = '';
  // Other reporters write when the run has ended, some of them later than that; nothing comes after `exit`.
  process.once('exit', () => {
    if (line !== '') writeSync(1, `${line}\n`);
  });
  return {
    onTestRunEnd(modules, errors) {
      line = nameSecondTries(modules) + countTests(modules, errors.length);
    },
  };
}
