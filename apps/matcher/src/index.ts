export { MATCHER_ENV, type MatcherConfig, readMatcherConfig } from './config.ts';
export { type MatcherDeps, type RunningMatcher, startMatcher } from './start-matcher.ts';
