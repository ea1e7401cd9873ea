import { readFileSync } from 'node:fs';
import { readReport, summaryOf } from './shared/test-report.ts';

// Prints one line about a JSON report of vitest: "N passed, N failed, N skipped".
const path = process.argv[2] ?? 'artefacts/tests.json';
console.log(summaryOf(readReport(() => readFileSync(path, 'utf8'))));
