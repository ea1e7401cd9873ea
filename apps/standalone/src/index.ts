export { STANDALONE_ENV, type StandaloneConfig, standaloneConfig } from './config.ts';
export { type RunningStandalone, startStandalone } from './start-standalone.ts';
