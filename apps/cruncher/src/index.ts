export { CRUNCHER_ENV, type CruncherConfig, readCruncherConfig } from './config.ts';
export { type CruncherDeps, type RunningCruncher, startCruncher } from './start-cruncher.ts';
