import { createLogger, runService, startupProblem } from '@sprk/platform';
import { readMatcherConfig } from './config.ts';
import { startMatcher } from './start-matcher.ts';

try {
  const config = readMatcherConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: 'matcher' });
  await runService({
    name: 'matcher',
    log,
    async start() {
      const matcher = await startMatcher(config, { log });
      process.stdout.write(`${matcher.url}\n`);
      return matcher;
    },
  });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
