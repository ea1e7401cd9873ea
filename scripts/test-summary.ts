import { readFileSync } from 'node:fs';
import { mergeReports, readReport, summaryOf } from './shared/test-report.ts';

// Prints one line about JSON reports of vitest: "N passed, N failed, N skipped". A report that is missing is a failure.
const [...paths] = process.argv.slice(2);
console.log(summaryOf(mergeReports(paths.map((path) => readReport(() => readFileSync(path, 'utf8'))))));
