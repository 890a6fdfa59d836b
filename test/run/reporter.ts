/** Counts for test/run.mjs: written to the file named by QUICKMODE_TEST_RESULTS when the run is over. */
import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env['QUICKMODE_TEST_RESULTS'];
    if (!file) return;
    let passed = 0;
    // An error outside of any test is a failure too.
    let failed = errors.length;
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      passed += states.filter((state) => state === 'passed').length;
      const failures = states.filter((state) => state === 'failed' || state === 'pending').length;
      // A file that could not be loaded has no test that could fail.
      failed += failures === 0 && module.state() === 'failed' ? 1 : failures;
    }
    writeFileSync(file, JSON.stringify({ passed, failed }));
  }
}
