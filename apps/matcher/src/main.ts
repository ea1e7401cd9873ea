import { createLogger, runService, startupProblem } from '@sprk/platform';
import { readMatcherConfig } from './config.ts';
import { startMatcher } from './start-matcher.ts';

try {
  const config = readMatcherConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: 'matcher' });
  await runService({ name: 'matcher', log, start: () => startMatcher(config, { log }) });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
