import type { AggregatedResult, Config, TestContext, TestResult } from '@jest/reporters';

/** Suites that need something the machine may lack. Locally they may be left out, which is said; under CI that is a failure. */
const GROUPS: readonly { name: string; file: RegExp; title?: RegExp }[] = [
  { name: 'PostgreSQL', file: /\/test\/store\//, title: /PostgreSQL/ },
  { name: 'Chromium', file: /\/test\/e2e\/[^/]*chromium[^/]*\.test\.ts$/ },
  { name: 'Playground', file: /\/test\/e2e\/[^/]*playground[^/]*\.test\.ts$/ },
];

/** Prints the line `N passed, N failed` that .ci/run ends with, and fails a CI run in which a group ran no test. */
export default class GateReporter {
  readonly #partial: boolean;
  #failed = false;

  constructor({ testPathPatterns, testNamePattern, onlyChanged }: Config.GlobalConfig) {
    this.#partial = testPathPatterns.isSet() || Boolean(testNamePattern) || onlyChanged;
  }

  onRunComplete(_contexts: Set<TestContext>, results: AggregatedResult): void {
    const leftOut = this.#partial ? [] : GROUPS.filter((group) => !ranAny(group, results.testResults));
    const ci = process.env.CI === 'true';
    for (const { name } of leftOut) console.info(`Left out: ${name}${ci ? ', which under CI is a failure' : ''}`);
    this.#failed = ci && leftOut.length > 0;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + (ci ? leftOut.length : 0);
    console.info(`${results.numPassedTests} passed, ${failed} failed`);
  }

  getLastError(): Error | undefined {
    return this.#failed ? new Error('A group of tests that CI must run was left out') : undefined;
  }
}

function ranAny({ file, title }: (typeof GROUPS)[number], suites: readonly TestResult[]): boolean {
  return suites.some(
    ({ testFilePath, testResults }) =>
      file.test(testFilePath) &&
      testResults.some(({ status, fullName }) => status === 'passed' && (title?.test(fullName) ?? true)),
  );
}
