import { describe, expect, it } from 'vitest';
import { mergeReports, readReport, summaryOf } from './test-report.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe('summaryOf', () => {
  it('counts tests, not files', () => {
    const report = {
      success: true,
      testResults: [file('passed', 'passed', 'skipped'), file('passed', 'passed', 'todo')],
    };

    expect(summaryOf(report)).toBe('2 passed, 0 failed, 2 skipped');
  });

  it('counts a file that does not load as failed', () => {
    const report = { success: false, testResults: [file('failed'), file('failed', 'failed', 'passed')] };

    expect(summaryOf(report)).toBe('1 passed, 2 failed, 0 skipped');
  });

  it('never reads as success when the run was none', () => {
    expect(summaryOf({ success: false, testResults: [file('passed', 'passed')] })).toBe(
      '1 passed, 1 failed, 0 skipped',
    );
    expect(summaryOf(undefined)).toBe('0 passed, 1 failed, 0 skipped');
  });
});

describe('readReport', () => {
  it('takes a missing, broken or foreign file for none', () => {
    const missing = () => {
      throw new Error('ENOENT');
    };

    expect(readReport(missing)).toBeUndefined();
    expect(readReport(() => '{"success": true, "testRes')).toBeUndefined();
    expect(readReport(() => '{"name": "sprk"}')).toBeUndefined();
  });
});

describe('mergeReports', () => {
  const good = { success: true, testResults: [file('passed', 'passed')] };

  it('adds up, and is a success only when all are', () => {
    const bad = { success: false, testResults: [file('failed', 'failed')] };

    expect(summaryOf(mergeReports([good, good]))).toBe('2 passed, 0 failed, 0 skipped');
    expect(mergeReports([good, bad])?.success).toBe(false);
  });

  it('is none when one is missing', () => {
    expect(mergeReports([good, undefined])).toBeUndefined();
  });
});
