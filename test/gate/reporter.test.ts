import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AggregatedResult, Config } from '@jest/reporters';
import GateReporter from '../_util/gate/reporter.ts';

const EVERY_GROUP = [
  suite('/repo/test/store/contract.test.ts', 'the store on PostgreSQL keeps events'),
  suite('/repo/test/e2e/week-chromium.test.ts', 'a week in the browser'),
  suite('/repo/test/e2e/week-playground.test.ts', 'a week over HTTP'),
];
const ciBefore = process.env.CI;
let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'info').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
  if (ciBefore === undefined) delete process.env.CI;
  else process.env.CI = ciBefore;
});

describe('the last word of a test run', () => {
  test('under CI a run of every group passes', () => {
    expect(report(EVERY_GROUP, { ci: true })).toBeUndefined();
    expect(printed).toEqual(['3 passed, 0 failed']);
  });

  test.each([
    ['PostgreSQL', 0],
    ['Chromium', 1],
    ['Playground', 2],
  ])('under CI a run without %s fails', (name, index) => {
    expect(report(EVERY_GROUP.toSpliced(index, 1), { ci: true })).toBeInstanceOf(Error);
    expect(printed).toEqual([`Left out: ${name}, which under CI is a failure`, '2 passed, 1 failed']);
  });

  test('a skipped suite did not run', () => {
    const skipped = suite('/repo/test/e2e/week-chromium.test.ts', 'a week in the browser', 'pending');
    expect(report(EVERY_GROUP.with(1, skipped), { ci: true })).toBeInstanceOf(Error);
  });

  test('elsewhere what was left out is only said', () => {
    expect(report(EVERY_GROUP.slice(1), { ci: false })).toBeUndefined();
    expect(printed).toEqual(['Left out: PostgreSQL', '2 passed, 0 failed']);
  });

  test('a run of chosen files says nothing of the others', () => {
    expect(report(EVERY_GROUP.slice(1), { ci: true, chosen: true })).toBeUndefined();
    expect(printed).toEqual(['2 passed, 0 failed']);
  });
});

function suite(testFilePath: string, fullName: string, status = 'passed') {
  return { testFilePath, testResults: [{ fullName, status }] };
}

function report(
  suites: readonly ReturnType<typeof suite>[],
  { ci, chosen = false }: { ci: boolean; chosen?: boolean },
) {
  process.env.CI = String(ci);
  const passed = suites.filter(({ testResults }) => testResults[0]?.status === 'passed').length;
  const results = { testResults: suites, numPassedTests: passed, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
  const reporter = new GateReporter({ testPathPatterns: { isSet: () => chosen } } as unknown as Config.GlobalConfig);
  reporter.onRunComplete(new Set(), results as unknown as AggregatedResult);
  return reporter.getLastError();
}
