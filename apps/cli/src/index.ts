export { countsLine, type ImportPlan, runImport } from './import/run-import.ts';
export type { LoadReport } from './load/report.ts';
export { type LoadPlan, runLoad } from './load/run-load.ts';
