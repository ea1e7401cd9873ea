import { createLogger, runService, startupProblem } from '@sprk/platform';
import { readMatcherConfig } from './config.ts';
import { openHost } from './open-host.ts';
import { startMatcher } from './start-matcher.ts';

try {
  const config = readMatcherConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: 'matcher' });
  await runService({
    name: 'matcher',
    log,
    async start() {
      await using started = new AsyncDisposableStack();
      const host = started.use(await openHost(config, log));
      const matcher = started.use(await startMatcher({ ...config, ...host.config }, { log, ...host.deps }));
      process.stdout.write(`${matcher.url}\n`);
      return started.move();
    },
  });
} catch (error) {
  process.stderr.write(`${startupProblem(error)}\n`);
  process.exitCode = 1;
}
