/** Closes a test run with what was skipped and why, and one plain line that a CI counts: `N passed, N failed, N skipped`. */
import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    // A file that could not be loaded and an error outside any test are failures too, though no test carries them.
    const unloaded = modules.filter((module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0);
    const counts = {
      passed: tests.filter((test) => test.result().state === 'passed').length,
      failed: tests.filter((test) => test.result().state === 'failed').length + unloaded.length + unhandled.length,
      skipped: skipped.length,
      failures: [
        ...tests.filter((test) => test.result().state === 'failed').map((test) => `${test.module.relativeModuleId} > ${test.fullName}`),
        ...unloaded.map((module) => module.relativeModuleId),
        ...unhandled.map((error) => `outside any test: ${error.message}`),
      ],
    };
    const lines = [...skipped.map(skippedLine), `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`];
    const file = process.env['WIRECAT_COUNTS'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
    console.log(`\n${lines.join('\n')}`);
  }
}

const skippedLine = (test: TestCase): string => {
  const result = test.result();
  const reason = result.state === 'skipped' ? result.note : undefined;
  return `skipped: ${test.module.relativeModuleId} > ${test.fullName}${reason === undefined ? '' : ` (${reason})`}`;
};
