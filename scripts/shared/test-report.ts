/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** undefined: there is none, or it is no report: no test ran. */
export function readReport(read: () => string): TestReport | undefined {
  try {
    const report: unknown = JSON.parse(read());
    return isReport(report) ? report : undefined;
  } catch {
    // A missing file and a half-written one mean the same.
    return undefined;
  }
}

/** Several reports as one; undefined when one of them is none. */
export function mergeReports(reports: readonly (TestReport | undefined)[]): TestReport | undefined {
  const known = reports.filter((report) => report !== undefined);
  if (known.length < reports.length) return undefined;
  return {
    success: known.every(({ success }) => success),
    testResults: known.flatMap(({ testResults }) => testResults),
  };
}

/**
 * "N passed, N failed, N skipped". What failed without a failed test (a file that does not load, checks before
 * the tests, an error outside of tests) counts as one: a run that did not succeed never reads as if it had.
 */
export function summaryOf(report: TestReport | undefined): string {
  const files = report?.testResults ?? [];
  const statuses = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const broken = files.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed),
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length + broken.length;
  const failed = report?.success === true ? failedTests : Math.max(1, failedTests);
  const skipped = statuses.filter((status) =>
    ['skipped', 'pending', 'todo', 'disabled'].includes(status),
  ).length;
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === 'failed';
}

function isReport(report: unknown): report is TestReport {
  return (
    typeof report === 'object' &&
    report !== null &&
    'testResults' in report &&
    Array.isArray(report.testResults)
  );
}
